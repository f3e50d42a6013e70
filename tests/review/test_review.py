"""What a change makes public, on a real history of ten merges; the reports are goldens."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from review_repository import git

from answers import call
from county import DECISION, ENTITY, PENALTY, changed, write, write_county

HERE = Path(__file__).parent
FILE = f"post/decisions/2026/{PENALTY}.yaml"
FORMS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
ATTACHED = {"附件": [{"文件": f"{PENALTY}/a.pdf", "名称": "清单"}]}


def pdf(pages: int) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def penalty(**changes: Any) -> dict[str, Any]:
    return changed(DECISION, changes)


Edit = Callable[[Path], None]
# Name of the merge → what it does to the content folder.
MERGES: Mapping[str, Edit] = {
    "new": lambda c: write(c / "post/decisions/2026/qnz-zz-2026-004.yaml", penalty(文书号="青农罚〔2026〕4号")),
    "corrected": lambda c: write(c / FILE, penalty(违法事实="门店货架上摆放6袋没有标签的种子。",
                                                   更正=[{"日期": "2026-03-16", "字段": "违法事实", "原因": "录入错误"}])),
    "attached": lambda c: (write(c / f"post/decisions/2026/{PENALTY}/a.pdf", pdf(1)), write(c / FILE, penalty(**ATTACHED))),  # type: ignore[func-returns-value]
    "swapped": lambda c: write(c / f"post/decisions/2026/{PENALTY}/a.pdf", pdf(2)),
    "internal": lambda c: write(c / FILE, penalty(**ATTACHED, 内部={**DECISION["内部"], "档号": "2026-003"})),
    "withdrawn": lambda c: write(c / FILE, penalty(**ATTACHED, 撤回={"情形": "撤销", "生效日期": "2026-03-10",
        "依据": "青政复决〔2026〕4号", "说明": "行政复议决定撤销原处罚决定。"})),
    "renamed": lambda c: (c / "post/decisions/2026/qnz-zz-2026-004.yaml").rename(c / "post/decisions/2026/qnz-zz-2026-005.yaml") and None,
    "forged": lambda c: write(c / "post/decisions/2026/qnz-zz-2026-005.yaml", penalty(文书号="青农罚〔2026〕4号",
        迁移={"系统": "旧栏目", "公示日期": "2027-01-01", "依据": "截图"})),
    "page": lambda c: write(c / f"pre/entities/{ENTITY}.yaml", (c / f"pre/entities/{ENTITY}.yaml").read_text(encoding="utf-8")
        .replace("团结路", "文化路")),
    "deleted": lambda c: (c / "post/decisions/2026/qnz-zz-2026-005.yaml").unlink(),
}  # fmt: skip


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with ten merges on main, tagged before-NAME and after-NAME."""
    top = tmp_path_factory.mktemp("repository")
    content = write_county(top, site={"审核账号": ["qinghe/sfj-jdg"]})
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "起点")
    for day, (name, edit) in enumerate(MERGES.items(), 2):
        git(top, "tag", f"before-{name}")
        git(top, "checkout", "-q", "-b", name)
        edit(content)
        git(top, "add", "-A", day=day)
        git(top, "commit", "-q", "-m", f"{name}\n\n传递: 王某\n审核: 李某", day=day)
        git(top, "checkout", "-q", "main")
        git(top, "merge", "-q", "--no-ff", "-m", f"合并 {name}", name, day=day)
        git(top, "tag", f"after-{name}")
    return top


