"""An Office file as it is published: its content as it was, without author, thumbnail, custom data or times.

Parts that do not change keep their compressed bytes, so that no library's idea of compression decides on the output.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

from lxml import etree  # type: ignore[import-untyped]

from gongshi.redaction.files.office_parts import is_dropped
from gongshi.redaction.files.package import Element, Package, attribute, local, unpacked
from gongshi.redaction.files.strip_image import strip_jpeg, strip_png
from gongshi.redaction.files.verdict import Refused

_SETTINGS = ("attachedTemplate", "docVars")


def strip_office(raw: bytes) -> bytes:
    """Refused when the package is damaged."""
    package = unpacked(raw)
    changed = _changed(package)
    out, directory, count = io.BytesIO(), io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for info in archive.infolist():
            if info.is_dir() or is_dropped(info.filename):
                continue
            data = package.parts[info.filename]
            if info.filename in changed:
                data = changed[info.filename]
                packed, method = data, zipfile.ZIP_STORED
            else:
                packed, method = _packed(raw, info), info.compress_type
            _entry(out, directory, info.filename, data, packed, method)
            count += 1
    start, size = out.tell(), directory.tell()
    out.write(directory.getvalue())
    out.write(struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, size, start, 0))
    return out.getvalue()


def _packed(raw: bytes, info: zipfile.ZipInfo) -> bytes:
    """The compressed bytes of an entry, and nothing that was put behind their end."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("文件用了少见的压缩方法，请重新保存")
    name, extra = struct.unpack("<2H", raw[info.header_offset + 26 : info.header_offset + 30])
    start = info.header_offset + 30 + name + extra
    packed = raw[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_DEFLATED:
        reader = zlib.decompressobj(-15)
        reader.decompress(packed)
        packed = packed[: len(packed) - len(reader.unused_data)]
    return packed


def _entry(out: io.BytesIO, directory: io.BytesIO, name: str, data: bytes, packed: bytes, method: int) -> None:
    """One part with the first time that a zip can name, 1980-01-01, and no system's marks."""
    at, encoded = out.tell(), name.encode("utf-8")
    common = struct.pack("<5H3I2H", 20, 0x800, method, 0, 33, zlib.crc32(data), len(packed), len(data), len(encoded), 0)
    out.write(b"PK\x03\x04" + common + encoded + packed)
    directory.write(b"PK\x01\x02\x14\x00" + common + struct.pack("<3H2I", 0, 0, 0, 0, at) + encoded)


def _changed(package: Package) -> dict[str, bytes]:
    """Part → its new bytes: relations to what goes, types of it, settings that tell of the clerk's machine."""
    changed = {}
    for name, data in package.parts.items():
        if is_dropped(name):
            continue
        new = data
        if name == "[Content_Types].xml":
            new = _without(package, name, lambda e: is_dropped((attribute(e, "PartName") or "").lstrip("/")))
        elif name.endswith(".rels"):
            new = _without(package, name, partial(_gone, rels=name))
        elif name == "word/settings.xml":
            new = _without(package, name, lambda e: local(e) in _SETTINGS)
        elif name.startswith("xl/worksheets/") and b"<pageSetup" in data:
            new = _without_printer(package, name)
        elif name.lower().endswith((".jpg", ".jpeg")) and data.startswith(b"\xff\xd8"):
            new = strip_jpeg(data)
        elif name.lower().endswith(".png") and data.startswith(b"\x89PNG"):
            new = strip_png(data)
        if new != data:
            changed[name] = new
    return changed


def _without(package: Package, name: str, goes: Callable[[Element], bool]) -> bytes:
    root = package.xml(name)
    gone = [e for e in root if goes(e)]
    if not gone:
        return package.parts[name]
    for e in gone:
        root.remove(e)
    return _bytes(root)


def _without_printer(package: Package, name: str) -> bytes:
    root, found = package.xml(name), False
    for e in root.iter("{*}pageSetup"):
        for key in [k for k in e.attrib if str(k).endswith("}id")]:
            del e.attrib[key]
            found = True
    return _bytes(root) if found else package.parts[name]


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _gone(relation: Element, rels: str) -> bool:
    kind = (attribute(relation, "Type") or "").rsplit("/", 1)[-1]
    target = attribute(relation, "Target") or ""
    if kind == "attachedTemplate":
        return True
    base = rels.rsplit("_rels/", 1)[0]
    if target.startswith("/"):
        return is_dropped(target.lstrip("/"))
    parts: list[str] = []
    for step in f"{base}{target}".split("/"):
        if step == ".." and parts:
            parts.pop()
        elif step not in (".", ".."):
            parts.append(step)
    return is_dropped("/".join(parts))
