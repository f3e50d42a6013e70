"""A real web server on this machine for a tree, well-behaved or bad in a way that a test names."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

MOUNT = "/portal/xzzf/"
# What a handler may do instead of the usual: True when it has answered.
Way = Callable[["Handler", str, "bytes | None"], bool]


class Handler(BaseHTTPRequestHandler):
    """Files below the mount point; 404 with the site's own page for all else."""

    protocol_version = "HTTP/1.1"
    root: Path
    way: Way | None = None

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix(MOUNT)
        place = self.root / path
        body = place.read_bytes() if place.is_file() else None
        if type(self).way is not None and type(self).way(self, path, body):  # type: ignore[misc]
            return
        if body is None:
            self.answer(404, (self.root / "404.html").read_bytes())
        else:
            self.answer(200, body)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that went away is what some tests are about."""


@contextmanager
def served(root: Path, way: Way | None = None) -> Iterator[str]:
    """Serves ``root`` below MOUNT; yields its address."""
    handler = type("Own", (Handler,), {"root": root, "way": staticmethod(way) if way else None})
    server = _Server(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{MOUNT}"
    finally:
        server.shutdown()
        server.server_close()


def gone(handler: Handler, path: str, body: bytes | None) -> bool:
    """410 for what is not there."""
    if body is None:
        handler.answer(410, b"gone")
    return body is None


def packed(handler: Handler, path: str, body: bytes | None) -> bool:
    """gzip for whoever takes it."""
    if body is None or "gzip" not in handler.headers.get("Accept-Encoding", ""):
        return False
    handler.answer(200, gzip.compress(body), Content_Encoding="gzip")
    return True


def soft(handler: Handler, path: str, body: bytes | None) -> bool:
    """200 with the page that says that there is no page."""
    if body is None:
        handler.answer(200, (handler.root / "404.html").read_bytes())
    return body is None


def single(handler: Handler, path: str, body: bytes | None) -> bool:
    """200 with the home page for whatever is not there."""
    if body is None:
        handler.answer(200, (handler.root / "index.html").read_bytes())
    return body is None


def named(wanted: str, media: str) -> Way:
    """One file under another Content-Type."""

    def way(handler: Handler, path: str, body: bytes | None) -> bool:
        if path == wanted and body is not None:
            handler.answer(200, body, Content_Type=media)
        return path == wanted

    return way


def cached(before: Path) -> Way:
    """What was there before, unless somebody asks for it to be looked up anew."""

    def way(handler: Handler, path: str, body: bytes | None) -> bool:
        kept = before / path
        if "no-cache" in handler.headers.get("Cache-Control", "") or not kept.is_file():
            return False
        handler.answer(200, kept.read_bytes())
        return True

    return way


def chunked(handler: Handler, path: str, body: bytes | None) -> bool:
    """Without a length."""
    if body is None:
        return False
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n")
    return True


def cut(wanted: str) -> Way:
    """Half of one file, then nothing."""

    def way(handler: Handler, path: str, body: bytes | None) -> bool:
        if path != wanted or body is None:
            return False
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
        return True

    return way


def trickle(wanted: str) -> Way:
    """One file's headers a byte at a time, for longer than anybody waits."""

    def way(handler: Handler, path: str, body: bytes | None) -> bool:
        if path != wanted:
            return False
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 400:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.02)
        return True

    return way


def moved(wanted: str, to: str) -> Way:
    """One file is somewhere else."""

    def way(handler: Handler, path: str, body: bytes | None) -> bool:
        if path == wanted:
            handler.answer(302, b"", Location=to)
        return path == wanted

    return way


def endless(wanted: str) -> Way:
    """One file never ends, and says that it is small gzip."""

    def way(handler: Handler, path: str, body: bytes | None) -> bool:
        if path == wanted:
            handler.answer(200, gzip.compress(b"0" * 50_000_000, 1), Content_Encoding="gzip")
        return path == wanted

    return way
