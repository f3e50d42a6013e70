"""Flows and service guides: what a citizen reads before going to the window."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.pages import Guide
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.fillers import is_filler
from gongshi.rules.shelves import unreadable

# A fee in yuan, and what its ground is told by.
_CHARGE = re.compile(r"[0-9０-９一二三四五六七八九十百千]\s*元")
_GROUND = re.compile("依据|依照|根据|按照|《|〔|标准|目录")
_DRAWN = ("行政许可", "行政处罚", "行政强制", "行政检查")


@rule("GS275", "服务指南不合要求", Severity.DEFECT, "行政许可法第三十条、第四十二条；GB/T 36114-2018")
def guide_wanting(register: Register) -> Iterator[Hit]:
    """承诺办结时限长于法定办结时限（法定时限写 0，即没有法定时限的，不比较）；许可的申请材料是空的；没有流程图，正文也是空的；
    收费写了金额没有写依据；受理机构、办理地点等写的是“暂无”“略”“待定”之类，等于没有写。

    处理：照提示改。

    合格：`法定办结时限: 20`，`承诺办结时限: 8`

    不合格：`法定办结时限: 20`，`承诺办结时限: 30`
    """
    for guide in register.guides.values():
        for key, message, fix in _wanting(guide):
            yield Hit(guide.file, key, message, fix, guide.id)


def _wanting(guide: Guide) -> Iterator[tuple[Path, str, str]]:
    if guide.legal_days and guide.promised_days > guide.legal_days:
        message = f"【承诺办结时限】写的是{guide.promised_days}个工作日，不得长于法定的{guide.legal_days}个工作日"
        yield ("承诺办结时限",), message, f"承诺办结时限: {guide.legal_days}"
    if guide.kind == "行政许可" and not guide.materials:
        message = "【申请材料】是空的，需要提交的全部材料要列成目录"
        yield ("申请材料",), message, "- {名称: 申请表, 形式: 原件, 份数: 1}"
    if guide.flow is None and not guide.body.strip():
        yield ("流程图",), "【流程图】没有写，正文也是空的；办理流程要写清楚", "流程图: flow-licence"
    if _CHARGE.search(guide.fee) and not _GROUND.search(guide.fee):
        yield ("收费",), "【收费】写了金额，没有写收费依据", "收费: 每件10元，依据××收费标准（×发改价格〔2024〕×号）"
    for key, value in (
        ("受理机构", guide.accepting), ("决定机构", guide.deciding), ("服务对象", guide.audience), ("结果名称", guide.result),
        ("结果送达", guide.delivery), ("办理地点", guide.place), ("办理时间", guide.hours),
    ):  # fmt: skip
        if is_filler(value):
            yield (key,), f"【{key}】写的是“{value[:20]}”，等于没有写", f"{key}: 实际的内容"
    for i, condition in enumerate(guide.conditions):
        if is_filler(condition):
            yield ("受理条件", i), f"【受理条件】写的是“{condition[:20]}”，等于没有写", "写明具备什么条件可以受理"


@rule("GS276", "没有流程图", Severity.NOTE, "国办发〔2018〕118号（执法流程图）")
def item_without_flow(register: Register) -> Iterator[Hit]:
    """机关有许可、处罚、强制或检查事项，却没有公布这一类的流程图：事项自己没有写“流程图”，也没有一张同类的图适用于本机关。
    每个机关每一类报一次。

    处理：画一张流程图，或者在已有的图里把本机关加进“执法主体”。

    合格：行政处罚事项写了 `流程图: flow-penalty`

    不合格：机关有行政处罚事项，没有一张行政处罚流程图
    """
    if unreadable(register, "flow"):
        return
    drawn: set[tuple[str, str]] = {(o, flow.kind) for flow in register.flows.values() for o in flow.entities}
    for items in register.catalogues["item"].values():
        for i, item in enumerate(items.rows):
            if item.kind in _DRAWN and item.flow is None and (items.entity, item.kind) not in drawn:
                # Said once: the clerk draws one chart for all items of the kind.
                drawn.add((items.entity, item.kind))
                message = f"【流程图】{item.code} 没有流程图，本机关也没有{item.kind}的流程图"
                yield Hit(items.file, ("事项", i, "事项编码"), message, "流程图: flow-penalty", items.id)


@rule("GS277", "许可没有服务指南", Severity.NOTE, "行政许可法第三十条；国办发〔2018〕118号（服务指南）")
def licence_without_guide(register: Register) -> Iterator[Hit]:
    """事项清单里的行政许可没有写“服务指南”，也没有一份指南写着它的事项编码。指南文件有误暂未读取的不报。

    处理：写一份服务指南，事项编码写这一项的编码。

    合格：`服务指南: guide-pesticide`

    不合格：行政许可事项没有“服务指南”，也没有指南的 `事项编码` 是它
    """
    if unreadable(register, "guide"):
        return
    guided = {guide.code for guide in register.guides.values()}
    for items in register.catalogues["item"].values():
        for i, item in enumerate(items.rows):
            if item.kind == "行政许可" and item.guide is None and item.code not in guided:
                message = f"【服务指南】行政许可“{item.name[:40]}”没有服务指南"
                yield Hit(items.file, ("事项", i, "事项编码"), message, "服务指南: guide-pesticide", items.id)
