"""One build and one server for all browser tests of the site; the browser itself is that of all tests."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sample_site import NOON, build_sample, served
from watched import Open, Watched


@pytest.fixture(scope="session")
def site(able: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample county as files; built by the first worker of a run that wants it, waited for by the others."""
    worker = "PYTEST_XDIST_WORKER" in os.environ
    folder = tmp_path_factory.getbasetemp().parent if worker else tmp_path_factory.getbasetemp()
    ready, failed, work = folder / "sample", folder / "sample-failed", folder / "sample-work"
    try:
        work.mkdir()
    except FileExistsError:
        while not ready.exists():
            assert not failed.exists(), "another worker could not build the sample county"
            time.sleep(0.2)
        return ready / "site"
    try:
        build_sample(work)
    except BaseException:
        failed.touch()
        raise
    return work.rename(ready) / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the sample county is served, with the slash at its end."""
    with served(site) as url:
        yield url


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """visit(path, clock=…, width=…, **context options): a page of the site in a new context, watched from its first byte.

    ``clock`` is an instant in ISO 8601; the sample's noon unless given.
    """
    contexts: list[BrowserContext] = []

    def open_page(path: str = "index.html", *, clock: str = NOON, width: int = 1280, **options: object) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        if options.get("java_script_enabled", True):
            context.clock.set_fixed_time(clock)
        watched = Watched(context.new_page(), address)
        watched.go(path)
        return watched

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def home(visit: Open) -> Page:
    """The home page at the sample's noon."""
    return visit("index.html").page
