"""An index that is made of the one before has the bytes of one that is made anew, whatever changed."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

import pytest
import samples

from gongshi.search import change, reader
from gongshi.search.document import Document, digests_of
from gongshi.search.folders import Files
from gongshi.search.normalise import normalise
from gongshi.search.rewriter import Rewritten, rewritten
from gongshi.search.writer import ENTRY

# Few characters, so that many grams stand in just as many documents as matters: ten, fifty, more.
_LETTERS = "青青青禾禾县罚款处7."


def _document(rng: random.Random, name: str, day: str) -> Document:
    texts = ["".join(rng.choices(_LETTERS, k=rng.randint(1, 14))) for _ in range(rng.randint(1, 4))]
    fields = tuple(("名称", f"{text}号") for text in texts)
    return Document(
        kind="decision",
        kind_zh="行政处罚",
        record=name,
        organ=rng.choice("甲乙"),
        day=day,
        fields=fields,
        keys=(fields[-1][1],),
    )


def _edited(rng: random.Random, before: list[Document], name: str) -> list[Document]:
    """A document or a few changed, one more at the end, one more before others, or the newest gone."""
    found = list(before)
    match rng.choice(("some", "some", "some", "newest", "among", "gone", "facts")):
        case "some":
            for at in rng.sample(range(len(found)), rng.randint(1, 3)):
                new = _document(rng, found[at].record, found[at].day)
                found[at] = rng.choice(
                    (new, dataclasses.replace(found[at], fields=(*found[at].fields[:-1], *new.fields), keys=new.keys))
                )
        case "newest":
            found.insert(0, _document(rng, name, "2026-12-01"))
        case "among":
            at = rng.randrange(5)
            found.insert(at, _document(rng, name, found[at].day))
        case "gone":
            del found[0]
        case "facts":
            at = rng.randrange(len(found))
            found[at] = dataclasses.replace(found[at], organ="丙", last_day="2027-03-01", keys=())
    return found


def _again(before: list[Document], files: Files, now: list[Document]) -> Rewritten | None:
    known, digests = (digests_of(each, samples.page) for each in (before, now))
    return rewritten(files.__getitem__, known, now, digests, {(d.kind, d.record): samples.page(d) for d in now})


def _walk(steps: int, seed: int) -> Iterator[tuple[Files, Rewritten | None, Files]]:
    rng = random.Random(seed)
    now = [_document(rng, f"d{i}", "2026-01-01") for i in range(110)]
    files = samples.indexed(now)
    for step in range(steps):
        before, now = now, _edited(rng, now, f"n{step}")
        anew = samples.indexed(now)
        yield files, _again(before, files, now), anew
        files = anew


def test_the_same_bytes_as_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    # However much is touched; as it is, so small an index would be made anew.
    monkeypatch.setattr(change, "_SHARE", 0.001)
    made, crossed, taken = 0, 0, 0
    for before, again, anew in _walk(50, seed=1):
        if again is None:
            continue
        made += 1
        assert {**{path: before[path] for path in again.staying}, **again.files} == anew
        assert not again.files.keys() & set(again.staying)
        crossed += _common(before) != _common(anew)
        taken += bool(again.staying)
    assert made > 35
    assert crossed > 6, "no gram became frequent, so that nothing hung on it"
    assert taken > 35


def _common(files: Files) -> set[str]:
    return {gram for path, data in files.items() if "/d-" in path for gram, _, _ in reader.entries(path, data)}


def test_one_word_more_leaves_most_files_as_they_are() -> None:
    county = samples.county()
    now = list(county.documents)
    now[9] = dataclasses.replace(now[9], fields=(*now[9].fields, ("备注", "龘")))
    again = _again(county.documents, county.files, now)
    assert again is not None
    assert len(again.staying) > len(county.files) // 2
    assert {**{path: county.files[path] for path in again.staying}, **again.files} == samples.indexed(now)


def test_what_is_better_made_anew_is_left_alone() -> None:
    county = samples.county()
    assert _again(county.documents, county.files, county.documents[50:]) is None
    assert _again(county.documents, county.files, [*county.documents[:50], *county.documents[51:]]) is None
    other = dict.fromkeys(county.files, b"{}")
    assert _again(county.documents, {**county.files, ENTRY: b'{"format":3}'}, county.documents) is None
    assert _again(county.documents, other, county.documents) is None


def test_numbers_and_parties_are_fields_of_their_documents() -> None:
    """The index of before does not say them apart; it is looked up which fields were."""
    for document in samples.county().documents:
        assert {normalise(key) for key in document.keys} <= {normalise(text) for _, text in document.fields} | {""}
