"""采集, 传递, 审核, 发布 by four people: from 内部.公开审查, from the trailers of real commits, and from both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from review_repository import committed, git, review

from answers import call
from county import DECISION, PENALTY, penalty, write, write_county

FOURTH = "post/decisions/2026/qnz-zz-2026-004.yaml"
RELEASE = DECISION["内部"]["公开审查"]


@pytest.fixture
def top(tmp_path: Path) -> Path:
    write_county(tmp_path)
    committed(tmp_path)
    return tmp_path


def reviewed_by(**release: str | None) -> dict[str, Any]:
    """A penalty whose 公开审查 names these people."""
    named = {key: name for key, name in {**RELEASE, **release}.items() if name}
    return penalty(4, 内部={**DECISION["内部"], "公开审查": named})


def of(found: dict[str, Any], record: str = "qnz-zz-2026-004") -> dict[str, list[str]]:
    (item,) = [item for item in found["items"] if item["record"] == record]
    duties: dict[str, list[str]] = item["duties"]
    return duties


def test_all_four_from_the_record_and_the_trailers(top: Path) -> None:
    write(top / "content" / FOURTH, reviewed_by(采集人="C003", 审核人="F001", 批准人="L001"))
    committed(top, "录入处罚决定\n\n传递: 王某\nSigned-off-by: 某人 <m@qinghe.example>")
    found = review(top)
    assert of(found) == {
        "采集": ["C003", "示例采集人"],
        "传递": ["王某"],
        "保密审查": ["C001"],
        "审核": ["F001"],
        "发布": ["L001"],
    }
    assert found["roles"] == []


def test_trailers_alone(top: Path) -> None:
    page = top / "content/pre/entities/qinghe-nyncj.yaml"
    write(page, page.read_text(encoding="utf-8").replace("团结路", "文化路"))
    message = "迁址\n\n采集：赵某\n传递: 王某\nReviewed-by: 李某 <li@qinghe.example>\nApproved-by: 孙某"
    committed(top, message)
    assert of(review(top), "qinghe-nyncj") == {
        "采集": ["赵某"],
        "传递": ["王某"],
        "保密审查": [],
        "审核": ["李某"],
        "发布": ["孙某"],
    }


@pytest.mark.parametrize(
    ("message", "duties"),
    [
        ("改动\n\n审核: 示例采集人", "采集、审核"),
        ("改动\n\nApproved-by: 示例采集人 <other@qinghe.example>", "采集、发布"),
        # Another spelling of the name, or the same mailbox under another name, is the same person.
        ("改动\n\n审核: 示例 采集人", "采集、审核"),
        ("改动\n\nReviewed-by: 另一人 <X@qinghe.example>", "采集、审核"),
        ("改动\n\n采集: 赵某\n审核: 李某\n传递: 李某", "传递、审核"),
        ("改动\n\n采集: 赵某\n审核: 李某\n发布: 李某", "审核、发布"),
    ],
)
def test_author_reviewer_and_approver_are_not_one(message: str, duties: str, top: Path) -> None:
    write(top / "content" / FOURTH, reviewed_by(保密审查人="C001", 批准人=None if "发布" in duties else "L001"))
    committed(top, message)
    found = review(top)
    assert [fault for fault in found["roles"] if f"一人兼了{duties}" in fault], found["roles"]
    assert call("review", "HEAD~1..HEAD", "--content", str(top / "content")).status == 1


def test_the_commit_s_author_may_not_be_the_record_s_approver(top: Path) -> None:
    write(top / "content" / FOURTH, reviewed_by(采集人="C003", 批准人="示例采集人"))
    committed(top)
    (fault,) = review(top)["roles"]
    assert "示例采集人 一人兼了采集、发布" in fault


def test_four_people_are_well(top: Path) -> None:
    write(top / "content" / FOURTH, reviewed_by())
    committed(top, "改动\n\n采集: 赵某\n传递: 王某\n审核: 李某")
    assert review(top)["roles"] == []


def test_another_record_s_reviewer_may_collect_this_one(top: Path) -> None:
    """Duties are parted record by record: two clerks who look through each other's records do right."""
    write(top / "content" / FOURTH, reviewed_by())
    committed(top, "甲录入\n\n采集: 赵某\n审核: 李某")
    write(top / "content/post/decisions/2026/qnz-zz-2026-005.yaml", penalty(5))
    committed(top, "乙录入\n\n采集: 李某\n审核: 赵某")
    assert review(top, "HEAD~2..HEAD")["roles"] == []


def test_every_commit_that_touched_a_record_counts(top: Path) -> None:
    write(top / "content" / FOURTH, reviewed_by())
    committed(top, "录入\n\n采集: 赵某")
    write(top / "content" / FOURTH, reviewed_by(审核人="钱某"))
    committed(top, "改错字\n\n采集: 钱某")
    found = review(top, "HEAD~2..HEAD")
    assert of(found)["采集"] == ["赵某", "钱某"]
    assert ["钱某 一人兼了采集、审核" in fault for fault in found["roles"]] == [True]


def test_a_file_in_the_record_s_folder_is_of_the_record(top: Path) -> None:
    write(top / f"content/post/decisions/2026/{PENALTY}/a.txt", "附件\n")
    committed(top, "加附件\n\n采集: 周某")
    assert of(review(top), PENALTY)["采集"] == ["周某"]


def test_a_renamed_record_keeps_its_people(top: Path) -> None:
    write(top / "content" / FOURTH, reviewed_by())
    committed(top)
    git(top, "mv", f"content/{FOURTH}", "content/post/decisions/2026/qnz-zz-2026-009.yaml")
    committed(top, "改名\n\n采集: 吴某")
    assert of(review(top), "qnz-zz-2026-009")["采集"] == ["吴某"]


@pytest.mark.parametrize(
    "message", ["审核: 修改错字", "改动\n\n本次已经审核: 李某\n说明", "改动\n\n审核: 李某\n\n正文在后面"]
)
def test_words_that_are_no_trailer(message: str, top: Path) -> None:
    write(top / "content" / FOURTH, reviewed_by())
    committed(top, message)
    assert of(review(top))["审核"] == []


def test_names_and_messages_are_hostile(top: Path) -> None:
    """A message with what looks like git's raw lines, and trailers without end."""
    write(top / "content" / FOURTH, reviewed_by())
    message = (
        "改动\n:100644 100644 aaaa bbbb M\n\n"
        + "\n".join(f"审核: 李{i}<img src=x>" for i in range(50))
        + "\n传递: "
        + "长" * 500
    )
    committed(top, message)
    found = review(top)
    assert len(of(found)["审核"]) == 50 and of(found)["传递"] == []
    out = call("review", "HEAD~1..HEAD", "--content", str(top / "content"), "--format", "html").out
    assert "<img" not in out
