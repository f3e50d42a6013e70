"""Masks of one record agree with each other and with its 脱敏 entries, both ways; titles and notes follow the parties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial

from gongshi.findings import Severity
from gongshi.lifecycle import Status
from gongshi.records.decision import Decision
from gongshi.redaction import masks
from gongshi.redaction.fields import Field
from gongshi.redaction.guessed import guessed_names
from gongshi.redaction.labels import full_name_in
from gongshi.redaction.names import Mask, is_masked, masks_in, read_mask
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.texts import texts_of

_OPEN = "政府信息公开条例第十五条；国办发〔2018〕118号（公示前脱敏处理）"
_SAME = "法释〔2016〕19号第九条；国办发〔2018〕118号（公示前脱敏处理）"
# Something of the field must be left to be seen after these.
_LEFT = frozenset({"部分遮盖"})
_GONE = frozenset({Status.WITHDRAWN, Status.LAPSED, Status.ENDED_EARLY})
_ONLY_HIDDEN = frozenset({"删除", "不列"})


def _party_masks(decision: Decision) -> list[tuple[int, Mask]]:
    return [(i, found) for i, p in enumerate(decision.parties) if (found := read_mask(p.name)) and found.head]


def _is_open(register: Register, decision: Decision) -> bool:
    """Whether it is shown, or may be yet: of a lapsed or withdrawn decision no mask is left to be read."""
    return register.standings[decision.id].state.status not in _GONE


def _fields(register: Register, decision: Decision) -> list[Field]:
    """Its public texts but its 脱敏 entries."""
    return [field for field in texts_of(register, decision) if field.path[0] != "脱敏"]


def _open(register: Register, code: str) -> Iterator[Decision]:
    return register.sound.fresh(code, register.decisions.values(), partial(_is_open, register))


@rule("GS405", "几个人用了同一个掩码", Severity.DEFECT, _SAME)
def one_mask_for_two(register: Register) -> Iterator[Hit]:
    """一份记录里两个相对人脱敏后的写法相同，读的人分不清谁是谁。

    处理：依次加阿拉伯数字：买某1、买某2，全文、附件名称一起改。

    合格：名称: 买某1 ……名称: 买某2

    不合格：名称: 买某 ……名称: 买某
    """
    for decision in register.unsettled():
        if not _is_open(register, decision):
            continue
        seen: dict[str, int] = {}
        for i, found in _party_masks(decision):
            if found.text in seen:
                message = f"【名称】第 {seen[found.text] + 1} 个和第 {i + 1} 个相对人都写作“{found.text}”，分不清是谁"
                fix = f"名称: {found.head}{found.tail}2（前一个写 {found.head}{found.tail}1）"
                yield Hit(decision.file, ("行政相对人", i, "名称"), message, fix, decision.id)
            seen.setdefault(found.text, i)


@rule("GS406", "同一个人的掩码前后不一致", Severity.DEFECT, _SAME, pure=True)
def mask_changes(register: Register) -> Iterator[Hit]:
    """名称写“张某”，案件名称、事实、摘要、附件名称里写成了“张某某”或“张某1”：同一个人全文用同一种写法。

    处理：改成与行政相对人一致；确是另一个人的，两个人都编号：张某1、张某2。

    合格：名称: 张某 ……违法事实: 张某在……

    不合格：名称: 张某 ……违法事实: 张某某在……
    """
    for decision in _open(register, "GS406"):
        parties = [found for _, found in _party_masks(decision)]
        if not parties:
            continue
        heads = {found.head: found.text for found in parties}
        texts = {found.text for found in parties}
        numbered = {found.head for found in parties if found.number}
        for field in _fields(register, decision):
            if field.holds == "party":
                continue
            for found in masks_in(field.value):
                # With numbers given, 张某3 is somebody else on purpose.
                other = found.head in numbered and found.number
                if found.head in heads and found.text not in texts and not other:
                    message = f"【{field.label}】写的是“{found.text}”，行政相对人写的是“{heads[found.head]}”"
                    fix = f"同一个人：改为 {heads[found.head]}；另一个人：两个人分别编号 1、2"
                    yield Hit(decision.file, field.path, message, fix, decision.id)
                    break


@rule("GS407", "作了脱敏却没有登记", Severity.DEFECT, _OPEN, pure=True)
def mask_without_entry(register: Register) -> Iterator[Hit]:
    """记录里看得出作过脱敏（张某、138****1234、×××），“脱敏”里却没有写这一项，审核的人不知道遮了什么、凭什么遮。

    处理：照提示在“脱敏”里加一条；`gongshi redact 文件 --write` 可以自动补。

    合格：名称: 张某 ……脱敏: [{字段: 行政相对人名称, 内容: 姓名, 方式: 部分遮盖, 依据: 个人信息}]

    不合格：名称: 张某（没有“脱敏”）
    """
    for decision in _open(register, "GS407"):
        fields = _fields(register, decision)
        told: set[frozenset[str]] = set()
        for one in masks.shown(fields):
            if masks.spoken_for(one, decision.redactions) or one.covered_by in told:
                continue
            told.add(one.covered_by)
            name = "行政相对人名称" if one.label == "名称" and one.path[0] == "行政相对人" else str(one.label)
            what = f"“{one.mask.text}”" if one.mask else "遮盖过的文字"
            message = f"【{one.label}】有{what}，“脱敏”里没有写这一项"
            fix = f"脱敏: [{{字段: {name}, 内容: 姓名, 方式: 部分遮盖, 依据: 个人信息}}]"
            yield Hit(decision.file, one.path, message, fix, decision.id)


@rule("GS408", "登记了脱敏却看不到", Severity.DEFECT, _OPEN, pure=True)
def entry_without_mask(register: Register) -> Iterator[Hit]:
    """“脱敏”写了部分遮盖，那一项里却看不到遮盖的痕迹，可能漏改了；或者所写的字段在这份记录里没有。

    处理：回头检查那一项是不是还是原文；字段名写错的改正，没有处理的删去这一条。

    合格：名称: 张某 ……{字段: 行政相对人名称, 方式: 部分遮盖}

    不合格：名称: 青禾县丰穗农资经营部 ……{字段: 行政相对人名称, 方式: 部分遮盖}
    """
    for decision in _open(register, "GS408"):
        fields = _fields(register, decision) if decision.redactions else []
        for i, entry in enumerate(decision.redactions):
            about = masks.meant(entry, fields)
            name = entry.field[:40]
            if not about and entry.method not in _ONLY_HIDDEN:
                message = f"【字段】“{name}”这一项在本记录里没有，却写了{entry.method}"
                yield Hit(decision.file, ("脱敏", i, "字段"), message, "写本记录里有的字段名，如 违法事实", decision.id)
            elif about and entry.method in _LEFT and not any(is_masked(field.value) for field in about):
                message = f"【字段】“{name}”写的是部分遮盖，内容里却看不到遮盖的痕迹，请核对是不是漏改了"
                yield Hit(decision.file, ("脱敏", i, "字段"), message, "改掉原文，或者删去这一条", decision.id)


@rule("GS410", "标题、附件名称里有当事人全名", Severity.GATE, _SAME, pure=True)
def full_name_beside_mask(register: Register) -> Iterator[Hit]:
    """当事人写“张某”，案件名称、附件名称、替代文字、更正原因、后续情形里却写了同姓的全名：遮了一处，漏了另一处。

    处理：改成一样的掩码，或者不写姓名。

    合格：名称: 现场照片一

    不合格：名称: 张小禾询问笔录
    """
    for decision in register.sound.fresh("GS410", register.decisions.values()):
        heads = sorted({found.head for _, found in _party_masks(decision)})
        if not heads:
            continue
        for field in _fields(register, decision):
            short = field.holds == "label" or field.path[0] in ("更正", "后续", "撤回", "恢复")
            if short and any(full_name_in(field.value, head) for head in heads):
                message = f"【{field.label}】像是写了当事人的全名，行政相对人里却是脱敏的"
                yield Hit(decision.file, field.path, message, "改成与行政相对人一样的写法，或者不写姓名", decision.id)


@rule("GS411", "附件文件名像当事人的拼音", Severity.DEFECT, _SAME)
def file_named_after_the_party(register: Register) -> Iterator[Hit]:
    """附件的文件名以当事人姓氏的拼音开头，后面还有别的拼音（zhang-xiaohe.pdf）：文件名也会公开。

    处理：文件改用中性的名字，如 photo-1.jpg。

    合格：文件: qnz-zz-2026-003/photo-1.jpg

    不合格：文件: qnz-zz-2026-003/zhang-xiaohe.pdf
    """
    for decision in register.unsettled():
        heads = {_spelt(found.head) for _, found in _party_masks(decision)} if decision.attachments else ()
        for i, attachment in enumerate(decision.attachments):
            stem = attachment.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
            if any(
                re.match(rf"{re.escape(head)}[-_][a-z]{{2,}}(?:[-_][a-z]{{2,}})?[-_0-9]*$", stem)
                for head in heads
                if head
            ):
                message = "【文件】文件名像是当事人姓名的拼音"
                yield Hit(decision.file, ("附件", i, "文件"), message, "改用中性的文件名，如 photo-1.jpg", decision.id)


@rule("GS412", "撤回说明里写了当事人", Severity.DEFECT, "行政处罚法第四十八条第二款；政府信息公开条例第十五条")
def withdrawal_names_the_party(register: Register) -> Iterator[Hit]:
    """撤回公告只说撤回什么文书、为什么撤回；“说明”“依据”里写了当事人的名称，撤下的决定就等于还挂着。

    处理：删去当事人的名称，写文书号和撤回的理由。

    合格：说明: 行政复议决定撤销原处罚决定。

    不合格：说明: 复议决定撤销对丰穗农资经营部的处罚。
    """
    for decision in register.unsettled():
        names: dict[str, str] = defaultdict(str)
        for party in decision.parties:
            found = read_mask(party.name)
            names[found.text if found and found.head else party.name] = party.kind
        for i, withdrawal in enumerate(decision.withdrawals):
            for key, text in (("说明", withdrawal.explanation), ("依据", withdrawal.basis)):
                if any(name in text for name in names):
                    message = f"【{key}】写了当事人的名称；撤回公告不写当事人"
                    yield Hit(decision.file, ("撤回", i, key), message, "只写文书号和撤回的理由", decision.id)


@cache
def _spelt(name: str) -> str:
    """In pinyin without tones. Its dictionaries take longer to load than a county takes to check: only when needed."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).lower()


@rule("GS413", "正文里像是写了人名", Severity.NOTE, _SAME, pure=True)
def name_in_prose(register: Register) -> Iterator[Hit]:
    """事实、理由、摘要这样的正文里，有几个字按位置和分词统计像是自然人的全名。只是猜的：可能不是人名，也会漏掉；
    执法人员、主持人、审核人不算。

    处理：是当事人以外的人（证人、举报人、家属）的，改成“某某”或者不写；不是人名的不用管，也可以写明不再提示的理由。

    合格：违法事实: 证人王某某证实……

    不合格：违法事实: 证人王丽华证实……
    """
    for decision in _open(register, "GS413"):
        named = {party.name for party in decision.parties}
        for field in _fields(register, decision):
            if field.holds == "text" and {field.value[a:b] for a, b, _, _ in guessed_names(field.value)} - named:
                message = f"【{field.label}】有几个字像是自然人的全名，请核对（这是猜的，可能不是）"
                yield Hit(decision.file, field.path, message, "是人名的改成“姓加某”或者不写", decision.id)
