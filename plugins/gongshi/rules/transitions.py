"""The life of a decision goes only where the law lets it go (DOMAIN 4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.lifecycle import violations, withdrawal_deadline
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule


@rule("GS121", "状态变化不合法", Severity.GATE, "行政处罚法第四十八条第二款；DOMAIN 4.2")
def unlawful_transition(register: Register) -> Iterator[Hit]:
    """恢复而没有撤回、日期前后颠倒、首次公示之前就更正或终止，等等。记录暂不公示，改好即恢复。

    处理：按文书核对日期；撤回后重新显示要写“恢复”的日期和依据。

    合格：撤回: [{情形: 撤销, 生效日期: 2026-03-10, 依据: 青政复决〔2026〕4号, 说明: 复议决定撤销。}]

    不合格：恢复: [{日期: 2026-03-12, 依据: 行政判决书}]（没有“撤回”）
    """
    for decision in register.unsettled():
        first = register.setting.first_published.get(decision.id)
        for violation in violations(register.standings[decision.id].subject, first):
            path = (violation.key, violation.index)
            yield Hit(decision.file, path, violation.message, violation.fix, decision.id)


@rule("GS122", "撤回逾期", Severity.NOTE, "行政处罚法第四十八条第二款、第八十五条（三个工作日）")
def late_withdrawal(register: Register) -> Iterator[Hit]:
    """决定被改变后，没有在三个工作日内撤回公示。撤回照常进行，逾期留痕。

    处理：不用改记录；向监督机关说明原因。

    合格：生效日期: 2026-03-09，撤回日期: 2026-03-12

    不合格：生效日期: 2026-03-09，撤回日期: 2026-03-13
    """
    for decision in register.unsettled():
        profile = register.setting.profile_of(decision.entity)
        for i, withdrawal in enumerate(decision.withdrawals):
            if withdrawal.taken_down is None:
                continue
            last = withdrawal_deadline(withdrawal.effective, profile, register.setting.calendar).binding
            if withdrawal.taken_down > last:
                message = f"【撤回日期】{withdrawal.taken_down} 晚于法定的最后一天 {last}"
                yield Hit(decision.file, ("撤回", i, "撤回日期"), message, "", decision.id)
