"""``gongshi serve``: the built site on this machine, built again whenever somebody saves a file."""

from __future__ import annotations

import http.server
import threading
from functools import partial
from pathlib import Path
from typing import Any

import click
from watchfiles import watch

from gongshi.causes import cause
from gongshi.cli.site import Job, run_build
from gongshi.site.failure import NotWholeError

# Milliseconds between two looks at whether anything was saved.
LOOK = 200


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files only: no folder listings, our own 404 page, nothing kept by the browser."""

    # Windows takes these from its registry, where any program may have put something else.
    extensions_map = {
        "": "application/octet-stream",
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".jpeg": "image/jpeg",
        ".jpg": "image/jpeg",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".xml": "application/xml",
    }

    def list_directory(self, path: Any) -> None:
        """A folder without index.html is no page."""
        del path
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own 404 page, where it has one."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """A rebuilt page must be seen at once."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the console belongs to findings."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle of an answer is nobody's fault."""


def run_serve(job: Job, bind: str, port: int) -> int:
    """Builds, serves the output and builds again whenever content, theme or settings are saved.

    Returns 130 on interrupt, 2 when address or output folder cannot be used, 3 when there is no site to show.
    """
    try:
        server = _Server((bind, port), partial(_Handler, directory=str(job.output.absolute())))
    except OSError as error:
        click.echo(f"{bind} 的端口 {port} 用不了（{cause(error)}），请换一个：--port {port + 1}", err=True)
        return 2
    with server:
        try:
            return _serve(job, server, bind)
        except (KeyboardInterrupt, SystemExit):
            return 130


def _serve(job: Job, server: _Server, bind: str) -> int:
    changes = watch(*_sources(job), yield_on_timeout=True, rust_timeout=LOOK, raise_interrupt=True)
    # Watching starts with the first look, so that what is saved during the first build is not missed.
    next(changes)
    status, _ = run_build(job)
    if status == 2 or not job.output.is_dir():
        return status
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"请打开 http://{bind}:{server.server_port}/ （文件保存后自动重新生成，按 Ctrl+C 结束）", err=True)
    for changed in changes:
        if changed:
            status, _ = run_build(job)
            click.echo("已重新生成" if status < 2 else "没有重新生成，显示的还是原来的", err=True)
    return 0


def _sources(job: Job) -> list[Path]:
    """What a rebuild depends on; never the output, which cannot lie inside any of these."""
    places = [job.content, job.settings]
    try:
        places.append(Path(job.pelican().settings["THEME"]))
    except NotWholeError:
        click.echo("设置文件用不了，主题的改动不会引起重新生成", err=True)
    return [place for place in places if place.exists()]
