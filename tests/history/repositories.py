"""Real repositories with a published county in them, with commits dated as the test wants."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf

from county import PENALTY, changed, write, write_county
from gongshi.assembly import assemble
from gongshi.findings import Finding
from gongshi.history.past import tellings
from gongshi.release.seal import seal, written
from gongshi.release.store import INDEX, Entry, read_store

FILE = f"post/decisions/2026/{PENALTY}.yaml"


def _pages(count: int) -> bytes:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


# Two files that an audit has nothing to say against.
PDF, OTHER_PDF = _pages(1), _pages(2)
# A real site: what is told of a sample is invented, and so is its past.
REAL = {"示例": "否"}


def git(folder: Path, *arguments: str, at: str = "2026-03-05T09:00:00+08:00") -> str:
    environment = {
        **os.environ, "GIT_AUTHOR_NAME": "示例", "GIT_AUTHOR_EMAIL": "x@qinghe.example", "GIT_COMMITTER_NAME": "示例",
        "GIT_COMMITTER_EMAIL": "x@qinghe.example", "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at,
    }  # fmt: skip
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment)
    return done.stdout.decode().strip()


def start(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, at: str, message: str = "示例") -> str:
    """Everything as it lies there; ``at`` is a day, or a moment with its zone."""
    moment = at if "T" in at else f"{at}T09:00:00+08:00"
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, at=moment)
    return git(folder, "rev-parse", "HEAD")


def published(folder: Path, day: str = "2026-03-05", **county: Any) -> Path:
    """``write_county``, then a release of ``day`` sealed; returns the content folder."""
    content = write_county(folder, ledger={}, **county)
    release(content, day)
    return content


def release(content: Path, day: str) -> None:
    """What publishing on ``day`` leaves in the store."""
    assembled = assemble(content, date.fromisoformat(day))
    assert not assembled.stopped, assembled.findings
    told, pulled = tellings(assembled.sound, read_store(content), content)
    seal(content, told, date.fromisoformat(day), pulled)


def rewrite(content: Path, file: str, record: Mapping[str, Any], **changes: Any) -> None:
    write(content / file, changed(record, changes))


def redate(content: Path, days: Mapping[str, str | None]) -> None:
    """Forges days in the index; None takes an entry out."""
    entries = dict(read_store(content).entries)
    for record, day in days.items():
        old = entries.pop(record)
        if day is not None:
            first = date.fromisoformat(day)
            entries[record] = Entry(first, old.kind, old.stated, old.statement, old.attachments, old.pulled)
    write(content / INDEX, written(entries))


def told(content: Path, as_of: str | None = None) -> list[Finding]:
    """The findings of GS301 to GS329, and gates that stop everything."""
    found = assemble(content, date.fromisoformat(as_of) if as_of else None).findings
    return [f for f in found if "GS301" <= f.code <= "GS329" or f.stops_everything]


def codes(findings: Iterable[Finding]) -> list[str]:
    return [f.code for f in findings]


def only(content: Path, as_of: str | None = None) -> Finding:
    found = told(content, as_of)
    assert len(found) == 1, [(f.code, f.file, f.line, f.message) for f in found]
    return found[0]


def place(finding: Finding) -> tuple[str, str, int, int]:
    return finding.code, finding.file, finding.line, finding.column


def key_at(content: Path, finding: Finding) -> str:
    """The text at which a finding points."""
    return (content / finding.file).read_text("utf-8").split("\n")[finding.line - 1][finding.column - 1 :]
