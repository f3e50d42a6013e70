"""Documents → the files of an index; docs/search-index.md has the format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gongshi.search import shards
from gongshi.search.document import Document, content_of, digests_of
from gongshi.search.folders import Files, Folders, lay_out
from gongshi.search.grams import parts
from gongshi.search.normalise import normalise
from gongshi.search.postings import Entries, ascending, entry
from gongshi.search.table import PER_TEXT, Table, plain_json, squeeze, strings_of
from gongshi.search.text import Text

FORMAT = 4
ENTRY = "search/index.json"

# The page of a document, by its kind and id.
Addresses = Mapping[tuple[str, str], str]


def write(documents: Sequence[Document], address: Addresses) -> Files:
    """Every file of the index by its path below the site's root. ``documents`` come as ``documents()`` orders them."""
    # The oldest first: what is new is the last, and most of what is known of the others stays as it is.
    numbered = documents[::-1]
    urls = [address[d.kind, d.record] for d in numbered]
    contents, frequent = _grams(numbered)
    contents["k"] = shards.sharded("k", [shards.entries(keys(numbered).items())])
    data = {f"{kind}-{i}": squeeze(each) for kind, files in contents.items() for i, each in enumerate(files)}
    table = Table({kind: len(files) for kind, files in contents.items()}, numbered, strings_of(set(frequent)))
    data["t"] = table.whole
    for start in range(0, len(numbered), PER_TEXT):
        some = slice(start, start + PER_TEXT)
        data[f"x-{start // PER_TEXT}"] = table.text(numbered[some], urls[some])
    data.update(table.values(numbered, urls))
    files, folders = lay_out(data, data.__getitem__)
    sizes = {kind: sum(map(len, files)) for kind, files in contents.items()}
    digests = digests_of(documents, lambda d: address[d.kind, d.record])
    return {**files, ENTRY: entry_file(numbered, digests, sizes, folders)}


def entry_file(
    documents: Sequence[Document], digests: Sequence[str], sizes: Mapping[str, int], folders: Folders
) -> bytes:
    """The file that every search begins with. ``digests`` are those of the documents, newest first; ``sizes`` bytes of
    all entries of a kind.
    """
    until = min((d.last_day for d in documents if d.last_day), default="")
    found = {"format": FORMAT, "documents": len(documents), "content": content_of(digests), "until": until}
    more = {"bytes": dict(sorted(sizes.items())), "folders": dict(sorted(folders.items()))}
    return (plain_json({**found, **more}) + "\n").encode()


def keys(documents: Sequence[Document]) -> dict[str, bytes]:
    """Numbers and parties as wholes, for the order of the hits: the entry of each."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for key in dict.fromkeys(filter(None, map(normalise, document.keys))):
            found[key].append(number)
    return {key: entry(key, len(numbers), ascending(numbers)) for key, numbers in found.items()}


def _grams(documents: Sequence[Document]) -> tuple[dict[str, list[bytes]], list[str]]:
    """The contents of the files of grams by kind, and the frequent grams."""
    found: dict[str, list[Entries]] = {"g": [], "d": [], "p": []}
    frequent: list[str] = []
    if documents:
        for part in parts(Text([[text for _, text in document.fields] for document in documents])):
            found["g"].append(part.rare())
            found["d"].append(part.lists())
            found["p"].append(part.longest())
            frequent += part.common()
    return {kind: shards.sharded(kind, found.pop(kind)) for kind in list(found)}, frequent
