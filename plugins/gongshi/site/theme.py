"""The theme: where it lies, its Jinja environment, its assets under names that change with their bytes."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gongshi.lifecycle import in_words
from gongshi.records.colours import Colours
from gongshi.site.staging import Staging

# What of a style sheet browsers do not need: comments, and white space but one between words. Strings stay as they are.
_GAP = r"(?:\s|/\*.*?\*/)"
_LAID_OUT = re.compile(rf'("[^"]*")|{_GAP}*(?:(;){_GAP}*(?=}})|([{{}};,>]){_GAP}*)|(:)\s+|{_GAP}+', re.S)
ASSETS = {"css": "gongshi.css", "print": "print.css", "head": "head.js", "page": "page.js"}


def default_theme() -> Path:
    """The theme that comes with the engine: inside the wheel, or beside plugins/ in the engine's own repository."""
    packed = Path(__file__).parent.parent / "_theme"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "themes" / "gongshi"


def zhdate(value: str | None) -> str:
    """``2026-03-02`` → 2026年3月2日."""
    if not value:
        return ""
    return in_words(date.fromisoformat(value))


def yuan(value: str | None) -> str:
    """``2000.00`` → 2,000元; cents are shown only when there are any."""
    if not value:
        return ""
    amount = Decimal(value)
    return f"{amount:,.0f}元" if amount == amount.to_integral_value() else f"{amount:,.2f}元"


def filesize(value: int) -> str:
    """Bytes as KB or MB."""
    return f"{value / 1048576:.1f} MB" if value >= 1048576 else f"{max(1, round(value / 1024))} KB"


def environment(theme: Path) -> Environment:
    """Autoescape always on, undefined names always an error."""
    env = Environment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update({"zhdate": zhdate, "yuan": yuan, "filesize": filesize})
    return env


def compact(css: str) -> str:
    """A style sheet without its comments and its layout: the same rules, a fifth shorter, for slow lines."""

    def kept(found: re.Match[str]) -> str:
        return "" if found[2] else found[1] or found[3] or found[4] or " "

    return _LAID_OUT.sub(kept, css).strip()


def _own(colours: Colours) -> str:
    pairs = "".join(f"--gs-{name.replace('_', '-')}:{colour};" for name, colour in colours.usable().items())
    return f":root{{{pairs}}}\n" if pairs else ""


def publish_assets(theme: Path, staging: Staging, colours: Colours) -> dict[str, str]:
    """Copies the theme's files; returns the path of each asset by its name in templates.

    The bureau's own colours go to the end of the style sheet: no page has styles of its own.
    """
    named = {file: name for name, file in ASSETS.items()}
    assets: dict[str, str] = {}
    for source in sorted((theme / "static").rglob("*")):
        if not source.is_file():
            continue
        data = source.read_bytes()
        if source.suffix == ".css":
            css = compact(data.decode("utf-8"))
            data = (css + _own(colours) if source.name == ASSETS["css"] else css).encode()
        digest = hashlib.sha256(data).hexdigest()[:10]
        path = f"assets/{source.stem}-{digest}{source.suffix}"
        staging.write(path, data)
        assets[named.get(source.name, source.name)] = path
    return assets
