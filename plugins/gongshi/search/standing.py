"""The index as it stands, for making the next one of it: entries, texts and files, each read when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from gongshi.search.folders import folder_of, grouped, path
from gongshi.search.grams import hashed
from gongshi.search.normalise import normalise
from gongshi.search.posting import Posting, decoded
from gongshi.search.reader import HEAD, Dictionary, IndexFileError, entries, inflated
from gongshi.search.table import PER_TEXT, names_of, runs
from gongshi.search.writer import ENTRY, FORMAT


class Standing:
    """``read`` gives a file by its path below the site's root, or raises IndexFileError."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        entry = json.loads(read(ENTRY))
        if entry["format"] != FORMAT:
            raise IndexFileError(f"{ENTRY}: another format")
        self.documents: int = entry["documents"]
        self.sizes: dict[str, int] = entry["bytes"]
        self._folders = {kind: (per, folders) for kind, (per, folders) in entry["folders"].items()}
        self._dictionary = Dictionary("t", self._raw("t"))
        head, *self.strings = self._dictionary.plain.decode("utf-8").split("\n")
        self.shards: dict[str, int] = json.loads(head)["shards"]
        self.frequent = {gram for text in self.strings for gram in runs(text)}
        self.names = frozenset(names_of(self.shards, self.documents))
        self._held = {tuple(held): folder_of(self._folders, held[0]) for held in grouped(self.names)[1]}
        self._entries: dict[str, dict[str, tuple[int, bytes]]] = {}

    def file(self, name: str) -> bytes:
        """A file without its tag."""
        data = self._raw(name)
        return data[:4] + data[HEAD:]

    def plain(self, name: str) -> bytes:
        """What is in a file."""
        return inflated(name, self._raw(name))

    def folder(self, held: Sequence[str]) -> str:
        """The folder that holds these files and no others; empty when there is none."""
        return self._held.get(tuple(held), "")

    def shard(self, kind: str, number: int) -> dict[str, tuple[int, bytes]]:
        """Gram → number of documents and posting, of one file."""
        name = f"{kind}-{number}"
        if name not in self._entries:
            found = entries(name, self._raw(name))
            self._entries[name] = {gram: (count, posting) for gram, count, posting in found}
        return self._entries[name]

    def number(self, kind: str, gram: str) -> int:
        """Which file of a kind has, or would have, the entry of a gram."""
        return hashed(gram) % self.shards[kind]

    def count(self, gram: str) -> int:
        """How many documents the entry of a gram that is not frequent has; 0 when there is none."""
        found = self.shard("g", self.number("g", gram)).get(gram)
        return found[0] if found else 0

    def posting(self, kind: str, gram: str) -> Posting:
        """The posting of a gram that has an entry of this kind. KeyError when it has none."""
        return decoded(*self.shard(kind, self.number(kind, gram))[gram])

    def fields(self, number: int) -> list[str]:
        """The normalised fields of a document."""
        name = f"x-{number // PER_TEXT}"
        page = self._dictionary.pages(name, self._raw(name))[number % PER_TEXT]
        return [normalise(text) for _, text in page[7]]

    def _raw(self, name: str) -> bytes:
        return self._read(path(folder_of(self._folders, name), name))
