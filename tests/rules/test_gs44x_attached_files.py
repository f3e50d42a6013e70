"""GS440 to GS446: what attachments hide, carry along, or cannot be judged by; and what of them is published."""

from __future__ import annotations

import io
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from decision_cases import key_at
from PIL import Image

from county import DECISION, ENTITY, PENALTY, SITE, changed, write, write_county
from gongshi import assembly
from gongshi.assembly import assemble
from gongshi.findings import Finding, Severity
from gongshi.redaction.files.text import reading
from gongshi.redaction.span import Span

sys.path.insert(0, str(Path(__file__).parents[1] / "redaction"))
from pdf_samples import CLEAN, SECRET, TRICKS

AT_FILE = f"文件: {PENALTY}/a.png"


def _picture(colour: str = "red", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG", **options)
    return out.getvalue()


def told(folder: Path, file: str, raw: bytes, **entry: Any) -> list[Finding]:
    attachment = {"文件": f"{PENALTY}/{file}", "名称": "附件", **entry}
    files = {f"post/decisions/2026/{PENALTY}/{file}": raw}
    content = write_county(folder, penalty={"附件": [attachment]}, files=files)
    return [f for f in assemble(content).findings if "GS440" <= f.code <= "GS446"]


@pytest.fixture(autouse=True)
def _nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGSHI_CACHE", str(tmp_path / "memory"))
    monkeypatch.setattr(assembly, "reading_of", lambda may: lambda text: [])


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("GS440", b"%PDF-1.4\n%%EOF"),
        ("GS441", TRICKS["rectangle"]()),
        ("GS441", TRICKS["redaction_not_applied"]()),
        ("GS442", TRICKS["embedded_file"]()),
    ],
)
def test_a_gate_names_the_attachment_and_holds_the_record(tmp_path: Path, code: str, raw: bytes) -> None:
    found = told(tmp_path, "a.pdf", raw)
    assert [(f.code, f.severity, f.record) for f in found] == [(code, Severity.GATE, PENALTY)]
    assert f"{PENALTY}/a.pdf" in found[0].message and SECRET not in found[0].message
    line = (tmp_path / "content" / found[0].file).read_text(encoding="utf-8").split("\n")[found[0].line - 1]
    assert line[found[0].column - 1 :].startswith("文件:")
    assert PENALTY not in assemble(tmp_path / "content").sound.decisions


def test_a_sound_attachment_is_silent(tmp_path: Path) -> None:
    assert told(tmp_path, "a.pdf", CLEAN["plain"]()) == []


def test_gs443_and_gs444_what_detectors_say_of_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scan(text: str) -> list[Span]:
        at = text.find(SECRET)
        spans = [Span(0, 3, "person_name", Severity.NOTE)] if text else []
        return [*spans, Span(at, at + len(SECRET), "resident_id", Severity.GATE)] if at >= 0 else spans

    monkeypatch.setattr(assembly, "reading_of", lambda may: scan)
    found = told(tmp_path, "a.pdf", CLEAN["plain"]())
    assert [(f.code, f.severity) for f in found] == [("GS443", Severity.GATE), ("GS444", Severity.NOTE)]
    assert [key_at(tmp_path, f) for f in found] == [f"文件: {PENALTY}/a.pdf"] * 2
    assert "第1页" in found[0].message and "6…5" in found[0].message and SECRET not in found[0].message


PHONE, ACCOUNT, MAILBOX, MOBILE = "0999-6590001", "65990120100000001234", "jdjb@qinghe.example", "13900000000"


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ((f"咨询电话：{PHONE}", f"缴入账号：{ACCOUNT}", f"信箱：{MAILBOX}"), []),
        (("经营场所：青禾县青禾镇团结路12号幸福小区3号楼101室",), []),
        (("咨询电话：0999-6590055",), ["GS444"]),
        (("缴入账号：65990120100000001235",), ["GS444"]),
        (("转入账号：65990120100000001235",), ["GS443"]),
        (("住：青禾县青禾镇团结路12号幸福小区3号楼102室",), ["GS443"]),
        ((f"联系人电话：{MOBILE}",), ["GS443"]),
    ],
)
def test_what_organ_and_record_declare_may_stand_in_an_attachment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], codes: list[str]
) -> None:
    monkeypatch.setattr(assembly, "reading_of", reading)
    organ = {"罚款专户": {"户名": "青禾县财政局", "账号": ACCOUNT}, "监督": {"电话": "0999-6590002", "信箱": MAILBOX}}
    party = {**DECISION["行政相对人"], "经营场所": "青禾县青禾镇团结路12号幸福小区3号楼101室"}
    content = write_county(
        tmp_path,
        entity=organ,
        penalty={"附件": [{"文件": f"{PENALTY}/a.txt", "名称": "附件"}], "行政相对人": party},
        files={f"post/decisions/2026/{PENALTY}/a.txt": "\n".join(lines)},
    )
    for _ in range(2):  # the second time from memory
        found = [f.code for f in assemble(content).findings if f.code in ("GS443", "GS444")]
        assert found == codes
    if codes and MOBILE in lines[0]:
        entry = {"字段": "附件", "值": MOBILE, "原因": "服务电话", "批准人": "L001", "到期": "2026-12-31"}
        site = changed(SITE, {"允许出现": [entry]})
        write(content / "site.yaml", site)
        assert [f.code for f in assemble(content).findings if f.code in ("GS443", "GS444")] == []


def test_gs445_a_picture_wants_a_tick_that_another_file_voids(tmp_path: Path) -> None:
    raw = _picture()
    code = sha256(raw).hexdigest()[:16].upper()
    (finding,) = told(tmp_path / "a", "a.png", raw, 替代文字="红色方块")
    assert (finding.code, finding.severity) == ("GS445", Severity.DEFECT)
    assert key_at(tmp_path / "a", finding) == AT_FILE
    assert f"校验: {code}" in finding.fix
    tick = {"人": "C001", "日期": "2026-03-04", "校验": code}
    assert told(tmp_path / "b", "a.png", raw, 替代文字="红色方块", 已人工核验=tick) == []
    (again,) = told(tmp_path / "c", "a.png", _picture("blue"), 替代文字="蓝色方块", 已人工核验=tick)
    assert key_at(tmp_path / "c", again) == AT_FILE
    assert "换过文件" in again.message


def test_gs446_metadata_is_told_of(tmp_path: Path) -> None:
    raw = _picture() + b"trailer"
    tick = {"人": "C001", "日期": "2026-03-04", "校验": sha256(raw).hexdigest()[:16].upper()}
    (finding,) = told(tmp_path, "a.png", raw, 替代文字="红色方块", 已人工核验=tick)
    assert (finding.code, finding.severity) == ("GS446", Severity.NOTE)
    assert key_at(tmp_path, finding) == AT_FILE


def test_gs445_a_policy_has_no_place_for_a_tick(tmp_path: Path) -> None:
    front = f"标题: 办法\n执法主体: {ENTITY}\n类别: 公示制度\n成文日期: 2026-01-15\n附件: [p/a.png]\n"
    files = {"pre/policies/p.md": f"---\n{front}---\n正文。\n", "pre/policies/p/a.png": _picture()}
    (finding,) = [f for f in assemble(write_county(tmp_path, files=files)).findings if f.code == "GS445"]
    assert (finding.file, finding.line, finding.column) == ("pre/policies/p.md", 6, 6)
    assert finding.fix == "换成带文字层的 PDF"
