"""The people who enforce: enough legal reviewers, and certificates that do not run out unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from gongshi.findings import Severity
from gongshi.registry.register import Register
from gongshi.registry.renewals import warned_until
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import by_organ

# Counsel from outside are no staff of the organ, so that they do not count towards the share (R-REV-4).
_REVIEWERS = frozenset({"法制审核", "公职律师"})


@rule("GS251", "法制审核人员不足", Severity.NOTE, "国办发〔2018〕118号（原则上不少于本单位执法人员总数的5%）")
def too_few_reviewers(register: Register) -> Iterator[Hit]:
    """证件有效的法制审核人员（含公职律师，不含外聘法律顾问）少于执法人员总数乘以规则配置的比例，不足一人按一人。
    受委托组织由委托机关审核，不计算；没有公布执法人员名单的，由 GS261 提示。

    处理：配齐法制审核人员，并在名单里写明身份。

    合格：20名执法人员中有一行 `法制审核人员: 法制审核`

    不合格：21名执法人员中只有一行 `法制审核人员: 法制审核`
    """
    as_of = register.setting.as_of
    for organ, lists in by_organ(register, "officer").items():
        entity = register.entities.get(organ)
        if entity is not None and entity.kind == "委托":
            continue
        officers = [row for officers in lists for row in officers.rows if row.status != "注销"]
        if not officers:
            continue
        reviewers = sum(
            1 for row in officers if row.reviewer in _REVIEWERS and row.status == "有效" and row.valid_to >= as_of
        )
        needed = max(1, ceil(register.setting.profile_of(organ).reviewer_share.value * len(officers)))
        if reviewers < needed:
            message = (
                f"【法制审核人员】执法人员{len(officers)}人，证件有效的法制审核人员{reviewers}人，至少要有{needed}人"
            )
            yield Hit(lists[0].file, ("人员",), message, "法制审核人员: 法制审核", lists[0].id)


@rule("GS252", "执法证件将要到期", Severity.NOTE, "行政处罚法第四十二条第一款；国办发〔2018〕118号（持证上岗）")
def certificate_runs_out(register: Register) -> Iterator[Hit]:
    """状态写着“有效”的执法证件已经过了有效期，或者将在规则配置的提醒期内到期。

    处理：换证后改有效期；不再执法的，证件状态改为“注销”。

    合格：`有效期至: 2028-05-31`

    不合格：`有效期至: 2026-04-30`（基准日 2026-03-16）
    """
    as_of = register.setting.as_of
    for officers in register.catalogues["officer"].values():
        last = warned_until(officers.entity, register)
        for i, row in enumerate(officers.rows):
            if row.status != "有效" or row.valid_to > last:
                continue
            place = ("人员", i, "有效期至")
            if row.valid_to < as_of:
                message = f"【有效期至】执法证 {row.certificate} 已于 {row.valid_to} 到期，证件状态还是“有效”"
                yield Hit(officers.file, place, message, "证件状态: 注销", officers.id)
            else:
                message = (
                    f"【有效期至】执法证 {row.certificate} 还有{(row.valid_to - as_of).days}日到期（{row.valid_to}）"
                )
                yield Hit(officers.file, place, message, "换发新证后改有效期自、有效期至", officers.id)
