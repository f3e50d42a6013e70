"""Pagefind on the same documents and queries: what a good search tool for static sites does with Chinese fragments."""

from __future__ import annotations

import gzip
import html
import json
import statistics
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from gongshi.search import reader
from measure import Run, run
from search_index import same_set
from search_served import Counted, served

_PACKAGE = "pagefind_bin_extended"
# Queries asked, each in a browser that has nothing of the site yet.
_ASKED = 60
_ASK = """async (query) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  await pagefind.init();
  const start = performance.now();
  const { results } = await pagefind.search(query);
  await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return { ms: performance.now() - start, ids: results.map((result) => result.id) };
}"""


def missing() -> str:
    """Why there is nothing to compare with; empty when there is."""
    return (
        "" if find_spec(_PACKAGE) else f"Pagefind is not installed (pip install {_PACKAGE}), so nothing stands beside"
    )


def pagefind(index: Path, browser: Browser, place: Path) -> list[str]:
    """A row of the table: Pagefind over the pages of the index below ``index``, with its queries.json."""
    rows = reader.pages(reader.folder(index))
    for row in rows:
        body = "".join(f"<dt>{html.escape(label)}</dt><dd>{html.escape(text)}</dd>" for label, text in row[7])
        page = place / row[0]
        page.parent.mkdir(parents=True, exist_ok=True)
        title = html.escape(row[7][0][1])
        page.write_text(
            f'<!DOCTYPE html><html lang="zh-CN"><title>{title}</title><body><dl>{body}</dl>', encoding="utf-8"
        )
    (place / "index.html").write_text("<!DOCTYPE html><title>-</title>", encoding="utf-8")
    built = run([sys.executable, "-m", _PACKAGE, "--site", place, "--glob", "*/*.html"], place)
    asked = json.loads((index / "queries.json").read_text(encoding="utf-8"))
    pairs = list(zip(asked["queries"], asked["wanted"], strict=True))[:_ASKED]
    with served(place) as site:
        answers = [_cold(browser, site, query) for query, _ in pairs]
    url = {path.name.removesuffix(".pf_fragment"): _url(path) for path in place.rglob("*.pf_fragment")}
    exact = sum(
        same_set(url[i] for i in answer["ids"]) == wanted for answer, (_, wanted) in zip(answers, pairs, strict=True)
    )
    return _row(len(rows), exact, answers, built, place / "pagefind")


def _cold(browser: Browser, site: Counted, query: str) -> dict[str, Any]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address)
    site.clear()
    answer: dict[str, Any] = page.evaluate(_ASK, query)
    context.close()
    return {**answer, "bytes": site.bytes, "requests": site.requests}


def _url(fragment: Path) -> str:
    text = gzip.decompress(fragment.read_bytes()).decode("utf-8")
    return str(json.loads(text[text.index("{") :])["url"]).lstrip("/")


def _row(count: int, exact: int, answers: list[dict[str, Any]], built: Run, made: Path) -> list[str]:
    at = len(answers) * 95 // 100
    size, requests, ms = (sorted(answer[name] for answer in answers) for name in ("bytes", "requests", "ms"))
    files = [path for path in made.rglob("*") if path.is_file()]
    return [
        f"{count} Pagefind", f"{exact}/{len(answers)}", f"{statistics.median(size) / 1000:.1f}", f"{size[at] / 1000:.1f}",
        f"{statistics.median(requests):g}", f"{requests[at]}", f"{built.cpu / count * 1000:.2f}", f"{built.seconds / count * 1000:.2f}",
        f"{built.peak / 1e6:.0f}", f"{sum(path.stat().st_size for path in files) / 1e6:.1f}", "", f"{len(files)}",
        f"{statistics.median(ms):.0f}", f"{ms[at]:.0f}", "", "",
    ]  # fmt: skip
