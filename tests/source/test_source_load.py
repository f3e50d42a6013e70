"""A content folder → records, attachments and findings; one bad file never stops another."""

from __future__ import annotations

from pathlib import Path

import pytest

import county
from gongshi.findings import Scope
from gongshi.source.load import read
from gongshi.source.locator import Locator
from gongshi.source.yaml_reader import locations

ENTITY = f"pre/entities/{county.ENTITY}.yaml"
PENALTY = f"post/decisions/2026/{county.PENALTY}.yaml"


def places(content: Path) -> list[tuple[str, str, int]]:
    return [(f.code, f.file, f.line) for f in read(content).findings]


def test_a_valid_county(tmp_path):
    reading = read(county.write_county(tmp_path))
    assert reading.findings == []
    assert reading.site is not None
    assert {kind: [record.id for record in records] for kind, records in reading.records.items()} == {
        "entity": [county.ENTITY],
        "officer": ["county"],
        "decision": [county.PENALTY],
    }
    assert reading.records["decision"][0].file == PENALTY
    assert reading.unreadable == frozenset()


def test_a_markdown_record_keeps_its_body(tmp_path):
    policy = f"---\n标题: 办法\n执法主体: {county.ENTITY}\n类别: 公示制度\n成文日期: 2026-01-15\n---\n# 第一条\n"
    reading = read(county.write_county(tmp_path, files={"pre/policies/publicity.md": policy}))
    bodies = [record.body for record in reading.records.get("policy", [])]
    assert bodies == ["# 第一条\n"], reading.findings


def test_attachments_are_listed_with_their_size(tmp_path):
    name = f"post/decisions/2026/{county.PENALTY}/photo.jpg"
    reading = read(county.write_county(tmp_path, files={name: b"12345"}))
    assert reading.attachments == {name: 5}
    assert reading.findings == []


def test_one_bad_file_leaves_the_others_alone(tmp_path):
    bad = {
        "post/decisions/2026/b1.yaml": "文书号：甲\n",
        "post/decisions/2026/b2.yaml": "文书号: 甲".encode("gbk"),
        "post/decisions/2026/b3.yaml": county.penalty(9, 决定日期="昨天"),
    }
    reading = read(county.write_county(tmp_path, files=bad))
    assert [record.id for record in reading.records["decision"]] == [county.PENALTY]
    assert reading.unreadable == frozenset(bad)
    assert {f.file for f in reading.findings} == set(bad)
    assert all(f.scope is Scope.RECORD for f in reading.findings)


def test_a_byte_order_mark_holds_nothing_back(tmp_path):
    content = county.write_county(tmp_path)
    (content / PENALTY).write_bytes(b"\xef\xbb\xbf" + (content / PENALTY).read_bytes())
    reading = read(content)
    assert [f.code for f in reading.findings] == ["GS001"]
    assert len(reading.records["decision"]) == 1
    assert reading.unreadable == frozenset()


def test_windows_line_ends_change_nothing(tmp_path):
    content = county.write_county(tmp_path)
    before = read(content).records["decision"]
    (content / PENALTY).write_bytes((content / PENALTY).read_bytes().replace(b"\n", b"\r\n"))
    assert read(content).records["decision"] == before


def test_an_unreadable_kind_of_decision_is_said_once(tmp_path):
    content = county.write_county(tmp_path, penalty={"执法类别": "处罚"})
    assert places(content) == [("GS012", PENALTY, 1)]


@pytest.mark.parametrize("site", ["", "网站名称：甲\n", "a: [\n"])
def test_a_bad_site_file_stops_everything(tmp_path, site):
    reading = read(county.write_county(tmp_path, files={"site.yaml": site}))
    assert reading.site is None
    assert any(f.stops_everything and f.file == "site.yaml" for f in reading.findings)


def test_a_missing_site_file_stops_everything(tmp_path):
    content = county.write_county(tmp_path)
    (content / "site.yaml").unlink()
    assert [f.file for f in read(content).findings if f.stops_everything] == ["site.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        "post/decisions/x.yaml",
        "post/decisions/2026/x.yml",
        "post/decisions/2026/x.yaml.txt",
        "post/decisions/2026/x.md",
        "post/decisions/2026/x.jpg",
        "post/decisions/2026/x_y.yaml",
        "post/decisions/2026/x.y.yaml",
        "post/decisions/2026/more/x.yaml",
        "post/x.yaml",
        "nowhere/x.yaml",
        "x.yaml",
        "pre/policies/x.yaml",
        "pre/entities/2026/x.yaml",
    ],
)
def test_files_in_the_wrong_place_are_never_passed_over_in_silence(tmp_path, name):
    content = county.write_county(tmp_path, files={name: "a: b\n"})
    assert places(content) == [("GS006", name, 0)]


def test_folders_of_other_rooms_are_left_to_them(tmp_path):
    content = county.write_county(tmp_path, files={"calendars/x.yaml": "a: b", "profiles/y.yaml": "a: b"})
    assert read(content).findings == []


def test_findings_do_not_depend_on_the_order_of_reading(tmp_path):
    bad = {f"post/decisions/2026/b{i}.yaml": "文书号：甲\n" for i in (3, 1, 2)}
    findings = read(county.write_county(tmp_path, files=bad)).findings
    assert [f.file for f in findings] == sorted(bad)


def test_a_fault_of_a_record_class_holds_back_its_record_alone(tmp_path, monkeypatch):
    from gongshi.records.entity import Entity

    monkeypatch.setattr(Entity, "model_validate", lambda data: 1 / 0)
    reading = read(county.write_county(tmp_path))
    assert [(f.file, f.is_gate) for f in reading.findings] == [(ENTITY, True)]
    assert len(reading.records["decision"]) == 1


def test_the_locator_finds_keys_again(tmp_path):
    content = county.write_county(tmp_path)
    lines = (content / PENALTY).read_text(encoding="utf-8").split("\n")
    line, column = Locator(content).locate(PENALTY, ("行政相对人", 0, "名称"))
    assert lines[line - 1][column - 1 :].startswith("名称: ")
    assert Locator(content).locate("no/such.yaml", ("甲",)) == (1, 1)


@pytest.mark.parametrize("kind", [None, ""])
def test_a_missing_kind_of_decision_is_said_once(tmp_path, kind):
    content = county.write_county(tmp_path, penalty={"执法类别": kind})
    assert [(code, file) for code, file, _ in places(content)] in ([("GS010", PENALTY)], [("GS012", PENALTY)])


def test_keys_are_found_where_yaml_has_them() -> None:
    """Every key of the sample county, those found without YAML among them."""
    sample = Path(__file__).parents[2] / "content"
    locator = Locator(sample)
    asked = 0
    for file in sorted(sample.rglob("*.yaml")):
        for path, place in locations(file.read_text(encoding="utf-8")).items():
            assert locator.locate(str(file.relative_to(sample)), path) == place, (file, path)
            asked += len(path) == 1
    assert asked > 1000


def test_a_key_written_in_a_text_as_well_is_no_riddle(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('说明: |\n  甲\n\n备注: "一\n文字: 二"\n文字: 三\n', encoding="utf-8")
    locator = Locator(tmp_path)
    assert [locator.locate("a.yaml", (key,)) for key in ("说明", "备注", "文字", "没有")] == [
        (1, 1),
        (4, 1),
        (6, 1),
        (1, 1),
    ]
