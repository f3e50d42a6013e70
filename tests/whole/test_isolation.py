"""One bad file holds back itself alone; a fault of what everything stands on stops everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from kind_samples import DATA, DECISIONS, PDF, REVIEW, SAMPLES, dump, write_small_county

from county import ENTITY, PENALTY, write, write_county
from gongshi.assembly import assemble
from gongshi.findings import Scope
from gongshi.redaction.files import strip
from inprocess import Tree, tree_of

# What a clerk's slip makes of a file: valid text below, one line that cannot be read.
BROKEN = "名称：全角冒号\n  - 错位\n"


def all_samples(folder: Path) -> Path:
    content = write_small_county(folder)
    for file, text in SAMPLES.values():
        write(content / file, text)
    return content


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """All samples at once, so that every kind has a neighbour."""
    return all_samples(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The site of that county with nothing wrong in it."""
    content = all_samples(tmp_path_factory.mktemp("whole"))
    return tree_of(assemble(content), content)


def decision_pages(tree: Tree) -> set[str]:
    return {path for path in tree if path.startswith("decisions/") and path.count("/") == 1}


@pytest.mark.parametrize("kind", SAMPLES)
def test_broken_file_takes_down_its_own_page_alone(kind: str, county: Path, whole: Tree) -> None:
    file = SAMPLES[kind][0]
    write(county / file, BROKEN)
    assembled = assemble(county)
    assert assembled.exit_code == 1
    assert assembled.held == {file}
    # Folders of the search index are named by what is in them; tests/search reads that.
    gone = {path for path in whole.keys() - tree_of(assembled, county).keys() if not path.startswith("search/")}
    name = file.rpartition("/")[2].partition(".")[0]
    own = {path for path in gone if name in path}
    rows = {"officer": "officers/65990088.html", "item": "items/ny-cf-088.html"}
    # A kind of which this was the only decision loses its list of the month as well.
    lists = {path for path in gone if path.startswith("decisions/kind-")}
    assert gone - own - lists <= {rows.get(kind, "")}


@pytest.mark.parametrize(
    "file",
    ["pre/entities/qinghe-nyncj.yaml", "pre/officers/qinghe-nyncj.yaml", "pre/items/qinghe-nyncj.yaml", "pre/flows/flow-base.yaml",
     "pre/guides/guide-base.md", "post/decisions/2026/qnz-zz-2026-004.yaml"],
)  # fmt: skip
def test_decisions_outlive_what_they_refer_to(file: str, county: Path) -> None:
    """Organ, officers, items, charts, related decisions: a slip there silences no decision."""
    write(county / "post/decisions/2026/qnz-zz-2026-006.yaml", dump({
        **DECISIONS["other"], "文书号": "青农样〔2026〕66号", "执法主体": ENTITY, "执法事项": "NY-CF-001", "替代": "qnz-zz-2026-004",
        "内部": {"公开审查": REVIEW, "执法人员": ["65990001"]}}))  # fmt: skip
    before = decision_pages(tree_of(assemble(county), county))
    assert "decisions/qnz-zz-2026-006.html" in before
    write(county / file, BROKEN)
    assembled = assemble(county)
    assert assembled.exit_code == 1
    assert assembled.held == {file}
    after = decision_pages(tree_of(assembled, county))
    assert before - after == {f"decisions/{Path(file).stem}.html"} & before


def test_record_held_by_a_rule_takes_nothing_with_it(county: Path) -> None:
    """As above, when it is no slip of writing but a rule that holds the record."""
    write(county / "post/decisions/2026/qnz-zz-2026-006.yaml", dump({
        **DECISIONS["other"], "文书号": "青农样〔2026〕66号", "关联": [{"记录": "m-levy", "关系": "同案"}]}))  # fmt: skip
    write(
        county / SAMPLES["decision-levy"][0],
        dump({**DECISIONS["levy"], "恢复": [{"日期": "2026-03-12", "依据": "某判决"}]}),
    )
    assembled = assemble(county)
    assert assembled.held == {SAMPLES["decision-levy"][0]}
    tree = tree_of(assembled, county)
    assert "decisions/m-levy.html" not in tree
    assert b"m-levy" not in tree["decisions/qnz-zz-2026-006.html"]


def test_many_bad_files_each_hold_back_themselves(county: Path) -> None:
    for file, _ in SAMPLES.values():
        write(county / file, BROKEN)
    assembled = assemble(county)
    assert assembled.held == {file for file, _ in SAMPLES.values()}
    assert f"decisions/{PENALTY}.html" in tree_of(assembled, county)


