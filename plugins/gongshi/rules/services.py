"""Flows, service guides and duty boards: what a citizen reads before going to the window."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import unreadable

_DRAWN = ("行政许可", "行政处罚", "行政强制", "行政检查")


@rule("GS275", "服务指南不合要求", Severity.DEFECT, "行政许可法第三十条、第四十二条；GB/T 36114-2018")
def guide_wanting(register: Register) -> Iterator[Hit]:
    """承诺办结时限长于法定办结时限；许可的申请材料是空的。法定时限写 0（没有法定时限）的不比较。

    处理：照提示改。

    合格：`法定办结时限: 20`，`承诺办结时限: 8`

    不合格：`法定办结时限: 20`，`承诺办结时限: 30`
    """
    for guide in register.guides.values():
        if guide.legal_days and guide.promised_days > guide.legal_days:
            message = f"【承诺办结时限】写的是{guide.promised_days}个工作日，不得长于法定的{guide.legal_days}个工作日"
            fix = f"承诺办结时限: {guide.legal_days}"
            yield Hit(guide.file, ("承诺办结时限",), message, fix, guide.id)
        if guide.kind == "行政许可" and not guide.materials:
            message = "【申请材料】是空的，需要提交的全部材料要列成目录"
            yield Hit(guide.file, ("申请材料",), message, "- {名称: 申请表, 形式: 原件, 份数: 1}", guide.id)


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


@rule("GS280", "公示牌没有AB岗", Severity.NOTE, "国办发〔2018〕118号（岗位信息公示牌）")
def board_without_stand_in(register: Register) -> Iterator[Hit]:
    """岗位信息公示牌的人员里没有 A 岗或者没有 B 岗，A 岗不在时窗口无人办理。

    处理：补上缺少的一岗。

    合格：`人员: [{姓名: 林晓禾, 工号: 青农012, AB岗: A岗}, {姓名: 热娜, 工号: 青农015, AB岗: B岗}]`

    不合格：`人员: [{姓名: 林晓禾, 工号: 青农012, AB岗: A岗}]`
    """
    for board in register.boards.values():
        missing = [role for role in ("A岗", "B岗") if role not in {person.role for person in board.staff}]
        if missing:
            message = f"【人员】没有{'、'.join(missing)}，每个窗口至少A岗、B岗各一人"
            fix = f"- {{姓名: 林晓禾, 工号: 青农012, AB岗: {missing[0]}}}"
            yield Hit(board.file, ("人员",), message, fix, board.id)
