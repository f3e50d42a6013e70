"""How a value or a mended line is quoted in a message: short, on one line, and never giving away a number."""

from __future__ import annotations

import re
from collections.abc import Mapping

VALUE_LENGTH = 40
LINE_LENGTH = 160

# A clerk may have put an identity number or a telephone number into the wrong field, and messages travel further
# than content does: into logs, review pages and mails. One digit repeated is a placeholder and stays.
_LONG_NUMBER = re.compile(r"(\d{3})(?!(\d)\2+(?!\d))\d{3,}")
# A mended line is meant to be copied, so that amounts, dates and serials stay; telephone, identity and bank-card
# numbers do not.
_PRIVATE_NUMBER = re.compile(r"(\d{3})(?!(\d)\2+(?!\d))\d{8,}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def shown(value: object) -> str:
    """``value`` as a message quotes it: digit runs of six or more masked (``659***``), at most 40 characters."""
    if isinstance(value, Mapping):
        return "多层结构"
    if isinstance(value, list | tuple):
        return "列表"
    # Cut twice: the first cut bounds the work on a hostile value, the second counts what is left after masking.
    text = " ".join(_UNSEEN.sub(" ", str(value)[:2000]).split())
    text = masked(text)
    return text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"


def masked(text: str) -> str:
    """``text`` with digit runs of six or more masked (``659***``)."""
    return _LONG_NUMBER.sub(r"\1***", text)


def mended(line: str) -> str:
    """A mended line as a finding's ``fix`` shows it: digit runs of eleven or more masked, at most 160 characters."""
    text = _PRIVATE_NUMBER.sub(r"\1***", _UNSEEN.sub("", line[:2000]).rstrip())
    return text if len(text) <= LINE_LENGTH else text[: LINE_LENGTH - 1] + "…"


def safe_name(name: str) -> str:
    """A file or folder name that can be printed anywhere: control, bidi and undecodable parts escaped."""
    name = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", name)
