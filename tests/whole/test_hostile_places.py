"""Hostile names, places and references: paths that climb, links, pipes, addresses that collide. Nothing breaks or escapes."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from kind_samples import DATA, SAMPLES, dump, written

from county import ENTITY, PENALTY, penalty, tree, write, write_county
from gongshi.assembly import assemble
from gongshi.findings import Finding
from inprocess import tree_of
from pages import faults_of

ROSTER = [
    {"标识": ENTITY, "名称": "青禾县农业农村局", "简称": "农业农村局"},
    {"标识": "qinghe-two", "名称": "青禾县第二局", "简称": "第二局"},
]
OTHER = "post/decisions/2026/qnz-zz-2026-009.yaml"


def gates(found: list[Finding]) -> list[tuple[str, str]]:
    return [(f.code, f.file) for f in found if f.is_gate]


def built(content: Path) -> dict[str, bytes]:
    return tree_of(assemble(content), content)


@pytest.mark.parametrize(
    "file",
    ["../../site.yaml", "/etc/passwd", "qnz-zz-2026-009/../../../site.yaml", "qnz-zz-2026-009/..%2fsite.yaml",
     "qnz-zz-2026-009\\a.pdf", "qnz-zz-2026-003/a.pdf", "qnz-zz-2026-009/.hidden.pdf", "qnz-zz-2026-009/a.html",
     "qnz-zz-2026-009/a.svg", "file:///etc/passwd", "qnz-zz-2026-009/a.pdf\u0000.txt", "con/a.pdf"],
)  # fmt: skip
def test_attachment_names_stay_in_their_folder(tmp_path: Path, file: str) -> None:
    content = write_county(tmp_path, files={"post/decisions/2026/qnz-zz-2026-003/a.pdf": b"%PDF-"})
    without = built(content)
    # Quoted as a JSON string: any text is possible there.
    text = dump(penalty(9)) + f"附件:\n  - {{文件: '{file}', 名称: 附件}}\n"
    write(content / OTHER, text)
    assembled = assemble(content)
    assert assembled.held == {OTHER}
    assert assembled.exit_code == 1
    assert tree_of(assembled, content) == without


def test_linked_attachment_is_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF- secret")
    content = write_county(
        tmp_path, files={OTHER: penalty(9, 附件=[{"文件": "qnz-zz-2026-009/a.pdf", "名称": "附件"}])}
    )
    folder = content / "post/decisions/2026/qnz-zz-2026-009"
    folder.mkdir()
    (folder / "a.pdf").symlink_to(secret)
    assembled = assemble(content)
    assert {code for code, file in gates(assembled.findings) if file == OTHER} == {"GS131"}
    assert not any(b"secret" in data for data in tree_of(assembled, content).values())


def test_linked_folder_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside / "qnz-zz-2026-010.yaml", penalty(10, 案件名称="外面的案件"))
    content = write_county(tmp_path)
    without = built(content)
    (content / "post/decisions/2025").symlink_to(outside, target_is_directory=True)
    assembled = assemble(content)
    assert gates(assembled.findings) == [("GS006", "post/decisions/2025")]
    assert tree_of(assembled, content) == without


def test_linked_record_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    write(outside, penalty(10, 案件名称="外面的案件"))
    content = write_county(tmp_path)
    without = built(content)
    (content / OTHER).symlink_to(outside)
    assembled = assemble(content)
    assert gates(assembled.findings) == [("GS006", OTHER)]
    assert tree_of(assembled, content) == without


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_never_waited_for(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    without = built(content)
    os.mkfifo(content / OTHER)
    assembled = assemble(content)
    assert gates(assembled.findings) == [("GS006", OTHER)]
    assert tree_of(assembled, content) == without


@pytest.mark.parametrize(
    "name",
    ["con.yaml", "nul.yaml", "com1.yaml", "A.yaml", "a b.yaml", "处罚.yaml", "a..yaml", "-a.yaml", "_a.yaml", "a.yml", "a.yaml.txt",
     "x" * 90 + ".yaml", "..a.yaml", "a%2e.yaml", "a<b>.yaml", "a'b.yaml", "a\u202eb.yaml", "a\nb.yaml"],
)  # fmt: skip
def test_names_that_cannot_be_addresses(tmp_path: Path, name: str) -> None:
    content = write_county(tmp_path)
    without = built(content)
    write(content / "post/decisions/2026" / name, penalty(9))
    assembled = assemble(content)
    assert len(gates(assembled.findings)) == 1
    assert all(f.file and "\n" not in f.file and "\u202e" not in f.file for f in assembled.findings)
    assert tree_of(assembled, content) == without


def test_folder_named_like_a_record(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    without = built(content)
    write(content / OTHER / "x.yaml", penalty(9))
    assembled = assemble(content)
    assert assembled.exit_code == 1
    assert tree_of(assembled, content) == without


def test_undecodable_name(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    without = built(content)
    try:
        (Path(os.fsdecode(bytes(content / "post/decisions/2026") + b"/\xff\xfe.yaml"))).write_bytes(b"x: y\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assembled = assemble(content)
    assert [code for code, _ in gates(assembled.findings)] == ["GS006"]
    assert tree_of(assembled, content) == without


# Each of these would want an address that another page of the site has.
TAKEN: dict[str, dict[str, Any]] = {
    "a decision named index": {"post/decisions/2026/index.yaml": penalty(9)},
    "a guide named index": {"pre/guides/index.md": written("guide", {**DATA["guide"], "申请材料": []})},
    "a flow named index": {"pre/flows/index.yaml": DATA["flow"]},
    "a policy named index": {"pre/policies/index.md": written("policy", {**DATA["policy"], "附件": []})},
    "a board named index": {"pre/boards/index.yaml": DATA["board"]},
    "a list named index": {"pre/powers/index.yaml": DATA["power"]},
    "a report named index": {"post/annual-reports/index.yaml": DATA["annual-report"]},
    "a result named index": {"post/random-results/2026/index.yaml": DATA["random-result"]},
    "an item numbered index": {
        "pre/items/m-items.yaml": {**DATA["item"], "事项": [{**DATA["item"]["事项"][0], "事项编码": "INDEX"}]}},
    "an item numbered like its list": {
        "pre/items/m-items.yaml": {**DATA["item"], "事项": [{**DATA["item"]["事项"][0], "事项编码": "M-ITEMS"}]}},
    "items that differ in case": {
        "pre/items/m-items.yaml": {**DATA["item"], "事项": [
            {**DATA["item"]["事项"][0], "事项编码": "NY-1"}, {**DATA["item"]["事项"][0], "事项编码": "ny-1"}]}},
    "a certificate numbered index": {
        "pre/officers/m.yaml": {**DATA["officer"], "人员": [{**DATA["officer"]["人员"][0], "执法证号": "INDEX"}]}},
}  # fmt: skip


@pytest.mark.parametrize("case", TAKEN)
def test_taken_address_holds_back_one_file(tmp_path: Path, case: str) -> None:
    content = write_county(tmp_path)
    without = built(content)
    for path, value in TAKEN[case].items():
        write(content / path, value if isinstance(value, str) else dump(value))
    assembled = assemble(content)
    assert assembled.held == set(TAKEN[case]), gates(assembled.findings)
    assert all(f.line >= 1 for f in assembled.findings if f.is_gate)
    assert tree_of(assembled, content) == without


def test_organ_named_index(tmp_path: Path) -> None:
    """The roster stands in the site file: a name that cannot be an address stops everything."""
    content = write_county(tmp_path, site={"机构名录": [*ROSTER, {"标识": "index", "名称": "某局", "简称": "某局"}]})
    assembled = assemble(content)
    assert assembled.exit_code == 3


@pytest.mark.parametrize("taken", [ENTITY, "decisions", "withdrawn"])
def test_roster_names_each_organ_once(tmp_path: Path, taken: str) -> None:
    roster = [*ROSTER, {"标识": taken, "名称": "青禾县农业农村局", "简称": "某局"}]
    content = write_county(tmp_path, site={"机构名录": roster})
    assembled = assemble(content)
    assert assembled.exit_code == 3
    assert [(f.file, f.line > 1) for f in assembled.findings if f.is_gate] == [("site.yaml", True)]


@pytest.mark.parametrize("url", ["https://[", "https://[x]/a", "http://a:b:c", "https://a/?q=<b>", "https://a.b/'\""])
def test_odd_site_address(tmp_path: Path, url: str) -> None:
    """Refused with the site file, or harmless."""
    content = write_county(tmp_path, site={"网址": url})
    assembled = assemble(content)
    if not assembled.stopped:
        assert not [fault for path, data in tree_of(assembled, content).items() for fault in faults_of(path, data)]


def test_records_of_two_kinds_with_one_id(tmp_path: Path) -> None:
    """Dates of first publication and states are kept by id: a result must never lend its state to a withdrawn decision."""
    withdrawn = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
    result = {**DATA["random-result"], "内部": DATA["random-result"]["内部"]}
    content = write_county(tmp_path, penalty={"撤回": [withdrawn]})
    alone = built(content)
    write(content / f"post/random-results/2026/{PENALTY}.yaml", result)
    assembled = assemble(content)
    texts = b"".join(tree_of(assembled, content).values()).decode("utf-8", "replace")
    assert "丰穗农资" not in texts
    assert "丰穗农资" not in b"".join(alone.values()).decode("utf-8", "replace")
    assert ("GS111", f"post/random-results/2026/{PENALTY}.yaml") in gates(assembled.findings)


@pytest.mark.parametrize("kind", ["policy", "flow", "board"])
def test_empty_lists_do_not_break_a_page(tmp_path: Path, kind: str) -> None:
    """``执法主体: []`` and the like: refused, or built."""
    base = write_county(tmp_path)
    for key, value in DATA[kind].items():
        if not isinstance(value, list) and key != "执法主体":
            continue
        write(
            base / SAMPLES[kind][0],
            written(kind, {**DATA[kind], key: [], **({} if kind != "policy" or key == "附件" else {"附件": []})}),
        )
        assembled = assemble(base)
        assert not [f for path, data in tree_of(assembled, base).items() for f in faults_of(path, data)]


def test_ten_thousand_unknown_keys_are_bounded(tmp_path: Path) -> None:
    """A file within the size limit must not take the build hostage, nor fill the report."""
    content = write_county(tmp_path)
    write(content / OTHER, dump(penalty(9)) + "".join(f"键字名称{i}: {i}\n" for i in range(9_900)))
    started = perf_counter()
    assembled = assemble(content)
    assert perf_counter() - started < 5
    assert 10 < len(assembled.findings) < 60


def test_nothing_is_written_into_content(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    before = tree(content)
    built(content)
    assert tree(content) == before
