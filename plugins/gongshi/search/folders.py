"""Files of an index → folders that are named by the hash of what is in them, and the entry that names the folders.

What did not change keeps its address: it is neither looked at nor sent nor loaded again.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from gongshi.search.document import short
from gongshi.search.grams import hashed

# Of a kind, at most; their names are in the entry, which every query loads.
_MOST = 32
_NAME = 16

Files = dict[str, bytes]
# Kind → how many files of it are in a folder, and the names of its folders one after the other.
Folders = dict[str, tuple[int, str]]


def grouped(names: Iterable[str]) -> tuple[dict[str, int], list[list[str]]]:
    """How many files of a kind are in a folder, by kind; and the files of each folder, in order."""
    ordered = sorted(names, key=_order)
    per = {kind: _per(count) for kind, count in Counter(name[0] for name in ordered).items()}
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name in ordered:
        found[name[0], _order(name)[1] // per[name[0]]].append(name)
    return per, list(found.values())


def lay_out(
    names: Iterable[str], read: Callable[[str], bytes], standing: Callable[[list[str]], str] = lambda _: ""
) -> tuple[Files, Folders]:
    """The files that are new, by path below the site's root, and the folders of all ``names``.

    ``read`` gives a file without its tag. ``standing`` is asked for the folder that holds these very files already;
    empty when there is none.
    """
    per, groups = grouped(names)
    files: Files = {}
    found: dict[str, str] = defaultdict(str)
    for held in groups:
        folder = standing(held)
        if not folder:
            data = {name: read(name) for name in held}
            folder = _name_of(data)
            for name, raw in data.items():
                files[path(folder, name)] = raw[:4] + tag(folder, name) + raw[4:]
        found[held[0][0]] += folder
    return files, {kind: (per[kind], folders) for kind, folders in found.items()}


def folder_of(folders: Folders, name: str) -> str:
    """In which folder a file lies. KeyError when there is no such kind."""
    per, names = folders[name[0]]
    at = _order(name)[1] // per * _NAME
    return names[at : at + _NAME]


def path(folder: str, name: str) -> str:
    """Where a file lies below the site's root."""
    return f"search/{folder}/{name}.bin"


def tag(folder: str, name: str) -> bytes:
    """What tells a file from every other of this and other folders, after its length: a host may mix them up."""
    return hashed(f"{folder}/{name}").to_bytes(4, "little")


def _order(name: str) -> tuple[str, int, str]:
    kind, _, number = name.partition("-")
    return (kind, int(number), "") if number.isdigit() else (kind, 0, number)


def _per(count: int) -> int:
    """A power of two, so that one file more seldom moves the others."""
    return 1 << (-(-count // _MOST) - 1).bit_length()


def _name_of(files: Mapping[str, bytes]) -> str:
    """What ``short`` makes of the SHA-256 of the files of a folder, as they are without their tags."""
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return short(digest.hexdigest())
