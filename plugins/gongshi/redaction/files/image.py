"""Pictures: what they carry beside their pixels. What the pixels show, only a human can say."""

from __future__ import annotations

import io
from struct import error as struct_error

import numpy as np
from PIL import Image

from gongshi.findings import Severity
from gongshi.redaction.files import limits
from gongshi.redaction.files.strip_image import chunks, end_of_jpeg, segments, strip_jpeg, strip_png
from gongshi.redaction.files.verdict import Audit, Problem, Refused

_SAID_PNG = {b"tEXt": "文字块", b"zTXt": "文字块", b"iTXt": "文字块", b"eXIf": "EXIF 信息"}
_GPS = 0x8825


def audit_image(raw: bytes, kind: str) -> Audit:
    """Refused when it cannot be decoded whole, is too large, or holds more than one picture."""
    _decoded(raw, kind)
    found = _png(raw) if kind == "png" else _jpeg(raw)
    problems = [Problem("metadata", Severity.NOTE, f"带有{what}") for what in dict.fromkeys(found)]
    problems.append(Problem("unseen", Severity.DEFECT, "图片里的内容机器不能判断"))
    strip_png(raw) if kind == "png" else strip_jpeg(raw)
    return Audit(tuple(problems), needs_tick=True)


def _decoded(raw: bytes, kind: str) -> None:
    Image.MAX_IMAGE_PIXELS = limits.PIXELS
    try:
        with Image.open(io.BytesIO(raw), formats=[kind.upper()]) as image:
            if image.width * image.height > limits.PIXELS:
                raise Refused(f"图片有 {image.width}×{image.height} 像素，太大，请缩小")
            frames = getattr(image, "n_frames", 1)
            image.load()
            if frames > 1 and kind == "png":
                raise Refused("是多帧动图，看不到的帧里可能还有内容，请另存为单张图片")
            if image.mode in ("RGBA", "LA") and _under_glass(image):
                raise Refused("透明的区域下面还留着图像，擦去的内容可以恢复；请压平后另存")
    except Refused:
        raise
    except Image.DecompressionBombError:
        raise Refused("图片像素太多，请缩小") from None
    except (OSError, ValueError, SyntaxError, EOFError, struct_error):
        raise Refused("图片已损坏，读不完整，请重新导出") from None


def _under_glass(image: Image.Image) -> bool:
    pixels = np.asarray(image.convert("RGBA"))
    clear = pixels[pixels[..., 3] == 0][:, :3]
    return len(clear) > 200 and bool(clear.std(axis=0).max() > 25)


def _png(raw: bytes) -> list[str]:
    found, end = [], 8
    for kind, chunk in chunks(raw):
        end += len(chunk)
        if kind in _SAID_PNG:
            found.append(_SAID_PNG[kind])
    return [*found, *(["图片结束之后的多余数据"] if end < len(raw) else [])]


def _jpeg(raw: bytes) -> list[str]:
    found = []
    for marker, data in segments(raw):
        if marker == 0xE1:
            found.append("EXIF 信息" if data[4:8] == b"Exif" else "XMP 信息")
        elif marker == 0xED:
            found.append("IPTC 信息")
        elif marker == 0xFE:
            found.append("注释")
        elif marker == 0xE0 and data[4:8] == b"JFXX":
            found.append("缩略图")
        elif marker == 0xE2 and data[4:7] == b"MPF":
            found.append("另外的图像")
    with Image.open(io.BytesIO(raw)) as image:
        if image.getexif().get_ifd(_GPS):
            found.append("拍摄地点（GPS）")
    return [*found, *(["图片结束之后的多余数据"] if end_of_jpeg(raw) < len(raw) else [])]
