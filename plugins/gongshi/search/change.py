"""Some documents change → the entries that change with them; the others keep their numbers.

They are those of grams that stand in these documents now or stood in them before; and of grams that become known, or are
known no longer, because a part of theirs is frequent, or in more than FEW documents, and was not (see ``grams``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from gongshi.search import shards
from gongshi.search.document import Document
from gongshi.search.grams import FEW, LONGEST, frequent_above
from gongshi.search.normalise import normalise
from gongshi.search.posting import Places, Posting
from gongshi.search.postings import entry
from gongshi.search.standing import Standing

# Where more grams are touched than one for so many documents, making all anew takes less time.
_SHARE = 4
# In how many documents a gram stands, as far as it matters for longer ones.
_FEW, _MORE, _FREQUENT = range(3)
_NONE = Posting(np.empty(0, dtype=np.int64))


class TooMuchError(Exception):
    """So much changes that all is better made anew."""


class Change:
    """``documents`` are those of now, ``changed`` the numbers of those that are new, other than before, or gone.

    Raises TooMuchError.
    """

    def __init__(self, standing: Standing, documents: Sequence[Document], changed: Sequence[int]) -> None:
        self.frequent = set(standing.frequent)
        self._standing, self._documents = standing, documents
        self._changed = np.array(changed, dtype=np.int64)
        self._limit = frequent_above(len(documents))
        # Kind → gram → its entry now; empty: none.
        self._entries: dict[str, dict[str, bytes]] = {"g": {}, "d": {}, "p": {}, "k": {}}
        self._fields: dict[int, list[str]] = {}
        self._before = {n: standing.fields(n) if n < standing.documents else [] for n in changed}
        # Gram → which of the changed documents it stood in, and which it stands in, with its places.
        self._had: dict[str, set[int]] = defaultdict(set)
        self._has: dict[str, dict[int, Places]] = defaultdict(dict)
        self._settled: dict[str, tuple[int, Posting]] = {}
        self._run()
        self._exact()

    def files(self) -> dict[str, tuple[bytes, int]]:
        """The contents of the files whose entries change, and by how many bytes each grows."""
        found = {}
        for kind, entries in self._entries.items():
            by_file: dict[int, dict[str, bytes]] = defaultdict(dict)
            for gram, raw in entries.items():
                by_file[self._standing.number(kind, gram)][gram] = raw
            for number, some in by_file.items():
                before = {gram: entry(gram, *each) for gram, each in self._standing.shard(kind, number).items()}
                now = {gram: raw for gram, raw in (before | some).items() if raw}
                content = b"".join(now[gram] for gram in sorted(now, key=shards.order))
                found[f"{kind}-{number}"] = content, len(content) - sum(map(len, before.values()))
        return found

    def _run(self) -> None:
        """Goes through all grams that may differ, the shorter first."""
        touched = self._compared()
        crossed: list[str] = []
        for size in range(1, LONGEST + 1):
            # Every pair is known, whatever becomes of its characters.
            more = {gram for part in crossed for gram in self._longer(part)} if size > 2 else set()
            crossed = [gram for gram in sorted(touched[size] | more) if self._settle(gram)]

    def _compared(self) -> dict[int, set[str]]:
        """Grams that stand elsewhere than before in the changed documents, by size."""
        touched: dict[int, set[str]] = defaultdict(set)
        for number, before in self._before.items():
            old = _occurrences(before)
            new = _occurrences(self._text(number)) if number < len(self._documents) else {}
            for gram in old:
                self._had[gram].add(number)
            for gram, places in new.items():
                self._has[gram][number] = places
            for gram in old.keys() | new.keys():
                if old.get(gram) != new.get(gram):
                    touched[len(gram)].add(gram)
            if sum(map(len, touched.values())) > len(self._documents) // _SHARE:
                raise TooMuchError
        return touched

    def _exact(self) -> None:
        """Numbers and parties as wholes; each is a field of its document."""
        standing, now = self._standing, defaultdict(set)
        for number in self._before:
            for key in self._documents[number].keys if number < len(self._documents) else ():
                now[normalise(key)].add(number)
        for key in {field for fields in self._before.values() for field in fields} | now.keys():
            known = key in standing.shard("k", standing.number("k", key))
            if key and (known or now[key]):
                old = standing.posting("k", key) if known else _NONE
                posting = old.without(self._changed).with_documents(now[key])
                self._put("k", key, posting.encoded(key) if len(posting.documents) else b"")

    def _text(self, number: int) -> list[str]:
        if number not in self._fields:
            self._fields[number] = [normalise(text) for _, text in self._documents[number].fields]
        return self._fields[number]

    def _longer(self, part: str) -> Iterator[str]:
        """What stands anywhere, now or before, and is longer than ``part`` by one character."""
        places = {*self._old(part).documents.tolist(), *self._settled[part][1].documents.tolist(), *self._before}
        for number in places:
            now = self._text(number) if number < len(self._documents) else []
            fields = [*now, *self._before.get(number, ())]
            for field, at in _places(fields, part):
                for start in (at - 1, at):
                    longer = fields[field][max(start, 0) : start + len(part) + 1]
                    if len(longer) > len(part):
                        yield longer

    def _settle(self, gram: str) -> bool:
        """Puts down what becomes of a gram; whether that matters for longer ones."""
        was, known = self._was(gram), self._known(gram)
        here = self._has.get(gram, {})
        if was == _FREQUENT and known and len(gram) < LONGEST and self._had.get(gram, set()) == here.keys():
            return False
        posting = self._posting(gram, here) if known else _NONE
        now = self._grade(len(posting.documents))
        self._settled[gram] = now, posting
        raw = posting.encoded(gram) if len(posting.documents) else b""
        listed = Posting(posting.documents).encoded(gram) if now == _FREQUENT else b""
        self._put("g", gram, b"" if now == _FREQUENT else raw)
        self._put("d", gram, listed)
        self._put("p", gram, raw if now == _FREQUENT and len(gram) == LONGEST else b"")
        if now == _FREQUENT:
            self.frequent.add(gram)
        else:
            self.frequent.discard(gram)
        return now != was

    def _put(self, kind: str, gram: str, raw: bytes) -> None:
        if raw or gram in self._standing.shard(kind, self._standing.number(kind, gram)):
            self._entries[kind][gram] = raw

    def _grade(self, documents: int) -> int:
        return _FREQUENT if documents > self._limit else _MORE if documents > FEW else _FEW

    def _was(self, gram: str) -> int:
        if gram in self._standing.frequent:
            return _FREQUENT
        return _MORE if self._standing.count(gram) > FEW else _FEW

    def _is(self, gram: str) -> int:
        return self._settled[gram][0] if gram in self._settled else self._was(gram)

    def _known(self, gram: str) -> bool:
        """Whether the index has a gram, should it stand anywhere."""
        parts = self._is(gram[:-1]), self._is(gram[1:])
        return len(gram) <= 2 or (min(parts) > _FEW and max(parts) == _FREQUENT)

    def _old(self, gram: str) -> Posting:
        """Of before: no documents, where the index did not know the gram."""
        if gram in self._standing.frequent:
            return self._standing.posting("p" if len(gram) == LONGEST else "d", gram)
        return self._standing.posting("g", gram) if self._standing.count(gram) else _NONE

    def _posting(self, gram: str, here: dict[int, Places]) -> Posting:
        """Of now."""
        posting = self._old(gram).without(self._changed)
        if not (gram in self._standing.frequent or self._standing.count(gram)) and len(gram) > 2:
            posting = Posting(self._scanned(gram))
        grade = self._grade(len(posting.documents) + len(here))
        if not ((grade == _MORE and len(gram) > 1) or (grade == _FREQUENT and len(gram) == LONGEST)):
            return posting.with_documents(here)
        if posting.places is None:
            others = {n: _places(self._text(n), gram) for n in posting.documents.tolist()}
            return _NONE.with_places(here | others)
        return posting.with_places(here)

    def _scanned(self, gram: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The unchanged documents of a gram that the index did not know: they are among those of its parts."""
        parts = (self._settled[part][1] if part in self._settled else self._old(part) for part in (gram[:-1], gram[1:]))
        fewest = min((part.documents for part in parts), key=len)
        among = fewest[~np.isin(fewest, self._changed)].tolist()
        return np.array([n for n in among if any(gram in text for text in self._text(n))], dtype=np.int64)


def _occurrences(fields: Sequence[str]) -> dict[str, Places]:
    """The places of every gram."""
    found: dict[str, Places] = defaultdict(list)
    for number, text in enumerate(fields):
        for size in range(1, LONGEST + 1):
            for at in range(len(text) - size + 1):
                found[text[at : at + size]].append((number, at))
    return found


def _places(fields: Sequence[str], gram: str) -> Places:
    """The places of one gram."""
    found = []
    for number, text in enumerate(fields):
        at = text.find(gram)
        while at >= 0:
            found.append((number, at))
            at = text.find(gram, at + 1)
    return found
