"""`python benchmarks/search_index.py N DIR`: the search index of N invented decisions below DIR, and what a scan finds.

Up to 10 000 through the engine's own public projections of a corpus, read by another process whose memory is its own;
beyond, the same cases' fields as documents at once, since reading and checking 100 000 files is another part's affair.
Prints a JSON line: documents, seconds of ``write`` alone by the wall and of the processor, bytes of text and of the
index, peak memory before and after, what one changed document costs; up to 10 000 also on how many queries Whoosh agrees, and what its index took. Its
peak is that of the whole process, so that it says something only where it is above that of ``write``.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from corpus import numbered
from corpus import write as write_corpus
from gongshi.assembly import assemble
from gongshi.search.document import Document, digests_of
from gongshi.search.documents import documents
from gongshi.search.folders import Files
from gongshi.search.normalise import normalise, words
from gongshi.search.rewriter import rewritten
from gongshi.search.whoosh_index import WhooshIndex
from gongshi.search.writer import write
from invented.records import Record

LARGEST_READ = 10_000
# Of the larger corpora fewer: each answer is compared whole, and there are answers of all documents.
QUERIES, FEWER_QUERIES = 500, 200
# Pieces of these fields, so many characters long: what citizens have in hand when they look for a case.
_TYPED = {
    "行政相对人": (2, 10), "文书号": (4, 14), "统一社会信用代码": (6, 18), "名称": (3, 12), "违法事实": (3, 12), "许可内容": (3, 12),
    "处罚内容": (3, 10), "依据": (4, 14), "摘要": (2, 8), "证据": (3, 9),
}  # fmt: skip
BOILERPLATE = (
    "行政处罚决定",
    "依据中华人民共和国食品安全法",
    "中华人民共和国",
    "青禾县市场监督管理局",
    "处",
    "行政处罚决定书",
)
_PRIVATE = ("内部", "撤回", "误公开", "脱敏", "恢复", "提前终止公示")


def main() -> None:
    """The command line."""
    count, target = int(sys.argv[1]), Path(sys.argv[2])
    if count <= LARGEST_READ:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
            found = other.submit(_read, count).result()
    else:
        found = invented(count)
    before = _peak()
    start, cpu = perf_counter(), process_time()
    files = write(found, {(d.kind, d.record): _address(d) for d in found})
    seconds, cpu, after = perf_counter() - start, process_time() - cpu, _peak()
    for path, data in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(data)
    asked = QUERIES if count <= LARGEST_READ else FEWER_QUERIES
    queries = [*_fragments(found, asked - len(BOILERPLATE)), *BOILERPLATE]
    scan = Scan(found)
    addresses = [_address(d) for d in found]
    wanted = [same_set(addresses[number] for number in scan.documents(query)) for query in queries]
    (target / "queries.json").write_text(json.dumps({"queries": queries, "wanted": wanted}), encoding="utf-8")
    text = sum(len(t.encode()) for d in found for _, t in d.fields)
    index = sum(map(len, files.values()))
    again, renewed = _one_changed(found, files)
    told = {"again_cpu": again, "again_files": renewed, "documents": len(found), "seconds": seconds, "cpu": cpu, "text": text, "index": index,
        "files": len(files), "before": before, "after": after}  # fmt: skip
    if count <= LARGEST_READ:
        told |= _whoosh(found, queries, wanted)
    print(json.dumps(told))


def _one_changed(found: list[Document], files: Files) -> tuple[float, int]:
    """A field more on a document in the middle: processor seconds, and how many files of the index are new."""
    now, middle = list(found), len(found) // 2
    now[middle] = replace(now[middle], fields=(*now[middle].fields, ("后续", "已履行")))
    known, digests = digests_of(found, _address), digests_of(now, _address)
    start = process_time()
    again = rewritten(files.__getitem__, known, now, digests, {(d.kind, d.record): _address(d) for d in now})
    return process_time() - start, len(again.files) if again else len(files)


def same_set(addresses: Iterable[str]) -> str:
    """What stands for a set of addresses, whatever their order: their SHA-256 (hex), one a line."""
    return hashlib.sha256("\n".join(sorted(addresses)).encode("ascii")).hexdigest()


def _address(document: Document) -> str:
    return f"{document.kind}/{document.record}.html"


def _whoosh(found: list[Document], queries: list[str], wanted: list[str]) -> dict[str, float]:
    """On how many queries Whoosh finds what the scan finds, in whatever order; what its index took."""
    with TemporaryDirectory(prefix="gongshi-bench-") as folder:
        before, start, index = _peak(), process_time(), WhooshIndex(Path(folder))
        index.update(found, _address)
        cpu, after = process_time() - start, _peak()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        pairs = zip(queries, wanted, strict=True)
        exact = sum(same_set(index.search(query, limit=1).ids) == ids for query, ids in pairs)
    return {
        "whoosh": exact, "whoosh_cpu": cpu, "whoosh_index": size, "whoosh_before": before, "whoosh_after": after,
    }  # fmt: skip


class Scan:
    """The plain scan over one string of all normalised fields, each at its end a separator that no query can hold."""

    def __init__(self, found: Sequence[Document]) -> None:
        normal = lru_cache(maxsize=65536)(normalise)
        texts = ["".join(f"{normal(text)}\0" for _, text in d.fields) for d in found]
        self._ends = list(accumulate(map(len, texts)))
        self._text = "".join(texts)

    def documents(self, query: str) -> list[int]:
        """The numbers of the documents that contain every word of ``query``, in order."""
        asked = words(query)
        found = [set(self._of(word)) for word in asked]
        return sorted(set.intersection(*found)) if found else []

    def _of(self, word: str) -> Iterator[int]:
        at = self._text.find(word)
        while at >= 0:
            document = bisect_right(self._ends, at)
            yield document
            at = self._text.find(word, self._ends[document])


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _read(count: int) -> list[Document]:
    with TemporaryDirectory(prefix="gongshi-bench-") as place:
        write_corpus(count, Path(place))
        return documents(assemble(Path(place) / "content").sound, lambda text: text)


def invented(count: int) -> list[Document]:
    """The documents of ``count`` invented decisions, in the order of ``documents``: no file is written or read."""
    records = sorted(numbered(count).items())
    records.sort(key=lambda pair: pair[1][0]["决定日期"], reverse=True)
    return [_document(identity, data) for identity, (data, _) in records]


def _document(identity: str, data: Record) -> Document:
    public = {key: value for key, value in data.items() if key not in _PRIVATE}
    fields = [("名称", data["案件名称"]), ("文书号", data["文书号"])]
    fields += [(key, text) for key, text in _leaves(public) if key not in ("案件名称", "文书号")]
    parties = [text for key, text in fields if key == "行政相对人"]
    return Document(
        kind="decision", kind_zh=data["执法类别"], record=identity, organ=data["执法主体"], day=data["决定日期"],
        fields=tuple(fields), keys=(data["文书号"], *parties),
    )  # fmt: skip


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for inner, each in value.items():
            yield from _leaves(each, key if inner == "名称" else inner)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, key)
    elif value:
        yield key, str(value)


def _fragments(found: list[Document], count: int) -> list[str]:
    rng = random.Random(7)
    pieces: list[str] = []
    while len(pieces) < count:
        label, text = rng.choice(rng.choice(found).fields)
        if label not in _TYPED:
            continue
        size = min(len(text), rng.randint(*_TYPED[label]))
        start = rng.randint(0, len(text) - size)
        piece = text if label == "行政相对人" and rng.random() < 0.3 else text[start : start + size]
        if words(piece):
            pieces.append(piece)
    return pieces


if __name__ == "__main__":
    main()
