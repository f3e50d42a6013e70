"""One county on three days, built as a release is, with its manifests: what is live in the tests of this folder."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from PIL import Image

from county import PENALTY, penalty, write, write_county
from gongshi.assembly import assemble
from gongshi.release.manifest import Manifest, manifest_of
from gongshi.release.store import read_store
from gongshi.release.today import Today, owners, today_of
from inprocess import site_of

# What happens to each of them on LATER: stays, is withdrawn (its notice stays), ends early (nothing stays), is new.
STAYS, WITHDRAWN, ENDED, NEW = PENALTY, "qnz-zz-2026-004", "qnz-zz-2026-005", "qnz-zz-2026-006"
FIRST, LATER, LAST = date(2026, 3, 16), date(2026, 4, 7), date(2026, 4, 10)


@dataclass(frozen=True)
class Release:
    """A tree as it was built for ``day``."""

    content: Path
    tree: Path
    day: date
    previous: str | None

    @cached_property
    def manifest(self) -> Manifest:
        register = assemble(self.content, self.day).sound
        return manifest_of(self.tree, self.day, "gongshi 0", owners(register), self.previous)

    def today(self, day: date | None = None) -> Today:
        assembled = assemble(self.content, day or self.day)
        assert assembled.everything is not None
        return today_of(assembled.everything, read_store(self.content), assembled.held)


def county(folder: Path) -> Path:
    """Four penalties; one has an attachment."""
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(picture, "PNG")
    tick = {"人": "C001", "日期": "2026-03-04", "校验": sha256(picture.getvalue()).hexdigest()[:16].upper()}
    attached = [{"文件": f"{ENDED}/a.png", "名称": "照片", "替代文字": "绿色方块", "已人工核验": tick}]
    fallen = {
        "情形": "撤销",
        "生效日期": "2026-04-01",
        "撤回日期": "2026-04-01",
        "依据": "青政复决〔2026〕4号",
        "说明": "复议决定撤销原决定。",
    }
    early = {"日期": "2026-04-02", "依据": "信用修复管理办法"}
    at = "post/decisions/2026"
    return write_county(
        folder,
        ledger={STAYS: "2026-03-05", WITHDRAWN: "2026-03-05", ENDED: "2026-03-06"},
        files={
            f"{at}/{WITHDRAWN}.yaml": penalty(4, 案件名称="销售假种子案", 撤回=fallen),
            f"{at}/{ENDED}.yaml": penalty(5, 附件=attached, 提前终止公示=early),
            f"{at}/{ENDED}/a.png": picture.getvalue(),
            f"{at}/{NEW}.yaml": penalty(
                6, 内部={**penalty(6)["内部"], "公开审查": {**penalty(6)["内部"]["公开审查"], "日期": "2026-04-03"}}
            ),
        },
    )


def release(content: Path, output: Path, day: date, previous: Release | None = None) -> Release:
    """Builds for a day: the same bytes as ``gongshi build`` writes."""
    assembled, tree = site_of(content, day)
    assert assembled.exit_code == 0, assembled.findings
    for path, raw in tree.items():
        write(output / path, raw)
    return Release(content, output, day, previous.manifest.hash if previous else None)


def releases(folder: Path) -> tuple[Release, Release, Release]:
    """The county on the three days, each in a folder of its own."""
    content = county(folder)
    first = release(content, folder / "first", FIRST)
    later = release(content, folder / "later", LATER, first)
    return first, later, release(content, folder / "last", LAST, later)
