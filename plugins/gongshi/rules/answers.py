"""What a record says of its own findings (内部: 缺陷说明, 提示静默), and what a profile takes more seriously."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongshi.findings import SEVERITY_ZH, Finding, Severity
from gongshi.registry.register import Register
from gongshi.rules.base import RULES, Hit, Rule, rule

_RANK = (Severity.NOTE, Severity.DEFECT, Severity.GATE)
_BY_WORD = {word: severity for severity, word in SEVERITY_ZH.items()}


def severity_of(checked: Rule, register: Register) -> Severity:
    """The rule's own severity, or the higher one that the site's profile sets; nothing is ever lowered."""
    raised = register.setting.default.raised.get(checked.code)
    return max(checked.severity, _BY_WORD[raised.level], key=_RANK.index) if raised else checked.severity


class Answers:
    """The answers of all records, by file and code."""

    def __init__(self, register: Register) -> None:
        as_of = register.setting.as_of
        self._owned: dict[tuple[str, str], str] = {}
        self._silenced: dict[tuple[str, str], str] = {}
        for record, internal in register.answering():
            for flaw in internal.flaws:
                if flaw.code is not None:
                    self._owned[record.file, flaw.code] = f"缺陷已说明：{flaw.approver} {flaw.day} 批准公示"
            for silence in internal.silences:
                if silence.until >= as_of:
                    self._silenced[record.file, silence.code] = f"已静默：{silence.reason}（至{silence.until}）"

    def applied(self, finding: Finding) -> Finding:
        """A defect owned up to stays in every report, as a note; a silenced note says why; a gate hears nothing."""
        place = (finding.file, finding.code)
        if finding.severity is Severity.DEFECT and place in self._owned:
            return replace(finding, severity=Severity.NOTE, answer=self._owned[place])
        if finding.severity is Severity.NOTE and place in self._silenced:
            return replace(finding, answer=self._silenced[place])
        return finding


@rule("GS161", "静默或缺陷说明不起作用", Severity.NOTE, "拦截不能静默，缺陷要承认才公示")
def idle_answer(register: Register) -> Iterator[Hit]:
    """“提示静默”写的不是提示的代码，或者已经到期；“缺陷说明”写的不是缺陷的代码。写了也不起作用。

    处理：删去这一条，或者改正代码、重新写明到期日期。

    合格：提示静默: [{代码: GS113, 原因: 许可证编号没有年份, 到期: 2026-12-31}]

    不合格：提示静默: [{代码: GS101, 原因: 以后再改, 到期: 2026-12-31}]
    """
    as_of = register.setting.as_of
    for record, internal in register.answering():
        for i, silence in enumerate(internal.silences):
            known = RULES.get(silence.code)
            place = ("内部", "提示静默", i, "代码")
            if known is None or severity_of(known, register) is not Severity.NOTE:
                message = f"【代码】{silence.code} 不是提示，不能静默"
                yield Hit(record.file, place, message, "删去这一条", record.id)
            elif silence.until < as_of:
                message = f"【到期】{silence.code} 的静默到 {silence.until} 为止，已经到期"
                yield Hit(record.file, (*place[:3], "到期"), message, "删去这一条，或者写新的到期日期", record.id)
        for i, flaw in enumerate(internal.flaws):
            if flaw.code is None:
                continue
            known = RULES.get(flaw.code)
            if known is None or severity_of(known, register) is not Severity.DEFECT:
                message = f"【代码】{flaw.code} 不是缺陷的代码"
                yield Hit(record.file, ("内部", "缺陷说明", i, "代码"), message, "删去这一条，或者改正代码", record.id)
