"""Text that is in a PDF's bytes and no longer on its pages: earlier revisions, and streams that nothing refers to."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pikepdf import Pdf

from gongshi.findings import Severity
from gongshi.redaction.files import limits
from gongshi.redaction.files.verdict import Problem

_EOF = re.compile(rb"%%EOF")
_STREAM = re.compile(rb"stream\r?\n")
_TEXT = re.compile(rb"\bBT\b[^\x00]{0,4000}?T[jJ]")
_TOKEN = re.compile(r"[0-9A-Za-z\u3400-\u9fff]+")
_REVISIONS = 20


def remains(raw: bytes, pdf: Pdf, visible: str) -> list[Problem]:
    """Gates for what an earlier state says and ``visible`` does not; a note for an earlier state that says the same."""
    shown = "".join(_TOKEN.findall(visible))
    problems = []
    ends = [match.end() for match in _EOF.finditer(raw)]
    earlier = ends[:-1] if not pdf.is_linearized else ends[1:-1]
    if len(earlier) > _REVISIONS:
        problems.append(_problem("保存过的历史版本太多，不能逐一审计；请重新打印为 PDF"))
    for end in earlier[-_REVISIONS:]:
        text = _text(raw[:end] + b"\n")
        if text is not None and _lost(text, shown):
            problems.append(_problem("文件里还留着以前的版本，有现在看不到的文字"))
            break
    else:
        if earlier:
            problems.append(_problem("文件里留着以前的版本", Severity.NOTE))
    if any(_lost(_borrowed(data, pdf), shown) for data in _orphans(raw, pdf)):
        problems.append(_problem("文件里残留着没有引用的文字对象"))
    return problems


def _problem(message: str, severity: Severity = Severity.GATE) -> Problem:
    kind = "revisions" if severity is Severity.GATE else "metadata"
    return Problem.of((kind, severity, message, "", "structure"))


def _lost(text: str | None, shown: str) -> bool:
    """Whether some word of ``text`` is not shown any more; None, text that no font deciphers, counts as lost."""
    return text is None or any(len(token) > 1 and token not in shown for token in _TOKEN.findall(text))


def _text(data: bytes) -> str | None:
    try:
        document = pdfium.PdfDocument(data)
        try:
            return "\n".join(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()
    except (pdfium.PdfiumError, OSError):
        return None


def _orphans(raw: bytes, pdf: Pdf) -> Iterator[bytes]:
    """Decoded streams with text in the file's bytes that no page refers to."""
    reached = _reached(pdf)
    budget = 4 * limits.INFLATED
    for match in _STREAM.finditer(raw):
        if raw[max(0, match.start() - 3) : match.start()] == b"end":
            continue
        start = match.end()
        end = raw.find(b"endstream", start)
        body = raw[start : end if end >= 0 else len(raw)]
        if any(body[: len(body) - cut] in reached for cut in (0, 1, 2)):
            continue
        for data in _inflated(body, budget):
            budget -= len(data)
            if _TEXT.search(data):
                yield data
        if budget <= 0:
            return


def _inflated(body: bytes, budget: int) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj().decompress(body, max(1, min(budget, limits.INFLATED)))
    except zlib.error:
        yield body


def _reached(pdf: Pdf) -> set[bytes]:
    """The raw bytes of every stream that can be reached from the trailer."""
    found: set[bytes] = set()
    seen: set[tuple[int, int]] = set()
    stack = [value for key, value in pdf.trailer.items() if key in ("/Root", "/Info")]
    while stack:
        entry = stack.pop()
        if not isinstance(entry, pikepdf.Object):
            continue
        if entry.is_indirect:
            if entry.objgen in seen:
                continue
            seen.add(entry.objgen)
        if isinstance(entry, pikepdf.Stream):
            found.add(entry.read_raw_bytes())
        if isinstance(entry, pikepdf.Stream | pikepdf.Dictionary):
            stack += [value for _, value in entry.items()]
        elif isinstance(entry, pikepdf.Array):
            stack += list(entry)
    return found


def _borrowed(data: bytes, pdf: Pdf) -> str | None:
    """The text of a stray content stream, deciphered with the fonts of each page in turn; None without any."""
    texts = []
    for page in list(pdf.pages)[:5]:
        other = pikepdf.new()
        other.pages.append(page)
        target = other.pages[0]
        target.obj.Contents = other.make_stream(data)
        stream = io.BytesIO()
        other.save(stream)
        texts.append(_text(stream.getvalue()) or "")
    return "\n".join(texts) if any(text.strip() for text in texts) else None
