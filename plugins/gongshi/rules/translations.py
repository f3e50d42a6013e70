"""A translation is in the language that it says it is in."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule


@rule("GS172", "译文与语言不符", Severity.NOTE, "宪法第一百三十九条；民族区域自治法第二十一条；语言标签按 BCP 47")
def other_letters(register: Register) -> Iterator[Hit]:
    """译文的字母不是所写语言的字母，读屏软件会读错，文字方向也会错；同一种语言也只写一条译文。

    处理：改正【语言】，或者换成这种语言的译文；重复的合成一条。

    合格：译文: [{语言: ug, 文字: جەرىمانە قويۇلدى}]

    不合格：译文: [{语言: ug, 文字: 罚款二千元}]
    """
    for decision in register.decisions.values():
        seen: set[str] = set()
        for i, translation in enumerate(decision.translations):
            path = ("译文", i, "语言")
            if not translation.fits:
                message = f"【语言】写的是 {translation.language}（{translation.called}），【文字】却不是这种文字"
                yield Hit(decision.file, path, message, "改正语言，或者换成这种语言的译文", decision.id)
            if translation.language in seen:
                message = f"{translation.called}的译文写了不止一条"
                yield Hit(decision.file, path, message, "合成一条", decision.id)
            seen.add(translation.language)
