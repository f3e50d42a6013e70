"""What a county's files would give away: pieces of text by file, read with plain YAML and none of the engine's own eyes."""

from __future__ import annotations

import hashlib
import html
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gongshi.search import reader

# Shorter pieces are words of the language; they stand on many pages lawfully.
SHORTEST, SHORTEST_NAME = 8, 4
_SENTENCE = re.compile(r"[。；\n，：、（）()《》“”\s]+")
# Days, and the engine's own words for lateness, coincide between records. Ids are looked for apart from these.
_COMMON = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d|迟\d+个工作日|[a-z]+-[a-z]+-\d{4}-\d{3}")
_PRIVATE_KEYS = frozenset({"内部", "误公开", "公开审查"})
# Of a redaction, field and ground may be shown.
_PRIVATE_IN = {"脱敏": frozenset({"内容", "方式"})}
_NAMES = frozenset({"名称", "案件名称", "文书号", "统一社会信用代码", "法定代表人", "许可编号", "档号", "任务名称"})
_TOMBSTONE = frozenset({"文书号", "执法类别", "执法主体", "撤回"})
_CODE = re.compile(r"[A-Z]\d{3}")
# A piece is looked for where its first so many characters stand.
_START = 3
# A date and the word after it stand side by side on the page, not in one value.
_TIME = re.compile(r"</?time[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# libyaml where there is one: text as it is written, without the engine's reader.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TEXTS = (".html", ".xml", ".svg", ".json", ".txt", ".css", ".js")


@dataclass
class Source:
    """One file of the content folder: its public and private pieces, what its notice of withdrawal may say."""

    file: str
    id: str
    data: dict[str, Any]
    public: set[str] = field(default_factory=set)
    private: set[str] = field(default_factory=set)
    notice: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    attachments: dict[str, str] = field(default_factory=dict)
    # All that it lawfully says while it is shown, and all that its notice says, at full length.
    spoken: str = ""
    noticed: str = ""


def pieces(text: str, name: bool) -> set[str]:
    """The distinctive parts of one value."""
    least = SHORTEST_NAME if name else SHORTEST
    parts = {text.strip()} if name else {*_SENTENCE.split(text), *text.strip().split("\n")}
    distinct = {part for part in parts if (len(part) >= least and not part.isascii()) or len(part) >= 12}
    return {part for part in distinct if not _COMMON.fullmatch(part)}


def _leaves(value: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*keys, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, keys)
    elif value:
        yield keys, str(value)


def _is_private(keys: tuple[str, ...]) -> bool:
    # A list's own legal review is private; an item's flag of the same name is not.
    return (
        bool(_PRIVATE_KEYS.intersection(keys))
        or keys[0] == "法制审核"
        or any(key in _PRIVATE_IN.get(above, ()) for above, key in itertools.pairwise(keys))
    )


def read_source(content: Path, path: Path) -> Source:
    """The pieces of one record's file."""
    text = path.read_text(encoding="utf-8")
    body = ""
    if path.suffix == ".md":
        _, text, body = text.split("---\n", 2)
    source = Source(path.relative_to(content).as_posix(), path.stem, yaml.load(text, _LOADER))
    for keys, value in _leaves(source.data):
        private = _is_private(keys) or source.file.startswith("post/undisclosed/")
        found = pieces(value, keys[-1] in _NAMES or private)
        (source.private if private else source.public).update(found)
        if not private:
            source.spoken += f"{value}\n"
        if keys[0] in _TOMBSTONE:
            source.notice |= found
            source.noticed += f"{value}\n"
        if private and _CODE.fullmatch(value):
            source.codes.add(value)
    source.public |= pieces(body, name=False)
    source.spoken += body
    for file in sorted(path.with_suffix("").glob("*")):
        source.attachments[f"{path.stem}/{file.name}"] = hashlib.sha256(file.read_bytes()).hexdigest()
    return source


def sources(content: Path) -> dict[str, Source]:
    """Every record below ``content`` by its file."""
    paths = [
        p for folder in ("pre", "post") for p in sorted((content / folder).rglob("*")) if p.suffix in (".yaml", ".md")
    ]
    found = [read_source(content, path) for path in (content / "site.yaml", *paths)]
    return {source.file: source for source in found}


class Finder:
    """Says which of many pieces stand in a tree. Lines seen before, on another day, are not searched again."""

    def __init__(self, wanted: Iterable[str]) -> None:
        # By their beginnings: a line is asked for few of many thousands.
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for piece in sorted(set(wanted)):
            self._by_start[piece[:_START]].append(piece)
        self._lines: dict[int, frozenset[str]] = {}
        self._sizes = {len(start) for start in self._by_start}

    def found(self, tree: dict[str, bytes]) -> dict[str, set[str]]:
        """Piece → the files in which it stands."""
        hits: dict[str, set[str]] = defaultdict(set)
        for path, data in tree.items():
            for line in _visible_lines(path, data):
                for piece in self._of(line):
                    hits[piece].add(path)
        # What the search index holds lies compressed.
        for path, text in reader.texts(tree):
            for line in text.split("\n"):
                for piece in self._of(line):
                    hits[piece].add(path)
        return hits

    def _of(self, line: str) -> frozenset[str]:
        known = self._lines.get(hash(line))
        if known is None:
            plain = html.unescape(line)
            both = f"{plain}\n{_TAG.sub('', _TIME.sub(' ', plain))}" if "<" in plain else plain
            starts = {both[i : i + size] for size in self._sizes for i in range(len(both) - size + 1)}
            known = self._lines[hash(line)] = frozenset(
                piece for start in starts & self._by_start.keys() for piece in self._by_start[start] if piece in both
            )
        return known


def _visible_lines(path: str, data: bytes) -> Iterator[str]:
    yield path
    if path.endswith(_TEXTS):
        yield from data.decode("utf-8").split("\n")
