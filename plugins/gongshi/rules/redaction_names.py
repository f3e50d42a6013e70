"""Natural persons are named as profile, kind and written ground allow, field by field; a minor is not named at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.decisions import Inspection
from gongshi.records.results import RandomResult
from gongshi.redaction import minors, people
from gongshi.redaction.fields import walk
from gongshi.redaction.names import is_foreign, is_person, read_mask
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule

_NATURAL = "个人信息保护法第六条、第二十八条；法释〔2016〕19号第八条、第九条"
_TOWNSHIP = re.compile(r"[村组队号室栋幢户弄巷]|社区|小区|单元|大街|[路街道](?!办)\S*\d")
# What the law of minors is quoted in: no statement about a party.
_SKIPPED = frozenset({"法律", "条款", "执法主体", "执法事项", "文书号", "承办机构"})
_LISTED = re.compile(r"[、，,；;等和及]")


@rule("GS400", "自然人的姓名没有脱敏", Severity.GATE, _NATURAL)
def natural_unmasked(register: Register) -> Iterator[Hit]:
    """自然人（包括没有字号的个体工商户经营者）写了全名，或者写法认不出是脱敏。受举报奖励的人连姓氏也不写。
    写全名要三样齐全：规则配置的“可写全名”里有这一类决定，记录写了“实名依据”，名称就是本人姓名。

    处理：照提示改成脱敏后的写法；`gongshi redact 文件` 会给出整份草稿的改法。

    合格：名称: 张某

    不合格：名称: 张小禾
    """
    for decision in register.unsettled():
        styles = register.setting.profile_of(decision.entity).names
        for i, party in enumerate(decision.parties):
            style = people.party_style(decision, party, styles)
            if style is not None and (wrong := people.lacking(party.name, style)):
                message = f"【名称】{party.kind}的名称{wrong}；按规则配置应为{people.wanted(style)}"
                fix = (
                    "名称: 某某（举报人，不署名）"
                    if style == "不显示"
                    else "名称: 姓加“某”，如张某、欧阳某；同名的写张某1、张某2"
                )
                yield Hit(decision.file, ("行政相对人", i, "名称"), message, fix, decision.id)
            elif style is None and party.kind == "法人及非法人组织" and is_person(party.name):
                message = "【名称】类别是法人及非法人组织，名称却像自然人的姓名；组织要写全称，自然人要脱敏"
                yield Hit(decision.file, ("行政相对人", i, "名称"), message, "改正类别，或者写组织的全称", decision.id)


@rule("GS401", "代表人、代理人姓名不合配置", Severity.GATE, "法释〔2016〕19号第九条、第十一条；个人信息保护法第六条")
def representative_named(register: Register) -> Iterator[Hit]:
    """法定代表人、负责人、个体工商户经营者、代理人的姓名，不是规则配置“姓名显示”规定的写法：规定不显示的写了，规定脱敏的写了全名。

    处理：不显示的删去这一项；要脱敏的照提示改。

    合格：（个体工商户，配置“经营者: 不显示”）不写法定代表人

    不合格：（个体工商户，配置“经营者: 不显示”）法定代表人: 李小禾
    """
    for decision in register.unsettled():
        styles = register.setting.profile_of(decision.entity).names
        for i, party in enumerate(decision.parties):
            for key, name, style in (
                ("法定代表人", party.representative, people.representative_style(party, styles)),
                ("代理人", party.agent, styles.agent.value),
            ):
                if name is None:
                    continue
                place: Path = ("行政相对人", i, key)
                if style == "不显示":
                    message = f"【{key}】规则配置规定不显示，这里写了姓名"
                    yield Hit(decision.file, place, message, f"删去“{key}”这一项", decision.id)
                elif wrong := people.lacking(name, style):
                    message = f"【{key}】{wrong}；按规则配置应为{people.wanted(style)}"
                    yield Hit(decision.file, place, message, f"{key}: 姓加“某”", decision.id)


@rule("GS402", "名单里有自然人的姓名", Severity.GATE, "个人信息保护法第六条；政府信息公开条例第十五条")
def names_in_lists(register: Register) -> Iterator[Hit]:
    """“批量”的名称里列了人名（批量给付只写多少户、多少人）；逐户结果、检查对象的名称是自然人的全名。

    处理：批量的只写是些什么人、多少户；逐户结果里的自然人写脱敏后的姓名，个体工商户写字号。

    合格：名称: 北滩乡被强制扑杀羊只的养殖户（不列姓名）

    不合格：名称: 张小禾、李小麦等18户
    """
    for decision in register.unsettled():
        for i, party in enumerate(decision.parties):
            if party.kind == "批量" and any(_names_somebody(part) for part in _LISTED.split(party.name)):
                message = "【名称】类别是“批量”，名称里却列了姓名；批量不列任何姓名，脱敏的也不列"
                yield Hit(
                    decision.file, ("行政相对人", i, "名称"), message, "名称: ××乡养殖户（不列姓名）", decision.id
                )
        if isinstance(decision, Inspection):
            yield from _objects(decision, "逐户结果")
    for result in register.random_results.values():
        yield from _objects(result, "检查对象")


def _objects(record: Inspection | RandomResult, key: str) -> Iterator[Hit]:
    for i, row in enumerate(record.objects):
        if is_person(row.name):
            message = "【名称】像自然人的姓名；自然人写脱敏后的姓名，个体工商户写字号全称"
            yield Hit(record.file, (key, i, "名称"), message, "名称: 张某", record.id)


def _names_somebody(part: str) -> bool:
    plain = part.strip()
    return is_person(plain) or is_foreign(plain) or read_mask(plain) is not None


@rule(
    "GS403",
    "当事人是未成年人",
    Severity.GATE,
    "未成年人保护法第一百零三条；行政处罚法第三十条；个人信息保护法第二十八条",
    pure=True,
)
def minor_as_a_party(register: Register) -> Iterator[Hit]:
    """记录里有当事人是未成年人的迹象：写明未成年、不满十八周岁、年龄十七岁以下、监护人或法定代理人到场、在校学生。
    这样的记录怎样脱敏都不公示。向未成年人卖烟、接待未成年人住店的经营者不在此列。

    处理：移到 content/post/undisclosed/，写理由“未成年人保护”，只进统计；当事人其实是成年人的，改写引起误会的字句。

    合格：当事人向未成年人销售卷烟。

    不合格：当事人时年十六岁，其法定代理人到场。
    """
    for decision in register.sound.fresh("GS403", register.decisions.values()):
        if decision.internal.minor or all(party.kind == "法人及非法人组织" for party in decision.parties):
            continue
        natural = any(party.kind == "自然人" for party in decision.parties)
        names = tuple(found.text for party in decision.parties if (found := read_mask(party.name)) and found.head)
        if not natural and not names:
            continue
        for field in walk(decision):
            if field.label in _SKIPPED:
                continue
            sign = next(minors.signs(field.value, names=names), None)
            if sign is not None:
                line = field.value.count("\n", 0, sign.start)
                where = f"第 {line + 1} 行" if line else ""
                message = f"【{field.label}】{where}有当事人是未成年人的迹象（{sign.word}）；未成年人的决定一律不公示"
                fix = "移到 content/post/undisclosed/，理由: 未成年人保护"
                yield Hit(decision.file, field.path, message, fix, decision.id)
                break


@rule("GS404", "自然人的住所写得太细", Severity.GATE, "个人信息保护法第六条；法释〔2016〕19号第十条")
def domicile_too_fine(register: Register) -> Iterator[Hit]:
    """自然人的住所只写到乡镇、街道；村组、门牌、小区、室号是家庭住址。

    处理：删去乡镇、街道以后的部分，在“脱敏”里写明住所作了概括。

    合格：住所: 青禾县北滩乡

    不合格：住所: 青禾县北滩乡某村3组12号
    """
    for decision in register.unsettled():
        for i, party in enumerate(decision.parties):
            personal = party.kind == "自然人" or read_mask(party.name) is not None
            if personal and party.domicile and _TOWNSHIP.search(party.domicile):
                message = "【住所】写到了村、组、路、门牌；自然人只写到乡镇、街道"
                yield Hit(decision.file, ("行政相对人", i, "住所"), message, "住所: 只写到乡镇、街道", decision.id)
