"""What the operating system complains of is said in Chinese, whatever the command."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from answers import call
from gongshi.causes import cause


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EEXIST, errno.EISDIR, errno.EIO])
def test_a_cause_is_said_in_chinese(code: int) -> None:
    assert not cause(OSError(code, "as the system says it")).isascii()


def test_a_cause_that_we_have_no_words_for_is_the_system_s_own() -> None:
    assert cause(OSError(errno.EPROTO, "Protocol error")) == "Protocol error"
    assert cause(OSError("no number")) == "OSError"


def test_a_file_where_the_releases_should_go(tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.write_text("", encoding="utf-8")
    answer = call("publish", "--site", str(place))
    assert (answer.status, "已经有同名的文件（site）" in answer.err) == (3, True), answer.err


@pytest.mark.parametrize(
    "command", [("ledger", "verify"), ("ledger", "show", "x-cf-2026-001"), ("pull", "x-cf-2026-001")]
)
def test_what_is_no_folder_of_releases_is_told_so(command: tuple[str, ...], tmp_path: Path) -> None:
    answer = call(*command, "--site", str(tmp_path))
    assert (answer.status, "不是发布文件夹" in answer.err) == (2, True), answer.err
