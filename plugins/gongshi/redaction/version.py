"""What the detectors are: a digest of the sources of this room, so that no change of them is ever forgotten."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def detectors_version() -> str:
    """16 hexadecimal digits over the modules of the room, its attachments' modules among them; the same from a wheel."""
    digest = hashlib.sha256()
    room = files(__package__)
    sources = {
        f"{folder.name}/{source.name}": source
        for folder in (room, room / "files")
        for source in folder.iterdir()
        if source.name.endswith((".py", ".pyc"))
    }
    for name in sorted(sources):
        data = sources[name].read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:16]
