"""Builds sites inside the test's own process, into memory: the same sections and templates, no disk, no Pelican."""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from unittest import mock

import jinja2

from gongshi.assembly import Assembled, assemble
from gongshi.records.colours import Colours
from gongshi.site import attachments
from gongshi.site import press as press_module
from gongshi.site.build import build
from gongshi.site.press import Press
from gongshi.site.staging import Staging
from gongshi.site.theme import default_theme, environment, publish_assets

Tree = dict[str, bytes]
# The same file stripped for many builds.
_strip = cache(attachments.strip)


class Memory(Staging):
    """A staging tree that keeps its files in a mapping."""

    def __init__(self) -> None:
        super().__init__(Path("/nowhere"), None)
        self.tree: Tree = {}

    def write(self, path: str, data: str | bytes) -> None:
        folded = path.casefold()
        assert folded not in self.files, f"two pages want the address {path}"
        assert not path.startswith("/") and ".." not in path.split("/") and "\\" not in path
        self.files.add(folded)
        raw = self.tree[path] = data.encode("utf-8") if isinstance(data, str) else data
        self.seals[path] = sha256(raw).hexdigest(), len(raw)


@cache
def _environment(theme: Path) -> jinja2.Environment:
    """The theme, read once: compiling takes four fifths of a small build, and a theme saved meanwhile changes no test."""
    env = environment(theme)
    folder = theme / "templates"
    env.loader = jinja2.DictLoader({p.name: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.html"))})
    return env


@cache
def _assets(theme: Path, colours: Colours) -> tuple[dict[str, str], Tree]:
    staging = Memory()
    return publish_assets(theme, staging, colours), staging.tree


def _publish_assets(theme: Path, staging: Staging, colours: Colours) -> dict[str, str]:
    assets, files = _assets(theme, colours)
    for path, data in files.items():
        staging.write(path, data)
    return dict(assets)


def tree_of(assembled: Assembled, content: Path, url: str | None = None) -> Tree:
    """Every file of the site by its path. RuntimeError when a gate stops everything."""
    staging = Memory()
    with (
        mock.patch.object(press_module, "environment", _environment),
        mock.patch.object(press_module, "publish_assets", _publish_assets),
        mock.patch.object(attachments, "strip", _strip),
    ):
        build(Press(assembled.sound, staging, content, default_theme(), (url or assembled.sound.site.url).rstrip("/")))
    return staging.tree


def site_of(content: Path, as_of: date | None = None) -> tuple[Assembled, Tree]:
    """Reads and builds ``content`` for one day."""
    assembled = assemble(content, as_of)
    return assembled, tree_of(assembled, content)
