"""What a test needs of this machine: without it the test is skipped, or fails where everything was promised (``.ci/run``)."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """Ends the test: ``what`` it needs is not here."""
    if os.environ.get("GONGSHI_NEED_ALL") == "1":
        pytest.fail(what)
    pytest.skip(what)


def program(name: str) -> str:
    """The path of a program."""
    return shutil.which(name) or lacking(f"{name} is not on the path")
