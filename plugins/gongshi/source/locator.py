"""Where a record's key stands in its file, for those who complain long after the marks were dropped."""

from __future__ import annotations

from pathlib import Path

from gongshi.source import markdown
from gongshi.source.text import decode, read_bytes
from gongshi.source.yaml_reader import Path as Keys
from gongshi.source.yaml_reader import Place, locations, nearest

_CACHED_FILES = 32


class Locator:
    """Finds the places of keys in the files of a content folder."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._known: dict[str, dict[Keys, Place]] = {}

    def locate(self, file: str, path: Keys) -> Place:
        """Line and column (from 1) of the key at ``path`` in ``file`` (below content/); (1, 1) when unreadable."""
        places = self._known.get(file)
        if places is None:
            text = self._text(file)
            if len(path) == 1 and (line := _line_of(f"\n{path[0]}:", f"\n{text}")):
                return line, 1
            if len(self._known) >= _CACHED_FILES:
                self._known.pop(next(iter(self._known)))
            places = self._known[file] = locations(text)
        return nearest(places, path)

    def _text(self, file: str) -> str:
        """What YAML reads of the file, empty when it is unreadable."""
        raw, _ = read_bytes(self._content / file, file)
        text = decode(raw, file)[0] if raw is not None else None
        if text is not None and file.endswith(".md"):
            text = markdown.split(text, file)[0]
        return text or ""


def _line_of(key: str, text: str) -> int:
    """The line of a key that begins one line and no other: most are asked for so, and need no YAML. 0 else."""
    at = text.find(key)
    return text.count("\n", 0, at + 1) if at >= 0 and text.find(key, at + 1) < 0 else 0
