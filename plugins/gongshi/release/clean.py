"""Which files were found clean before, so that they are not scanned again.

The memory is bound by a key that lies outside the repository and the output (the user's state folder, mode 0600): a
forged or copied memory is not believed, a damaged one means scanning again. Who can read the key can change the program
as well. Without a place for the key nothing is remembered.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

_HEAD = "gongshi-clean 1"


class Clean:
    """Digests (hexadecimal) of files that ``identity`` found clean."""

    def __init__(self, folder: Path, identity: str) -> None:
        self._place = folder / "clean"
        self._identity = identity
        self._key = _key()
        self.before = self._read()
        self.now: set[str] = set()

    def _read(self) -> frozenset[str]:
        if self._key is None:
            return frozenset()
        try:
            head, identity, *digests, seal = self._place.read_text(encoding="ascii").rstrip("\n").split("\n")
        except (OSError, ValueError):
            return frozenset()
        body = "\n".join([head, identity, *digests])
        if head != _HEAD or identity != self._identity or not hmac.compare_digest(seal, self._seal(body)):
            return frozenset()
        return frozenset(digests)

    def keep(self) -> None:
        """Writes what was clean now; a memory that cannot be written is none."""
        if self._key is None or self.now == self.before:
            return
        body = "\n".join([_HEAD, self._identity, *sorted(self.now)])
        with contextlib.suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=self._place.parent, delete=False) as file:
                file.write(f"{body}\n{self._seal(body)}\n")
            Path(file.name).replace(self._place)

    def _seal(self, body: str) -> str:
        return hmac.digest(self._key or b"", body.encode("ascii", "replace"), "sha256").hex()


def _key() -> bytes | None:
    base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")  # noqa: PTH111 - may not resolve
    place = Path(base) / "gongshi" / "clean.key"
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
                file.write(secrets.token_bytes(32))
        key = place.read_bytes()
    except OSError:
        return None
    return key if len(key) == 32 else None
