"""The files of the index: the same bytes for the same documents, nothing in them but what may be seen, readable by others."""

from __future__ import annotations

import dataclasses
import random

import pytest
import samples

from gongshi.assembly import assemble
from gongshi.records.decision import Decision
from gongshi.search import grams, reader, text
from gongshi.search.documents import documents
from gongshi.search.normalise import normalise
from gongshi.search.writer import ENTRY, write


def test_the_same_documents_give_the_same_bytes() -> None:
    sample = samples.county()
    assert samples.indexed(list(sample.documents)) == sample.files


def test_how_much_is_worked_on_at_once_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    some = samples.county().documents[:120]
    files = samples.indexed(some)
    monkeypatch.setattr(grams, "_PART", 700)
    monkeypatch.setattr(text, "_BATCH", 7)
    assert samples.indexed(some) == files


def test_the_order_of_reading_does_not_matter() -> None:
    register = assemble(samples.REPOSITORY / "content", samples.AS_OF).sound
    mixed = list(register.decisions.items())
    random.Random(3).shuffle(mixed)
    register.decisions = dict(mixed)
    assert documents(register, samples.plain) == samples.county().documents


def test_a_changed_character_changes_the_entry() -> None:
    found = list(samples.county().documents)
    label, title = found[0].fields[0]
    found[0] = dataclasses.replace(found[0], fields=((label, f"{title}。"), *found[0].fields[1:]))
    changed, before = samples.indexed(found), samples.county().files
    assert changed[ENTRY] != before[ENTRY]
    for path in changed.keys() & before.keys() - {ENTRY}:
        assert changed[path] == before[path], "other bytes at an address that readers may have kept"


def test_what_did_not_change_keeps_its_address() -> None:
    found = list(samples.county().documents)
    found[5] = dataclasses.replace(found[5], organ="别的单位")
    changed, before = samples.indexed(found), samples.county().files
    grams = {path for path in before if path.rpartition("/")[2][0] in "gdpk"}
    assert grams
    assert grams <= changed.keys()


def test_an_empty_site_has_an_index_too() -> None:
    files = write([], {})
    assert reader.pages(files) == []
    assert files[ENTRY]


def test_the_reader_reads_every_document_back() -> None:
    sample = samples.county()
    rows = reader.pages(sample.files)
    oldest_first = sample.documents[::-1]
    assert [row[0] for row in rows] == [samples.page(d) for d in oldest_first]
    assert [[tuple(field) for field in row[7]] for row in rows] == [list(d.fields) for d in oldest_first]


def test_every_gram_stands_in_a_text_that_is_shown() -> None:
    """So that a sweep over the texts sweeps the postings as well; and the postings of pairs are right."""
    sample = samples.county()
    shown = "\0".join(normalise(field) for row in reader.pages(sample.files) for _, field in row[7])
    seen = 0
    for path, data in sample.files.items():
        if path.rpartition("/")[2][:2] not in ("g-", "d-", "p-", "k-"):
            continue
        for gram, count, posting in reader.entries(path, data):
            assert gram in shown, (path, gram)
            seen += 1
            if path.rpartition("/")[2].startswith("g-") and seen % 97 == 0:
                found = reader.ascending(posting, count)
                oldest_first = enumerate(sample.fields[::-1])
                assert found == [i for i, fields in oldest_first if any(gram in f for f in fields)]
    assert seen > 1000


def test_a_notice_of_withdrawal_is_found_by_its_number_alone() -> None:
    register = assemble(samples.REPOSITORY / "content", samples.AS_OF).sound
    notices = [d for d in samples.county().documents if d.kind == "tombstone"]
    assert notices
    given_away = "\n".join(text for _, text in reader.texts(samples.county().files))
    for notice in notices:
        record = register.decisions[notice.record]
        assert [text for _, text in notice.fields] == [record.number]
        assert record.title not in given_away
        for party in record.parties:
            if not _shown_elsewhere(party.name):
                assert party.name not in given_away


def _shown_elsewhere(text: str) -> bool:
    return any(text in shown for d in samples.county().documents for _, shown in d.fields)


def test_what_may_not_be_seen_is_in_no_form_in_the_index() -> None:
    register = assemble(samples.REPOSITORY / "content", samples.AS_OF).sound
    hidden = [r for r in register.decisions.values() if not _visible(r, register)]
    assert len(hidden) > 5
    given_away = "\n".join(text for _, text in reader.texts(samples.county().files))
    squeezed = "\n".join(map(normalise, given_away.split("\n")))
    for record in hidden:
        assert record.id not in given_away
        # Another record may lawfully name it.
        assert normalise(record.number) not in squeezed or _shown_elsewhere(record.number)
        assert normalise(record.title) not in squeezed or _shown_elsewhere(record.title)


def _visible(record: Decision, register: object) -> bool:
    state = register.standings[record.id].state  # type: ignore[attr-defined]
    return bool(state.shown or state.tombstone)


def test_the_reader_refuses_what_it_cannot_read() -> None:
    files = dict(samples.county().files)
    at = {path.rpartition("/")[2]: path for path in files}
    table, gram, text = at["t.bin"], at["g-0.bin"], at["x-0.bin"]
    for changed in (
        {gram: files[gram][:-9]},
        {gram: b""},
        {text: b"\5\0\0\0hello"},
        {table: files[table] + b"x"},
        {"search/notes.txt": b"?"},
        {f"search/{'0' * 16}/g-0.bin": files[gram]},
        {gram: files[at["g-1.bin"]]},
        {ENTRY: b'{"format":4}'},
        {ENTRY: b"[]"},
    ):
        with pytest.raises(reader.IndexFileError):
            list(reader.texts({**files, **changed}))
