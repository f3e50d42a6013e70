"""The gate within a build: what leaks is left out or nothing is built, and the command says where and never what."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from leaking import KEY, NAME, NUMBER, listed, page, pdf, word, xlsx

from answers import call
from county import DECISION, PENALTY, penalty, text_of, tree, write, write_bureau
from gongshi.cli.site import Job, run_build
from gongshi.findings import Finding
from gongshi.redaction import denylist
from gongshi.release import leaks, scanner
from gongshi.search import reader
from gongshi.site.press import Press

__all__ = ["listed"]


def build(bureau: Path) -> tuple[int, list[Finding]]:
    status, assembled = run_build(Job(bureau / "content", bureau / "output", bureau / "publishconf.py"))
    return status, [f for f in assembled.findings if f.code.startswith("GS47")] if assembled else []


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("AS_OF", raising=False)
    return write_bureau(tmp_path / "bureau")


def test_a_record_that_leaks_is_left_out_and_the_rest_is_built(bureau: Path, listed: denylist.Denylist) -> None:
    write(bureau / "content/post/decisions/2026/other.yaml", penalty(4, 违法事实=f"检查发现{NAME}所售的种子没有标签。"))
    status, found = build(bureau)
    assert status == 1
    assert {(f.code, f.record) for f in found} == {("GS470", "other")}
    assert (bureau / f"output/decisions/{PENALTY}.html").is_file()
    assert not (bureau / "output/decisions/other.html").exists()
    assert NAME not in text_of(bureau / "output")


def test_a_leak_of_the_site_itself_publishes_nothing(bureau: Path, listed: denylist.Denylist) -> None:
    assert build(bureau)[0] == 0
    before = tree(bureau / "output")
    site = bureau / "content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + f"网站说明: 由{NAME}维护\n", encoding="utf-8")
    status, found = build(bureau)
    assert status == 3
    assert {f.code for f in found} == {"GS471"}
    assert tree(bureau / "output") == before


@pytest.mark.parametrize("lost", ["list", "key", "required"])
def test_a_list_that_is_configured_and_lost_publishes_nothing(
    bureau: Path, listed: denylist.Denylist, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    if lost == "list":
        Path(os.environ[denylist.LIST]).unlink()
    elif lost == "key":
        monkeypatch.delenv(denylist.KEY)
    else:
        monkeypatch.delenv(denylist.KEY)
        monkeypatch.delenv(denylist.LIST)
        site = bureau / "content/site.yaml"
        site.write_text(site.read_text(encoding="utf-8") + "禁止出现名单: 是\n", encoding="utf-8")
    status, found = build(bureau)
    assert (status, [f.code for f in found]) == (3, ["GS472"])
    assert not (bureau / "output").exists()


def test_the_command_says_where_and_never_what(
    bureau: Path, listed: denylist.Denylist, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write(bureau / "content/post/decisions/2026/other.yaml", penalty(4, 摘要=f"{NAME}案"))
    monkeypatch.chdir(bureau)
    answer = call("build", "--format", "json")
    said = answer.out + answer.err + "".join(capfd.readouterr())
    assert answer.status == 1
    assert "GS470" in said
    assert NAME not in said


# What a real build makes of one record, a policy and their attachments; each place must be looked into.
BUILT = {
    "page": f"decisions/{PENALTY}.html",
    "list": "decisions/2026/index.html",
    "compressed search index": "search/",
    "feed": "feeds/",
    "PDF": f"files/decisions/{PENALTY}/a.pdf",
    "XLSX": f"files/decisions/{PENALTY}/b.xlsx",
    "DOCX": f"files/decisions/{PENALTY}/c.docx",
    "text": f"files/decisions/{PENALTY}/d.csv",
}


@pytest.mark.slow
def test_what_a_real_build_writes_is_looked_into_everywhere(
    bureau: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Built without a list, so that the name is everywhere; then each file of the tree alone tells on it."""
    names = {"a.pdf": pdf(), "b.xlsx": xlsx(), "c.docx": word(), "d.csv": f"姓名\n{NAME}\n".encode("gb18030")}
    folder = bureau / f"content/post/decisions/2026/{PENALTY}"
    for name, raw in names.items():
        write(folder / name, raw)
    entries = [{"文件": f"{PENALTY}/{name}", "名称": "附件"} for name in names]
    record = {**DECISION, "案件名称": f"{NAME}经营种子案", "摘要": f"{NAME}案", "附件": entries}
    write(bureau / f"content/post/decisions/2026/{PENALTY}.yaml", record)
    assert build(bureau)[0] in (0, 1)
    assert (bureau / f"output/decisions/{PENALTY}.html").is_file()
    found = denylist.read(denylist.make([NAME], KEY).text, KEY)
    told = {leak.path for leak in leaks.leaks_in(bureau / "output", scanner.Scanner(denylist=found))}
    for place, path in BUILT.items():
        assert any(one.startswith(path) for one in told), (place, sorted(told))
    # The same through the command, with the list: the record is held back, and nothing of the name is left.
    (tmp_path / "tags").write_text(denylist.make([NAME], KEY).text, encoding="utf-8")
    monkeypatch.setenv(denylist.LIST, str(tmp_path / "tags"))
    monkeypatch.setenv(denylist.KEY, KEY.hex())
    monkeypatch.chdir(bureau)
    answer = call("build", "--format", "json")
    assert answer.status == 1
    assert "GS470" in answer.out + answer.err
    assert list(leaks.leaks_in(bureau / "output", scanner.Scanner(denylist=found))) == []
    assert NAME not in answer.out + answer.err + text_of(bureau / "output")


