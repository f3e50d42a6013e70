"""Which parts of an Office file are looked into, and which go before it is published; any other is known to nobody.

Names as ECMA-376 has them, and as Word, Excel, WPS and LibreOffice write them.
"""

from __future__ import annotations

import re

from gongshi.redaction.files.package import Package

# They tell of the clerk and his machine, and no reader misses them.
_DROPPED = (
    "docProps/", "docMetadata/", "customXml/", "word/people.xml", "word/printerSettings/", "xl/printerSettings/", "xl/persons/",
)  # fmt: skip
_LOOKED_INTO = re.compile(
    r"\[Content_Types\]\.xml"
    r"|word/(?:glossary/)?(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|comments\w*"
    r"|(?:header|footer)\d*)\.xml"
    r"|word/(?:theme|charts|diagrams)/\w+\.xml"
    r"|xl/(?:workbook|sharedStrings|styles|calcChain|metadata|comments\d*)\.xml"
    r"|xl/(?:worksheets|theme|drawings|charts|diagrams|tables)/\w+\.xml"
)
_PICTURE = re.compile(r"(?:word|xl)/media/[\w.\-]+\.(?:png|jpe?g)", re.IGNORECASE)
_RELATIONS = re.compile(r"((?:[^/]+/)*)_rels/([^/]*)\.rels")
_MAGIC = (b"\x89PNG", b"\xff\xd8")


def is_dropped(name: str) -> bool:
    """Whether a part goes before the file is published."""
    return name.startswith(_DROPPED)


def is_known(name: str, package: Package) -> bool:
    """False when nobody would look into a part that is published."""
    if is_dropped(name) or _LOOKED_INTO.fullmatch(name):
        return True
    if _PICTURE.fullmatch(name):
        return package.parts[name].startswith(_MAGIC)
    relations = _RELATIONS.fullmatch(name)
    if relations is None:
        return False
    # Of a part that is there, or of the whole file.
    owner = relations[1] + relations[2]
    return owner == "" or (owner in package.parts and is_known(owner, package))
