"""Four ways of searching find the same records: a plain scan, real Chromium, Node, Whoosh."""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sample_site import served

from gongshi.search.whoosh_index import WhooshIndex

sys.path.append(str(Path(__file__).parents[1] / "search"))
import samples

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# All files of the index in one, since a thousand answers of a test's server take longer than the search.
_ASK = """async (queries) => {
  const module = await import(new URL("search.js", location.href).href);
  const [names, pack] = await Promise.all([
    fetch("names.json").then((answer) => answer.json()), fetch("pack.bin").then((answer) => answer.arrayBuffer()),
  ]);
  const files = new Map(names.map(([path, start, end]) => [path, new Uint8Array(pack, start, end - start)]));
  const load = async (path) => files.get("search/" + path);
  const { search } = module.searcher({ load, day: () => "2026-11-21" });
  const answers = [];
  for (const query of queries) {
    const found = await search(query);
    answers.push({ total: found.total, exact: found.exact, ids: await found.ids() });
  }
  // As one string: what passes between browser and test is taken apart value by value.
  return JSON.stringify(answers);
}"""


def _chromium(browser: Browser, sample: samples.Sample, queries: list[str]) -> list[dict[str, object]]:
    ends = list(accumulate(map(len, sample.files.values())))
    names = [[path, end - len(data), end] for (path, data), end in zip(sample.files.items(), ends, strict=True)]
    (sample.folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
    (sample.folder / "pack.bin").write_bytes(b"".join(sample.files.values()))
    (sample.folder / "search.js").write_bytes(samples.node.MODULE.read_bytes())
    (sample.folder / "index.html").write_text("<!DOCTYPE html><title>-</title>", encoding="utf-8")
    (sample.folder / "404.html").write_text("404", encoding="utf-8")
    context = browser.new_context()
    with served(sample.folder) as address:
        page = context.new_page()
        page.goto(address)
        answers: list[dict[str, object]] = json.loads(page.evaluate(_ASK, queries))
    context.close()
    return answers


@pytest.mark.parametrize(("name", "count", "hits"), [("corpus", 350, 250), ("county", 150, 100)])
def test_five_hundred_fragments(browser: Browser, name: str, count: int, hits: int, tmp_path: Path) -> None:
    sample = samples.corpus() if name == "corpus" else samples.county()
    queries = [*samples.CITIZENS, *samples.fragments(sample, count - len(samples.CITIZENS), seed=5)]
    whoosh = WhooshIndex(tmp_path)
    whoosh.update(sample.documents, samples.page)
    chromium, node = _chromium(browser, sample, queries), samples.ask(sample, queries)
    wrong, found = [], 0
    for query, one, other in zip(queries, chromium, node, strict=True):
        wanted = sorted(sample.scan(query))
        found += bool(wanted)
        theirs = whoosh.search(query)
        for way, ids, total in (
            ("chromium", one["ids"], one["total"]), ("node", other["ids"], other["total"]), ("whoosh", theirs.ids, theirs.total),
        ):  # fmt: skip
            if sorted(ids) != wanted or total != len(wanted):  # type: ignore[call-overload]
                wrong.append((way, query, len(wanted), total))
        # And in one order, so that a page turned to the service half-way shows no record twice.
        if one["ids"] != other["ids"] or one["ids"] != theirs.ids:
            wrong.append(("order", query, 0, 0))
    assert not wrong
    assert found > hits
    assert all(answer["exact"] is True for answer in chromium)
