"""Any fragment finds every record that contains it and nothing else: the index in Node equals a plain scan.

The same in Chromium and with Whoosh: tests/browser/test_browser_parity.py.
"""

from __future__ import annotations

import node
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import CITIZENS, Sample


def _equal(sample: Sample, queries: list[str]) -> int:
    answers = samples.ask(sample, queries)
    wrong = []
    for query, answer in zip(queries, answers, strict=True):
        expected = sample.scan(query)
        if sorted(expected) != sorted(answer["ids"]) or answer["total"] != len(expected):  # type: ignore[call-overload]
            wrong.append((query, len(expected), answer["total"]))
    assert not wrong
    return sum(bool(answer["total"]) for answer in answers)


def test_what_citizens_type_in_the_sample_county() -> None:
    assert _equal(samples.county(), list(CITIZENS)) > len(CITIZENS) // 2


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(
    st.integers(0, 2**32),
    st.lists(st.text(st.sampled_from("青禾县罚款处的〔2026〕.号元 “”MA"), max_size=9), max_size=40),
)
def test_any_fragments_and_any_words(seed: int, more: list[str]) -> None:
    sample = samples.corpus()
    some = samples.fragments(sample, 40, seed)
    joined = [f"{a} {b}" for a, b in zip(some[::2], some[1::2], strict=True)]
    _equal(sample, [*some, *joined, *more])


@pytest.mark.slow
def test_number_and_party_stand_first_then_the_newer() -> None:
    sample = samples.corpus()
    decision = next(d for d in sample.documents[500:] if len(d.keys) > 1 and len(sample.scan(d.keys[1])) > 1)
    party = next(k for k in decision.keys[1:])
    exact = [samples.page(d) for d in sample.documents if party in d.keys]
    (answer,) = samples.ask(sample, [party])
    others = [url for url in sample.scan(party) if url not in exact]
    assert answer["ids"] == exact + others
    (by_date,) = samples.ask(sample, [party], '{"sort": "date"}')
    assert by_date["ids"] == sample.scan(party)


@pytest.mark.slow
def test_the_joined_form_stands_before_the_words_apart() -> None:
    sample = samples.corpus()
    (answer,) = samples.ask(sample, ["种子 经营"])
    first = sample.scan("种子经营")
    assert 0 < len(first) < len(sample.scan("种子 经营"))
    assert answer["ids"][: len(first)] == first  # type: ignore[index]


@pytest.mark.slow
def test_filters_and_their_counts() -> None:
    sample = samples.corpus()
    code = """
      const load = async (path) => new Uint8Array(readFileSync(given + "/search/" + path));
      const { search } = module.searcher({ load, day: () => "2026-11-21" });
      const all = await search("罚款");
      const some = await search("罚款", { filters: { kind: "行政处罚", year: "2026" }, limit: 3, offset: 2 });
      return { facets: await all.facets(), total: some.total, hits: some.hits, ids: await some.ids(),
        some: await some.facets() };
    """
    got = node.run(code, str(sample.folder))
    wanted = set(sample.scan("罚款"))
    found = [d for d in sample.documents if samples.page(d) in wanted]
    kinds = {row["value"]: row["count"] for row in got["facets"]["kind"]}
    assert kinds == {kind: sum(d.kind_zh == kind for d in found) for kind in {d.kind_zh for d in found}}
    chosen = [samples.page(d) for d in found if d.kind_zh == "行政处罚" and d.day.startswith("2026")]
    assert got["ids"] == chosen
    assert got["total"] == len(chosen)
    assert [hit["url"] for hit in got["hits"]] == chosen[2:5]
    years = {row["value"]: row["count"] for row in got["some"]["year"]}
    assert sum(years.values()) == kinds["行政处罚"]


def test_what_lapses_after_the_build_is_not_found_any_more() -> None:
    sample = samples.county()
    day = min(d.last_day for d in sample.documents if d.last_day)
    gone = {samples.page(d) for d in sample.documents if d.last_day == day}
    (before,) = samples.ask(sample, ["青禾县"], day=day)
    (after,) = samples.ask(sample, ["青禾县"], day=f"{day[:8]}99")
    assert gone <= set(before["ids"])  # type: ignore[call-overload]
    assert not gone & set(after["ids"])  # type: ignore[call-overload]
    assert after["total"] == len(after["ids"]) < before["total"]  # type: ignore[arg-type, operator]
