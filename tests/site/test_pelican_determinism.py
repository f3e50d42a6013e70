"""Same input, same bytes: on any machine, in any place, in any order of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from county import REPOSITORY, penalty, tree, write, write_bureau
from processes import GONGSHI, run

pytestmark = pytest.mark.slow

MORE = {
    f"post/decisions/2026/qnz-zz-2026-{n:03}.yaml": penalty(
        n, 决定日期=f"2026-{1 + n % 3:02}-{1 + n:02}", 案件名称=f"第{n}案"
    )
    for n in range(4, 14)
}


def built(bureau: Path, env: dict[str, str | None] | None = None, status: int = 0) -> dict[str, bytes]:
    done = run(GONGSHI, "build", cwd=bureau, env=env)
    assert done.returncode == status, done.stderr
    return tree(bureau / "output")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(write_bureau(tmp_path_factory.mktemp("reference"), files=MORE))


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        {"PYTHONUTF8": "0", "LC_ALL": "POSIX", "PYTHONOPTIMIZE": "2"},
        {"SOURCE_DATE_EPOCH": "0", "COLUMNS": "20", "NO_COLOR": "1", "HOME": None},
    ],
    ids=["west", "east", "posix", "odd"],
)
def test_environment_changes_nothing(tmp_path: Path, reference: dict[str, bytes], env: dict[str, str | None]) -> None:
    assert built(write_bureau(tmp_path / "a folder with 空格", files=MORE), env) == reference


def test_order_of_files_changes_nothing(tmp_path: Path, reference: dict[str, bytes]) -> None:
    source, bureau = write_bureau(tmp_path / "source", files=MORE), tmp_path / "bureau"
    for name, data in sorted(tree(source).items(), reverse=True):
        write(bureau / name, data)
    assert built(bureau) == reference


def test_line_ends_of_windows_change_nothing(tmp_path: Path, reference: dict[str, bytes]) -> None:
    bureau = write_bureau(tmp_path, files=MORE)
    for path in [*(bureau / "content").rglob("*.yaml"), *(bureau / "content").rglob("*.json"), *bureau.glob("*.py")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert built(bureau) == reference


def test_a_build_on_top_of_another_is_the_same_as_a_fresh_one(tmp_path: Path, reference: dict[str, bytes]) -> None:
    bureau = write_bureau(tmp_path, penalty={"案件名称": "从前的案名"}, files={})
    assert built(bureau) != reference
    write_bureau(tmp_path, files=MORE)
    assert built(bureau) == reference


def test_the_sample_county_is_the_same_wherever_it_is_built(tmp_path: Path) -> None:
    """All kinds of records at once; the status says only that both runs end alike."""
    trees = []
    for name, env in (("one", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "3"}), ("two", {"TZ": "UTC", "LC_ALL": "C"})):
        place = ("--content", REPOSITORY / "content", "--output", tmp_path / name, "--as-of", "2026-11-21")
        done = run(GONGSHI, "build", *place, cwd=REPOSITORY, env=env)
        assert done.returncode in (0, 1), done.stderr
        trees.append(tree(tmp_path / name))
    assert trees[0] == trees[1]
