"""A folder served on loopback that counts what is asked for, in bytes as a host with compression would send them."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# What hosts compress on the way; all else that search tools load is compressed already.
_COMPRESSED = frozenset({".js", ".json", ".html", ".css"})


class Counted:
    """Where the folder is served, and what was loaded since the last ``clear``."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.address = folder, ""
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Begins to count anew."""
        self.bytes = self.requests = 0

    def count(self, path: Path) -> None:
        """One file was asked for."""
        if not path.is_file() or path.suffix in (".ico", ".svg"):
            return
        data = path.read_bytes()
        with self._lock:
            self.requests += 1
            self.bytes += len(gzip.compress(data, 9)) if path.suffix in _COMPRESSED else len(data)


@contextmanager
def served(folder: Path) -> Iterator[Counted]:
    """Serves ``folder`` until the block ends."""
    counted = Counted(folder)

    class Quiet(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            counted.count(Path(self.translate_path(self.path)))
            super().do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    counted.address = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield counted
    finally:
        server.shutdown()
