"""Pictures: what they carry is told and does not go out; what they show needs a human."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from gongshi.findings import Severity
from gongshi.redaction.files import audit, strip

GRADIENT = Image.fromarray(np.add.outer(np.arange(60), np.arange(80)).astype(np.uint8) * 1).convert("RGB")


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(turn: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = turn
    data[0x010F] = "SECRETCAM"
    data.get_ifd(0x8825).update({1: "N", 2: (44.0, 10.0, 5.0), 3: "E", 4: (86.0, 1.0, 2.0)})
    return data


def texts() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SECRETNAME")
    info.add_itxt("XML:com.adobe.xmp", "SECRETXMP")
    return info


CARRIED = {
    "gps": ("a.jpg", lambda: saved(GRADIENT, "JPEG", exif=exif()), "GPS"),
    "jpeg comment": ("a.jpg", lambda: saved(GRADIENT, "JPEG", comment=b"SECRETWORD"), "注释"),
    "jpeg trailer": ("a.jpg", lambda: saved(GRADIENT, "JPEG") + b"SECRETTAIL", "多余"),
    "jpeg xmp": ("a.jpeg", lambda: saved(GRADIENT, "JPEG", xmp=b"<x>SECRETXMP</x>"), "XMP"),
    "png text": ("a.png", lambda: saved(GRADIENT, "PNG", pnginfo=texts()), "文字块"),
    "png exif": ("a.png", lambda: saved(GRADIENT, "PNG", exif=exif()), "EXIF"),
    "png trailer": ("a.png", lambda: saved(GRADIENT, "PNG") + b"SECRETTAIL", "多余"),
}


@pytest.mark.parametrize("trick", CARRIED)
def test_what_is_carried_is_told_and_stays_behind(trick: str) -> None:
    name, make, word = CARRIED[trick]
    raw = make()
    found = audit(raw, name)
    assert word in "".join(p.message for p in found.problems if p.severity is Severity.NOTE)
    published = strip(raw, name)
    assert b"SECRET" in raw and b"SECRET" not in published
    assert published == strip(published, name)
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(raw))), np.asarray(Image.open(io.BytesIO(published))))
    assert [p.kind for p in audit(published, name).problems] == ["unseen"]


def test_which_way_is_up_stays() -> None:
    published = strip(saved(GRADIENT, "JPEG", exif=exif(6)), "a.jpg")
    assert dict(Image.open(io.BytesIO(published)).getexif()) == {0x0112: 6}


@pytest.mark.parametrize(("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_a_sound_picture_needs_a_human_only(name: str, form: str) -> None:
    raw = saved(GRADIENT, form)
    found = audit(raw, name)
    assert [(p.kind, p.severity) for p in found.problems] == [("unseen", Severity.DEFECT)]
    assert found.needs_tick and not found.has_text
    assert strip(raw, name) == raw


def test_erased_to_transparent_is_not_erased() -> None:
    pixels = np.array(Image.effect_noise((80, 60), 90).convert("RGBA"))
    pixels[10:40, :, 3] = 0
    assert "透明" in audit(saved(Image.fromarray(pixels), "PNG"), "a.png").problems[0].message


def test_several_frames_are_refused() -> None:
    raw = saved(GRADIENT, "PNG", save_all=True, append_images=[GRADIENT.rotate(90)])
    assert "多帧" in audit(raw, "a.png").problems[0].message


def test_a_picture_too_large_to_unpack_is_refused_unread() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    raw = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    assert audit(raw, "a.png").problems[0].kind == "refused"
