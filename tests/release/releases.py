"""Publishing inside the test's own process: a bureau, a folder of releases, and what a reader would see of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest

from county import tree, write_bureau
from gongshi.cli import publishing
from gongshi.cli.publishing import Pull, locked, run_publish, run_pull
from gongshi.cli.site import Job
from gongshi.release.commit import same_files
from gongshi.release.folder import Folder
from gongshi.release.ledger import read_ledger
from gongshi.release.manifest import read_manifest
from gongshi.release.work import Options
from gongshi.site import press as press_module
from gongshi.site.theme import environment


@dataclass
class Bureau:
    """A bureau's repository and the folder that it publishes into."""

    root: Path
    day: date = date(2026, 3, 16)
    www: Path | None = None

    @classmethod
    def at(cls, root: Path, **changes: Any) -> Bureau:
        """A tiny valid county, without a day of its own; a sample site, so that its days may be invented."""
        return cls(write_bureau(root, **{**changes, "site": {"基准日": None, **changes.get("site", {})}}))

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def folder(self) -> Folder:
        return Folder(self.www or self.root / "www")

    def job(self, named: bool = True) -> Job:
        return Job(self.content, self.folder.current, self.root / "publishconf.py", self.day if named else None)

    def publish(self, options: Options | None = None, removals_only: bool = False, named: bool = True) -> int:
        """``named``: with --as-of."""
        wanted = options or Options()
        return locked(self.folder, lambda: run_publish(self.folder, self.job(named), wanted, removals_only))

    def pull(self, record: str, **wanted: Any) -> int:
        asked = Pull(record, **wanted)
        return locked(
            self.folder, lambda: run_pull(self.folder, self.job(), asked), first=lambda: asked.mark(self.folder)
        )

    def later(self, days: int) -> Bureau:
        self.day += timedelta(days)
        return self

    def live(self) -> dict[str, bytes]:
        """What a reader sees."""
        return tree(self.folder.current)

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        place = self.content / path
        place.write_text(change(place.read_text("utf-8")), "utf-8")

    def assert_whole(self) -> None:
        """The live tree is byte for byte what the live release's manifest says."""
        manifest = read_manifest(self.folder.release(self.folder.live() or "") / "manifest.json")
        assert same_files(self.folder.current, manifest.files)


@cache
def _environment(theme: Path) -> jinja2.Environment:
    """The theme, compiled once for all sites that a test process publishes: that is most of a small one's time."""
    env = environment(theme)
    folder = theme / "templates"
    env.loader = jinja2.DictLoader({p.name: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.html"))})
    return env


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """A bureau that has published nothing yet."""
    monkeypatch.setattr(press_module, "environment", _environment)
    # What is remembered of one publication is there for the next, as on the publisher's machine.
    monkeypatch.setenv("GONGSHI_CACHE", str(tmp_path / "cache"))
    return Bureau.at(tmp_path)


def clock(monkeypatch: pytest.MonkeyPatch, *days: date) -> None:
    """What publishing takes for today, one answer after another; the last one stays."""
    left = list(days)
    monkeypatch.setattr(publishing, "today_in_shanghai", lambda: left.pop(0) if len(left) > 1 else left[0])


def events(place: Folder) -> list[tuple[str, str]]:
    """What the ledger says happened to records: (event, record), without releases."""
    return [(e.event, e.record) for e in read_ledger(place.ledger).entries if e.record]
