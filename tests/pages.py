"""What a page may not contain, whatever was in the content: parsed as a browser would, not searched as text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from html.parser import HTMLParser

_URLS = frozenset(
    {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset", "background", "cite"}
)
_FORBIDDEN = frozenset(
    {"iframe", "object", "embed", "base", "style", "math", "frame", "frameset", "applet", "video", "audio"}
)
_VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "area", "col", "source", "wbr", "base", "embed"})
_EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.I)


@dataclass
class Seen(HTMLParser):
    """Everything of one page that tests ask for."""

    faults: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    title: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        if len(named) != len(attrs):
            self.faults.append(f"an attribute twice in <{tag}>")
        if tag in _FORBIDDEN:
            self.faults.append(f"<{tag}>")
        if tag == "script" and not re.fullmatch(r"(?:\.\./|/|[\w-]+/)*assets/[\w.-]+\.js", named.get("src", "")):
            self.faults.append(f"<script {named}>")
        for name, value in named.items():
            self._attribute(tag, name, value)
        if named.get("id"):
            self.ids.append(named["id"])
        if tag == "meta" and "name" in named:
            if named["name"] in self.metas:
                self.faults.append(f"META {named['name']} twice")
            self.metas[named["name"]] = named.get("content", "")
        if tag not in _VOID:
            self.open.append(tag)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("style", "srcdoc"):
            self.faults.append(f"{name}= in <{tag}>")
        if name not in _URLS:
            return
        self.links.append((tag, name, value))
        if _EXTERNAL.match(value.strip()):
            allowed = tag == "a" and name == "href" and re.match(r"(?:https?://|mailto:|tel:)", value, re.I)
            if not allowed:
                self.faults.append(f"{name}={value[:60]!r} in <{tag}>")
        if re.sub(r"[\x00-\x20]", "", value).lower().startswith(("javascript:", "data:", "vbscript:")):
            self.faults.append(f"{value[:40]!r}")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data
        if self.open and self.open[-1] in ("script", "style") and data.strip():
            self.faults.append(f"inline <{self.open[-1]}>: {data[:40]!r}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data[:40]!r}")

    @property
    def text(self) -> str:
        return "".join(self.texts)


def read(html: bytes) -> Seen:
    """Parses one page."""
    seen = Seen()
    seen.feed(html.decode("utf-8"))
    seen.close()
    if seen.open:
        seen.faults.append(f"never closed: {seen.open}")
    return seen


def faults_of(path: str, data: bytes) -> list[str]:
    """What is dangerous or broken in one file of the output."""
    if path.endswith(".html"):
        return read(data).faults
    if path.endswith((".xml", ".svg")):
        try:
            tree = ET.fromstring(data.decode("utf-8"))
        except (ET.ParseError, UnicodeDecodeError) as error:
            return [f"{path}: {error}"]
        return [
            f"{path}: <{element.tag}> {name}={value[:40]}"
            for element in tree.iter()
            for name, value in [("", ""), *element.attrib.items()]
            if element.tag.endswith("}script") or name.startswith("on") or value.lower().startswith("javascript:")
        ]
    return []
