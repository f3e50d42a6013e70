"""Verdicts kept from run to run, by the file's bytes and by all that could change a verdict; never what a file says."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import get_ident

from gongshi.redaction.files.verdict import Audit

_LIBRARIES = ("pikepdf", "pypdfium2", "pillow", "lxml", "numpy")


@cache
def fingerprint(scanned: bool) -> str:
    """Of the auditors, their libraries and the detectors: a verdict of another one is not believed."""
    digest = sha256()
    here = Path(__file__).parent
    sources = [*sorted(here.glob("*.py")), here.parent / "span.py"]
    if scanned:
        # Whatever lies beside the detectors' own module may decide what they find.
        sources += sorted(p for p in here.parent.rglob("*") if p.is_file() and p.parent != here and p.suffix != ".pyc")
    for path in sources:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(str(scanned).encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()[:16]


def recall(folder: Path, digest: str, name: str, mark: str) -> Audit | None:
    """The verdict, without texts; None when there is none that can be read and trusted in every word."""
    try:
        data = json.loads(_place(folder, digest, name, mark).read_bytes())
        body = json.dumps(data["audit"], sort_keys=True)
        if data["sum"] != sha256(body.encode()).hexdigest():
            return None
        return Audit.of(data["audit"], digest)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(folder: Path, name: str, mark: str, audit: Audit) -> None:
    """Best effort: a folder that cannot be written costs time, nothing else."""
    data = audit.as_data(texts=False)
    body = json.dumps(data, sort_keys=True)
    target = _place(folder, audit.digest, name, mark)
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_suffix(f".{os.getpid()}-{get_ident()}")
        scratch.write_text(json.dumps({"sum": sha256(body.encode()).hexdigest(), "audit": data}), encoding="utf-8")
        scratch.replace(target)


def _place(folder: Path, digest: str, name: str, mark: str) -> Path:
    ending = name.rsplit(".", 1)[-1].lower()
    key = sha256(f"{digest} {ending} {mark}".encode()).hexdigest()
    return folder / "audits" / key[:2] / f"{key[2:32]}.json"
