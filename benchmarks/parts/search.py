"""Searching in the reader's browser: exactness, cold bytes and requests, latency, time and memory of the index."""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from measure import show, verdict
from parts import part
from search_index import BOILERPLATE, LARGEST_READ
from search_pagefind import missing, pagefind
from search_served import served

# SEARCH_SIZES="1000 10000 100000" asks for others.
SIZES = tuple(int(size) for size in os.environ.get("SEARCH_SIZES", "1000 10000").split())
# Documents → median and 95th percentile of bytes and requests of a cold query.
LIMITS = {10_000: (45_000, 80_000, 14, 24), 100_000: (70_000, 160_000, 14, 24)}
# Fragments searched in Chromium, cold and then warm.
_TIMED = 40
_STATIC = Path(__file__).parents[2] / "themes" / "gongshi" / "static"
_BUILDER = Path(__file__).parents[1] / "search_index.py"

# Each query as if it were the first of a visit: the script, the entry, the table, what the query needs, ten hits.
_COLD = """
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
const { module, folder } = JSON.parse(process.argv[1]);
const { searcher } = await import(module);
const answers = [];
for (const query of JSON.parse(readFileSync(folder + "/queries.json", "utf-8")).queries) {
  let bytes = 0, requests = 0;
  const load = async (path) => {
    const data = readFileSync(folder + "/search/" + path);
    bytes += path.endsWith(".json") ? gzipSync(data, { level: 9 }).length : data.length;
    requests += 1;
    return new Uint8Array(data);
  };
  const found = await searcher({ load, day: () => "2026-11-21" }).search(query);
  const cost = [bytes, requests];
  const ids = createHash("sha256").update((await found.ids()).sort().join("\\n")).digest("hex");
  answers.push({ bytes: cost[0], requests: cost[1], ids });
}
process.stdout.write(JSON.stringify(answers));
"""


@part("search")
def search() -> None:
    """Fragments as citizens type them against a plain scan; the files that a cold query loads, as sent."""
    rows = [[
        "records", "exact", "KB p50", "KB p95", "requests p50", "p95", "cpu ms/record", "wall", "peak MB", "index MB", "text MB",
        "files", "cold ms p50", "p95", "warm ms p50", "p95",
    ]]  # fmt: skip
    results: dict[int, dict[str, Any]] = {}
    for count in SIZES:
        with TemporaryDirectory(prefix="gongshi-bench-") as folder, sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
            place = Path(folder) / "own"
            results[count] = _measured(count, place, browser)
            rows.append(_row(count, results[count]))
            if count <= LARGEST_READ and not missing():
                rows.append(pagefind(place, browser, Path(folder) / "pagefind"))
            browser.close()
    show(rows)
    if missing():
        print(missing())
    for count, found in results.items():
        _verdicts(count, found)
        print(_again(found["built"]))
        if "whoosh_cpu" in found["built"]:
            print(_whoosh(found["built"]))


def _verdicts(count: int, found: dict[str, Any]) -> None:
    asked = found["asked"]
    for way, exact in found["exact"].items():
        verdict(f"exact of {asked} at {count}, {way}", exact, f"= {asked}", exact == asked)
    for name, value, limit in zip(
        ("KB p50", "KB p95", "requests p50", "requests p95"), found["cost"], LIMITS.get(count, ()), strict=False
    ):
        factor = 1000 if name.startswith("KB") else 1
        verdict(f"cold {name} at {count}", value / factor, f"<= {limit / factor:g}", value <= limit)
    if count != 10_000:
        return
    largest = max(found["phrases"].values())
    verdict("largest of the phrases of every record, KB at 10000", largest / 1000, "<= 80", largest <= 80_000)
    verdict("index, ms of the processor a record at 10000", found["cpu"], "<= 2", found["cpu"] <= 2)
    verdict("peak MB at 10000, documents included", found["peak"], "<= 500", found["peak"] <= 500)


def _again(built: dict[str, Any]) -> str:
    return (
        f"  one changed of {built['documents']}: {built['again_cpu']:.2f} s of the processor in place of {built['cpu']:.2f}, "
        f"{built['again_files']} of {built['files']} files are new"
    )


def _whoosh(built: dict[str, Any]) -> str:
    """What the index of the clerks' own search took: it is built when it is first asked for, and then by difference."""
    grown = max(0, built["whoosh_after"] - built["whoosh_before"]) / 1e6
    return (
        f"  Whoosh at {built['documents']}: {built['whoosh_cpu'] / built['documents'] * 1000:.2f} ms of the processor a record, "
        f"{grown:.0f} MB above the peak before, {built['whoosh_index'] / 1e6:.1f} MB on disk"
    )


