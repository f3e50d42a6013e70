"""Documents and indexes that the search tests share: the sample county, and an invented corpus of a thousand decisions."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import node

from gongshi.assembly import assemble
from gongshi.search.document import Document
from gongshi.search.documents import documents
from gongshi.search.normalise import matches, normalise, words
from gongshi.search.writer import Files, write

REPOSITORY = Path(__file__).parents[2]
AS_OF = date(2026, 11, 21)
# What people type: numbers with any brackets, pieces of names, products, clauses, common words, nonsense.
CITIZENS = (
    "青农罚[2026]3号", "青农（种子）罚〔2026〕3号", "罚〔2026〕", "2026", "３号", "种子", "农药", "丰穗", "经营部", "青禾县", "罚款",
    "第七十九条", "中华人民共和国种子法", "行政处罚决定书", "行政处罚决定", "行政处罚", "处", "的", "×", "5000元", "2000.00", "0元",
    "12.5元", "125元", "依据中华人民共和国食品安全法", "中华人民共和国食品安全法", "青禾县农业农村局", "市场监督管理局行政处罚决定书",
    "9265", "92659900MA", "ma", "MA", "kg", "有限公司", "有限责任公司 罚款", "青禾县 种子 2026", '"青禾县 农业"', "电梯", "听证", "法制审核",
    "不存在的词语啊", "㐀", "𠮷野家", "ئۇيغۇر", "买买提·艾合买提", "5%", "证据", "照片", "立案", "，。", "准予", "许可证",
)  # fmt: skip


def plain(text: str) -> str:
    """Stands in for the rendering of Markdown, which is the site's affair."""
    return text


@dataclass(frozen=True)
class Sample:
    """Documents in their order, their normalised fields, their index, its folder."""

    documents: list[Document]
    fields: list[list[str]]
    files: Files
    folder: Path

    def scan(self, query: str) -> list[str]:
        """What a plain scan finds: addresses in the order of the documents."""
        asked = words(query)
        return [page(d) for d, fields in zip(self.documents, self.fields, strict=True) if matches(fields, asked)]


def page(document: Document) -> str:
    """An address for tests: kind and id."""
    return f"{document.kind}/{document.record}.html"


def indexed(found: list[Document]) -> Files:
    return write(found, {(d.kind, d.record): page(d) for d in found})


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="gongshi-search-")


def _sample(found: list[Document], name: str) -> Sample:
    files = indexed(found)
    folder = Path(_folder().name) / name
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return Sample(found, [[normalise(text) for _, text in d.fields] for d in found], files, folder)


@cache
def county() -> Sample:
    """The sample county on its day."""
    return _sample(documents(assemble(REPOSITORY / "content", AS_OF).sound, plain), "county")


@cache
def corpus(count: int = 1000) -> Sample:
    """Invented decisions of benchmarks/: their fields as documents at once, since reading files is not what is searched."""
    sys.path.insert(0, str(REPOSITORY / "benchmarks"))
    from search_index import invented

    return _sample(invented(count), f"corpus-{count}")


def fragments(sample: Sample, count: int, seed: int) -> list[str]:
    """Pieces of shown fields, as long as people type, some with a letter changed so that nothing may be found."""
    rng = random.Random(seed)
    found = []
    while len(found) < count:
        _, text = rng.choice(rng.choice(sample.documents).fields)
        start = rng.randrange(len(text))
        piece = text[start : start + rng.choice((1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 14, 20, 40))]
        if rng.random() < 0.1:
            piece = piece[:-1] + rng.choice("龘甲乙x9")
        found.append(piece)
    return found


def ask(sample: Sample, queries: list[str], options: str = "{}", day: str = "2026-11-21") -> list[dict[str, object]]:
    """Each query in Node: total, ids, hits, words."""
    code = """
      const load = async (path) => new Uint8Array(readFileSync(given.folder + "/search/" + path));
      const { search } = module.searcher({ load, day: () => given.day });
      const answers = [];
      for (const query of given.queries) {
        const found = await search(query, given.options);
        answers.push({ total: found.total, words: found.words, hits: found.hits, ids: await found.ids() });
      }
      return answers;
    """
    given = {"folder": str(sample.folder), "queries": queries, "options": json.loads(options), "day": day}
    answers: list[dict[str, object]] = node.run(code, given)
    return answers
