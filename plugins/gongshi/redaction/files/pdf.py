"""PDF: three methods, united. What is judged by eye is the file as it would be published, rewritten without history."""

from __future__ import annotations

import io
from collections import Counter

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pikepdf import Pdf

from gongshi.findings import Severity
from gongshi.redaction.files import limits
from gongshi.redaction.files.pdf_layers import Layers
from gongshi.redaction.files.pdf_page import Hidden, look
from gongshi.redaction.files.pdf_remains import remains
from gongshi.redaction.files.pdf_structure import structure
from gongshi.redaction.files.strip_pdf import strip_pdf
from gongshi.redaction.files.verdict import Audit, Problem, Refused

_REASONS = {
    "covered": ("covered", "文字被遮盖，仍可复制出来"),
    "background": ("hidden", "文字与背景同色或者设成不可见，仍可复制出来"),
    "tiny": ("hidden", "文字小得看不见，仍可复制出来"),
    "outside": ("hidden", "文字在页面可见范围之外，仍可复制出来"),
}
# A run this short in no more than this size happens in sound files: page furniture, marks of a printer.
_FEW = {"tiny": 4, "outside": 2}


def opened(raw: bytes) -> Pdf:
    """Refused when the file is encrypted or is no PDF that can be read."""
    try:
        pdf = pikepdf.open(io.BytesIO(raw))
    except pikepdf.PasswordError:
        raise Refused("文件加了密码，请去掉密码后重新导出") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise Refused("文件已损坏，读不出来，请重新导出") from None
    if pdf.is_encrypted:
        raise Refused("文件设了权限密码（加密），请去掉后重新导出")
    if len(pdf.pages) > limits.PAGES:
        raise Refused(f"有 {len(pdf.pages)} 页，超过 {limits.PAGES} 页，请拆分")
    if not len(pdf.pages):
        raise Refused("文件里没有页面")
    if len(pdf.objects) > limits.OBJECTS:
        raise Refused("文件里的对象太多，不能在限定时间内审计；请重新打印为 PDF")
    return pdf


def audit_pdf(raw: bytes) -> Audit:
    """Refused, or what the three methods saw, page by page."""
    pdf = opened(raw)
    problems, spoken = structure(pdf)
    published = strip_pdf(raw)
    bare = pikepdf.open(io.BytesIO(published))
    layers = Layers(bare)
    texts: list[tuple[str, str]] = []
    for number, page in enumerate(bare.pages, 1):
        seen = layers.strip(page)
        if seen.off_layer:
            problems.append(_gate("hidden", "关闭的图层里有文字", f"第{number}页", "structure"))
        if seen.spoken:
            texts.append((f"第{number}页替换文字", "\n".join(seen.spoken)))
    layers.finish()
    stream = io.BytesIO()
    bare.save(stream)
    found, pages, unread = _pages(published, stream.getvalue())
    problems += found
    visible = "\n".join(pages)
    problems += remains(raw, pdf, visible)
    texts += [(f"第{number}页", text) for number, text in enumerate(pages, 1) if text.strip()]
    texts += spoken
    if unread:
        where = "、".join(str(n) for n in unread[:10])
        problems.append(
            Problem("unseen", Severity.DEFECT, "扫描图像没有文字层，机器不能判断里面有什么", f"第{where}页")
        )
    return Audit(tuple(dict.fromkeys(problems)), tuple(texts), bool(visible.strip()), bool(unread))


def _gate(kind: str, message: str, place: str, method: str) -> Problem:
    return Problem.of((kind, Severity.GATE, message, place, method))


def _pages(published: bytes, text_only: bytes) -> tuple[list[Problem], list[str], list[int]]:
    try:
        full, bare = pdfium.PdfDocument(published), pdfium.PdfDocument(text_only)
    except pdfium.PdfiumError:
        raise Refused("文件已损坏，画不出来，请重新导出") from None
    if len(full) != len(bare):
        raise Refused("不同的程序读出的页数不同，请重新打印为 PDF")
    full.init_forms()
    problems: list[Problem] = []
    pages, unread, total = [], [], 0
    for number in range(len(full)):
        try:
            seen = look(full, bare, number)
        except pdfium.PdfiumError:
            raise Refused(f"第{number + 1}页画不出来，请重新导出") from None
        total += len(seen.text)
        if total > limits.CHARACTERS:
            raise Refused("文字太多，不能在限定时间内审计；请拆分文件")
        problems += _told(seen.hidden, f"第{number + 1}页")
        if seen.sealed:
            problems.append(Problem("covered", Severity.NOTE, "印章遮住了几个字", f"第{number + 1}页", "ink"))
        pages.append(seen.text)
        if seen.unread:
            unread.append(number + 1)
    return problems, pages, unread


def _told(hidden: tuple[Hidden, ...], place: str) -> list[Problem]:
    lengths: Counter[str] = Counter()
    methods: dict[str, set[str]] = {}
    for run in hidden:
        lengths[run.reason] += run.length
        methods.setdefault(run.reason, set()).update(run.methods)
    problems = []
    for reason, length in lengths.items():
        if length >= _FEW.get(reason, 1):
            kind, message = _REASONS[reason]
            problems.append(_gate(kind, f"{length} 个字：{message}", place, "+".join(sorted(methods[reason]))))
    return problems
