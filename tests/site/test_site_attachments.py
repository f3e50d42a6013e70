"""What is published of an attachment is the file without its metadata; the source stays as it is."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

from PIL import Image

from county import PENALTY, write_bureau
from gongshi.cli.site import Job, run_build


def test_metadata_stays_behind_and_the_size_is_of_what_is_published(tmp_path: Path) -> None:
    data = Image.Exif()
    data[0x010F] = "SECRETCAM"
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(out, "JPEG", exif=data)
    raw = out.getvalue() + b"SECRETTAIL" * 4000
    tick = {"人": "C001", "日期": "2026-03-04", "校验": sha256(raw).hexdigest()[:16].upper()}
    entry = {"文件": f"{PENALTY}/a.jpg", "名称": "照片", "替代文字": "绿色方块", "已人工核验": tick}
    place = f"post/decisions/2026/{PENALTY}/a.jpg"
    bureau = write_bureau(tmp_path, penalty={"附件": [entry]}, files={place: raw})
    assert run_build(Job(bureau / "content", tmp_path / "output", bureau / "publishconf.py"))[0] == 0
    published = (tmp_path / "output" / "files" / "decisions" / PENALTY / "a.jpg").read_bytes()
    assert b"SECRET" not in published and (bureau / "content" / place).read_bytes() == raw
    page = (tmp_path / "output" / "decisions" / f"{PENALTY}.html").read_text(encoding="utf-8")
    assert f"（JPG，{max(1, round(len(published) / 1024))} KB）" in page
    assert tick["校验"] not in page and "核验" not in page
