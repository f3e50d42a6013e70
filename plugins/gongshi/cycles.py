"""Python's collector of cycles, and when it is in the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Holds the collector off. Records, pages, rows and what is remembered of them are trees without cycles: walking all of
    them again and again makes each dearer the more there are, and finds nothing.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
