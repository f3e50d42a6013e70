"""Lists of decisions: filters are links, every decision is in every list that it belongs to, and in none of the others."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from county import ENTITY, ORGAN, PENALTY, SITE, penalty, write_county
from gongshi.site.sections import decision_lists
from gongshi.site.sections.shelves import Scope
from inprocess import Tree, site_of
from pages import read

OTHER = "qinghe-scjgj"
ROSTER = {"机构名录": [*SITE["机构名录"], {"标识": OTHER, "名称": "青禾县市场监督管理局", "简称": "市场监督管理局"}]}
DAYS = ("2025-11-20", "2026-02-10", "2026-03-02", "2026-03-09")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Two organs; penalties of two years of one, one of the other."""
    files: dict[str, Any] = {f"pre/entities/{OTHER}.yaml": {**ORGAN, "名称": "青禾县市场监督管理局"}}
    ledger = {PENALTY: "2026-03-05"}
    for n, day in enumerate(DAYS, 10):
        entity = OTHER if n == 13 else ENTITY
        name = f"case-{n}"
        fine = f"{n}00.00"
        files[f"post/decisions/{day[:4]}/{name}.yaml"] = penalty(
            n, 案件名称=f"第{n}案", 决定日期=day, 执法主体=entity, 罚款金额=fine, 处罚内容=f"罚款{n}00元"
        )
        ledger[name] = day
    content = write_county(tmp_path_factory.mktemp("county"), site=ROSTER, files=files, ledger=ledger)
    assembled, built = site_of(content)
    assert not assembled.held
    return built


def titles(tree: Tree, path: str) -> list[str]:
    return re.findall(r'class="row-title"[^>]*>([^<]+)<', tree[path].decode())


def choices(tree: Tree, path: str) -> dict[str, str]:
    """Where each filter of a page leads, by its words; what is chosen now is marked with a star."""
    found = {}
    for href, here, words in re.findall(
        r'<li><a href="([^"]+)"( aria-current="true")?>([^<]+)</a></li>', tree[path].decode()
    ):
        found[words + ("*" if here else "")] = urljoin(path, href)
    return found


def test_a_list_holds_what_its_name_says(tree: Tree) -> None:
    assert titles(tree, f"decisions/kind-penalty-{ENTITY}/index.html") == [
        "经营标签不符合规定的种子案",
        "第12案",
        "第11案",
        "第10案",
    ]
    assert titles(tree, f"decisions/kind-penalty-{ENTITY}/2025.html") == ["第10案"]
    assert titles(tree, f"decisions/organ-{OTHER}/2026-03.html") == ["第13案"]
    assert titles(tree, "decisions/2026/02.html") == ["第11案"]


def test_filters_are_links_to_lists_that_are_there(tree: Tree) -> None:
    lists = [path for path in tree if path.startswith("decisions/") and b'class="filters"' in tree[path]]
    assert len(lists) > 20
    for path in lists:
        found = choices(tree, path)
        assert found, path
        assert set(found.values()) <= tree.keys(), path


def test_a_filter_keeps_what_else_was_chosen(tree: Tree) -> None:
    found = choices(tree, f"decisions/organ-{ENTITY}/2026-03.html")
    assert found["行政处罚"] == f"decisions/kind-penalty-{ENTITY}/2026.html"
    assert found["市场监督管理局"] == f"decisions/organ-{OTHER}/2026-03.html"
    assert found["2025年"] == f"decisions/organ-{ENTITY}/2025.html"
    assert found["2月"] == f"decisions/organ-{ENTITY}/2026-02.html"
    assert "农业农村局*" in found and "3月*" in found


def test_a_group_has_other_orders_and_its_years_have_not(tree: Tree) -> None:
    group = f"decisions/kind-penalty-{ENTITY}"
    newest = titles(tree, f"{group}/index.html")
    assert titles(tree, f"{group}/oldest.html") == newest[::-1]
    assert titles(tree, f"{group}/amount.html") == ["经营标签不符合规定的种子案", "第12案", "第11案", "第10案"]
    assert titles(tree, "decisions/kind-penalty/amount.html")[1] == "第13案"
    assert b'content="noindex"' in tree[f"{group}/amount.html"]
    assert "decisions/2026/oldest.html" in tree and "decisions/kind-penalty/2026-oldest.html" not in tree


def test_a_single_decision_has_one_order(tree: Tree) -> None:
    assert f"decisions/organ-{OTHER}/oldest.html" not in tree
    assert "排序" not in read(tree[f"decisions/organ-{OTHER}/index.html"]).text


