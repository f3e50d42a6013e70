"""YAML text → plain dicts, lists and text, read strictly: no anchors, tags or types, every slip at its own line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from gongshi.findings import Finding, Severity, ordered
from gongshi.source import complaints, diagnose, tree
from gongshi.source.diagnose import Slip
from gongshi.source.lines import Role, classify
from gongshi.source.tree import MAX_DEPTH, MAX_NODES, MOST_FAULTS, Tree
from gongshi.source.values import REFUSED, SYNTAX

Path = tuple[str | int, ...]
Place = tuple[int, int]

# How often a file is mended in memory to see what else is wrong further down.
_ROUNDS = 3
_GLUED_HASH = re.compile(r"\S[ \t]+#[^\s#]")
_NODES = (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)
_EXPLICIT_KEY = re.compile(r"^[ -]*\?(?: |$)", re.M)


@dataclass(slots=True)
class Parsed:
    """``data`` is None exactly when ``findings`` is not empty; all findings of this room are gates."""

    data: dict[str, Any] | None
    findings: list[Finding] = field(default_factory=list)


def parse(text: str, file: str) -> Parsed:
    """Read one YAML mapping. Every scalar stays text as written, an empty one is None; nothing is ever raised.

    Refused, each at its own line: duplicate keys (GS003), anchors, aliases, tags, merge keys, several documents and
    compound keys (GS004), too many levels or nodes (GS005), what YAML cannot read or would read otherwise than it was
    meant (GS002).
    """
    read = Tree(text)
    if read.error is not None:
        findings = _explained(read.error, text)
    else:
        findings = read.faults
        if read.data is None and not read.stopped:
            findings = findings or _no_mapping(text)
        if "#" in text and _GLUED_HASH.search(text):
            findings = findings + [slip.finding("") for slip in diagnose.cut_off(text)]
    if "?" in text and _EXPLICIT_KEY.search(text):
        findings = findings + _explicit_keys(text)
    return Parsed(None, _one_a_line(findings, file)) if findings else Parsed(read.data)


def locate(text: str, path: Path) -> Place:
    """Line and column (from 1) of the key or list item at ``path``, else of its nearest parent, else (1, 1)."""
    return nearest(locations(text), path)


def nearest(found: dict[Path, Place], path: Path) -> Place:
    """The place of ``path`` in the answer of ``locations``, else of its nearest parent, else (1, 1).

    An index that is not there is passed over: a lone entry may be written without a list around it.
    """
    here: Path = ()
    for part in path:
        if (*here, part) in found:
            here = (*here, part)
        elif isinstance(part, str):
            break
    return found.get(here, (1, 1))


def locations(text: str) -> dict[Path, Place]:
    """Line and column (from 1) of every key and list item by path, as far as the text can be read.

    Read anew each time: findings are rare, and marks kept for all files would cost more memory than the records.
    """
    places: dict[Path, Place] = {}
    open_nodes: list[_Open] = []
    loader = None
    try:
        loader = tree.LOADER(text)
        while len(open_nodes) <= MAX_DEPTH and len(places) <= MAX_NODES:
            event: Any = loader.get_event()
            kind = type(event)
            if kind is StreamEndEvent:
                break
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                open_nodes.pop()
            if kind not in _NODES:
                continue
            path: Path = ()
            if open_nodes:
                above = open_nodes[-1]
                if above.key_is_next:
                    if kind not in (ScalarEvent, AliasEvent):
                        break  # a compound key cannot be addressed, nor can what follows it
                    above.key = event.value if kind is ScalarEvent else "*"
                path = (*above.path, above.key)
                if above.is_list or above.key_is_next:
                    places.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))
                if above.step():
                    continue
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                open_nodes.append(_Open(path, is_list=kind is SequenceStartEvent))
    except yaml.YAMLError:
        pass  # what was read so far still serves
    finally:
        if loader is not None:
            loader.dispose()
    return places


class _Open:
    """An open mapping or list while places are gathered."""

    __slots__ = ("is_list", "key", "key_is_next", "path")

    def __init__(self, path: Path, *, is_list: bool) -> None:
        self.path, self.is_list = path, is_list
        self.key: str | int = 0 if is_list else ""
        self.key_is_next = not is_list

    def step(self) -> bool:
        """Go on to the next key, value or item; True when what was just read was a key."""
        if isinstance(self.key, int):
            self.key += 1
            return False
        self.key_is_next = not self.key_is_next
        return not self.key_is_next


def _no_mapping(text: str) -> list[Finding]:
    """What to say when the file as a whole is no mapping and nothing else was found."""
    structure = [line for line in classify(text) if line.role is Role.STRUCTURE]
    if not structure:
        return [Finding(SYNTAX, Severity.GATE, "文件是空的，没有任何字段", "", 1, 1, "字段: 值")]
    found = diagnose.slips(text, range(1, text.count("\n") + 2))
    if found:
        return [slip.finding("") for slip in found]
    message = "文件的最外层应是一个个“字段: 值”，这里是一段文字或一个列表"
    return [Finding(SYNTAX, Severity.GATE, message, "", structure[0].number, structure[0].indent + 1, "字段: 值")]


def _explicit_keys(text: str) -> list[Finding]:
    message = "不接受以“? ”写的字段名；如果是文字，请加引号"
    return [
        Finding(REFUSED, Severity.GATE, message, "", line.number, line.key_column + 1, "字段: 值")
        for line in classify(text)
        if line.role is Role.STRUCTURE and line.rest.startswith("?") and line.rest[1:2] in ("", " ")
    ][:MOST_FAULTS]


def _explained(error: yaml.YAMLError, text: str) -> list[Finding]:
    """Slips of a file that YAML gave up on. Mending them in memory shows what else is wrong further down."""
    found: dict[int, Slip] = {}
    last: list[Finding] = []
    for _ in range(_ROUNDS):
        line, _, named = complaints.where(error, text)
        fresh = [slip for slip in diagnose.slips(text, {line, *named}) if slip.line not in found]
        if not fresh:
            last = [complaints.general(error, text)]
            break
        found.update((slip.line, slip) for slip in fresh)
        text = diagnose.apply(text, fresh)
        again = Tree(text)
        last = again.faults
        if again.error is None or len(found) >= MOST_FAULTS:
            break
        error = again.error
    return [*(slip.finding("") for slip in found.values()), *(other for other in last if other.line not in found)]


def _one_a_line(findings: Iterable[Finding], file: str) -> list[Finding]:
    """In the order of the file; two messages of one code on one line are one mistake seen twice."""
    kept: dict[tuple[str, int, int], Finding] = {}
    for finding in ordered(findings):
        column = 0 if finding.code == SYNTAX else finding.column
        kept.setdefault((finding.code, finding.line, column), finding.in_file(file))
    found = list(kept.values())
    if len(found) > MOST_FAULTS:
        more = replace(found[MOST_FAULTS], message="后面还有问题，没有一一列出，先改上面的", fix="")
        found[MOST_FAULTS:] = [more]
    return found
