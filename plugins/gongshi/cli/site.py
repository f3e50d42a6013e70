"""Building and serving from the command line, through the same Pelican class as ``pelican -s``."""

from __future__ import annotations

import http.server
import threading
from datetime import date
from pathlib import Path
from typing import Any

import click
from pelican.settings import read_settings

from gongshi.site.pelican import GongshiPelican, NotWholeError, base_settings


def pelican_for(content: Path, output: Path, settings: Path, as_of: date | None, profile: str | None) -> GongshiPelican:
    """Pelican with the site's settings file, or with our defaults where there is none."""
    chosen: dict[str, Any] = {
        "PATH": str(content.resolve()),
        "OUTPUT_PATH": str(output.absolute()),
        "GONGSHI_AS_OF": as_of.isoformat() if as_of else None,
        "GONGSHI_PROFILE": profile,
    }
    if settings.is_file():
        return GongshiPelican(read_settings(str(settings), override=chosen))
    return GongshiPelican(read_settings(None, override={**base_settings(), **chosen}))


def run_build(content: Path, output: Path, settings: Path, as_of: date | None, profile: str | None) -> int:
    """Builds once; returns the exit status of DESIGN §8."""
    try:
        pelican_for(content, output, settings, as_of, profile).run()
    except NotWholeError as error:
        click.echo(str(error), err=True)
        return error.exitcode
    return 0


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files only: no folder listings, our own 404 page, nothing kept by the browser."""

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
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """A rebuilt page must be seen at once."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the console belongs to findings."""


def run_serve(
    content: Path, output: Path, settings: Path, as_of: date | None, profile: str | None, bind: str, port: int
) -> int:
    """Builds, serves ``output`` and builds again whenever content, theme or settings are saved. Ends on interrupt."""
    from watchfiles import watch

    status = run_build(content, output, settings, as_of, profile)
    if not output.is_dir():
        return status

    def handler(*args: Any, **kwargs: Any) -> _Handler:
        return _Handler(*args, directory=str(output.absolute()), **kwargs)

    try:
        server = http.server.ThreadingHTTPServer((bind, port), handler)
    except OSError as error:
        click.echo(f"端口 {port} 用不了（{error.strerror}），请换一个：--port {port + 1}", err=True)
        return 2
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"请打开 http://{bind}:{server.server_port}/ （文件保存后自动重新生成，按 Ctrl+C 结束）", err=True)
    watched = [p for p in (content, settings, Path(base_settings()["THEME"])) if p.exists()]
    try:
        for _ in watch(*watched, raise_interrupt=True):
            run_build(content, output, settings, as_of, profile)
            click.echo("已重新生成", err=True)
    except KeyboardInterrupt:
        server.shutdown()
        return 130
    return 0
