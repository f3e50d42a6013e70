"""Whose review a file needs, by each forge's own reading, for files that are there and for those that come."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from owners_read import READERS
from review_repository import committed

from answers import call
from county import ENTITY, ORGAN, REPOSITORY, SITE, changed, penalty, write, write_county

OTHER = "qinghe-scjgj"
ROSTER = [
    {**SITE["机构名录"][0], "审核账号": ["qinghe/ny"]},
    {"标识": OTHER, "名称": "青禾县市场监督管理局", "简称": "市场监管局", "审核账号": ["qinghe/sc", "zhao"]},
    {"标识": "qinghe-jtj", "名称": "青禾县交通运输局", "简称": "交通局", "审核账号": ["qinghe/jt"]},
]
Owner = Callable[[str], list[str]]


@pytest.fixture(params=READERS)
def owner(request: pytest.FixtureRequest, tmp_path: Path) -> Owner:
    """Path → the accounts that a forge asks."""
    content = write_county(tmp_path, site={"审核账号": ["qinghe/sfj"], "机构名录": ROSTER})
    write(
        content / f"pre/entities/{OTHER}.yaml",
        changed(ORGAN, {"名称": "青禾县市场监督管理局", "统一社会信用代码": "11659900MA0365867A"}),
    )
    write(content / "post/decisions/2026/scjgj-cf-2026-001.yaml", penalty(7, 执法主体=OTHER))
    # Two organs begin their files with one word, so that it tells nothing.
    write(content / "post/decisions/2026/lian-cf-2026-001.yaml", penalty(8, 执法主体=OTHER))
    write(content / "post/decisions/2026/lian-cf-2026-002.yaml", penalty(9))
    committed(tmp_path)
    text = call("codeowners", "--content", str(content), "--format", request.param).out
    return lambda path: READERS[request.param](text, path)


@pytest.mark.parametrize(
    ("path", "accounts"),
    [
        # Files that are there.
        ("content/post/decisions/2026/qnz-zz-2026-003.yaml", "@qinghe/ny"),
        (f"content/pre/entities/{ENTITY}.yaml", "@qinghe/ny"),
        ("content/post/decisions/2026/scjgj-cf-2026-001.yaml", "@qinghe/sc @zhao"),
        ("content/post/decisions/2026/lian-cf-2026-001.yaml", "@qinghe/sc @zhao"),
        ("content/post/decisions/2026/lian-cf-2026-002.yaml", "@qinghe/ny"),
        ("content/post/decisions/2026/lian-cf-2026-002/a.pdf", "@qinghe/ny"),
        # Files that come.
        ("content/post/decisions/2027/scjgj-cf-2027-999.yaml", "@qinghe/sc @zhao"),
        ("content/post/decisions/2027/scjgj-cf-2027-999/a.pdf", "@qinghe/sc @zhao"),
        ("content/post/undisclosed/2027/scjgj-nd-2027-001.yaml", "@qinghe/sc @zhao"),
        ("content/post/random-results/2027/qnz-jc-2027-001.yaml", "@qinghe/ny"),
        ("content/post/annual-reports/scjgj-2027.yaml", "@qinghe/sc @zhao"),
        (f"content/pre/items/{OTHER}.yaml", "@qinghe/sc @zhao"),
        (f"content/pre/forms/{OTHER}/form-1.docx", "@qinghe/sc @zhao"),
        (f"content/pre/random-plans/{OTHER}-2027.yaml", "@qinghe/sc @zhao"),
        # An organ without any record yet.
        ("content/post/decisions/2027/jtj-cf-2027-001.yaml", "@qinghe/jt"),
        ("content/pre/entities/qinghe-jtj.yaml", "@qinghe/jt"),
        # What is nobody's alone.
        ("content/site.yaml", "@qinghe/sfj"),
        ("content/post/decisions/2027/lian-cf-2027-001.yaml", "@qinghe/sfj"),
        ("content/post/decisions/2027/scjgjx-cf-2027-001.yaml", "@qinghe/sfj"),
        ("content/pre/flows/flow-penalty.yaml", "@qinghe/sfj"),
        ("content/release/store.json", "@qinghe/sfj"),
        ("content/post/decisions/2026/qnz-zz-2026-003/deep/scjgj-x.pdf", "@qinghe/ny"),
    ],
)  # fmt: skip
def test_whom_a_forge_asks(path: str, accounts: str, owner: Owner) -> None:
    assert owner(path) == accounts.split()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample county's content, its roster with accounts."""
    site = (REPOSITORY / "content/site.yaml").read_text(encoding="utf-8")
    content = shutil.copytree(REPOSITORY / "content", tmp_path_factory.mktemp("sample") / "content")
    named = re.sub(r"标识: (qinghe-\w+),", r"标识: \1, 审核账号: [qinghe/\1],", site)
    assert named != site
    write(content / "site.yaml", named)
    return content


@pytest.mark.parametrize("forge", READERS)
def test_every_record_of_the_sample_is_its_organ_s(forge: str, sample: Path) -> None:
    """Each decision goes to the organ that made it, and the file stays small."""
    text = call("codeowners", "--content", str(sample), "--format", forge).out
    files = sorted((sample / "post/decisions").rglob("*.yaml"))
    assert len(files) > 70
    for file in files:
        organ = re.search(r"^执法主体: (\S+)", file.read_text(encoding="utf-8"), re.M)
        assert organ is not None
        assert READERS[forge](text, file.relative_to(sample.parent).as_posix()) == [f"@qinghe/{organ[1]}"]
    assert len(text.splitlines()) < 150


def test_a_site_without_reviewers_of_its_own_is_told_so(tmp_path: Path) -> None:
    content = write_county(tmp_path, site={"机构名录": ROSTER})
    answer = call("codeowners", "--content", str(content))
    assert "没有写全站的“审核账号”" in answer.err
    assert all(len(line.split()) > 1 for line in answer.out.splitlines()[1:])


def test_content_at_the_top_of_its_repository(tmp_path: Path) -> None:
    write_county(tmp_path, site={"审核账号": ["qinghe/sfj"], "机构名录": ROSTER})
    top = tmp_path / "content"
    committed(top)
    for forge, read in READERS.items():
        text = call("codeowners", "--content", str(top), "--format", forge).out
        assert read(text, "post/decisions/2026/qnz-zz-2026-009.yaml") == ["@qinghe/ny"]
        assert read(text, "site.yaml") == ["@qinghe/sfj"]
