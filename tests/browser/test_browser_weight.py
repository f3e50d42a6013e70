"""What a page costs on the wire: itself, its styles and its scripts, compressed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from sample_site import KINDS

pytestmark = pytest.mark.browser

LIMIT = 30 * 1024
_ASSET = re.compile(r'(?:src|href)="(?:\.\./|/[\w./]*/)*(assets/[^"]+\.(?:css|js))"')


def _weight(site: Path, path: str) -> int:
    html = (site / path.partition("?")[0]).read_bytes()
    assets = {site / name for name in _ASSET.findall(html.decode("utf-8"))}
    scripts = 2 + path.startswith(("search/", "officers/check/"))
    styles = sum(asset.suffix == ".css" for asset in assets)
    assert styles == 2 and len(assets) == 2 + scripts, f"{path} does not name its style sheets and its scripts"
    if path.startswith("search/"):
        # Loaded by the page's own script.
        assets |= set((site / "assets").glob("search-??????????.js"))
    if path.startswith("officers/check/"):
        assets |= set((site / "officers/check").glob("*.json"))
    return sum(len(gzip.compress(data, 9)) for data in [html, *(asset.read_bytes() for asset in assets)])


def test_every_page_kind_is_light(site: Path) -> None:
    weights = {kind: _weight(site, path) for kind, path in KINDS.items()}
    table = "\n".join(f"{size / 1024:6.1f} KB  {kind}" for kind, size in sorted(weights.items(), key=lambda kv: -kv[1]))
    print(f"\nHTML, CSS and JS of each page kind, gzip:\n{table}")
    assert {kind: size for kind, size in weights.items() if size > LIMIT} == {}
