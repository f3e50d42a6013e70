"""The search of the website as a small web application, for hosts that can run Python. It only reads.

``GET ?q=…`` answers what ``search`` of themes/gongshi/static/search.js resolves to, as JSON: total, exact, words, hits, and
``content`` as in the entry of the browser's index: the site's page believes the service only while both are the same. With
``with=ids`` or ``with=facets`` what its functions of these names load. Parameters: q (1 000 characters), kind, organ,
year, status, item, sort, limit (50 at most), offset (limit and offset together 10 000 at most).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from gongshi.search.whoosh_index import COLUMNS, TooSlowError, WhooshIndex

# Of the answer; and what the answer is over, so that a page never mixes two states of the site.
FORMAT = 1
LONGEST_QUERY, MOST, WINDOW = 1000, 50, 10_000
# Bytes of the address, four to six for each character of a query.
_LONGEST_ADDRESS = 16 * 1024
SECONDS = 2.0
Start = Callable[[str, list[tuple[str, str]]], object]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]


class _RefusedError(Exception):
    def __init__(self, status: str, message: str) -> None:
        super().__init__(message)
        self.status = status


def application(index: WhooshIndex, today: Callable[[], date], seconds: float = SECONDS) -> Application:
    """A WSGI application over an index of public documents.

    ``today`` is asked at each request: what lapsed since the index was made is left out, as in a reader's browser.
    A query that takes longer than ``seconds`` is answered with 503, and the page then searches by itself.
    """

    def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        try:
            status, data = "200 OK", _found(environ, index, today().isoformat(), seconds)
        except _RefusedError as refused:
            status, data = refused.status, {"error": str(refused)}
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        headers = [
            ("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "default-src 'none'"),
            # Public, the same for everybody, without cookies: any page may read it, the site's own on another host too.
            ("Access-Control-Allow-Origin", "*"),
        ]  # fmt: skip
        if status.startswith("405"):
            headers.append(("Allow", "GET, HEAD"))
        start(status, headers)
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]

    return answer


def _found(environ: dict[str, Any], index: WhooshIndex, day: str, seconds: float) -> dict[str, Any]:
    if environ.get("REQUEST_METHOD", "GET") not in ("GET", "HEAD"):
        raise _RefusedError("405 Method Not Allowed", "只能查询")
    address = environ.get("QUERY_STRING", "")
    if len(address) > _LONGEST_ADDRESS:
        raise _RefusedError("414 URI Too Long", "查询太长")
    try:
        given = {name: values[-1] for name, values in parse_qs(address, errors="replace", max_num_fields=20).items()}
    except ValueError:
        raise _RefusedError("400 Bad Request", "参数太多") from None
    query = given.get("q", "")
    if len(query) > LONGEST_QUERY:
        raise _RefusedError("400 Bad Request", f"检索词最多 {LONGEST_QUERY} 个字")
    limit, offset = _number(given, "limit", 10, MOST), _number(given, "offset", 0, WINDOW)
    if limit + offset > WINDOW:
        raise _RefusedError("400 Bad Request", f"只能翻到第 {WINDOW} 条")
    filters = {name: given[name] for name in COLUMNS if name in given}
    sort = "date" if given.get("sort") == "date" else "relevance"
    try:
        found = index.search(query, filters, sort, limit, offset, seconds=seconds, day=day)
    except TooSlowError:
        raise _RefusedError("503 Service Unavailable", "这次查询太慢，没有做完") from None
    data: dict[str, Any] = {
        "format": FORMAT, "content": index.content,
        "total": found.total, "exact": True, "words": found.words, "hits": found.hits,
    }  # fmt: skip
    if given.get("with") == "ids":
        data["ids"] = found.ids
    if given.get("with") == "facets":
        data["facets"] = found.facets
    return data


def _number(given: dict[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= most):
        raise _RefusedError("400 Bad Request", f"{name} 要写 0 到 {most} 的整数")
    return int(text)
