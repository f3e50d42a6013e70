"""What all tests share. That this file exists puts tests/ on the path, so that every room can import ``county``."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# The key of the gate's memory lies in the user's state folder; a test run has one of its own.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="gongshi-state-")
# So does the cache of records: a test run leaves nothing behind, and what one test left cannot help another.
os.environ["GONGSHI_CACHE"] = tempfile.mkdtemp(prefix="gongshi-cache-")

# No test is timed, hypothesis's included: these machines are shared. The same examples every time, so that a red run
# can be run again; `--hypothesis-profile default` looks for new ones.
settings.register_profile(
    "gongshi", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("gongshi")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest tests/golden --update-goldens`` writes what is there now; read the diff before committing it."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files instead of comparing them")


@pytest.fixture(scope="session")
def updating(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are written. Asked for with a default: a run of all tests meets this file too late to add it."""
    return bool(pytestconfig.getoption("update_goldens", default=False))
