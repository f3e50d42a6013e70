"""One short name for many things."""

from __future__ import annotations

import hashlib


def digest(*parts: bytes | str) -> str:
    """SHA-256 (hex) over parts that cannot run into each other."""
    seen = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        seen.update(len(raw).to_bytes(8, "big") + raw)
    return seen.hexdigest()
