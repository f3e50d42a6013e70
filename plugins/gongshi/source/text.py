"""Bytes of a source file → text. UTF-8 only; whatever cannot be seen in an editor is refused at its own line."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from gongshi.findings import Finding, Severity
from gongshi.source.wording import mended

YAML_LIMIT = 256 * 1024
MARKDOWN_LIMIT = 1024 * 1024
ENCODING, SIZE, PLACE = "GS001", "GS005", "GS006"

# At most so many lines of one file are named; a binary file would otherwise fill the report.
_MOST_NAMED = 20
_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# Control characters; line ends that editors do not show as such (VT, FF, NEL, U+2028, U+2029) and that would make
# YAML's line count differ from the clerk's.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ufff9-\ufffb"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f"
)
# U+180E is invisible too, but Mongolian needs it between its letters. One class of characters comes first, for which
# `re` looks five times as fast as for alternatives: every character of a county goes through this.
_LONE = r"(?:(?<!\u180e)|(?<![\u1820-\u18aa]\u180e))"
REFUSED_CHARACTER = re.compile(f"[{_CONTROL}{_BIDI}{_ZERO_WIDTH}\ufffd\u180e]{_LONE}")
_IS_CONTROL, _IS_BIDI = re.compile(f"[{_CONTROL}]"), re.compile(f"[{_BIDI}]")


def limit_for(file: str) -> int:
    """The largest size in bytes that a file of this name may have."""
    return MARKDOWN_LIMIT if file.endswith((".md", ".markdown")) else YAML_LIMIT


def read_bytes(path: str | Path, file: str) -> tuple[bytes | None, list[Finding]]:
    """The file's bytes, or a gate. Never follows a link, never waits on a pipe, never reads more than the limit."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    limit = limit_for(file)
    try:
        descriptor = os.open(path, flags)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return None, [_gate(PLACE, "不是普通文件，不读取", file, fix="换成普通文件")]
            if status.st_size > limit:
                return None, [_too_large(status.st_size, file)]
            # The file may grow meanwhile, hence the bound; one read may bring less than there is, hence the loop.
            raw = os.read(descriptor, status.st_size + 1)
            while len(raw) <= limit and (more := os.read(descriptor, 65_536)):
                raw += more
        finally:
            os.close(descriptor)
    except OSError:
        return None, [_gate(PLACE, "文件打不开，没有读取", file, fix="检查文件是否存在、是否有读取权限")]
    return (None, [_too_large(len(raw), file)]) if len(raw) > limit else (raw, [])


def decode(raw: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """Text with ``\\n`` line ends and without byte-order mark, or None with the gates that say why not.

    A byte-order mark is only noted: the text is sound, and the remedy is one click in the editor.
    """
    if len(raw) > limit_for(file):
        return None, [_too_large(len(raw), file)]
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return None, [_not_utf8(name, file, 1, 1)]
    notes: list[Finding] = []
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        notes.append(
            Finding(
                ENCODING,
                Severity.NOTE,
                "文件开头有 BOM（看不见的三个字节），不影响读取",
                file,
                1,
                1,
                "另存为“UTF-8（无 BOM）”",
            )
        )
    if _looks_like_utf16(raw):
        return None, [*notes, _not_utf8("UTF-16", file, 1, 1)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*notes, _undecodable(raw, error.start, file)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    gates = _unseen(text, file) if REFUSED_CHARACTER.search(text) else []
    return (None if gates else text), [*notes, *gates]


def _gate(code: str, message: str, file: str, line: int = 0, column: int = 0, fix: str = "") -> Finding:
    return Finding(code, Severity.GATE, message, file, line, column, fix)


def _too_large(size: int, file: str) -> Finding:
    limit = limit_for(file) // 1024
    message = f"文件有 {-(-size // 1024)} KiB，超过 {limit} KiB 的上限，没有读取"
    return _gate(SIZE, message, file, fix="拆成几个记录；长的材料放进附件")


def _not_utf8(name: str, file: str, line: int, column: int) -> Finding:
    return _gate(ENCODING, f"文件是 {name} 编码，请另存为 UTF-8", file, line, column, "用编辑器“另存为”，编码选 UTF-8")


def _looks_like_utf16(raw: bytes) -> bool:
    """Without a mark: every other byte of ASCII and of line ends is NUL."""
    head = raw[:4096]
    nuls = head.count(0)
    return nuls >= 4 and (head[0::2].count(0) == nuls or head[1::2].count(0) == nuls)


def _undecodable(raw: bytes, start: int, file: str) -> Finding:
    before = raw[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if _is_gb18030(raw):
        return _not_utf8("GBK", file, line, column)
    message = "这一行有不是 UTF-8 的字节，可能是从别的编码粘贴来的，也可能文件已损坏"
    return _gate(ENCODING, message, file, line, column, "删去这一行的乱码重新录入，另存为 UTF-8")


def _is_gb18030(raw: bytes) -> bool:
    """True when the whole reads as GB18030 and most of its non-ASCII is wrong as UTF-8 (else: one damaged spot)."""
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    wrong = raw.decode("utf-8", "replace").count("\ufffd")
    return wrong * 3 >= sum(byte >= 0x80 for byte in raw)


def _unseen(text: str, file: str) -> list[Finding]:
    gates: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = REFUSED_CHARACTER.search(line)
        if match is None:
            continue
        if len(gates) == _MOST_NAMED:
            gates.append(_gate(ENCODING, "后面还有这样的字符，没有一一列出", file, number, match.start() + 1))
            break
        message = f"{_kind(match[0])}（U+{ord(match[0]):04X}），请删去"
        gates.append(_gate(ENCODING, message, file, number, match.start() + 1, mended(REFUSED_CHARACTER.sub("", line))))
    return gates


def _kind(character: str) -> str:
    if character == "\ufffd":
        return "这一行有乱码，原来的字已经丢失，要重新录入"
    if _IS_CONTROL.match(character):
        return "这一行有控制字符"
    if _IS_BIDI.match(character):
        return "这一行有改变文字方向的控制字符，看到的顺序会和实际的不同"
    return "这一行有看不见的零宽字符，检索和比对会出错"