def test_a_filter_that_would_find_nothing_in_the_month_leads_to_the_year(tree: Tree) -> None:
    """The other organ decided nothing in February."""
    assert (
        choices(tree, f"decisions/organ-{ENTITY}/2026-02.html")["市场监督管理局"]
        == f"decisions/organ-{OTHER}/2026.html"
    )


def test_the_list_as_a_table_and_as_data(tree: Tree) -> None:
    raw = tree[f"decisions/kind-penalty-{ENTITY}/2026.csv"].decode("utf-8")
    assert raw.startswith("\ufeff文书号,")
    rows = list(csv.DictReader(io.StringIO(raw.removeprefix("\ufeff"))))
    assert [row["案件名称"] for row in rows] == titles(tree, f"decisions/kind-penalty-{ENTITY}/2026.html")
    assert rows[0]["金额（元）"] == "2000.00" and rows[0]["公示日期"] == "2026-03-05"
    data = json.loads(tree["decisions/kind-penalty/2026.json"])
    rows = list(csv.DictReader(io.StringIO(tree["decisions/kind-penalty/2026.csv"].decode("utf-8-sig"))))
    assert data["count"] == len(rows) == len(data["rows"])
    assert [row["url"] for row in data["rows"]] == [row["网址"] for row in rows]


def test_every_file_that_is_offered_is_there(tree: Tree) -> None:
    for path in ("decisions/index.html", f"decisions/organ-{ENTITY}/index.html", "decisions/kind-penalty/2026.html"):
        offered = {urljoin(path, href) for href in re.findall(r'href="([^"]+\.(?:csv|json|xml))"', tree[path].decode())}
        assert len(offered) >= 3 and offered <= tree.keys()


def test_a_kind_has_a_feed(tree: Tree) -> None:
    assert tree["feeds/kind-penalty.atom.xml"].decode().count("<entry>") == 5
    assert tree["feeds/kind-licence.atom.xml"].decode().count("<entry>") == 0


def test_a_kind_without_any_says_so(tree: Tree) -> None:
    assert "无公示中的行政征用决定" in read(tree["decisions/kind-requisition/index.html"]).text


@pytest.mark.parametrize(
    ("first", "further"),
    [
        (f"organ-{ENTITY}/2026-03", "-"),
        ("kind-penalty/2026-03", "-"),
        ("2026/03", "-"),
        (f"kind-penalty-{ENTITY}/2026", "-p"),
    ],
)
def test_a_long_list_goes_on_over_further_pages(
    first: str, further: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision_lists, "LONGEST", 2)
    names = {f"case-{n}": penalty(n, 案件名称=f"第{n}案") for n in range(10, 14)}
    files = {f"post/decisions/2026/{name}.yaml": record for name, record in names.items()}
    tree = site_of(write_county(tmp_path, files=files, ledger=dict.fromkeys([PENALTY, *names], "2026-03-05")))[1]
    pages = [f"decisions/{first}{page}.html" for page in ("", f"{further}2", f"{further}3")]
    found = [title for page in pages for title in titles(tree, page)]
    assert len(found) == len(set(found)) == 5
    assert [len(titles(tree, page)) for page in pages] == [2, 2, 1]
    assert f"decisions/{first}{further}4.html" not in tree
    assert "第 2 页" in read(tree[pages[0]]).text


def test_a_new_decision_changes_the_months_that_it_is_in_and_no_others(tmp_path: Path) -> None:
    """What is handed to an isolated host by hand must not be the whole site each day."""
    files = {f"post/decisions/{day[:4]}/case-{n}.yaml": penalty(n, 决定日期=day) for n, day in enumerate(DAYS[:2], 10)}
    ledger = {PENALTY: "2026-03-05", "case-10": DAYS[0], "case-11": DAYS[1]}
    before = site_of(write_county(tmp_path / "a", files=files, ledger=ledger))[1]
    more = {**files, "post/decisions/2026/case-12.yaml": penalty(12, 决定日期="2026-03-09")}
    after = site_of(write_county(tmp_path / "b", files=more, ledger={**ledger, "case-12": "2026-03-10"}))[1]
    months = [path for path in before if re.search(r"/(?:\d{4}-\d\d|\d{4}/\d\d)\.html$", path)]
    assert {path for path in months if before[path] != after[path]} == {path for path in months if "03.html" in path}


def test_no_two_groups_share_a_folder() -> None:
    """Ids of organs are free text within limits; codes of kinds have no hyphen."""
    organs = ("a", "penalty", "kind-penalty", "penalty-a", "organ-a")
    scopes = [Scope(kind, organ) for kind in (None, "penalty", "licence") for organ in (None, *organs)]
    assert len({scope.name for scope in scopes}) == len(scopes)
