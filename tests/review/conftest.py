"""The browser that prints the form: started as for the browser tests of the site."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "browser"))

from sample_site import ARGUMENTS, chromium, missing


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    reason = missing()
    if reason and os.environ.get("GONGSHI_NEED_BROWSER") == "1":
        pytest.fail(f"browser tests cannot run: {reason}")
    if reason:
        pytest.skip(f"browser tests need Chromium and a Chinese font: {reason}")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()
