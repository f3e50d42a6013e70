"""The ``gongshi`` command inside the test's own process: its exit status and both streams."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from unittest import mock

from gongshi.cli import main


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


def call(*args: str) -> Answer:
    """Calls the command in the current folder. No answer ever holds a traceback."""
    out, err = io.StringIO(), io.StringIO()
    status: object = "returned"
    with (
        mock.patch("sys.argv", ["gongshi", *args]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code
    assert isinstance(status, int), status
    answer = Answer(status, out.getvalue(), err.getvalue())
    assert "Traceback" not in answer.out + answer.err
    return answer