def _measured(count: int, place: Path, browser: Browser) -> dict[str, Any]:
    built = json.loads(subprocess.run(
        [sys.executable, _BUILDER, str(count), place], capture_output=True, check=True, encoding="utf-8"
    ).stdout)  # fmt: skip
    given = json.dumps({"module": (_STATIC / "search.js").as_uri(), "folder": str(place)})
    answers = json.loads(subprocess.run(
        ["node", "--input-type=module", "--eval", _COLD, given], capture_output=True, check=True, encoding="utf-8"
    ).stdout)  # fmt: skip
    asked = json.loads((place / "queries.json").read_text(encoding="utf-8"))
    wanted = asked["wanted"]
    times, theirs = _chromium(place, browser, asked["queries"])
    exact = {"node": sum(a["ids"] == w for a, w in zip(answers, wanted, strict=True)),
             "chromium": sum(ids == w for ids, w in zip(theirs, wanted, strict=True))}  # fmt: skip
    if "whoosh" in built:
        exact["whoosh"] = built["whoosh"]
    scripts = sum(len(gzip.compress((_STATIC / name).read_bytes(), 9)) for name in ("search.js", "search-page.js"))
    typed = answers[: -len(BOILERPLATE)]
    # The scripts of the page are two requests more.
    kb = sorted(a["bytes"] + scripts for a in typed)
    requests = sorted(a["requests"] + 2 for a in typed)
    phrases = {q: a["bytes"] + scripts for q, a in zip(BOILERPLATE, answers[-len(BOILERPLATE) :], strict=True)}
    return {
        "built": built, "asked": len(answers), "exact": exact, "phrases": phrases, "times": times,
        "cost": (statistics.median(kb), kb[len(kb) * 95 // 100], statistics.median(requests), requests[len(kb) * 95 // 100]),
        "cpu": built["cpu"] / built["documents"] * 1000, "wall": built["seconds"] / built["documents"] * 1000,
        "peak": built["after"] / 1e6, "index": built["index"] / 1e6, "text": built["text"] / 1e6, "files": built["files"],
    }  # fmt: skip


def _row(count: int, found: dict[str, Any]) -> list[str]:
    kb50, kb95, requests50, requests95 = found["cost"]
    return [
        f"{count}", f"{min(found['exact'].values())}/{found['asked']}", f"{kb50 / 1000:.1f}", f"{kb95 / 1000:.1f}",
        f"{requests50:g}", f"{requests95}", f"{found['cpu']:.2f}", f"{found['wall']:.2f}", f"{found['peak']:.0f}",
        f"{found['index']:.1f}", f"{found['text']:.1f}", f"{found['files']}", *(f"{value:.0f}" for value in found["times"]),
    ]  # fmt: skip


_TIME = """async ([queries, timed]) => {
  const module = await import(new URL("search.js", location.href).href);
  const base = new URL("search/", location.href).href, day = () => "2026-11-21";
  const load = async (path) => new Uint8Array(await (await fetch("search/" + path, { cache: "no-store" })).arrayBuffer());
  const times = { cold: [], warm: [] };
  for (const query of queries.slice(0, timed)) {
    const { search } = module.searcher({ base, day, load });
    for (const which of ["cold", "warm"]) {
      const start = performance.now();
      await search(query);
      times[which].push(performance.now() - start);
    }
  }
  const { search } = module.searcher({ base, day });
  const ids = [];
  for (const query of queries) {
    const found = (await (await search(query)).ids()).sort().join("\\n");
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(found));
    ids.push(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return JSON.stringify({ times, ids });
}"""


def _chromium(place: Path, browser: Browser, queries: list[str]) -> tuple[tuple[float, ...], list[str]]:
    """Milliseconds from asking to ten hits: nothing loaded yet, p50 and p95; the same again; and what each query finds
    (``same_set``).
    """
    (place / "search.js").write_bytes((_STATIC / "search.js").read_bytes())
    (place / "index.html").write_text("<!DOCTYPE html><title>-</title>", encoding="utf-8")
    with served(place) as site:
        page = browser.new_page()
        page.set_default_timeout(0)
        page.goto(site.address)
        answer = json.loads(page.evaluate(_TIME, [queries, _TIMED]))
        page.close()
    cold, warm = sorted(answer["times"]["cold"]), sorted(answer["times"]["warm"])
    at = len(cold) * 95 // 100
    return (statistics.median(cold), cold[at], statistics.median(warm), warm[at]), answer["ids"]
