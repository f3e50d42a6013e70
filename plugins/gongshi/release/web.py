"""A site as its readers get it: over HTTP, with the standard library, bounded in every direction.

Whatever the server does (a redirect to another host, an endless answer, a trickle, a bomb in gzip), an answer comes back
in bounded time and memory.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from gongshi import __version__
from gongshi.causes import cause

# Seconds: for one step of a connection, and for one answer as a whole.
STEP, WHOLE = 20.0, 120.0
_HOPS, _TRIES, _PIECE = 3, 2, 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` of HTTP, 0 when there was no answer that counts; ``note`` then says why. ``body`` is decoded.

    ``cut``: the answer was longer than what was asked for, and ``body`` is only its beginning. ``media``: Content-Type
    as the server wrote it, empty without one.
    """

    status: int
    body: bytes = b""
    note: str = ""
    cut: bool = False
    media: str = ""


class Web:
    """A site below ``address`` (http or https, perhaps with a path). Safe to use from several threads.

    ValueError, in Chinese, for an address that is none.
    """

    def __init__(self, address: str, step: float = STEP, whole: float = WHOLE) -> None:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise ValueError(f"“{address}”不是网址") from None
        if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None or not address.isprintable():
            raise ValueError(f"“{address}”不是网址，应写成 https://www.qinghe.example/xzzf")
        self.address = address
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        root = quote(f"{parts.path.rstrip('/')}/", safe="/%:~")
        self._base = f"{parts.scheme}://{host}{f':{port}' if port else ''}{root}"
        self._host, self._scheme = parts.hostname, parts.scheme
        self._step, self._whole = step, whole
        self._own = threading.local()

    def get(self, path: str, limit: int, packed: bool = True) -> Answer:
        """The file at ``path`` (relative), at most ``limit`` bytes of it. ``packed``: gzip is welcome, as to a browser."""
        end = time.monotonic() + self._whole
        where = self._base + quote(path, safe="/")
        for _ in range(_HOPS + 1):
            answer, onward = self._once(where, limit, packed, end)
            if not onward:
                return answer
            refused = self._refused(onward)
            if refused:
                return Answer(0, note=refused)
            where = onward
        return Answer(0, note=f"转了 {_HOPS} 次还没有到")

    @staticmethod
    def names() -> None:
        """A web server lists nothing, and must not."""
        return

    def _refused(self, onward: str) -> str:
        """Why a redirect is not followed; empty when it may be."""
        try:
            to = urlsplit(onward)
            if to.hostname != self._host or to.scheme not in _PORTS or to.port == 0:
                return f"转到别的主机：{str(to.hostname or onward)[:100]}"
        except ValueError:
            return "转到一个不是网址的地方"
        return "从 https 转到 http" if (self._scheme, to.scheme) == ("https", "http") else ""

    def _once(self, where: str, limit: int, packed: bool, end: float) -> tuple[Answer, str]:
        """One request, and once more on a connection that broke; the answer, and where it sends us on to."""
        note = ""
        for _ in range(_TRIES):
            if time.monotonic() > end:
                break
            try:
                return self._asked(urlsplit(where), where, limit, packed, end)
            except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
                self._close()
                # What breaks after the end was cut by our own clock.
                note = _described(error if time.monotonic() <= end else TimeoutError())
        return Answer(0, note=note or "太慢，没有等到头"), ""

    def _asked(self, parts: SplitResult, where: str, limit: int, packed: bool, end: float) -> tuple[Answer, str]:
        connection = self._connection(parts)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {
            "User-Agent": f"gongshi/{__version__}",
            "Accept-Encoding": "gzip" if packed else "identity",
        }  # and no word about caches: what one of them shows is what readers see
        connection.request("GET", target or "/", headers=headers)
        # A step may be as slow as it likes to send its next byte; only the clock ends a trickle of headers.
        watch = threading.Timer(max(0.0, end - time.monotonic()), _cut, [connection])
        watch.daemon = True
        watch.start()
        try:
            return self._answer(connection.getresponse(), where, limit, end)
        finally:
            watch.cancel()

    def _answer(self, response: http.client.HTTPResponse, where: str, limit: int, end: float) -> tuple[Answer, str]:
        if response.status in _MOVED and response.headers.get("Location"):
            self._close()
            return Answer(response.status), _joined(where, response.headers["Location"])
        answer = _read(response, limit, end)
        if answer.cut or not response.isclosed():
            self._close()
        return answer, ""

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        kept: tuple[tuple[str, int], http.client.HTTPConnection] | None = getattr(self._own, "kept", None)
        key = parts.scheme, parts.port or _PORTS[parts.scheme]
        if kept is not None and kept[0] == key:
            return kept[1]
        self._close()
        made: http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            made = http.client.HTTPSConnection(self._host, key[1], timeout=self._step, context=context)
        else:
            made = http.client.HTTPConnection(self._host, key[1], timeout=self._step)
        self._own.kept = key, made
        return made

    def _close(self) -> None:
        kept = getattr(self._own, "kept", None)
        if kept is not None:
            kept[1].close()
            self._own.kept = None


def _joined(where: str, onward: str) -> str:
    try:
        return urljoin(where, onward)
    except ValueError:
        return onward


def _cut(connection: http.client.HTTPConnection) -> None:
    with contextlib.suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


def _read(response: http.client.HTTPResponse, limit: int, end: float) -> Answer:
    """At most ``limit`` decoded bytes. Raises OSError, HTTPException, zlib.error and TimeoutError."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", ""}:
        return Answer(0, note=f"不认识的压缩方式 {coding[:20]}", cut=True)
    media = response.headers.get("Content-Type", "")
    unpack = zlib.decompressobj(wbits=31) if coding == "gzip" else None
    body = bytearray()
    while len(body) <= limit:
        piece = response.read1(_PIECE)
        if not piece:
            if time.monotonic() > end:
                raise TimeoutError
            break
        body += unpack.decompress(piece, limit + 1 - len(body)) if unpack else piece
    else:
        return Answer(response.status, bytes(body[:limit]), cut=True, media=media)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    if unpack is not None and not unpack.eof:
        raise zlib.error("cut off")
    return Answer(response.status, bytes(body), media=media)


def _described(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "太慢，没有等到头"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"证书不可信（{error.verify_message}）"
    if isinstance(error, socket.gaierror):
        return "主机名解析不了"
    if isinstance(error, ConnectionRefusedError):
        return "连不上"
    if isinstance(error, zlib.error):
        return "压缩的内容残缺"
    if isinstance(error, OSError):
        return f"连接断了（{cause(error)}）"
    return f"应答残缺（{type(error).__name__}）"
