"""Searching in the reader's browser: exactness, cold bytes and requests, latency, time and memory of the index."""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from measure import show, verdict
from parts import part
from search_index import BOILERPLATE

SIZES = (1_000, 10_000, 100_000)
# Documents → median and 95th percentile of bytes and requests of a cold query.
LIMITS = {10_000: (45_000, 80_000, 14, 24), 100_000: (70_000, 160_000, None, None)}
# Fragments searched in Chromium, cold and then warm.
_TIMED = 40
_STATIC = Path(__file__).parents[2] / "themes" / "gongshi" / "static"
_BUILDER = Path(__file__).parents[1] / "search_index.py"

# Each query as if it were the first of a visit: the script, the entry, the table, what the query needs, ten hits.
_COLD = """
import { readFileSync } from "node:fs";
const { module, folder } = JSON.parse(process.argv[1]);
const { searcher } = await import(module);
const answers = [];
for (const query of JSON.parse(readFileSync(folder + "/queries.json", "utf-8")).queries) {
  let bytes = 0, requests = 0;
  const load = async (path) => {
    const data = readFileSync(folder + "/search/" + path);
    bytes += data.length;
    requests += 1;
    return new Uint8Array(data);
  };
  const found = await searcher({ load, day: () => "2026-11-21" }).search(query);
  const cost = [bytes, requests];
  answers.push({ bytes: cost[0], requests: cost[1], ids: await found.ids() });
}
process.stdout.write(JSON.stringify(answers));
"""


@part("search")
def search() -> None:
    """Fragments as citizens type them against a plain scan; the files that a cold query loads, as sent."""
    rows = [[
        "records", "exact", "KB p50", "KB p95", "requests p50", "p95", "index ms/record", "peak MB", "index MB", "text MB", "files",
        "cold ms p50", "p95", "warm ms p50", "p95",
    ]]  # fmt: skip
    results: dict[int, dict[str, Any]] = {}
    for count in SIZES:
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            results[count] = _measured(count, Path(folder))
            rows.append(_row(count, results[count]))
    show(rows)
    for count, found in results.items():
        verdict(
            f"exact of {found['asked']} at {count}",
            found["exact"],
            f"= {found['asked']}",
            found["exact"] == found["asked"],
        )
        for name, value, limit in zip(
            ("KB p50", "KB p95", "requests p50", "requests p95"), found["cost"], LIMITS.get(count, ()), strict=False
        ):
            if limit is not None:
                factor = 1000 if name.startswith("KB") else 1
                verdict(f"cold {name} at {count}", value / factor, f"<= {limit / factor:g}", value <= limit)
    ten = results.get(10_000)
    if ten:
        verdict(
            "largest of the phrases of every record, KB at 10000",
            max(ten["phrases"].values()) / 1000,
            "<= 80",
            max(ten["phrases"].values()) <= 80_000,
        )
        verdict("index, ms a record at 10000", ten["ms"], "<= 2", ten["ms"] <= 2)
        verdict("peak MB at 10000, documents included", ten["peak"], "<= 500", ten["peak"] <= 500)


def _measured(count: int, place: Path) -> dict[str, Any]:
    built = json.loads(subprocess.run(
        [sys.executable, _BUILDER, str(count), place], capture_output=True, check=True, encoding="utf-8"
    ).stdout)  # fmt: skip
    given = json.dumps({"module": (_STATIC / "search.js").as_uri(), "folder": str(place)})
    answers = json.loads(subprocess.run(
        ["node", "--input-type=module", "--eval", _COLD, given], capture_output=True, check=True, encoding="utf-8"
    ).stdout)  # fmt: skip
    asked = json.loads((place / "queries.json").read_text(encoding="utf-8"))
    exact = sum(sorted(a["ids"]) == sorted(w) for a, w in zip(answers, asked["wanted"], strict=True))
    scripts = sum(len(gzip.compress((_STATIC / name).read_bytes(), 9)) for name in ("search.js", "search-page.js"))
    typed = answers[: -len(BOILERPLATE)]
    # The scripts of the page are two requests more.
    kb = sorted(a["bytes"] + scripts for a in typed)
    requests = sorted(a["requests"] + 2 for a in typed)
    phrases = {q: a["bytes"] + scripts for q, a in zip(BOILERPLATE, answers[-len(BOILERPLATE) :], strict=True)}
    return {
        "asked": len(answers), "exact": exact, "phrases": phrases,
        "cost": (statistics.median(kb), kb[len(kb) * 95 // 100], statistics.median(requests), requests[len(kb) * 95 // 100]),
        "ms": built["seconds"] / built["documents"] * 1000, "peak": built["after"] / 1e6, "index": built["index"] / 1e6,
        "text": built["text"] / 1e6, "files": built["files"], "times": _chromium(place, asked["queries"][:_TIMED]),
    }  # fmt: skip


def _row(count: int, found: dict[str, Any]) -> list[str]:
    kb50, kb95, requests50, requests95 = found["cost"]
    return [
        f"{count}", f"{found['exact']}/{found['asked']}", f"{kb50 / 1000:.1f}", f"{kb95 / 1000:.1f}", f"{requests50:g}", f"{requests95}",
        f"{found['ms']:.2f}", f"{found['peak']:.0f}", f"{found['index']:.1f}", f"{found['text']:.1f}", f"{found['files']}",
        *(f"{value:.0f}" for value in found["times"]),
    ]  # fmt: skip


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


_TIME = """async (queries) => {
  const module = await import(new URL("search.js", location.href).href);
  const times = { cold: [], warm: [] };
  for (const query of queries) {
    const { search } = module.searcher({ base: new URL("search/", location.href).href, day: () => "2026-11-21",
      load: async (path) => new Uint8Array(await (await fetch("search/" + path, { cache: "no-store" })).arrayBuffer()) });
    for (const which of ["cold", "warm"]) {
      const start = performance.now();
      await search(query);
      times[which].push(performance.now() - start);
    }
  }
  return times;
}"""


def _chromium(place: Path, queries: list[str]) -> tuple[float, float, float, float]:
    """Milliseconds from asking to ten hits: nothing loaded yet, p50 and p95; the same again, p50 and p95."""
    (place / "search.js").write_bytes((_STATIC / "search.js").read_bytes())
    (place / "index.html").write_text("<!DOCTYPE html><title>-</title>", encoding="utf-8")
    with _served(place) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address)
        times = page.evaluate(_TIME, queries)
        browser.close()
    cold, warm = sorted(times["cold"]), sorted(times["warm"])
    at = len(cold) * 95 // 100
    return statistics.median(cold), cold[at], statistics.median(warm), warm[at]
