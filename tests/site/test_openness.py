"""公示情况统计, the home page and an organ's page: their charts say what their tables say, and nothing of what is gone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from county import ENTITY, FRAGMENT, PENALTY, penalty, write_county
from inprocess import Tree, site_of
from pages import read

WITHDRAWN = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
KEPT_BACK = {
    "执法主体": ENTITY, "执法类别": "行政处罚", "文书号": "青农（种子）罚〔2026〕9号", "决定日期": "2026-02-08",
    "理由": "商业秘密", "依据": "政府信息公开条例第十五条第七款", "批准人": "L077", "批准日期": "2026-02-12",
}  # fmt: skip


def built(folder: Path, **county: Any) -> Tree:
    return site_of(write_county(folder, **county))[1]


def table(tree: Tree, page: str, title: str) -> list[list[str]]:
    """The rows of the table behind a chart."""
    figure = next(f for f in re.findall(r'<figure class="plot">.*?</figure>', tree[page].decode(), re.S) if title in f)
    rows = re.findall(r"<tr>(.*?)</tr>", figure, re.S)
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in rows]


@pytest.mark.parametrize("page", ["index.html", "openness.html", f"entities/{ENTITY}.html"])
def test_decisions_by_month_and_kind(page: str, tmp_path: Path) -> None:
    rows = table(built(tmp_path), page, "每月作出并公示的决定")
    assert rows[0] == ["月份", "行政处罚", "合计"]
    assert [row[1:] for row in rows[1:]] == [["0", "0"], ["0", "0"], ["1", "1"], *[["0", "0"]] * 9]


def test_timeliness_has_its_denominator(tmp_path: Path) -> None:
    late = penalty(4, 决定日期="2026-02-02")
    tree = built(
        tmp_path, files={"post/decisions/2026/late.yaml": late}, ledger={PENALTY: "2026-03-05", "late": "2026-03-05"}
    )
    head, row = table(tree, "openness.html", "是否按期公示")
    assert dict(zip(head, row, strict=True)) == {
        "执法主体": "青禾县农业农村局", "应公示": "2", "按期": "1", "逾期公示": "1", "逾期未公示": "0", "未到期": "0", "按期率": "50.0%",
    }  # fmt: skip
    assert "1/2 件按期" in read(tree["openness.html"]).text


def test_what_is_not_due_yet_is_in_no_denominator(tmp_path: Path) -> None:
    waiting = penalty(4, 决定日期="2026-03-13", 内部={"公开审查": {"采集人": "C003", "结论": "待审"}})
    _, row = table(built(tmp_path, files={"post/decisions/2026/new.yaml": waiting}), "openness.html", "是否按期公示")
    assert row[1:] == ["1", "1", "0", "0", "1", "100.0%"]


def test_a_withdrawn_decision_is_counted_and_its_amount_is_not(tmp_path: Path) -> None:
    """Of a single case, a sum says as much as the case."""
    tree = built(tmp_path, penalty={"撤回": WITHDRAWN})
    assert table(tree, "openness.html", "每月作出并公示的决定")[3] == ["3月", "1", "1"]
    assert table(tree, "openness.html", "撤回公示的决定")[1] == ["2026年", "1", "1"]
    for path, data in tree.items():
        if not path.startswith(("assets/", "search/")):
            assert FRAGMENT not in data.decode("utf-8", "replace"), path
    assert all(b"2,000" not in tree[page] for page in ("index.html", "openness.html", f"entities/{ENTITY}.html"))


def test_fines_by_organ(tmp_path: Path) -> None:
    assert table(built(tmp_path), "index.html", "罚款金额")[1] == ["青禾县农业农村局", "1", "2,000元"]


def test_of_what_is_kept_back_the_ground_and_the_count(tmp_path: Path) -> None:
    tree = built(tmp_path, files={"post/undisclosed/2026/nyncj-001.yaml": KEPT_BACK})
    words = read(tree["openness.html"]).text
    assert re.search(r"商业秘密\s*合计\s*2026年\s*1\s*1", words)
    everything = b"".join(tree.values()).decode("utf-8", "replace")
    for private in ("罚〔2026〕9号", "L077", "第十五条第七款", "nyncj-001"):
        assert private not in everything


def test_nothing_kept_back_is_said_with_the_day(tmp_path: Path) -> None:
    assert "截至2026年3月16日，没有依法不公开的决定" in read(built(tmp_path)["openness.html"]).text


def test_an_empty_site_has_no_empty_chart(tmp_path: Path) -> None:
    tree = built(tmp_path, files={f"post/decisions/2026/{PENALTY}.yaml": None}, ledger={})
    for page in ("index.html", "openness.html", f"entities/{ENTITY}.html"):
        assert b"<figure" not in tree[page]
        assert not read(tree[page]).faults


def test_the_catalogue_of_what_is_disclosed_names_every_item(tmp_path: Path) -> None:
    item = {
        "事项编码": "NY-CF-001", "执法类别": "行政处罚", "事项名称": "对标签不符合规定的种子的处罚", "执法依据": "中华人民共和国种子法第七十九条",
        "承办机构": "综合执法大队", "执法对象": "种子经营者", "法定时限": "90日",
    }  # fmt: skip
    item["执法依据"] = [{"法律": "中华人民共和国种子法", "条款": "第七十九条"}]  # type: ignore[assignment]
    lists = {
        "执法主体": ENTITY, "更新日期": "2026-01-05", "事项": [item],
        "法制审核": {"审核人": "F001", "日期": "2026-01-04", "意见": "同意"},
    }  # fmt: skip
    tree = built(tmp_path, files={"pre/items/nyncj.yaml": lists})
    words = read(tree["disclosure/nyncj.html"]).text
    for said in (
        "对标签不符合规定的种子的处罚",
        "自作出之日起7个工作日内",
        "20个工作日内",
        "《中华人民共和国种子法》第七十九条",
    ):
        assert said in words


def test_every_group_of_the_menu_has_a_page_that_names_all_of_it(tmp_path: Path) -> None:
    tree = built(tmp_path)
    menu = re.findall(r'<div class="menu-panel">(.*?)</div>', tree["sitemap.html"].decode(), re.S)
    assert len(menu) == 3
    for panel, group in zip(menu, ("before", "process", "after"), strict=True):
        links = re.findall(r'href="([^"]+)"', panel)
        assert links[0] == f"{group}/index.html"
        body = tree[f"{group}/index.html"].decode().partition("<main")[2]
        assert all(f'href="../{link}"' in body for link in links[1:])
