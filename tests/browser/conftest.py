"""One build and one server for all browser tests of the site; the browser itself is that of all tests."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page
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


# Context options → pages that no test is looking at.
Idle = dict[tuple[tuple[str, object], ...], list[Watched]]
_AS_IT_WAS = dict.fromkeys(("media", "color_scheme", "forced_colors", "reduced_motion"), "null")


@pytest.fixture(scope="session")
def _idle() -> Idle:
    """Pages are used again: opening one costs three times what most tests do with it."""
    return defaultdict(list)


def _opened(browser: Browser, address: str, options: dict[str, object]) -> Watched:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    return Watched(context.new_page(), address)


def _left(page: Page) -> None:
    """Takes everything from a page that a test may have left there: routes, cookies, modes, storage, the site itself."""
    page.unroute_all()
    page.context.clear_cookies()
    page.emulate_media(**_AS_IT_WAS)  # type: ignore[arg-type]
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")


@pytest.fixture
def visit(browser: Browser, address: str, _idle: Idle) -> Iterator[Open]:
    """visit(path, clock=…, width=…, color_scheme=…, **context options): a page of the site, watched from its first byte.

    It has its context to itself, with nothing of another test in it. ``clock`` is an instant in ISO 8601; the sample's
    noon unless given.
    """
    used: list[tuple[list[Watched], Watched]] = []

    def open_page(
        path: str = "index.html",
        *,
        clock: str = NOON,
        width: int = 1280,
        color_scheme: str = "light",
        **options: object,
    ) -> Watched:
        idle = _idle[tuple(sorted(options.items()))]
        watched = idle.pop() if idle else _opened(browser, address, options)
        used.append((idle, watched))
        page = watched.page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=color_scheme)  # type: ignore[arg-type]
        if options.get("java_script_enabled", True):
            page.clock.set_fixed_time(clock)
        watched.faults.clear()
        watched.go(path)
        return watched

    yield open_page
    for idle, watched in used:
        try:
            _left(watched.page)
        except Error:  # such as a page that the browser put in place of the site's: nobody else meets it
            watched.page.context.close()
        else:
            idle.append(watched)


@pytest.fixture
def home(visit: Open) -> Page:
    """The home page at the sample's noon."""
    return visit("index.html").page
