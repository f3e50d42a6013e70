"""A PDF as it is published: no history, no metadata, no signature values, one identifier for the same content."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name, ObjectStreamMode, StreamDecodeLevel

from gongshi.redaction.files.strip_image import strip_jpeg
from gongshi.redaction.files.verdict import Refused

_DROPPED = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified")
# A signature holds for the original's bytes only, and its certificate names a person, often with an ID number.
_OF_SIGNATURES = ("/Perms", "/DSS")


def strip_pdf(raw: bytes) -> bytes:
    """Refused when the file cannot be written anew."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            for key in ("/Info", "/ID"):
                if key in pdf.trailer:
                    del pdf.trailer[key]
            for key in _OF_SIGNATURES:
                if key in pdf.Root:
                    del pdf.Root[key]
            for entry in pdf.objects:
                if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
                    _strip(entry)
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                compress_streams=True,
                stream_decode_level=StreamDecodeLevel.none,
                object_stream_mode=ObjectStreamMode.preserve,
                fix_metadata_version=False,
            )
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
        raise Refused("文件不能重新写出，请重新打印为 PDF") from None
    return out.getvalue()


def _strip(entry: pikepdf.Object) -> None:
    for key in _DROPPED:
        if key in entry:
            del entry[key]
    if entry.get("/FT") == Name.Sig and "/V" in entry:
        del entry["/V"]
    if isinstance(entry, pikepdf.Stream) and entry.get("/Filter") == Name.DCTDecode:
        data = entry.read_raw_bytes()
        if data.startswith(b"\xff\xd8"):
            entry.write(strip_jpeg(data, upright=True), filter=Name.DCTDecode)
