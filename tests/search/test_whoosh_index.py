"""The Whoosh index finds what a plain scan finds, whatever was added, changed or taken out before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongshi.assembly import assemble
from gongshi.search.document import Document
from gongshi.search.documents import documents
from gongshi.search.normalise import matches, normalise, words
from gongshi.search.whoosh_index import IndexBusyError, TooSlowError, WhooshIndex
from gongshi.site.sections.search import address, plain

SAMPLE = Path(__file__).parents[2] / "content"
CITIZENS = [
    "罚〔2026〕3号", "青农（种子）罚[2026]1号", "青禾县", "种子", "种", "92659999", "农药管理条例", "第七十九条", "罚款2000元", "12.6万元",
    "买某", "老马", "流程图", "食品 许可", "“食品经营许可”", "未取得", "不", "JY", "jy", "行政处罚决定", "依据", "2026", "×", "某1",
]  # fmt: skip


def page(
    record: str, *texts: str, day: str = "2026-03-02", organ: str = "农业农村局", keys: tuple[str, ...] = ()
) -> Document:
    fields = tuple(("内容", text) for text in texts)
    return Document(
        "penalty", "行政处罚", record, organ, day, fields, keys, "2027-03-02", "visible", "公示中", "事项甲"
    )


def address_of(document: Document) -> str:
    return f"decisions/{document.record}.html"


def scan(among: list[Document], query: str) -> set[str]:
    asked = words(query)
    return {address_of(d) for d in among if matches([normalise(text) for _, text in d.fields], asked)}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[WhooshIndex, list[Document], list[Document]]:
    register = assemble(SAMPLE).sound
    shown, everything = documents(register, plain), documents(register, plain, internal=True)
    index = WhooshIndex(tmp_path_factory.mktemp("index"))
    index.update(shown, address)
    return index, shown, everything


@pytest.mark.parametrize("query", CITIZENS)
def test_what_citizens_type_finds_what_a_plain_scan_finds(
    query: str, county: tuple[WhooshIndex, list[Document], list[Document]]
) -> None:
    index, shown, _ = county
    asked = words(query)
    wanted = {address(d) for d in shown if matches([normalise(text) for _, text in d.fields], asked)}
    found = index.search(query, limit=None)
    assert set(found.ids) == wanted
    assert found.total == len(wanted) == len(found.hits)


def test_only_the_desk_finds_what_is_not_shown(
    county: tuple[WhooshIndex, list[Document], list[Document]], tmp_path: Path
) -> None:
    _, shown, everything = county
    index = WhooshIndex(tmp_path)
    index.update(everything, address)
    hidden = {"已撤回", "公示期满", "待公示", "不公示", "提前终止公示"}
    assert {d.status_zh for d in everything} >= hidden
    assert not {d.status_zh for d in shown if d.kind != "tombstone"} & hidden
    found = index.search("种子", {"status": "已撤回"}, limit=None)
    assert found.total and all(hit["statusWords"] == "已撤回" for hit in found.hits)


TEXT = st.text(st.sampled_from("青农罚种子〔〕2026.,5 A号×\n《"), max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rounds=st.lists(
        st.dictionaries(st.sampled_from("abcd"), st.lists(TEXT, min_size=1, max_size=3), max_size=4),
        min_size=1,
        max_size=3,
    ),
    queries=st.lists(TEXT, min_size=1, max_size=6),
)
def test_after_any_updates_it_equals_a_plain_scan(
    rounds: list[dict[str, list[str]]], queries: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("index")
    for round_ in rounds:
        now = [page(record, *texts) for record, texts in round_.items()]
        index = WhooshIndex(folder)
        index.update(now, address_of)
        for query in queries:
            assert set(index.search(query, limit=None).ids) == scan(now, query), query


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    first = [page("a", "甲乙丙"), page("b", "乙丙丁"), page("c", "丙丁戊")]
    assert index.update(first, address_of) == 3
    assert index.update(first, address_of) == 0
    assert index.update([first[0], page("b", "换了"), page("d", "新的")], address_of) == 3
    assert index.search("丙丁").total == 0
    assert index.search("换了").ids == ["decisions/b.html"]


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    now = [page("a", "甲乙丙")]
    WhooshIndex(tmp_path).update(now, address_of)
    for file in (tmp_path / "whoosh-2").iterdir():
        file.write_bytes(file.read_bytes()[:7])
    index = WhooshIndex(tmp_path)
    index.update(now, address_of)
    assert index.search("乙丙").total == 1


def test_two_writers_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = WhooshIndex(tmp_path)
    monkeypatch.setattr("gongshi.search.whoosh_index.PATIENCE", 0.2)
    holding = index._index.writer()
    with pytest.raises(IndexBusyError):
        index.update([page("a", "甲")], address_of)
    holding.cancel()
    assert index.update([page("a", "甲")], address_of) == 1


def test_exact_number_first_then_joined_words_then_newer(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.update(
        [
            page("old", "罚3号", keys=("罚3号",), day="2024-01-01"),
            page("apart", "3号的罚", day="2026-05-01"),
            page("joined", "看罚3号", day="2025-01-01"),
            page("newer", "3号款罚", day="2026-04-01"),
        ],
        address_of,
    )
    order = ["old", "joined", "apart", "newer"]
    assert index.search("罚 3号", limit=None).ids == [f"decisions/{record}.html" for record in order]
    by_day = index.search("罚 3号", sort="date", limit=None).ids
    assert by_day == [f"decisions/{record}.html" for record in ("apart", "newer", "joined", "old")]


def test_filters_and_their_counts(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.update(
        [page("a", "甲"), page("b", "甲", organ="林草局"), page("c", "甲", organ="林草局", day="2024-01-01")],
        address_of,
    )
    found = index.search("甲", {"organ": "林草局"}, limit=1)
    assert (found.total, len(found.hits)) == (2, 1)
    assert found.facets["organ"] == [{"value": "农业农村局", "count": 1}, {"value": "林草局", "count": 2}]
    assert found.facets["year"] == [{"value": "2024", "count": 1}, {"value": "2026", "count": 1}]


def test_what_lapsed_since_is_left_out_and_slowness_is_bounded(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.update([page("a", "甲")], address_of)
    assert index.search("甲", day=date(2027, 3, 2).isoformat()).total == 1
    assert index.search("甲", day=date(2027, 3, 3).isoformat()).total == 0
    with pytest.raises(TooSlowError):
        index.search("甲", seconds=-1)


@pytest.mark.parametrize(
    "query", ["", " ", "“”", "AND", "甲 OR 乙", "*", "甲*", ")(", "\x00", "\ud800", "a" * 10_000, "<b>甲</b>"]
)
def test_no_query_is_a_command(query: str, tmp_path: Path) -> None:
    now = [page("a", "甲and乙or丙b甲b")]
    index = WhooshIndex(tmp_path)
    index.update(now, address_of)
    assert set(index.search(query).ids) == scan(now, query)


def test_what_another_process_changed_is_seen_at_once(tmp_path: Path) -> None:
    """Documents looked at before are held in memory, and get other numbers whenever the index is written."""
    first = [page("a", "甲种子"), page("b", "乙种子")]
    serving, writing = WhooshIndex(tmp_path), WhooshIndex(tmp_path)
    serving.update(first, address_of)
    assert set(serving.search("种子").ids) == scan(first, "种子")
    second = [page("b", "乙农药"), page("c", "丙种子"), page("d", "丁种子")]
    writing.update(second, address_of)
    for query in ("种子", "农药", "甲", "丙"):
        assert set(serving.search(query).ids) == set(writing.search(query).ids) == scan(second, query)
