"""Pictures as they are published: the same pixels, nothing that tells who, where or when."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image

from gongshi.redaction.files.verdict import Refused

_PNG = b"\x89PNG\r\n\x1a\n"
# What a picture needs to be drawn (W3C PNG, 11.3): the rest is text, dates, EXIF and other frames.
_KEPT = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"))  # fmt: skip
_ORIENTATION = 0x0112
_BROKEN = "图片已损坏，请重新导出"


def chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, whole chunk) up to IEND. Refused when the file breaks off."""
    at = len(_PNG)
    while True:
        if at + 12 > len(raw):
            raise Refused(_BROKEN)
        (length,) = struct.unpack(">I", raw[at : at + 4])
        end = at + 12 + length
        if end > len(raw):
            raise Refused(_BROKEN)
        kind = raw[at + 4 : at + 8]
        yield kind, raw[at:end]
        at = end
        if kind == b"IEND":
            return


def strip_png(raw: bytes) -> bytes:
    """Cut after IEND; chunks that do not draw are left out."""
    return _PNG + b"".join(chunk for kind, chunk in chunks(raw) if kind in _KEPT)


def segments(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, bytes) of a JPEG up to its end of image; entropy-coded data come with their start of scan."""
    at = 2
    while at + 4 <= len(raw):
        if raw[at] != 0xFF:
            raise Refused(_BROKEN)
        marker = raw[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if marker == 0xDA:
            while True:
                end = raw.find(b"\xff", end)
                if end < 0 or end + 1 >= len(raw):
                    raise Refused(_BROKEN)
                if raw[end + 1] != 0 and not 0xD0 <= raw[end + 1] <= 0xD7:
                    break
                end += 2
        yield marker, raw[at:end]
        at = end


def end_of_jpeg(raw: bytes) -> int:
    """Where the picture ends, in bytes."""
    return 2 + sum(len(data) for _, data in segments(raw)) + 2


def strip_jpeg(raw: bytes, upright: bool = False) -> bytes:
    """Not encoded again. The colour profile stays, and which way is up, unless ``upright`` says that nobody asks."""
    kept = []
    for marker, data in segments(raw):
        application = 0xE0 <= marker <= 0xEF or marker == 0xFE
        colour = (marker == 0xE0 and data[4:8] == b"JFIF") or marker == 0xEE
        profile = marker == 0xE2 and data[4:15] == b"ICC_PROFILE"
        if not application or colour or profile:
            # A JFIF header may carry a thumbnail of its own: sixteen bytes are the header without one.
            kept.append(data[:2] + b"\x00\x10" + data[4:16] + b"\x00\x00" if marker == 0xE0 else data)
    turned = b"" if upright else _orientation(raw)
    return b"\xff\xd8" + turned + b"".join(kept) + b"\xff\xd9"


def _orientation(raw: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(raw)) as image:
            turn = image.getexif().get(_ORIENTATION, 1)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused(_BROKEN) from None
    if not isinstance(turn, int) or not 2 <= turn <= 8:
        return b""
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, turn, 0) + bytes(4)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
