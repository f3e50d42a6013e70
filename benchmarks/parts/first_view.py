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
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from measure import show, verdict
from parts import part

sys.path.append(str(Path(__file__).parents[2] / "tests" / "browser"))
from sample_site import ARGUMENTS, AS_OF, KINDS, MOUNT, build_sample

from gongshi.paper import chromium

# 400 kbit/s down and up, 400 ms there and back: a weak 3G line. Seconds until something can be read.
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
ROUND_TRIP, BYTES_A_SECOND, LIMIT = 0.4, 50_000, 2.0
# A new host is asked for a connection and for its certificate first (TCP, TLS 1.3): the throttle knows neither.
HANDSHAKES = 2 * ROUND_TRIP
# Every kind is weighed; only the heaviest are timed, and the middle one of these runs counts, on a machine shared with others.
TIMED, RUNS = 6, 5
_PAINTED = "performance.getEntriesByName('first-contentful-paint').map((entry) => entry.startTime)"
_BLOCKING = """() => [...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource").filter((entry) => entry.renderBlockingStatus === "blocking"),
].map((entry) => entry.encodedBodySize)"""


@part("first_view")
def first_view() -> None:
    """First contentful paint at 400 kbit/s and 400 ms, as a host with compression sends the pages."""
    with TemporaryDirectory(prefix="gongshi-bench-") as folder, sync_playwright() as play:
        site = build_sample(Path(folder))
        browser = play.chromium.launch(executable_path=chromium.browser(), args=ARGUMENTS)
        with _compressed(site) as address:
            weights = {kind: _weighed(browser, address + path) for kind, path in KINDS.items()}
            heaviest = sorted(weights, key=lambda kind: -sum(weights[kind]))[:TIMED]
            views = {kind: [_seconds(browser, address + KINDS[kind]) for _ in range(RUNS)] for kind in heaviest}
        browser.close()
    rows = []
    for kind, sizes in sorted(weights.items(), key=lambda pair: -sum(pair[1])):
        timed = [f"{median(views[kind]):.2f}", f"{min(views[kind]):.2f}"] if kind in views else ["", ""]
        rows.append([kind, str(len(sizes)), f"{sum(sizes) / 1000:.1f}", f"{_reckoned(sizes):.2f}", *timed])
    show([["page kind", "requests", "KB before first view", "reckoned s", "median s", "fastest s"], *rows])
    slowest = max(views, key=lambda kind: median(views[kind]))
    view = median(views[slowest])
    verdict(f"slowest first view, s ({slowest})", view, f"<= {LIMIT:g}", view <= LIMIT)
    print(f"at a host not met before, by https, {HANDSHAKES:g} s more: {view + HANDSHAKES:.2f}")
    most = max(len(sizes) for sizes in weights.values())
    verdict("requests before the first view", most, "<= 3", most <= 3)


def _reckoned(sizes: list[int]) -> float:
    """Two rounds, the page and what it names, and the bytes of both: what no machine can be faster than."""
    return 2 * ROUND_TRIP + sum(sizes) / BYTES_A_SECOND


def _weighed(browser: Browser, address: str) -> list[int]:
    """Bytes on the wire of the page and of everything that holds up its first paint; the load of the machine is no matter."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(address, wait_until="load", timeout=60_000)
    sizes = page.evaluate(_BLOCKING)
    context.close()
    return [int(size) for size in sizes]


def _seconds(browser: Browser, address: str) -> float:
    """From asking to the first paint with content; a new context each time, so an empty cache."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    # Playwright's own clock would take the place of `performance` as well.
    page.add_init_script(f"Date.now = () => Date.UTC(...{_day()});")
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="load", timeout=60_000)
    # The load event may be told before the entry of the paint is there.
    while not (painted := page.evaluate(_PAINTED)):
        page.wait_for_timeout(20)
    context.close()
    return float(painted[0]) / 1000


def _day() -> list[int]:
    """The sample's day as Date.UTC wants it: months count from 0."""
    year, month, day = map(int, AS_OF.split("-"))
    return [year, month - 1, day, 4]


@contextmanager
def _compressed(site: Path) -> Iterator[str]:
    """Serves ``site`` with gzip, as docs/hosting sets hosts up; yields its address."""
    packed = cache(lambda path: gzip.compress(path.read_bytes(), 6))

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = site / self.path.partition("?")[0].removeprefix(MOUNT)
            if not path.is_file():
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            data = packed(path)
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
        yield f"http://127.0.0.1:{server.server_address[1]}{MOUNT}"
    finally:
        server.shutdown()
        server.server_close()
