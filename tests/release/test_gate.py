"""The gate on the output: a leak in any place of the tree, whose it is, and that nothing is said of its value."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from leaking import NAME, NUMBER, listed, page

from county import PENALTY, write, write_county
from gongshi.assembly import assemble
from gongshi.findings import Severity
from gongshi.redaction import denylist
from gongshi.redaction.allowed import Permits
from gongshi.redaction.span import Span
from gongshi.registry.declared import declared
from gongshi.registry.register import Register
from gongshi.release import gate, leaks, scanner
from gongshi.release.clean import Clean

__all__ = ["listed"]

ESCAPED = json.dumps(NAME)[1:-1]
ENTITY = "".join(f"&#x{ord(c):x};" for c in NAME)
PACKED = base64.b64encode(f"当事人的姓名是{NAME}，住在县城".encode()).decode()

PLACES: dict[str, tuple[str, str]] = {
    "text of a page": ("a.html", page(f"<p>当事人{NAME}</p>")),
    "text cut by inline tags": ("a.html", page("<p>司<b>马</b><span class=x>小</span>禾</p>")),
    "text with spaces": ("a.html", page("<p>司 马\u200b 小 禾</p>")),
    "entities": ("a.html", page(f"<p>{ENTITY}</p>")),
    "title": ("a.html", f"<html><head><title>{NAME}案</title></head></html>"),
    "attribute": ("a.html", page(f'<p data-party="{NAME}">当事人</p>')),
    "title attribute": ("a.html", page(f'<abbr title="{NAME}">张某</abbr>')),
    "alt text": ("a.html", page(f'<img src="x.png" alt="{NAME}的身份证">')),
    "aria label": ("a.html", page(f'<section aria-label="{NAME}"></section>')),
    "comment": ("a.html", page(f"<!-- {NAME} -->")),
    "JSON block": ("a.html", page(f'<script type="application/json">{{"party": "{NAME}"}}</script>')),
    "JSON block with escapes": ("a.html", page(f'<script type="application/json">{{"party": "{ESCAPED}"}}</script>')),
    "style": ("a.html", page(f"<style>p::before {{ content: '{NAME}' }}</style>")),
    "meta tag": ("a.html", page("", f'<meta name="Keywords" content="{NAME}">')),
    "meta description": ("a.html", page("", f'<meta name="Description" content="{NAME}案">')),
    "address of a link": ("a.html", page(f'<a href="/search?q={quote(NAME)}">同一当事人</a>')),
    "data address": ("a.html", page(f'<img src="data:text/plain;base64,{PACKED}" alt="">')),
    "hidden element": ("a.html", page(f"<p hidden>{NAME}</p>")),
    "list row": ("decisions/index.html", page(f"<table><tr><td>{NAME}</td><td>罚款</td></tr></table>")),
    "tombstone": ("decisions/x.html", page(f"<p>对{NAME}的处罚已撤回</p>")),
    "home page": ("index.html", page(f"<li>{NAME}</li>")),
    "feed": ("feeds/all.xml", f"<feed><entry><title>{NAME}</title></entry></feed>"),
    "feed, cdata": ("feeds/all.xml", f"<feed><content><![CDATA[<p>{NAME}</p>]]></content></feed>"),
    "sitemap": ("sitemap.xml", f"<urlset><url><loc>https://x.example/{quote(NAME)}.html</loc></url></urlset>"),
    "flowchart": ("flows/f.svg", "<svg><text><tspan>司马</tspan><tspan>小禾</tspan></text></svg>"),
    "flowchart, description": ("flows/f.svg", f"<svg><desc>{NAME}</desc></svg>"),
    "search data": ("search/0.json", json.dumps({"names": [NAME]})),
    "search data, plain": ("search/0.json", json.dumps({"names": [NAME]}, ensure_ascii=False)),
    "open data": ("data/decisions.csv", f"文书号,相对人\r\n3号,{NAME}\r\n"),
    "calendar": ("due.ics", f"BEGIN:VEVENT\r\nSUMMARY:{NAME}\r\nEND:VEVENT\r\n"),
    "script": ("theme/site.js", f"var x = '{ESCAPED}';"),
    "attachment": ("files/decisions/x/note.txt", f"询问笔录：{NAME}\n"),
    "file name": (f"files/decisions/x/{NAME}.txt", "笔录"),
    "folder": (f"{NAME}/index.html", page("")),
    "number": ("a.html", page("<p>139<wbr>0000 0000</p>")),
    "number, full width": ("data/all.json", '{"phone": "１３９－００００－００００"}'),
}


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return assemble(write_county(tmp_path / "county")).sound


def test_there_are_enough_places() -> None:
    assert len(PLACES) >= 25


@pytest.mark.parametrize("place", PLACES)
def test_a_leak_in_any_place_stops_the_tree(
    tmp_path: Path, listed: denylist.Denylist, register: Register, place: str
) -> None:
    path, text = PLACES[place]
    write(tmp_path / "tree" / "clean.html", page("<p>当事人司马某</p>"))
    write(tmp_path / "tree" / path, text)
    verdict = gate.look(tmp_path / "tree", register, tmp_path / "county/content")
    assert verdict.stops_everything
    assert {finding.code for finding in verdict.findings} == {"GS471"}
    said = repr(verdict)
    assert NAME not in said
    assert NUMBER not in said
    tag = next(iter(listed.matches(NUMBER if place.startswith("number") else NAME))).tag
    assert tag in said


def test_a_clean_tree_passes(tmp_path: Path, listed: denylist.Denylist, register: Register) -> None:
    write(tmp_path / "tree/a.html", page("<p>当事人司马某，电话略，批号20250613</p><p>司马</p><p>小禾</p>"))
    assert gate.look(tmp_path / "tree", register, tmp_path / "county/content") == gate.Verdict()


def phones(text: str, *, allowed: Permits) -> list[Span]:
    if allowed.passes("phone", NUMBER):
        return []
    at = text.find(NUMBER)
    return [Span(at, at + len(NUMBER), "phone", Severity.GATE)] if at >= 0 else []


def test_what_detectors_find_is_pinned_to_record_and_field(tmp_path: Path) -> None:
    content = write_county(tmp_path, penalty={"摘要": f"联系电话{NUMBER}"})
    register = assemble(content).everything  # the record itself is held back already (GS420)
    assert register is not None
    write(tmp_path / f"tree/decisions/{PENALTY}.html", page(f"<p>联系电话{NUMBER}</p>"))
    found = list(leaks.leaks_in(tmp_path / "tree", scanner.Scanner(scan=phones, quick=False)))
    verdict = gate.judged(found, register, content)
    (finding,) = verdict.findings
    assert verdict.held == {f"post/decisions/2026/{PENALTY}.yaml"}
    line = (content / finding.file).read_text(encoding="utf-8").split("\n")[finding.line - 1]
    assert (finding.code, finding.record, line[finding.column - 1 :][:3]) == ("GS470", PENALTY, "摘要:")
    assert "手机号" in finding.message
    assert NUMBER not in repr(verdict)


def test_the_page_tells_whose_it_is_when_no_field_does(tmp_path: Path, register: Register) -> None:
    leak = leaks.Leak(f"decisions/{PENALTY}.html", "显", 1, "phone", "", NUMBER)
    verdict = gate.judged([leak], register, tmp_path / "county/content")
    assert verdict.held == {f"post/decisions/2026/{PENALTY}.yaml"}


def test_registered_public_values_may_stand(tmp_path: Path) -> None:
    account = "65990120100000001234"
    content = write_county(tmp_path, entity={"罚款专户": {"户名": "青禾县财政局", "账号": account}})
    permits = declared(assemble(content).sound)
    assert permits.passes("bank_account", account)
    assert not permits.passes("phone", account)
    assert not permits.passes("bank_account", account[:-1] + "5")
    write(tmp_path / "tree/a.html", page(f"<p>账号：{account}</p>"))
    assert list(leaks.leaks_in(tmp_path / "tree", scanner.Scanner(permits))) == []
    assert list(leaks.leaks_in(tmp_path / "tree", scanner.Scanner()))


APPROVED = {"字段": "摘要", "值": NUMBER, "原因": "企业公布的服务电话", "批准人": "L001", "到期": "2026-03-16"}


@pytest.mark.parametrize(
    ("until", "field", "place", "may"),
    [
        ("2026-03-16", "摘要", "摘要", True),
        ("2026-03-15", "摘要", "摘要", False),
        ("2026-03-16", "证据", "摘要", False),
        ("2026-03-16", "摘要", "证据", False),
    ],
)
def test_an_approved_value_stands_in_its_field_until_its_day(
    tmp_path: Path, until: str, field: str, place: str, may: bool
) -> None:
    content = write_county(
        tmp_path,
        site={"允许出现": [{**APPROVED, "字段": field, "到期": until}]},
        penalty={place: f"服务电话{NUMBER}"},
    )
    assembled = assemble(content)
    assert declared(assembled.everything or assembled.sound).passes("phone", NUMBER) is may


def test_an_approved_value_in_two_fields_needs_both(tmp_path: Path) -> None:
    """Allowed in one field, it may not stand in the other: the output does not tell which of them it came from."""
    both = {"摘要": f"服务电话{NUMBER}", "证据": f"证人电话{NUMBER}"}
    for fields, may in (({"摘要"}, False), ({"摘要", "证据"}, True)):
        entries = [{**APPROVED, "字段": field} for field in sorted(fields)]
        assembled = assemble(write_county(tmp_path / str(may), site={"允许出现": entries}, penalty=both))
        assert declared(assembled.everything or assembled.sound).passes("phone", NUMBER) is may


UNREADABLE = {
    "an encrypted or broken PDF": ("files/decisions/x/a.pdf", b"%PDF-1.7\nbroken"),
    "a kind that nobody looks into": ("files/decisions/x/a.zip", b"PK\x03\x04"),
    "a file that is not what its name says": ("assets/icon.png", b"\xff\xd8\xff"),
    "an unknown kind": ("assets/font.woff2", b"wOF2"),
    "text in no encoding": ("files/decisions/x/a.txt", b"\xff\xff\xff"),
    "bytes that call themselves an index": ("data/x.bin", b"\0"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_looked_into_stops_everything(tmp_path: Path, register: Register, what: str) -> None:
    path, raw = UNREADABLE[what]
    write(tmp_path / "tree/a.html", page("<p>无</p>"))
    write(tmp_path / "tree" / path, raw)
    for memory in (None, tmp_path / "memory", tmp_path / "memory"):
        verdict = gate.look(tmp_path / "tree", register, tmp_path / "county/content", memory)
        assert [finding.code for finding in verdict.findings] == ["GS472"]
        assert verdict.stops_everything
        assert path in verdict.findings[0].message


def test_text_in_the_older_encoding_is_read(tmp_path: Path, register: Register) -> None:
    write(tmp_path / "tree/files/decisions/x/a.txt", f"当事人1985年3月2日出生，电话{NUMBER}".encode("gb18030"))
    verdict = gate.look(tmp_path / "tree", register, tmp_path / "county/content")
    assert len(verdict.findings) == 2


def test_an_attribute_is_read_behind_its_entities(tmp_path: Path, register: Register) -> None:
    coded = "".join(f"&#{ord(c)};" for c in NUMBER)
    write(tmp_path / "tree/a.html", page(f'<p title="{coded}">当事人</p>'))
    assert gate.look(tmp_path / "tree", register, tmp_path / "county/content").stops_everything


def test_a_scanner_that_fails_lets_nothing_through(
    tmp_path: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, *, allowed: Permits) -> list[Span]:
        raise ValueError(text)

    monkeypatch.setattr(gate, "scanner_for", lambda register: scanner.Scanner(scan=broken, quick=False))
    write(tmp_path / "tree/a.html", page(NUMBER))
    verdict = gate.look(tmp_path / "tree", register, tmp_path)
    assert [finding.code for finding in verdict.findings] == ["GS472"]
    assert verdict.stops_everything
    assert NUMBER not in repr(verdict)


def test_clean_files_are_not_scanned_twice(tmp_path: Path) -> None:
    seen: list[str] = []

    def scan(text: str, *, allowed: Permits) -> list[Span]:
        seen.append(text)
        return []

    def again(version: str = "1") -> int:
        seen.clear()
        list(
            leaks.leaks_in(
                tmp_path / "tree",
                scanner.Scanner(scan=scan, version=version, quick=False),
                tmp_path / "memory",
            )
        )
        return len(seen)

    write(tmp_path / "tree/a.html", page("甲"))
    write(tmp_path / "tree/b.txt", "乙")
    assert again() > 0
    assert again() == 0
    write(tmp_path / "tree/b.txt", "丙")
    assert 0 < again() < 9
    assert again(version="2") > 0
    memory = tmp_path / "memory/clean"
    memory.write_bytes(memory.read_bytes()[:-9] + b"\n")
    assert again("2") > 0


def test_a_forged_memory_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine's memory, or one written by hand, is bound by another key."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "theirs"))
    theirs = Clean(tmp_path / "memory", "same")
    theirs.now.add("0" * 64)
    theirs.keep()
    assert Clean(tmp_path / "memory", "same").before == {"0" * 64}
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "ours"))
    assert Clean(tmp_path / "memory", "same").before == frozenset()


def test_a_file_that_leaks_is_never_remembered(tmp_path: Path) -> None:
    write(tmp_path / "tree/a.html", page(NUMBER))
    write(tmp_path / "tree/b.html", page(NUMBER))
    for gone in ("", "a.html"):
        (tmp_path / "tree" / (gone or "none")).unlink(missing_ok=True)
        found = scanner.Scanner(scan=phones, quick=False)
        assert list(leaks.leaks_in(tmp_path / "tree", found, tmp_path / "memory"))
