"""An Office file as what it is: a zip of XML parts, read within bounds."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from gongshi.redaction.files import limits
from gongshi.redaction.files.verdict import Refused

# lxml brings no types.
Element = Any
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PACKED = "压缩比或者体积异常（疑似压缩炸弹），不能审计"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class Package:
    """``parts`` in the order of the file, unpacked; XML parts are parsed once, when asked for."""

    parts: dict[str, bytes]
    _trees: dict[str, Element] = field(default_factory=dict)

    def xml(self, name: str) -> Element:
        """The root of a part. Refused when it is no XML or brings entities of its own."""
        if name not in self._trees:
            raw = self.parts[name]
            head = raw if raw[:2] not in (b"\xff\xfe", b"\xfe\xff") else raw.decode("utf-16", "replace").encode()
            if _DOCTYPE.search(head[:4096]) or b"<!ENTITY" in head:
                raise Refused("文件里的 XML 带有实体定义（疑似炸弹），不能审计")
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            try:
                self._trees[name] = etree.fromstring(raw, parser)
            except (etree.XMLSyntaxError, ValueError):
                raise Refused(f"文件已损坏：{name.rsplit('/', 1)[-1]} 读不出来，请重新导出") from None
        return self._trees[name]

    def named(self, start: str, end: str = ".xml") -> list[str]:
        return [name for name in self.parts if name.startswith(start) and name.endswith(end)]

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Id → last word of the type, target, whether it leads out of the file."""
        folder, _, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels".lstrip("/")
        if name not in self.parts:
            return {}
        return {
            r.get("Id", ""): (
                r.get("Type", "").rsplit("/", 1)[-1],
                r.get("Target", ""),
                r.get("TargetMode", "").lower() == "external",
            )
            for r in self.xml(name).iter(RELATION)
        }


def unpacked(raw: bytes) -> Package:
    """Refused when the zip is damaged, encrypted, names a part twice, or unpacks beyond all bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            _weigh(infos)
            parts = {}
            for info in infos:
                if info.is_dir():
                    continue
                if info.flag_bits & 1:
                    raise Refused("文件加了密码，请去掉密码后重新导出")
                with archive.open(info) as part:
                    # The directory may lie about the size: read no further than it promised.
                    data = part.read(info.file_size + 1)
                if len(data) != info.file_size:
                    raise Refused(_PACKED)
                parts[info.filename] = data
    except Refused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError):
        raise Refused("文件已损坏，解不开，请重新导出") from None
    return Package(parts)


def _weigh(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > limits.ENTRIES:
        raise Refused(f"文件里有 {len(infos)} 个部件，太多，不能审计")
    if sum(info.file_size for info in infos) > limits.UNPACKED:
        raise Refused(_PACKED)
    names = set()
    for info in infos:
        if info.file_size > 1_000_000 and info.file_size > limits.RATIO * max(info.compress_size, 1):
            raise Refused(_PACKED)
        if info.filename.casefold() in names or info.filename.startswith("/") or ".." in info.filename.split("/"):
            raise Refused("文件里的部件重名或者路径异常，不能审计")
        names.add(info.filename.casefold())


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name, in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rsplit("}", 1)[-1] == name:
            return str(value)
    return None
