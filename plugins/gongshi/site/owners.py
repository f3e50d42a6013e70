"""Whose each file of a tree is: with which record it goes when that must come down."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from gongshi.registry.register import Register
from gongshi.site import addresses

# Drawn from many records: they go, or are replaced, when any of these must come down.
MANY = "*"
# Drawn from no record.
_FIXED = frozenset({"404.html", "robots.txt", "rules.html", "build.json"})
# Folders with a page for each row of a list file.
_ROWS = ("items", "officers")
# Lists of decisions, or of what many records say, whatever the address looks like.
_FOLDERS = frozenset(addresses.FOLDERS.values())
_MIXED = frozenset({"entities", "data", "feeds", "search", "withdrawn"})


def owners(register: Register, paths: Iterable[str]) -> dict[str, str]:
    """Path → id of the record, ``MANY``, or nothing for what no record has a part in."""
    items = {code.lower(): catalogue.id for code, (_, catalogue) in register.items.items()}
    officers = {code.lower(): catalogue.id for code, (_, catalogue) in register.officers.items()}
    rows = {"items": items, "officers": officers}
    return {path: _owner(path, rows, _FOLDERS) for path in paths}


def _owner(path: str, rows: Mapping[str, Mapping[str, str]], folders: Collection[str]) -> str:
    if path in _FIXED or path.startswith("assets/"):
        return ""
    top, _, rest = path.partition("/")
    if top == "files" and rest.count("/") > 1:
        # files/decisions/ID/name: an attachment lies in a folder called as its record.
        return rest.split("/")[1]
    stem, dot, ending = rest.partition(".")
    if "/" in rest or not dot or stem == "index" or top in _MIXED or ending not in {"html", "svg"}:
        return MANY
    if top in _ROWS:
        return rows[top].get(stem, MANY)
    return stem if top == "decisions" or top in folders else MANY


def by_address(paths: Iterable[str]) -> dict[str, str]:
    """The same from addresses alone, when neither register nor manifest can be read: in doubt, ``MANY``."""
    return {path: _owner(path, {"items": {}, "officers": {}}, _FOLDERS) for path in paths}
