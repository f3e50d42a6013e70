"""An index and nearly the same documents → the files that differ, byte for byte those that ``write`` would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gongshi.search import shards
from gongshi.search.change import Change, TooMuchError
from gongshi.search.document import Document
from gongshi.search.folders import Files, folder_of, lay_out, path
from gongshi.search.grams import frequent_above
from gongshi.search.reader import IndexFileError
from gongshi.search.standing import Standing
from gongshi.search.table import PER_TEXT, Table, names_of, squeeze, strings_of
from gongshi.search.writer import ENTRY, Addresses, entry_file

# Where more documents are other than before, they are not even looked at.
_MOST = 100


class Rewritten(NamedTuple):
    """``files`` that are new, by path below the site's root, and the paths of those that stay as they are."""

    files: Files
    staying: list[str]


def rewritten(
    read: Callable[[str], bytes],
    known: Sequence[str],
    documents: Sequence[Document],
    digests: Sequence[str],
    address: Addresses,
) -> Rewritten | None:
    """The index of ``documents``, of which these are the ``digests_of`` them, made of the index of those that were ``known``
    by theirs. None when all is better made anew.

    ``read`` gives a file of the index as it stands by its path, or raises IndexFileError.
    """
    before, after = known[::-1], digests[::-1]
    changed = [i for i in range(max(len(before), len(after))) if before[i : i + 1] != after[i : i + 1]]
    if len(changed) > _MOST or frequent_above(len(before)) != frequent_above(len(after)):
        return None
    try:
        standing = Standing(read)
        found = _differing(standing, documents[::-1], changed, address) if standing.documents == len(before) else None
        if found is None:
            return None
        differing, sizes = found
        names = names_of(standing.shards, len(documents))

        def folder(held: list[str]) -> str:
            return "" if any(name in differing for name in held) else standing.folder(held)

        files, folders = lay_out(names, lambda name: differing.get(name) or standing.file(name), folder)
    except (TooMuchError, IndexFileError, LookupError, TypeError, ValueError):
        return None
    staying = [place for name in names if (place := path(folder_of(folders, name), name)) not in files]
    return Rewritten({**files, ENTRY: entry_file(documents, digests, sizes, folders)}, staying)


def _differing(
    standing: Standing, documents: Sequence[Document], changed: Sequence[int], address: Addresses
) -> tuple[Files, dict[str, int]] | None:
    """Files that differ, by name and without their tags, and the bytes of all entries of a kind; None when entries are
    to move to other files.
    """
    change = Change(standing, documents, changed)
    contents, sizes = change.files(), dict(standing.sizes)
    for name, (_, grown) in contents.items():
        sizes[name[0]] += grown
    if any(shards.count_for(kind, size) != standing.shards[kind] for kind, size in sizes.items()):
        return None
    data = {name: squeeze(content) for name, (content, _) in contents.items() if content != standing.plain(name)}
    urls = [address[d.kind, d.record] for d in documents]
    strings = standing.strings if change.frequent == standing.frequent else strings_of(change.frequent)
    table = Table(standing.shards, documents, strings)
    data["t"] = table.whole
    data.update(table.values(documents, urls))
    texts = {number // PER_TEXT for number in changed if number // PER_TEXT * PER_TEXT < len(documents)}
    if table.whole != standing.file("t"):
        texts = set(range(-(-len(documents) // PER_TEXT)))
    for number in texts:
        some = slice(number * PER_TEXT, (number + 1) * PER_TEXT)
        data[f"x-{number}"] = table.text(documents[some], urls[some])
    return {name: raw for name, raw in data.items() if name not in standing.names or raw != standing.file(name)}, sizes
