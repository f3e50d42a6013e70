"""What all tests share. That this file exists puts tests/ on the path, so that every room can import ``county``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from needed import lacking

sys.path.append(str(Path(__file__).parent / "browser"))

# The key of the gate's memory lies in the user's state folder, the cache of records in another of the user's; a test run
# has its own of both, and leaves nothing behind.
_OWN = {name: tempfile.mkdtemp(prefix="gongshi-test-") for name in ("XDG_STATE_HOME", "GONGSHI_CACHE")}
os.environ.update(_OWN)

# No test is timed, hypothesis's included: these machines are shared. The same examples every time, so that a red run
# can be run again; `--hypothesis-profile default` looks for new ones.
settings.register_profile(
    "gongshi", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("gongshi")


def pytest_unconfigure() -> None:
    """After the last test of this process."""
    for folder in _OWN.values():
        shutil.rmtree(folder, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest tests/golden --update-goldens`` writes what is there now; read the diff before committing it."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files instead of comparing them")


@pytest.fixture(scope="session")
def updating(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are written. Asked for with a default: a run of all tests meets this file too late to add it."""
    return bool(pytestconfig.getoption("update_goldens", default=False))


@pytest.fixture(scope="session")
def able() -> None:
    """What needs a browser and a Chinese font asks for this."""
    from sample_site import missing

    reason = missing()
    if reason:
        lacking(reason)


@pytest.fixture(scope="session")
def browser(able: None) -> Iterator[Browser]:
    """The one browser of a test run: a second one in the same process would find the first one's loop."""
    from sample_site import ARGUMENTS

    from gongshi.paper import chromium

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.browser(), args=ARGUMENTS)
        yield browser
        browser.close()