def test_held_back_record_leaves_its_attachments_out(county: Path, whole: Tree) -> None:
    file = "files/decisions/m-penalty/photo.pdf"
    assert whole[file] == strip(PDF, "a.pdf")
    write(county / SAMPLES["decision-penalty"][0], BROKEN)
    assert file not in tree_of(assemble(county), county)


def _drop_site(content: Path) -> None:
    (content / "site.yaml").unlink()


def _break(path: str, value: str | bytes) -> Callable[[Path], None]:
    return lambda content: write(content / path, value)


STOPPERS: dict[str, Callable[[Path], None]] = {
    "no site file": _drop_site,
    "site file broken": _break("site.yaml", BROKEN),
    "site file empty": _break("site.yaml", ""),
    "site file in GBK": _break("site.yaml", "网站名称: 青禾县\n".encode("gbk")),
    "store no JSON": _break("release/store.json", "{"),
    "store empty": _break("release/store.json", ""),
    "store of another format": _break("release/store.json", '{"format": 99, "records": {}}'),
    "store no mapping": _break("release/store.json", "[]"),
    "store records no mapping": _break("release/store.json", '{"format": 1, "records": []}'),
    "store with a bad date": _break("release/store.json", '{"format": 1, "records": {\n  "a": {"first_published": "2026-02-30"}\n}}'),
    "store with a number": _break("release/store.json", '{"format": 1, "records": {\n  "a": 7\n}}'),
    "store not UTF-8": _break("release/store.json", b'{"format": 1, "records": {"\xff": 1}}'),
    "store too deep": _break("release/store.json", "[" * 100_000),
    "store with a giant number": _break("release/store.json", '{"format": ' + "9" * 10_000 + "}"),
    "calendar broken": _break("calendars/local.yaml", BROKEN),
    "calendar empty": _break("calendars/local.yaml", ""),
    "profile broken": _break("profiles/national.yaml", BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("case", STOPPERS)
def test_fault_of_the_ground_stops_everything(case: str, county: Path) -> None:
    STOPPERS[case](county)
    assembled = assemble(county)
    assert assembled.exit_code == 3
    gates = [f for f in assembled.findings if f.stops_everything]
    assert gates
    assert all(f.file and f.scope is Scope.RELEASE for f in gates)
    with pytest.raises(RuntimeError):
        tree_of(assembled, county)


@pytest.mark.parametrize("profile", ["no-such", "../../etc/passwd", "/etc/passwd", "NATIONAL", "national.yaml/"])
def test_unknown_profile_stops_everything(profile: str, tmp_path: Path) -> None:
    content = write_county(tmp_path, site={"规则配置": profile})
    assert assemble(content).exit_code == 3


def test_profile_file_that_is_not_there_stops_everything(county: Path) -> None:
    assert assemble(county, profile=str(county / "nowhere.yaml")).exit_code == 3


@pytest.mark.parametrize(
    ("profile", "said", "fix"),
    [
        ("nationl", "--profile：没有名为“nationl”的规则配置，是不是“national”？", "--profile national"),
        ("nowhere.yaml", "--profile：没有文件“nowhere.yaml”", ""),
    ],
)
def test_a_wrong_profile_on_the_command_line_is_no_fault_of_the_site_file(
    county: Path, profile: str, said: str, fix: str
) -> None:
    (finding,) = (f for f in assemble(county, profile=profile).findings if f.stops_everything)
    assert finding.message.startswith(said) and (finding.file, finding.fix) == ("", fix)


def test_folder_instead_of_the_store_stops_everything(county: Path) -> None:
    (county / "release/store.json").unlink()
    (county / "release/store.json").mkdir()
    assert assemble(county).exit_code == 3


def test_content_that_is_not_there_stops_everything(tmp_path: Path) -> None:
    assert assemble(tmp_path / "nowhere").exit_code == 3


@pytest.mark.parametrize(
    "as_of", [date.min, date(1949, 1, 1), date(2004, 1, 1), date(2090, 1, 1), date(9990, 1, 1), date.max]
)
def test_any_day_can_be_built(as_of: date, county: Path) -> None:
    """Far days are estimates or show nothing; they never break."""
    assembled = assemble(county, as_of)
    assert assembled.exit_code in (0, 1, 3)
    if not assembled.stopped:
        assert tree_of(assembled, county)


def test_wrong_kind_in_a_folder_is_its_own_fault(county: Path) -> None:
    """A penalty among the organs is no organ, and no penalty either."""
    write(county / "pre/entities/misplaced.yaml", dump({**DATA["decision-penalty"]}))
    assembled = assemble(county)
    assert assembled.held == {"pre/entities/misplaced.yaml"}
    assert assembled.exit_code == 1
