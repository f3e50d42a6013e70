"""岗位信息公示牌: what hangs at the window, complete (R-MID-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.pages import Board
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.fillers import is_filler
from gongshi.rules.shelves import called, unreadable

# A number to call, a place to go to, a box to write to.
_REACHABLE = re.compile(r"[0-9０-９]{3,}|@|路|街|号|楼|室|信箱|意见箱|邮箱")


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


@rule(
    "GS281",
    "公示牌缺内容",
    Severity.NOTE,
    "国办发〔2018〕118号（岗位职责、申请材料示范文本、进度查询、咨询服务、投诉举报）",
)
def board_wanting(register: Register) -> Iterator[Hit]:
    """岗位信息公示牌没有申请材料示范文本：没有写“服务指南”，或者所写的指南没有一份给申请材料附了“样本”；“投诉举报”没有写电话、
    地址或者信箱；岗位职责、办理事项、进度查询写的是“暂无”“略”“待定”之类。指南文件有误暂未读取的不报。

    处理：写上窗口用到的服务指南，给申请表附上样表；其他照提示补写。

    合格：`服务指南: guide-pesticide`（指南的申请表有 `样本: guide-pesticide/form.pdf`），`投诉举报: 12345`

    不合格：没有“服务指南”，`投诉举报: 向本局反映`
    """
    readable = not unreadable(register, "guide")
    for board in register.boards.values():
        for path, message, fix in _wanting(board, register, readable):
            yield Hit(board.file, path, message, fix, board.id)


def _wanting(board: Board, register: Register, readable: bool) -> Iterator[tuple[Path, str, str]]:
    guides = [register.guides[name] for name in board.guides if name in register.guides]
    if not board.guides:
        message = "【服务指南】没有写，看不到申请材料示范文本"
        yield ("服务指南",), message, "服务指南: 窗口办理事项的指南标识"
    elif guides and readable and not any(material.sample for guide in guides for material in guide.materials):
        message = "【服务指南】所写的指南都没有给申请材料附样本，看不到申请材料示范文本"
        yield ("服务指南",), message, f"在 {guides[0].file} 的申请材料里写：样本: {guides[0].id}/form.pdf"
    if not _REACHABLE.search(board.complaint):
        message = f"【投诉举报】写的是“{board.complaint[:30]}”，没有电话、地址或者信箱"
        yield ("投诉举报",), message, "投诉举报: 12345；本局法规股 0999-6590002"
    if is_filler(board.progress):
        yield ("进度查询",), f"【进度查询】写的是“{board.progress[:20]}”，等于没有写", "进度查询: 凭受理号在窗口查询"
    for key, texts in (("岗位职责", board.duties), ("办理事项", board.matters)):
        for i, text in enumerate(texts):
            if is_filler(text):
                yield (key, i), f"【{key}】写的是“{text[:20]}”，等于没有写", f"{key}: 实际的内容"


@rule("GS288", "有服务指南没有公示牌", Severity.NOTE, "国办发〔2018〕118号（窗口设置岗位信息公示牌）")
def no_board(register: Register) -> Iterator[Hit]:
    """机关有服务指南，说明有受理窗口，却没有公布岗位信息公示牌。公示牌文件有误暂未读取的不报。

    处理：在 content/pre/boards/ 里写一份公示牌，可以打印张贴。

    合格：有 `pre/guides/guide-pesticide.md`，也有本机关的公示牌

    不合格：有 `pre/guides/guide-pesticide.md`，没有本机关的公示牌
    """
    if unreadable(register, "board"):
        return
    shown = {board.entity for board in register.boards.values()}
    for guide in register.guides.values():
        if guide.entity not in shown:
            # Said once an organ.
            shown.add(guide.entity)
            message = f"【执法主体】{called(register, guide.entity)}有服务指南，没有岗位信息公示牌"
            yield Hit(guide.file, ("执法主体",), message, "在 content/pre/boards/ 里写一份公示牌", guide.id)
