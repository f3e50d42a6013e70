"""A site whose bureau runs the search service: asked first, believed only in order, and never missed when it is gone."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from sample_site import served

from county import AS_OF, PENALTY, penalty, write_bureau
from gongshi.cli.site import Job, run_build

pytestmark = pytest.mark.browser
OTHER = "qnz-zz-2026-004"


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class Service:
    """The real service in a process of its own."""

    def __init__(self, content: Path, port: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gongshi", "search-service", "--content", str(content), "--port", str(port)],
            stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        assert self._process.stderr
        said = self._process.stderr.readline()
        assert "检索服务：http" in said, said + self._process.stderr.read()

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def tell(self, what: signal.Signals) -> None:
        os.kill(self._process.pid, what)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stderr
        self._process.stderr.close()


@dataclass(frozen=True)
class Bureau:
    """A site that names a service, where it is served, and the port that the service is to listen at."""

    content: Path
    address: str
    port: int

    @property
    def service(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture(scope="module")
def bureau(able: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    folder, port = tmp_path_factory.mktemp("service"), _free_port()
    write_bureau(
        folder, site={"检索服务": f"http://127.0.0.1:{port}/"}, ledger=dict.fromkeys((PENALTY, OTHER), "2026-03-05"),
        files={f"post/decisions/2026/{OTHER}.yaml": penalty(4, 案件名称="另一件种子案")},
    )  # fmt: skip
    assert run_build(Job(folder / "content", folder / "site", folder / "publishconf.py"))[0] == 0
    with served(folder / "site") as address:
        yield Bureau(folder / "content", address, port)


@pytest.fixture(scope="module")
def _running(bureau: Bureau) -> Iterator[list[Service]]:
    running: list[Service] = []
    yield running
    for each in running:
        each.end()


@pytest.fixture
def service(bureau: Bureau, _running: list[Service]) -> Service:
    """One that runs; it takes a second to start, so tests that do it no harm share it."""
    if not _running or not _running[-1].runs:
        _running.append(Service(bureau.content, bureau.port))
    return _running[-1]


class Looking:
    """A page of the search, and what it asked for."""

    def __init__(self, page: Page, bureau: Bureau) -> None:
        self.page, self._bureau = page, bureau
        self.asked: list[str] = []
        page.on("request", self._request)
        page.goto(bureau.address + "search/index.html")

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def find(self, query: str) -> list[str]:
        """Types a query; the titles of the hits."""
        self.asked.clear()
        self.page.get_by_label("检索词").fill(query)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("[data-found]")).to_contain_text("。")
        return self.page.locator(".row-title").all_inner_texts()

    def of_service(self) -> int:
        return sum(url.startswith(self._bureau.service) for url in self.asked)

    def of_files(self) -> int:
        return sum(url.endswith(".bin") for url in self.asked)


@pytest.fixture(scope="module")
def _context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.clock.set_fixed_time(f"{AS_OF}T04:00:00Z")
    yield context
    context.close()


@pytest.fixture
def looking(_context: BrowserContext, bureau: Bureau) -> Iterator[Looking]:
    """A page of its own: what it has learnt of the service goes with it. Nothing of that is kept in the browser."""
    looking = Looking(_context.new_page(), bureau)
    yield looking
    looking.page.close()


BOTH = ["另一件种子案", "经营标签不符合规定的种子案"]


def test_while_it_runs_it_answers_and_no_file_of_the_index_is_loaded(service: Service, looking: Looking) -> None:
    assert sorted(looking.find("种子案")) == BOTH
    assert (looking.of_service(), looking.of_files()) == (1, 0)
    assert looking.page.locator("[data-hits] mark").first.inner_text() == "种子案"
    looking.page.get_by_text("筛选").click()
    expect(looking.page.get_by_label("类别").locator("option")).to_have_count(2)
    assert (looking.of_service(), looking.of_files()) == (2, 0)
    looking.page.get_by_label("类别").select_option("行政处罚")
    expect(looking.page.locator(".row-title")).to_have_count(2)
    assert looking.of_files() == 0


def _with(**changes: object) -> Callable[[str], str]:
    return lambda body: json.dumps({**json.loads(body), **changes})


def _row(**changes: object) -> Callable[[str], str]:
    def change(body: str) -> str:
        data = json.loads(body)
        data["hits"][0].update(changes)
        return json.dumps(data)

    return change


_OUT_OF_ORDER = [
    lambda body: "<!DOCTYPE html><p>网关错误",
    lambda body: body[:-40],
    lambda body: "null",
    _with(format=2),
    _with(content=""),
    _with(total=7),
    _with(total=1, hits=[]),
    _with(words=["种"]),
    _with(exact=False),
    _with(hits={"length": 2}),
    _row(url="javascript:alert(1)"),
    _row(url="//evil.example/"),
    _row(fields=[["名称", "没有那两个字"]]),
    _row(fields="种子案"),
    _row(lastDay="2026-03-15"),
    _row(status=None),
]


def _mangled(change: Callable[[str], str]) -> Callable[[Route], None]:
    def mangle(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=change(answer.text()))

    return mangle


def test_what_is_out_of_order_is_not_believed(service: Service, bureau: Bureau, looking: Looking) -> None:
    for number, change in enumerate(_OUT_OF_ORDER):
        looking.page.route(re.compile(r"/\?q="), _mangled(change))
        # Opened anew: a service that was wrong once is left alone for a while.
        looking.page.goto(bureau.address + "search/index.html")
        assert sorted(looking.find("种子案")) == BOTH, number
        assert looking.of_service() and looking.of_files(), number
        looking.page.unroute_all()


def test_the_page_may_ask_that_host_and_no_other(service: Service, bureau: Bureau, looking: Looking) -> None:
    policy = looking.page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert policy and f"connect-src 'self' {bureau.service.rstrip('/')};" in policy
    ask = "(url) => fetch(url).then(() => 'answered', () => 'refused')"
    assert looking.page.evaluate(ask, bureau.service) == "answered"
    assert looking.page.evaluate(ask, bureau.service.replace("127.0.0.1", "localhost")) == "refused"
    looking.page.goto(f"{bureau.address}index.html")
    assert looking.page.evaluate(ask, bureau.service) == "refused"


def test_a_query_too_long_for_it_is_no_fault_of_it(service: Service, looking: Looking) -> None:
    assert looking.find("种" * 1001) == []
    # Parts of it, which might be what is nearest, are short enough.
    expect(looking.page.locator("[data-offers]")).to_be_visible()
    assert not any("%E7%A7%8D" * 1001 in url for url in looking.asked)
    assert looking.find("另一件") == ["另一件种子案"]
    assert (looking.of_service(), looking.of_files()) == (1, 0)


def test_killed_in_between_the_files_answer(service: Service, looking: Looking) -> None:
    assert looking.find("另一件") == ["另一件种子案"]
    assert looking.of_files() == 0
    service.end()
    assert sorted(looking.find("种子案")) == BOTH
    assert looking.of_service()
    assert looking.of_files() > 0
    # And it is left alone for a while: no reader waits for it at every letter.
    assert looking.find("经营标签不符合规定的种子案") == ["经营标签不符合规定的种子案"]
    assert looking.of_service() == 0


def test_too_slow_the_files_answer(service: Service, looking: Looking) -> None:
    service.tell(signal.SIGSTOP)
    try:
        assert sorted(looking.find("种子案")) == BOTH
        assert looking.of_service() and looking.of_files()
    finally:
        service.tell(signal.SIGCONT)


def test_over_other_content_it_is_not_believed(
    service: Service, bureau: Bureau, looking: Looking, tmp_path: Path
) -> None:
    """Such as one that was not started anew after a withdrawal: what is gone from the site is not found again."""
    gone = "qnz-zz-2026-005"
    stale = write_bureau(
        tmp_path, ledger=dict.fromkeys((PENALTY, OTHER, gone), "2026-03-05"),
        files={f"post/decisions/2026/{name}.yaml": penalty(n, 案件名称=title)
               for name, n, title in ((OTHER, 4, "另一件种子案"), (gone, 5, "撤回前的种子案"))},
    )  # fmt: skip
    service.end()
    running = Service(stale / "content", bureau.port)
    try:
        assert sorted(looking.find("种子案")) == BOTH
        assert looking.of_service() and looking.of_files()
    finally:
        running.end()