def reviewed(top: Path, name: str, form: str) -> tuple[int, str]:
    before, after = f"before-{name}", f"after-{name}"
    answer = call("review", f"{before}..{after}", "--content", str(top / "content"), "--format", form)
    hashes = {git(top, "rev-parse", tag): tag for tag in (before, after)}
    out = answer.out
    for commit, tag in hashes.items():
        out = out.replace(commit, tag).replace(commit[:12], tag)
    return answer.status, out


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_reports_of_ten_merges(form: str, history: Path, updating: bool) -> None:
    for name in MERGES:
        _, out = reviewed(history, name, form)
        golden = HERE / "goldens" / f"{name}.{FORMS[form]}"
        if updating:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(out, encoding="utf-8", newline="\n")
        assert out == golden.read_text(encoding="utf-8"), (
            f"{golden.name}: meant? then pytest tests/review --update-goldens"
        )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "what"),
    [("new", "新公开"), ("corrected", "有改动"), ("attached", "有改动"), ("swapped", "有改动"), ("internal", "只改内部"),
     ("withdrawn", "撤下"), ("renamed", "改名"), ("page", "有改动"), ("deleted", "删除")],
)  # fmt: skip
def test_what_becomes_of_the_record(name: str, what: str, history: Path) -> None:
    items = json.loads(reviewed(history, name, "json")[1])["items"]
    assert [item["what"] for item in items] == [what]


@pytest.mark.slow
def test_a_forged_date_stops_the_change(history: Path) -> None:
    status, out = reviewed(history, "forged", "json")
    assert status == 1
    assert any(f["severity"] == "gate" for f in json.loads(out)["findings"])


@pytest.mark.slow
def test_old_values_of_what_comes_down_are_not_repeated(history: Path) -> None:
    out = reviewed(history, "withdrawn", "text")[1]
    assert "撤回" in out and DECISION["违法事实"].strip()[:10] not in out


def test_bad_ranges_are_said_in_chinese(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    answer = call("review", "main..HEAD", "--content", str(content))
    assert answer.status == 2 and "不在 git 仓库里" in answer.err
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "起点")
    for wanted, said in (("nowhere..HEAD", "没有“nowhere”这个版本"), ("main", "不是版本范围"), ("--x..HEAD", "")):
        answer = call("review", "--content", str(content), "--", wanted)
        assert answer.status == 2 and said in answer.err
    git(tmp_path, "checkout", "-q", "--orphan", "other")
    git(tmp_path, "commit", "-q", "-m", "另一段历史")
    assert "没有共同的历史" in call("review", "main..other", "--content", str(content)).err


def test_a_base_that_was_cut_off_is_said(tmp_path: Path) -> None:
    top = tmp_path / "whole"
    write_county(top)
    git(top, "init", "-q", "-b", "main")
    for message in ("起点", "改动"):
        (top / "note").write_text(message, encoding="utf-8")
        git(top, "add", "-A")
        git(top, "commit", "-q", "-m", message)
    base = git(top, "rev-parse", "HEAD~1")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{top}", "cut")
    answer = call("review", f"{base}..HEAD", "--content", str(tmp_path / "cut/content"))
    assert answer.status == 2 and "git fetch --unshallow" in answer.err


@pytest.mark.parametrize("form", FORMS)
def test_hostile_content_stays_text(form: str, tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)> | @everyone [x](https://evil.example) `#1` </td>"
    content = write_county(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "起点")
    write(
        content / "post/decisions/2026/qnz-zz-2026-004.yaml",
        penalty(文书号="青农罚〔2026〕4号", 案件名称=evil, 违法事实=evil),
    )
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "改动")
    out = call("review", "HEAD~1..HEAD", "--content", str(content), "--format", form).out
    if form == "json":
        assert json.loads(out)["items"][0]["title"] == evil
    elif form != "text":
        assert "<img" not in out
    if form == "markdown":
        assert "@everyone" not in out and "](https" not in out
        assert all(row.count(" | ") in (1, 2, 3) for row in out.splitlines() if row.startswith("| 违法事实"))


def test_the_form_of_one_record_bears_the_hash_that_is_signed(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    out = json.loads(call("review", "--form", PENALTY, "--format", "json", "--content", str(content)).out)
    digits = out["items"][0]["form"]
    release = {**DECISION["内部"]["公开审查"], "审查表": digits}
    write(content / FILE, penalty(内部={**DECISION["内部"], "公开审查": release}))
    assert "GS330" not in call("check", "--content", str(content)).out
    write(content / FILE, penalty(违法事实="改过的事实。", 内部={**DECISION["内部"], "公开审查": release}))
    assert "GS330" in call("check", "--content", str(content)).out
