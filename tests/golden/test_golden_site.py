"""Every byte of a small but complete county's site is a byte that somebody looked at and meant."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import pytest

from county import tree
from processes import GONGSHI, run

HERE = Path(__file__).parent
COUNTY, SITE = HERE / "county", HERE / "site"
REFRESH = "meant? then: make goldens"
# Names of theme files change with their bytes; a golden must not, so the hash goes.
_HASHED = re.compile(rb"assets/([\w-]+)-[0-9a-f]{10}\.(\w+)")
# The search index is compressed and named by its own hash; tests/search reads it back.
# status.json says when it was built (tests/release reads it).
_UNREADABLE = re.compile(r"assets/|search/[0-9a-f]{16}/|search/index\.json$|status\.json$")
_DIFF_LINES, _DIFF_FILES = 40, 3


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The county's site as its goldens are: theme files left out, their hashes taken off the pages."""
    output = tmp_path_factory.mktemp("golden") / "site"
    done = run(GONGSHI, "build", "--content", COUNTY, "--output", output, cwd=output.parent)
    assert done.returncode == 0, done.stderr
    files = tree(output)
    named = {name for data in files.values() for name in re.findall(rb"assets/[\w.-]+", data)}
    assert {name.decode() for name in named} <= files.keys(), "a page names a theme file that is not there"
    return {name: _HASHED.sub(rb"assets/\1.\2", data) for name, data in files.items() if not _UNREADABLE.match(name)}


def test_the_site_is_as_it_was(built: Mapping[str, bytes], updating: bool) -> None:
    if updating:
        shutil.rmtree(SITE, ignore_errors=True)
        for name, data in built.items():
            (SITE / name).parent.mkdir(parents=True, exist_ok=True)
            (SITE / name).write_bytes(data)
    golden = tree(SITE)
    gone, new = sorted(golden.keys() - built.keys()), sorted(built.keys() - golden.keys())
    assert not gone and not new, f"no longer there: {gone}; new: {new}; {REFRESH}"
    changed = [name for name in built if built[name] != golden[name]]
    shown = "\n".join(_diff(name, golden[name], built[name]) for name in changed[:_DIFF_FILES])
    assert not changed, f"{len(changed)} files changed: {', '.join(changed[:20])}; {REFRESH}\n{shown}"


def _diff(name: str, before: bytes, after: bytes) -> str:
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    found = difflib.unified_diff(old, new, f"golden/{name}", f"built/{name}", lineterm="", n=1)
    return "\n".join(line[:300] for line in islice(found, _DIFF_LINES))


@pytest.mark.parametrize(
    "words", ["撤回以后哪里都不应当看到", "买某", "期满以后哪里都不应当看到", "期满的农药案", "（不公开）", "内部档号"]
)
def test_goldens_hold_nothing_that_must_not_be_seen(words: str) -> None:
    """A refresh in haste must not make a leak the expected thing."""
    content = "".join(path.read_text(encoding="utf-8") for path in COUNTY.rglob("*.yaml"))
    assert words in content
    assert [path.name for path in SITE.rglob("*") if path.is_file() and words.encode() in path.read_bytes()] == []


def test_the_goldens_stay_small_enough_to_read() -> None:
    assert (
        sum(len(data) for name in ("county", "slips", "site", "reports") for data in tree(HERE / name).values())
        < 1_500_000
    )
