"""``gongshi serve``: shows the built site, rebuilds on save, ends on an interrupt."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from county import ENTITY, PENALTY, penalty, tree, write, write_bureau
from processes import GONGSHI, LONG, run, start, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="ends a process by signal"),
]
DECISION = f"content/post/decisions/2026/{PENALTY}.yaml"
PAGE = f"decisions/{PENALTY}.html"


class Served:
    """A running ``gongshi serve`` of a bureau."""

    def __init__(self, bureau: Path) -> None:
        self.bureau = bureau
        self.log = bureau.parent / "log.txt"
        self.process = start(GONGSHI, "serve", "--port", "0", cwd=bureau, log=self.log)
        wait_for(lambda: "请打开" in self.said())
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.said())
        assert found is not None
        self.url = found[0]

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path: str, method: str = "GET") -> HTTPResponse:
        request = urllib.request.Request(self.url + path, method=method)
        answer = urllib.request.urlopen(request, timeout=10)
        assert isinstance(answer, HTTPResponse)
        return answer

    def rebuilt(self) -> int:
        return len(re.findall("已重新生成|没有重新生成", self.said()))

    def save(self, path: str, value: object) -> None:
        """As an editor does: the whole file at once. Returns when the rebuild is through."""
        before = self.rebuilt()
        write(self.bureau / path, value)
        wait_for(lambda: self.rebuilt() > before)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(write_bureau(tmp_path_factory.mktemp("serve") / "bureau"))
    yield served
    served.process.kill()
    served.process.wait(LONG)


def gone(fetch: Callable[[], object]) -> urllib.error.HTTPError:
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetch()
    assert caught.value.code == 404
    return caught.value


def test_pages_are_served_fresh(served: Served) -> None:
    for path in ("", "index.html", PAGE, f"entities/{ENTITY}.html", "decisions/"):
        answer = served.get(path)
        assert answer.headers["Content-Type"].startswith("text/html")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.read().endswith(b"</html>")


def test_files_bear_their_own_types(served: Served) -> None:
    names = tree(served.bureau / "output")
    wanted = {".css": "text/css", ".js": "text/javascript", ".xml": "application/xml", ".txt": "text/plain"}
    for ending, kind in wanted.items():
        name = next(n for n in names if n.endswith(ending))
        assert served.get(name).headers["Content-Type"].startswith(kind)


def test_the_sites_own_404_page(served: Served) -> None:
    body = gone(lambda: served.get("nothing.html")).read()
    assert body == (served.bureau / "output/404.html").read_bytes()


def test_404_of_head_has_no_body(served: Served) -> None:
    host, port = served.url.removeprefix("http://").strip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"HEAD /nothing.html HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.0 404")
    assert answer.endswith(b"\r\n\r\n")


def test_folders_are_not_listed(served: Served) -> None:
    assert (served.bureau / "output/assets").is_dir()
    assert b"gongshi-" not in gone(lambda: served.get("assets/")).read().split(b"</head>")[1]


@pytest.mark.parametrize("path", ["../publishconf.py", "..%2fpublishconf.py", "%2e%2e/content/site.yaml", "%5c..%5cx"])
def test_nothing_outside_the_site_is_served(served: Served, path: str) -> None:
    gone(lambda: served.get(path))


def test_a_save_is_shown_and_the_output_is_not_watched(served: Served) -> None:
    served.save(DECISION, penalty(3, 案件名称="经营假种子案"))
    assert "经营假种子案" in served.get(PAGE).read().decode("utf-8")
    count = served.rebuilt()
    time.sleep(2)
    assert served.rebuilt() == count


def test_what_is_saved_during_the_first_build_is_not_missed(tmp_path: Path) -> None:
    bureau = write_bureau(tmp_path / "bureau")
    slow = "import pathlib, time\nfrom pelican import signals\n\ndef wait(sender):\n    time.sleep(1)\n"
    write(bureau / "halt.py", slow + "\ndef register():\n    signals.finalized.connect(wait)\n")
    settings = bureau / "pelicanconf.py"
    more = '\nimport sys\nsys.path.insert(0, ".")\nPLUGINS = ["gongshi", "halt"]\n'
    write(settings, settings.read_text("utf-8") + more)
    process = start(GONGSHI, "serve", "--port", "0", cwd=bureau, log=tmp_path / "log.txt")
    try:
        wait_for(lambda: [p for p in bureau.iterdir() if p.name.startswith(".output.staging")])
        write(bureau / DECISION, penalty(3, 案件名称="经营假种子案"))
        page = bureau / "output" / PAGE
        wait_for(lambda: page.exists() and "经营假种子案" in page.read_text("utf-8"))
    finally:
        process.kill()
        process.wait(LONG)


def test_broken_content_shows_the_site_of_before_until_it_is_mended(served: Served) -> None:
    sound = (served.bureau / "content/site.yaml").read_bytes()
    before = tree(served.bureau / "output")
    served.save("content/site.yaml", "a: [\n")
    assert "没有重新生成" in served.said()
    assert tree(served.bureau / "output") == before
    assert served.get(PAGE).status == 200
    served.save("content/site.yaml", sound)
    assert tree(served.bureau / "output") == before
    assert "Traceback" not in served.said()


def test_a_busy_port_is_said(served: Served) -> None:
    port = served.url.rsplit(":", 1)[1].strip("/")
    done = run(GONGSHI, "serve", "--port", port, "--output", "other", cwd=served.bureau)
    assert done.returncode == 2
    assert f"端口 {port} 用不了" in done.stderr
    assert not (served.bureau / "other").exists()


def test_an_address_that_is_not_ours_is_said(served: Served) -> None:
    done = run(GONGSHI, "serve", "--port", "0", "--bind", "203.0.113.7", cwd=served.bureau)
    assert done.returncode == 2
    assert "203.0.113.7" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_foreign_output_is_never_served(tmp_path: Path) -> None:
    bureau = write_bureau(tmp_path)
    write(bureau / "papers/thesis.txt", "mine")
    done = run(GONGSHI, "serve", "--port", "0", "--output", "papers", cwd=bureau)
    assert done.returncode == 2
    assert "请打开" not in done.stderr


def test_without_a_site_to_show_it_ends(tmp_path: Path) -> None:
    bureau = write_bureau(tmp_path)
    write(bureau / "content/site.yaml", "a: [\n")
    done = run(GONGSHI, "serve", "--port", "0", cwd=bureau)
    assert done.returncode == 3
    assert "请打开" not in done.stderr


def test_an_interrupt_ends_it_with_130(tmp_path: Path) -> None:
    served = Served(write_bureau(tmp_path / "bureau"))
    before = tree(served.bureau / "output")
    time.sleep(0.5)
    served.process.send_signal(signal.SIGINT)
    try:
        assert served.process.wait(20) == 130
    except subprocess.TimeoutExpired:
        served.process.kill()
        raise
    assert "Traceback" not in served.said()
    assert tree(served.bureau / "output") == before
