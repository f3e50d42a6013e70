"""Whatever is done to the bytes of an attachment, its audit ends in a verdict, and so does the making of what is published.

The seeds are fixed, so that a run fails or passes again. FUZZ=50 pytest … for fifty times as many.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable

import pytest
from office_samples import DOCX_CLEAN, DOCX_TRICKS, XLSX_CLEAN, XLSX_TRICKS
from pdf_samples import CLEAN, TRICKS
from PIL import Image

from gongshi.redaction.files import Refused, strip
from gongshi.redaction.files.worker import audited

ROUNDS = 5 * int(os.environ.get("FUZZ", "1"))
Change = Callable[[bytearray, random.Random], bytes]


def _image(form: str) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "camera"
    Image.effect_noise((40, 30), 60).convert("RGB").save(out, form, exif=exif)
    return out.getvalue()


SOUND = {
    "a.pdf": lambda: CLEAN["form_to_fill_in"](),
    "b.pdf": lambda: TRICKS["earlier_revision"](),
    "c.pdf": lambda: TRICKS["embedded_file"](),
    "a.docx": lambda: DOCX_CLEAN["table_with_dark_head"](),
    "b.docx": lambda: DOCX_TRICKS["comment"](),
    "a.xlsx": lambda: XLSX_CLEAN["dark_head"](),
    "b.xlsx": lambda: XLSX_TRICKS["hidden_sheet"](),
    "a.png": lambda: _image("PNG"),
    "a.jpg": lambda: _image("JPEG"),
}


def _cut(raw: bytearray, dice: random.Random) -> bytes:
    return bytes(raw[: dice.randrange(9, len(raw))])


def _flipped(raw: bytearray, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 8, 64))):
        raw[dice.randrange(8, len(raw))] ^= 1 << dice.randrange(8)
    return bytes(raw)


def _moved(raw: bytearray, dice: random.Random) -> bytes:
    """A stretch is written over another one, so that lengths and tables lie."""
    size = dice.randrange(1, max(2, len(raw) // 4))
    source, target = (dice.randrange(8, max(9, len(raw) - size)) for _ in range(2))
    raw[target : target + size] = raw[source : source + size]
    return bytes(raw)


def _said_otherwise(raw: bytearray, dice: random.Random) -> bytes:
    """A number in it is another one: sizes, offsets, counts of a PDF; any four bytes of the others."""
    at = dice.randrange(8, len(raw) - 4)
    raw[at : at + 4] = dice.choice((b"9999", b"-001", b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
    return bytes(raw)


def _swapped(raw: bytearray, dice: random.Random) -> bytes:
    """The members of an archive bear each other's names, come twice, or are missing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        others = dict(zip(names, dice.sample(names, len(names)), strict=True))
        for name in names:
            if dice.random() < 0.9:
                target.writestr(name, source.read(others[name] if dice.random() < 0.5 else name))
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUND)
def test_a_damaged_file_ends_in_a_verdict(name: str) -> None:
    """In this process, where a crash and an exception are seen; the child that audits at work is killed when it is late."""
    sound = SOUND[name]()
    changes: list[Change] = [_cut, _flipped, _moved, _said_otherwise]
    changes += [_swapped] if name.endswith(("docx", "xlsx")) else []
    for change in changes:
        for seed in range(ROUNDS):
            raw = change(bytearray(sound), random.Random(f"{name} {change.__name__} {seed}"))
            found = audited(raw, name)
            assert found.problems or found.has_text or found.texts, (change.__name__, seed)
            if not found.stopped:
                try:
                    published = strip(raw, name)
                except Refused:
                    continue
                assert not audited(published, name).stopped, (change.__name__, seed)
