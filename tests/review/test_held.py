"""Records that a gate holds back, on either side of a change: what the public had, and what it gets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from review_repository import committed, review, what

from answers import call
from county import DECISION, ENTITY, PENALTY, changed, penalty, write, write_county
from gongshi.assembly import assemble
from gongshi.history.past import tellings
from gongshi.release.seal import seal
from gongshi.release.store import read_store

FOURTH = "qnz-zz-2026-004"
FILE = f"content/post/decisions/2026/{FOURTH}.yaml"
# A gate of a rule: the item is in no list.
HELD = {"执法事项": "NY-CF-999"}


@pytest.fixture
def top(tmp_path: Path) -> Path:
    write_county(tmp_path)
    return tmp_path


def release(top: Path) -> None:
    """What publishing on 5 March leaves in the store."""
    content, day = top / "content", date(2026, 3, 5)
    sound = assemble(content, day).sound
    seal(content, tellings(sound, read_store(content), content)[0], day)


def test_what_was_held_back_and_is_mended_is_newly_public(top: Path) -> None:
    write(top / FILE, penalty(4, **HELD))
    committed(top)
    write(top / FILE, penalty(4))
    committed(top)
    (item,) = review(top)["items"]
    assert (item["record"], item["what"]) == (FOURTH, "新公开")
    shown = {field["label"]: field["new"] for field in item["fields"]}
    assert shown["违法事实"] == DECISION["违法事实"]


def test_what_could_not_be_read_and_is_mended_is_newly_public(top: Path) -> None:
    write(top / FILE, "执法类别: 行政处罚\n执法类别: 行政许可\n")
    committed(top)
    write(top / FILE, penalty(4))
    committed(top)
    assert what(review(top)) == {FOURTH: "新公开"}


def test_another_file_may_be_what_held_it_back(top: Path) -> None:
    """The decision's own file does not change; what it refers to comes in."""
    items = {"执法主体": ENTITY, "标题": "事项清单", "更新日期": "2026-01-05",
             "事项": [{"事项编码": "NY-CF-999", "事项名称": "对未按规定标注种子标签的处罚", "执法类别": "行政处罚",
                     "依据": [{"法律": "中华人民共和国种子法", "条款": "第七十九条"}]}]}  # fmt: skip
    write(top / FILE, penalty(4, **HELD))
    committed(top)
    write(top / f"content/pre/items/{ENTITY}.yaml", items)
    committed(top)
    found = review(top)
    assert what(found)[FOURTH] == "新公开"


def test_held_back_on_both_sides_is_no_news(top: Path) -> None:
    write(top / FILE, penalty(4, **HELD))
    committed(top)
    write(top / f"content/pre/entities/{ENTITY}.yaml",
          (top / f"content/pre/entities/{ENTITY}.yaml").read_text(encoding="utf-8").replace("团结路", "文化路"))  # fmt: skip
    committed(top)
    assert what(review(top)) == {ENTITY: "有改动"}


def test_a_new_one_that_is_held_back_is_not_called_public(top: Path) -> None:
    committed(top)
    write(top / FILE, penalty(4, **HELD))
    committed(top)
    found = review(top)
    (item,) = found["items"]
    assert item["what"] == "暂不公开" and "改好以前不公开" in item["why"]
    gates = [f["code"] for f in found["findings"] if f["severity"] == "gate"]
    assert gates and all(code in item["why"] for code in gates)
    # The reviewer reads what it will say all the same.
    assert DECISION["违法事实"] in [field["new"] for field in item["fields"]]


def test_a_published_one_held_back_is_compared_with_what_the_public_was_told(top: Path) -> None:
    """The base is held back; its release stands, and that is what the public had before the change."""
    write(top / FILE, penalty(4))
    release(top)
    committed(top)
    write(top / FILE, penalty(4, 罚款金额="9000.00", 处罚内容="罚款9000元", **HELD))
    committed(top)
    (item,) = review(top)["items"]
    assert item["what"] == "有改动" and "公众看不到这次的改动" in item["why"]
    write(top / FILE, penalty(4, 罚款金额="3000.00", 处罚内容="罚款3000元"))
    committed(top)
    (item,) = review(top)["items"]
    assert item["what"] == "有改动"
    shown = {field["label"]: (field["old"], field["new"]) for field in item["fields"]}
    assert shown["罚款金额"] == ("2000.00", "3000.00")


def test_a_published_one_that_could_not_be_read_is_compared_likewise(top: Path) -> None:
    write(top / FILE, penalty(4))
    release(top)
    committed(top)
    write(top / FILE, "执法类别: 行政处罚\n执法类别: 行政许可\n")
    committed(top)
    assert what(review(top)) == {}
    write(top / FILE, penalty(4, 备注="补充说明。"))
    committed(top)
    (item,) = review(top)["items"]
    assert item["what"] == "有改动"
    assert [field["label"] for field in item["fields"]] == ["备注"]


def test_a_site_file_that_cannot_be_read_on_the_base_is_said(top: Path) -> None:
    site = (top / "content/site.yaml").read_text(encoding="utf-8")
    write(top / "content/site.yaml", site.replace("内容格式", "内容版式"))
    committed(top)
    write(top / "content/site.yaml", site)
    committed(top)
    found = review(top)
    assert "全部列为新公开" in found["remarks"][0]
    assert what(found)[PENALTY] == "新公开"


def test_a_site_file_that_cannot_be_read_on_the_head_ends_it(top: Path) -> None:
    committed(top)
    site = (top / "content/site.yaml").read_text(encoding="utf-8")
    write(top / "content/site.yaml", site.replace("内容格式", "内容版式"))
    committed(top)
    answer = call("review", "HEAD~1..HEAD", "--content", str(top / "content"))
    assert answer.status == 3 and "内容版式" in answer.err and answer.out == ""


def test_the_site_file_is_part_of_what_the_public_sees(top: Path) -> None:
    committed(top)
    site = (top / "content/site.yaml").read_text(encoding="utf-8")
    write(top / "content/site.yaml", site.replace("0999-6590000（青禾县司法局）", "0999-6590009（青禾县司法局）"))
    committed(top)
    (item,) = review(top)["items"]
    assert (item["file"], item["what"]) == ("site.yaml", "有改动")
    assert [field["label"] for field in item["fields"]] == ["纠错电话"]


def test_rules_and_calendars_that_change_are_said(top: Path) -> None:
    committed(top)
    write(top / "content/profiles/qinghe.yaml", {"继承": "national"})
    committed(top)
    found = review(top)
    assert [remark for remark in found["remarks"] if "规则配置改了 1 个文件" in remark]


def test_a_withdrawn_one_that_is_restored(top: Path) -> None:
    fallen = {"撤回": [{"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议撤销。"}]}
    write(top / FILE, penalty(4, **fallen))
    committed(top)
    write(top / FILE, changed(penalty(4, **fallen), {"恢复": [{"日期": "2026-03-12", "依据": "（2026）新65行终8号"}]}))
    committed(top)
    assert what(review(top)) == {FOURTH: "恢复"}
