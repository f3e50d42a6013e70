"""Words that fill a required field and say nothing."""

from __future__ import annotations

import re

_FILLER = re.compile(
    r"(?:暂?无|暂缺|暂不|略|待定|待补充?|待完善|待更新|空|同上|其他|另行通知|[x×/／\\\-—–－_.…。*？?0]+|n/?a|null|none|test|测试|xxx+)",
    re.IGNORECASE,
)


def is_filler(text: str) -> bool:
    """Whether ``text`` is nothing but a word such as 暂无, 略, 待定, or a dash."""
    return _FILLER.fullmatch(text.strip()) is not None