def test_files_of_the_index_that_are_clean_are_not_unpacked_again(
    bureau: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    unpacked: list[str] = []
    inflated = reader.inflated

    def noted(path: str, data: bytes, prefix: bytes = b"") -> bytes:
        unpacked.append(path.rpartition("/")[2])
        return inflated(path, data, prefix)

    def looked() -> set[str]:
        unpacked.clear()
        assert list(leaks.leaks_in(bureau / "output", scanner.Scanner(), tmp_path / "memory")) == []
        return set(unpacked)

    monkeypatch.setattr(reader, "inflated", noted)
    write(bureau / "content/post/decisions/2026/other.yaml", penalty(4))
    build(bureau)
    first = looked()
    assert {"t.bin", "x-0.bin", "g-0.bin", "c-last.bin"} <= first
    # The table alone, to go on from.
    assert looked() == {"t.bin"}
    write(bureau / "content/post/decisions/2026/other.yaml", penalty(4, 案件名称="售出没有标签的种子案"))
    build(bureau)
    again = looked()
    # Decisions are the newest documents, and the newest are the last.
    assert {"x-1.bin"} <= again < first
    assert "x-0.bin" not in again


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("data/decisions.xlsx", None),
        ("data/decisions.json", json.dumps({"电话": NUMBER}).encode()),
        ("data/decisions.csv", f"\ufeff文书号,备注\r\n1号,{NUMBER}\r\n".encode()),
        ("due.ics", f"BEGIN:VEVENT\r\nSUMMARY:联系{NUMBER}\r\nEND:VEVENT\r\n".encode()),
        (f"files/decisions/x/{NUMBER}.txt", b"x"),
        ("a.html", page(f"<!-- {NUMBER} -->").encode()),
        ("b.html", page("", f'<meta name="Description" content="电话{NUMBER}">').encode()),
        ("c.html", page(f'<p data-x="{NUMBER}">x</p>').encode()),
        ("d.html", page(f'<a href="tel:{NUMBER}">x</a>').encode()),
    ],
)
def test_the_command_publishes_nothing_with_a_number_that_the_build_put_there(
    bureau: Path, monkeypatch: pytest.MonkeyPatch, path: str, raw: bytes | None
) -> None:
    """A fault of the engine or the theme: no record bears the number, so that nothing may go live."""
    from gongshi.site import pelican

    whole = pelican.build

    def faulty(press: Press) -> None:
        whole(press)
        press.staging.write(path, raw if raw is not None else xlsx(NUMBER))

    monkeypatch.setattr(pelican, "build", faulty)
    monkeypatch.chdir(bureau)
    answer = call("build", "--format", "json")
    assert answer.status == 3
    assert "GS471" in answer.out + answer.err
    assert NUMBER not in answer.out + answer.err
    assert not (bureau / "output").exists()
