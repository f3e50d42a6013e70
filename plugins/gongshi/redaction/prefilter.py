"""Whether a file can hold anything that the detectors would stop: their own finds, without places and without doubts.

A page that goes out is looked at in full only when this says yes. It runs the very detectors that may be sure, over the
very views, so that a no is as good as the detectors'; what it spares is the way back from each view to the file, and
everything that is only for people to look at.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.redaction.plain import plain
from gongshi.redaction.scan import SURE
from gongshi.redaction.views import base64_texts, decoded_text


def may_hold(raw: bytes) -> bool:
    """False when no view of ``raw`` (read as UTF-8) holds anything that is a gate by its type's own severity."""
    return any(_found(text) for text in _texts(raw.decode("utf-8", "replace"), 2))


def _texts(text: str, depth: int) -> Iterator[str]:
    yield text
    once = decoded_text(text)
    if once is not None:
        yield once
        twice = decoded_text(once)
        if twice is not None:
            yield twice
    if depth:
        for hidden in base64_texts(text):
            yield from _texts(hidden, depth - 1)


def _found(text: str) -> bool:
    spelt = plain(text).text
    return any(sure for detector in SURE for _, _, _, sure in detector(spelt))
