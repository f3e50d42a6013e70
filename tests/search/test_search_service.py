"""The search service: the same answers as JSON, bounded, read only."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from gongshi.search.document import Document
from gongshi.search.service import application
from gongshi.search.whoosh_index import WhooshIndex


@pytest.fixture
def ask(tmp_path: Path) -> Any:
    index = WhooshIndex(tmp_path)
    index.update(
        [
            Document("penalty", "行政处罚", f"r{n}", "农业农村局", f"2026-03-{n + 1:02d}", (("名称", f"种子案{n}"),), (), "2027-03-02", "visible", "公示中")
            for n in range(12)
        ],
        lambda document: f"decisions/{document.record}.html",
    )  # fmt: skip

    def request(query: str, method: str = "GET", day: date = date(2026, 11, 21), seconds: float = 5) -> tuple[str, Any]:
        told: list[Any] = []
        answer = application(index, lambda: day, seconds)
        body = b"".join(answer({"REQUEST_METHOD": method, "QUERY_STRING": query}, lambda *head: told.append(head)))
        ((status, headers),) = told
        assert dict(headers)["Content-Type"] == "application/json; charset=utf-8"
        return status, json.loads(body) if body else None

    return request


def test_answers_as_the_browsers_search_does(ask: Any) -> None:
    status, data = ask(f"q={quote('种子')}&limit=2&offset=1")
    assert status == "200 OK"
    assert (data["total"], data["exact"], data["words"]) == (12, True, ["种子"])
    assert [hit["url"] for hit in data["hits"]] == ["decisions/r10.html", "decisions/r9.html"]
    assert set(data["hits"][0]) == {"url", "kind", "organ", "day", "lastDay", "status", "statusWords", "fields"}


def test_ids_and_facets_come_only_when_asked_for(ask: Any) -> None:
    assert "ids" not in ask("q=%E7%A7%8D")[1]
    assert len(ask("q=%E7%A7%8D&with=ids")[1]["ids"]) == 12
    assert ask("q=%E7%A7%8D&with=facets")[1]["facets"]["kind"] == [{"value": "行政处罚", "count": 12}]


def test_what_lapsed_is_not_found(ask: Any) -> None:
    assert ask("q=%E7%A7%8D", day=date(2027, 3, 3))[1]["total"] == 0


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=" + "a" * 1001, "400"),
        ("q=" + "a" * 20_000, "414"),
        ("q=a&limit=51", "400"),
        ("q=a&limit=-1", "400"),
        ("q=a&limit=%D9%A3", "400"),
        ("q=a&offset=9999", "400"),
        ("q=a&offset=1e3", "400"),
        ("&".join(f"x{n}=1" for n in range(50)), "400"),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_chinese(ask: Any, query: str, status: str) -> None:
    said, data = ask(query)
    assert said.startswith(status)
    assert any("一" <= character <= "鿿" for character in data["error"])


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%FF%FE", "q=%00", "q=%ED%A0%80", "q=%3Cscript%3E", "&&&==", "q=a&kind=%27%22"]
)
def test_odd_queries_find_nothing_and_fail_nothing(ask: Any, query: str) -> None:
    status, data = ask(query)
    assert (status, data["total"]) == ("200 OK", 0)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_there_is_no_way_to_write(ask: Any, method: str) -> None:
    assert ask("q=a", method)[0].startswith("405")


def test_head_has_no_body_and_a_slow_query_is_given_up(ask: Any) -> None:
    assert ask("q=a", "HEAD") == ("200 OK", None)
    assert ask("q=%E7%A7%8D", seconds=-1)[0].startswith("503")
