"""What a file is by its first bytes, and whether its name says the same."""

from __future__ import annotations

from gongshi.redaction.files.verdict import Refused

ENDINGS = {
    "pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "csv": "text", "txt": "text",
}  # fmt: skip
_LEGACY = {
    "doc": "旧版 Word 文件不能审计，请另存为 docx 或 PDF",
    "xls": "旧版 Excel 文件不能审计，请另存为 xlsx",
    "ppt": "演示文稿不作附件，请另存为 PDF",
    "pptx": "演示文稿不作附件，请另存为 PDF",
    "wps": "WPS 文字不能审计，请另存为 docx 或 PDF",
    "et": "WPS 表格不能审计，请另存为 xlsx",
    "ofd": "OFD 版式文件暂不能审计，请转换为 PDF",
    "docm": "带宏的文件不公示，请另存为 docx",
    "xlsm": "带宏的文件不公示，请另存为 xlsx",
    "zip": "压缩包不公示，请逐个附上里面的文件",
    "rar": "压缩包不公示，请逐个附上里面的文件",
    "7z": "压缩包不公示，请逐个附上里面的文件",
}
_ALLOWED = "附件只收 pdf、docx、xlsx、png、jpg、csv、txt"
_NAMES = {
    "pdf": "PDF",
    "zip": "压缩包或 Office 文件",
    "png": "PNG 图片",
    "jpeg": "JPEG 图片",
    "ole": "旧版 Office 文件",
}
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
_WANTED = {"pdf": "pdf", "docx": "zip", "xlsx": "zip", "png": "png", "jpeg": "jpeg"}


def kind_of(raw: bytes, name: str) -> str:
    """pdf, docx, xlsx, png, jpeg or text. Refused when the kind is not published or name and bytes disagree."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in ENDINGS:
        raise Refused(_LEGACY.get(ending, f"不收这种类型的附件；{_ALLOWED}"))
    if not raw:
        raise Refused("文件是空的")
    kind = ENDINGS[ending]
    found = next((kind for magic, kind in _MAGIC if raw.startswith(magic)), "")
    wanted = _WANTED.get(kind, "")
    if found == wanted:
        return kind
    if found == "ole":
        why = "加了密码的 Office 文件，或者旧版 Office 文件；请去掉密码，另存为 docx、xlsx 或 PDF"
        raise Refused(f"扩展名是 {ending}，内容是{why}")
    raise Refused(f"扩展名是 {ending}，内容{f'却是{_NAMES[found]}' if found else '不是这种文件'}，请核对后重新导出")
