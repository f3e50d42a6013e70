"""A disk that is full from one step of a publication on: the site is the old one or the new one, and the next run completes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest
from releases import Bureau, bureau

from gongshi.release.proof import faults
from gongshi.release.work import Options

__all__ = ["bureau"]

pytestmark = pytest.mark.slow
# More than any publication takes.
MANY = 200


def full_at(monkeypatch: pytest.MonkeyPatch, step: str, number: int) -> Callable[[], bool]:
    """The ``number``-th call of that step and all later ones fail; says whether any did."""
    real: Callable[..., Any] = getattr(os, step)
    calls = 0

    def filled(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls >= number:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*args, **kwargs)

    monkeypatch.setattr(os, step, filled)
    return lambda: calls >= number


@pytest.mark.parametrize("copy", [False, True])
@pytest.mark.parametrize(("step", "least"), [("replace", 5), ("rename", 1), ("fsync", 1)])
def test_full_at_any_step(
    bureau: Bureau,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    step: str,
    least: int,
    copy: bool,
) -> None:
    options = Options(copy=copy)
    assert bureau.publish(options) == 0
    for number in range(1, MANY):
        before = bureau.live()
        with monkeypatch.context() as full:
            failed = full_at(full, step, number)
            status = bureau.later(1).publish(options)
        seen, said = bureau.live(), capfd.readouterr().err
        assert status in ((0, 1, 3) if failed() else (0,))
        assert "Traceback" not in said and (status == 0 or "磁盘已满" in said), said
        assert bureau.publish(options) == 0
        assert seen == bureau.live() or (seen == before and status)
        bureau.assert_whole()
        assert list(faults(bureau.folder, None, None)) == []
        assert not list(bureau.folder.releases.glob(".*"))
        if not failed():
            break
    assert number > least
