"""What was published changes in the open or not at all (DOMAIN V-26; 政府信息公开条例 art 41)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.life import COMPARABLE, Correction
from gongshi.records.results import RandomResult
from gongshi.registry.past import Alteration, Change
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.publication_days import INDEX, antedated

_BASIS = "政府信息公开条例第四十一条；国办发〔2018〕118号（公示信息不准确的及时更正）"
_AMOUNT, _DAY = re.compile(r"\d+(\.\d+)?"), re.compile(r"\d{4}-\d\d-\d\d")
_TOKENS = re.compile(r"[、，,；;/\s]+")
_CITED = ("法律", "条款", "版本")
_LONGEST = 80
_Dated = Decision | RandomResult


def _altered(register: Register) -> Iterator[tuple[_Dated, Alteration]]:
    """Records that no longer say what is before the public."""
    for record in register.dated():
        alteration = register.past.altered.get(record.id)
        if alteration is not None and not alteration.over:
            yield record, alteration


@rule("GS311", "公示后改动没有更正", Severity.GATE, _BASIS)
def silent_change(register: Register) -> Iterator[Hit]:
    """记录公开的内容和最近一次发布的不一样，没有新的“更正”说明改了哪一项。后来发生的事写“后续”，决定被改变的写“撤回”，
    这些不算改动；只补充、不改原文的，写了“后续”也可以。已经登出的更正、后续、撤回、恢复不删不改。“更正”的日期是更正公布的
    日期，不早于最近一次发布。

    处理：确实有误的，照提示加一条“更正”，改了几项就写明几项；不该改的，改回原样。金额、日期、条款登新旧内容，其他只说明有误。

    合格：罚款金额由 20000.00 改为 2000.00，并加 更正: [{日期: 2026-03-16, 字段: 罚款金额, 原因: 录入错误}]

    不合格：罚款金额由 20000.00 改为 2000.00，没有“更正”
    """
    for record, alteration in _altered(register):
        corrections = _new_corrections(record, alteration)
        valid = [c for c in corrections if _in_time(c, alteration, register)]
        early = antedated(alteration, register.setting.first_published.get(record.id))
        told: set[str] = set()
        for change in alteration.changes:
            name = _name(change)
            if change == early or name in told or _covered(change, valid, alteration):
                continue
            told.add(name)
            if change.label == "更正":
                message, fix = "已经登出的“更正”被删去或者改动了", "恢复原来的“更正”，新的一条加在后面"
            else:
                message = f"【{name}】公示后改了{_compared(change)}，{_missing(corrections, valid, alteration)}"
                fix = _entry(record, change, register)
            yield Hit(record.file, change.path, message, fix, record.id)


@rule("GS312", "公示后附件被换", Severity.GATE, _BASIS)
def attachment_swapped(register: Register) -> Iterator[Hit]:
    """附件的文件名没有变，内容和发布时的不一样，没有新的“更正”写明附件。

    处理：换错了的，恢复原来的文件；确实要换的，加一条“更正”，字段写“附件”。

    合格：换了附件，并加 更正: [{日期: 2026-03-16, 字段: 附件, 原因: 清单缺页}]

    不合格：换了附件，文件名没有变，没有“更正”
    """
    for record, alteration in _altered(register):
        valid = [c for c in _new_corrections(record, alteration) if _in_time(c, alteration, register)]
        if not isinstance(record, Decision) or any("附件" in c.field for c in valid):
            continue
        for i, attachment in enumerate(record.attachments):
            if attachment.file in alteration.attachments:
                message = f"附件“{attachment.file}”的内容和 {alteration.stated} 发布的不一样，没有“更正”"
                yield Hit(record.file, ("附件", i, "文件"), message, _line(record, "附件", "", register), record.id)


@rule("GS321", "已公示的记录不见了", Severity.GATE, _BASIS)
def vanished(register: Register) -> Iterator[Hit]:
    """记录公示期未满，也没有撤回，文件却被删去、改名，或者移到了别的栏目。只拦这一条：其他记录照常公示，该下线的照常下线。
    误公开的由台账记着，不在此列，历史清除以后也一样。

    处理：恢复原来的文件、原来的文件名。决定被改变的写“撤回”，误公开的写“误公开”。

    合格：2026-03-05 公示的记录，文件还在原处，或者写了“撤回”

    不合格：2026-03-05 公示的记录，文件被删去，公示期未满，也没有“撤回”
    """
    for gone in register.past.vanished:
        first = register.setting.first_published[gone.record]
        number = f"（{gone.number[:60]}）" if gone.number else ""
        message = f"“{gone.record}”{number}于 {first} 公示，公示期未满，也没有撤回，内容里却没有了"
        fix = f"恢复 {gone.record}.yaml；应当撤下的，在文件里写“撤回”，误公开的写“误公开”"
        if gone.step is not None:
            did = f"改名为 {gone.step.other}" if gone.step.status == "R" else "删去"
            message += f"：提交 {gone.step.commit[:10]}（{gone.step.day}）把 {gone.file} {did}"
            fix = f"从提交 {gone.step.commit[:10]} 的前一版恢复 {gone.file}；应当撤下的写“撤回”，误公开的写“误公开”"
        yield Hit(INDEX, (), message, fix, gone.record, gone.place)


@rule("GS322", "误公开撤下的记录又要公示", Severity.GATE, "个人信息保护法第四十七条；政府信息公开条例第十五条")
def pulled_again(register: Register) -> Iterator[Hit]:
    """台账记着这条记录因误公开撤下，文件里却没有写明“误公开”，照这样会重新公示。

    处理：写明“误公开”和下线日期；内容改好、可以重新公示的，再写重新公示日期。

    合格：2026-03-10 因误公开撤下的记录，写了 误公开: [{下线日期: 2026-03-10}]

    不合格：2026-03-10 因误公开撤下的记录，没有“误公开”
    """
    for decision in register.decisions.values():
        day = register.past.pulled.get(decision.id)
        if day is None or decision.takedowns or not register.standings[decision.id].state.shown:
            continue
        message = f"这条记录已于 {day} 因误公开撤下，文件里没有写明"
        fix = f"误公开: [{{下线日期: {day}, 重新公示日期: 改好以后的日期}}]"
        yield Hit(decision.file, (), message, fix, decision.id)


def _new_corrections(record: _Dated, alteration: Alteration) -> tuple[Correction, ...]:
    count = alteration.events.get("更正", 0)
    return record.corrections[-count:] if count else ()


def _in_time(correction: Correction, alteration: Alteration, register: Register) -> bool:
    """Dated neither before the public was last told otherwise, nor in the future."""
    setting = register.setting
    return correction.day >= alteration.stated and (correction.day <= setting.as_of or setting.looks_back)


def _name(change: Change) -> str:
    """How a correction names the field: 罚款金额, 处罚依据, 行政相对人名称."""
    if any(word in change.label for word in COMPARABLE):
        return change.label
    return "".join(part for part in change.path if isinstance(part, str))


def _covered(change: Change, corrections: list[Correction], alteration: Alteration) -> bool:
    if change.added and any(count for key, count in alteration.events.items() if key != "更正"):
        return True
    name, leaf = _name(change), str(change.path[-1])
    return any(change.label in c.field or name in c.field or leaf in _TOKENS.split(c.field) for c in corrections)


def _missing(corrections: tuple[Correction, ...], valid: list[Correction], alteration: Alteration) -> str:
    if len(valid) < len(corrections):
        late = next(c for c in corrections if c not in valid)
        return f"“更正”的日期 {late.day} 不对，应当在 {alteration.stated} 以后、基准日以前"
    fields = "、".join(c.field for c in corrections)
    return f"新的“更正”只写了“{fields[:_LONGEST]}”" if fields else "没有“更正”"


def _entry(record: _Dated, change: Change, register: Register) -> str:
    old, new = _shown(change, change.old), _shown(change, change.new)
    return _line(record, _name(change), f", 原内容: {old}, 新内容: {new}" if old and new else "", register)


def _line(record: _Dated, name: str, values: str, register: Register) -> str:
    entry = f"{{日期: {register.setting.as_of}, 字段: {name}, 原因: ……{values}}}"
    return f"在“更正”末尾加 - {entry}" if record.corrections else f"更正: [{entry}]"


def _compared(change: Change) -> str:
    """Old and new, for amounts, dates and articles alone: showing a wrong name again would repeat the harm."""
    old, new = _shown(change, change.old), _shown(change, change.new)
    return f"：原来公示的是 {old}，现在是 {new}" if old and new else ""


def _shown(change: Change, value: Any) -> str:
    if not any(word in _name(change) for word in COMPARABLE):
        return ""
    if isinstance(value, list) and value and all(isinstance(row, dict) and "条款" in row for row in value):
        return "；".join(f"《{row['法律']}》{row['条款']}" for row in value)[:_LONGEST]
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if change.path[-1] in _CITED or _DAY.fullmatch(text):
        return text[:_LONGEST]
    if _AMOUNT.fullmatch(text):
        return f"{text}元" if "金额" in _name(change) else text
    return ""
