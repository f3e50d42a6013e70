"""What a citizen on a slow line waits for: the first view of each page kind, with nothing in the cache."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from measure import show, verdict
from parts import part

sys.path.append(str(Path(__file__).parents[2] / "tests" / "browser"))
from sample_site import ARGUMENTS, AS_OF, KINDS, MOUNT, build_sample

from gongshi.paper import chromium

# 400 kbit/s down and up, 400 ms there and back: a weak 3G line. Seconds until something can be read.
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
LIMIT = 2.0
# The line is the same each time, and what else runs on the machine only adds: the fastest of these counts.
RUNS = 3
_PAINTED = "performance.getEntriesByName('first-contentful-paint').map((entry) => entry.startTime)"
_LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


@part("first_view")
def first_view() -> None:
    """First contentful paint at 400 kbit/s and 400 ms, as a host with compression sends the pages; handshakes come on top."""
    found: dict[str, tuple[float, float, int]] = {}
    with TemporaryDirectory(prefix="gongshi-bench-") as folder, sync_playwright() as play:
        site = build_sample(Path(folder))
        browser = play.chromium.launch(executable_path=chromium.browser(), args=ARGUMENTS)
        with _compressed(site) as (address, sent):
            for kind, path in KINDS.items():
                views = [_seconds(browser, address + path) for _ in range(RUNS)]
                found[kind] = (*min(views), sum(sent) // RUNS)
                sent.clear()
        browser.close()
    rows = [[kind, f"{view:.2f}", f"{whole:.2f}", f"{size / 1000:.1f}"] for kind, (view, whole, size) in found.items()]
    show([["page kind", "first view s", "all loaded s", "KB sent"], *rows])
    slowest = max(found, key=lambda kind: found[kind][0])
    verdict(f"slowest first view, s ({slowest})", found[slowest][0], f"<= {LIMIT:g}", found[slowest][0] <= LIMIT)


def _seconds(browser: Browser, address: str) -> tuple[float, float]:
    """From asking to the first paint with content, and to the load event; a new context each time, so an empty cache."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    # Playwright's own clock would take the place of `performance` as well.
    page.add_init_script(f"Date.now = () => Date.UTC(...{_day()});")
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="load", timeout=60_000)
    # The load event may be told before the entry of the paint is there.
    while not (painted := page.evaluate(_PAINTED)):
        page.wait_for_timeout(20)
    view, whole = painted[0] / 1000, page.evaluate(_LOADED) / 1000
    context.close()
    return view, whole


def _day() -> list[int]:
    """The sample's day as Date.UTC wants it: months count from 0."""
    year, month, day = map(int, AS_OF.split("-"))
    return [year, month - 1, day, 4]


@contextmanager
def _compressed(site: Path) -> Iterator[tuple[str, list[int]]]:
    """Serves ``site`` with gzip, as docs/hosting sets hosts up; yields its address and the sizes of what was sent."""
    sent: list[int] = []
    packed = cache(lambda path: gzip.compress(path.read_bytes(), 6))

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = site / self.path.partition("?")[0].removeprefix(MOUNT)
            if not path.is_file():
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            data = packed(path)
            sent.append(len(data))
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", guess_type(path.name)[0] or "application/octet-stream")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{MOUNT}", sent
    finally:
        server.shutdown()
        server.server_close()
