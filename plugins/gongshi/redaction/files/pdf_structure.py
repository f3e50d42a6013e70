"""What a PDF's objects say of themselves: redactions not applied, files, scripts, remarks, metadata, stray text."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Pdf

from gongshi.findings import Severity
from gongshi.redaction.files.verdict import Kind, Problem

_ACTIONS = {
    "/JavaScript": "脚本", "/Launch": "启动程序的动作", "/SubmitForm": "提交表单的动作", "/ImportData": "导入数据的动作",
    "/Rendition": "多媒体", "/Movie": "多媒体", "/Sound": "声音", "/GoToE": "嵌入文件的链接", "/RichMediaExecute": "多媒体",
}  # fmt: skip
_MARKUP = {"/Text": "批注", "/Popup": "", "/Caret": "修订标记", "/StrikeOut": "删除线批注"}
_EMBEDDED = {"/FileAttachment": "附件文件", "/RichMedia": "多媒体", "/3D": "三维模型", "/Screen": "多媒体", "/Movie": "多媒体", "/Sound": "声音"}  # fmt: skip
# Strings that readers of a page do not see and machines do.
_SPOKEN = ("/Contents", "/RC", "/TU", "/V", "/DV", "/Alt", "/ActualText", "/E", "/Title", "/URI", "/Subj")
_PERSONAL = ("/Author", "/Subject", "/Keywords")
# What a library writes when nobody told it.
_NOBODY = frozenset(("", "anonymous", "(anonymous)", "unspecified", "(unspecified)"))
_HIDDEN = 2 | 32  # annotation flags Hidden and NoView
_LONGEST = 100_000


def structure(pdf: Pdf) -> tuple[list[Problem], list[tuple[str, str]]]:
    """Problems, and texts that lie outside the pages' own."""
    problems: list[Problem] = []

    def add(kind: Kind, message: str, place: str = "", severity: Severity = Severity.GATE) -> None:
        problems.append(Problem(kind, severity, message, place, "structure"))

    root = pdf.Root
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/EmbeddedFiles" in names:
            add("embedded", "里面嵌着别的文件")
        if "/JavaScript" in names:
            add("embedded", "里面有脚本")
    if "/AF" in root or "/Collection" in root:
        add("embedded", "里面嵌着别的文件")
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        add("embedded", "是 XFA 动态表单，看到的和存着的可以不同")
    for number, page in enumerate(pdf.pages, 1):
        _annotations(page, f"第{number}页", add)
    texts, metadata = _strings(pdf, add)
    info = pdf.trailer.get("/Info")
    personal = isinstance(info, pikepdf.Dictionary) and any(
        str(info.get(key, "")).strip() not in _NOBODY for key in _PERSONAL
    )
    if personal or metadata:
        add("metadata", "带有作者等文档属性", "", Severity.NOTE)
    return problems, texts


def _annotations(page: pikepdf.Page, place: str, add: Any) -> None:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for annotation in annotations:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        subtype = str(annotation.get("/Subtype", ""))
        if subtype == "/Redact":
            add("covered", "有画好没有应用的涂黑标记，下面的文字还在", place)
        elif subtype in _EMBEDDED:
            add("embedded", f"里面有{_EMBEDDED[subtype]}", place)
        elif subtype in _MARKUP and str(annotation.get("/Contents", "")).strip():
            add("revisions", f"留着{_MARKUP[subtype] or '批注'}", place)
        flags = annotation.get("/F", 0)
        said = any(str(annotation.get(key, "")).strip() for key in ("/V", "/Contents"))
        if isinstance(flags, int) and flags & _HIDDEN and said and subtype != "/Popup":
            add("hidden", "有隐藏的表单域或者批注，里面有文字", place)


def _strings(pdf: Pdf, add: Any) -> tuple[list[tuple[str, str]], bool]:
    spoken: list[str] = []
    metadata, length = False, 0
    told: set[str] = set()
    # Document properties do not go out, and are told of as metadata.
    info = pdf.trailer.get("/Info")
    left_behind = info.objgen if isinstance(info, pikepdf.Dictionary) else (0, 0)
    for entry in pdf.objects:
        if entry.is_indirect and entry.objgen == left_behind:
            continue
        for holder in _dictionaries(entry, 0):
            action = str(holder.get("/S", ""))
            if "/JS" in holder:
                action = "/JavaScript"
            if action in _ACTIONS and action not in told:
                told.add(action)
                add("embedded", f"里面有{_ACTIONS[action]}")
            metadata = metadata or any(key in holder for key in ("/PieceInfo", "/Thumb"))
            for key in _SPOKEN:
                value = holder.get(key)
                if isinstance(value, pikepdf.String) and length < _LONGEST:
                    spoken.append(str(value))
                    length += len(spoken[-1])
    return ([("书签、表单、批注和替代文字", "\n".join(dict.fromkeys(spoken)))] if spoken else []), metadata


def _dictionaries(entry: Any, depth: int) -> Any:
    """Dictionaries that lie in an object directly; what it refers to has a turn of its own."""
    if depth > 6:
        return
    if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        yield entry
        for value in dict(entry.items()).values():
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _dictionaries(value, depth + 1)
    elif isinstance(entry, pikepdf.Array):
        for value in entry:
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _dictionaries(value, depth + 1)
