"""依规不公示 in the record and in the profile say the same (DOMAIN V-20)."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule

_BASIS = "行政处罚法第四十八条第一款；市场监督管理行政处罚信息公示规定第二条"


@rule("GS236", "依规不公示与规则配置不一致", Severity.NOTE, _BASIS)
def exempt_or_not(register: Register) -> Iterator[Hit]:
    """规则配置不公示的类型（例如当场处罚、只有警告），记录没有写“依规不公示”；或者记录写了“依规不公示”，规则配置却要公示。

    处理：补写“依规不公示”和依据；本来应当公示的，删去这一项。

    合格：程序: 简易，依规不公示: {依据: 行政处罚法第四十八条第一款}

    不合格：程序: 简易（没有“依规不公示”）
    """
    for decision in register.unsettled():
        if decision.migration is not None or decision.internal.minor:
            continue
        subject = register.standings[decision.id].subject
        profile = register.setting.profile_of(decision.entity)
        found = profile.exemption(subject.kind, subject.procedure, subject.penalty_kinds)
        if found is not None and decision.exemption is None:
            name, exemption = found
            message = f"【依规不公示】没有填写；按规则配置“{name}”，这一件不公示，只计入统计"
            fix = f"依规不公示: {{依据: {exemption.basis}}}"
            # The key is not there yet: point at what makes the case one of these.
            cause = "程序" if subject.procedure == "简易" else "处罚类别"
            yield Hit(decision.file, (cause,), message, fix, decision.id)
        elif found is None and decision.exemption is not None:
            message = "【依规不公示】写了，规则配置里却没有不公示这一类的规定；这一件现在不公示"
            fix = "应当公示的，删去“依规不公示”；确有依据的，请在规则配置里增加这一类"
            yield Hit(decision.file, ("依规不公示",), message, fix, decision.id)
