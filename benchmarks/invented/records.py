"""A case → the record that stands in its file, key by key as a clerk would write it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from invented import vocabulary
from invented.cases import Case, zh
from invented.organs import KINDS

Record = dict[str, Any]


def record(case: Case, number: str) -> Record:
    """The whole decision with its document number."""
    words, r, kind = case.words, case.random, case.matter.kind
    basis = [{"法律": case.matter.law, "条款": case.matter.article}]
    head: Record = {
        "执法类别": kind,
        "文书名称": KINDS[kind].document,
        "文书号": number,
        "案件名称": _title(case),
        "执法主体": case.organ.id,
        "承办机构": words["unit_name"],
        "执法事项": case.organ.code(case.matter),
        "行政相对人": _parties(case),
        "决定日期": case.decided.isoformat(),
        "送达日期": (case.decided + timedelta(1)).isoformat(),
        "证据": case.evidence,
        "处罚依据" if kind == "行政处罚" else "依据": basis,
        "摘要": f"{words['town']}：{_title(case)}，涉及{words['product']}{words['qty']}{words['unit']}。",
    }
    if case.party.kind == "自然人" and kind not in ("行政给付", "行政奖励"):
        head["脱敏"] = [{"字段": "行政相对人名称", "内容": "姓名", "方式": "部分遮盖", "依据": "个人信息"}]
    return head | _OF[kind](case) | _life(case) | {"内部": _internal(case, r.randint(1, 25), r.randint(1, 24))}


def _title(case: Case) -> str:
    name, who = case.matter.name, case.party.full
    if case.matter.kind == "行政处罚":
        return f"{'某当事人' if case.party.kind == '自然人' else who}{name}案"
    return name if case.party.kind == "自然人" or case.matter.kind in ("行政奖励", "行政给付") else f"{who}{name}"


def _party(name: vocabulary.Name) -> Record:
    party: Record = {"类别": name.kind, "名称": name.full}
    if name.kind == "自然人":
        return party | {"住所": name.place}
    party["统一社会信用代码"] = name.code
    if name.head:
        party["法定代表人"] = name.head
    return party | {"经营场所": name.place}


def _parties(case: Case) -> Record | list[Record]:
    kind, r = case.matter.kind, case.random
    if kind == "行政给付":
        return {"类别": "批量", "名称": f"{case.party.town}受益农户", "数量": str(r.randint(3, 160)), "单位": "户"}
    if kind == "行政奖励":
        return {"类别": "批量", "名称": "举报人", "数量": "1", "单位": "人"}
    if kind == "行政裁决":
        other = vocabulary.party(f"other-{r.randrange(9000)}", case.organ.trades, people=False)
        first, second = _party(case.party), _party(other)
        return [
            {"类别": first.pop("类别"), "角色": "申请人", **first},
            {"类别": second.pop("类别"), "角色": "被申请人", **second},
        ]
    return _party(case.party)


def _money(amount: int) -> str:
    return f"{amount}.00"


def _penalty(case: Case) -> Record:
    words, grave = case.words, case.fate == "严重"
    orders = f"责令改正；没收{words['product']}{words['left']}{words['unit']}，没收违法所得{words['gain']}元"
    fields: Record = {
        "失信程度": "严重" if grave else "一般",
        "程序": "普通",
        "违法行为类型": case.matter.name,
        "违法事实": case.facts,
        "处罚类别": ["罚款", "没收违法所得", "没收非法财物", *(["责令停产停业"] if grave else [])],
        "处罚内容": f"1.{orders}；\n2.罚款{case.amount}元。" + ("\n3.责令停产停业。" if grave else ""),
        "罚款金额": _money(case.amount),
        "没收金额": words["gain"],
        "没收物品": f"{words['product']}{words['left']}{words['unit']}",
        "责令措施": ["责令改正违法行为"],
        "履行方式和期限": "自收到决定书之日起15日内到代收银行缴纳罚款；到期不缴纳的，每日按罚款数额的百分之三加处罚款。",
        **(
            {
                "救济": {
                    "复议机关": f"{vocabulary.COUNTY}人民政府",
                    "诉讼法院": f"{vocabulary.COUNTY}人民法院",
                    "复议前置": "是",
                }
            }
            if "价格法" in case.matter.law
            else {}
        ),
        "裁量理由": f"按照裁量基准“{words['tier']}”阶次，违法所得{words['gain']}元，货值{words['value']}元",
    }
    return fields


def _licence(case: Case) -> Record:
    decided = case.decided
    until = date(decided.year + 5, decided.month, min(decided.day, 28)) - timedelta(1)
    return {
        "许可结果": "准予", "许可类别": "普通", "许可证书名称": f"{case.matter.name}证", "许可编号": case.words["licence"],
        "许可内容": case.facts, "受理日期": (decided - timedelta(12)).isoformat(),
        "有效期自": decided.isoformat(), "有效期至": until.isoformat(),
    }  # fmt: skip


def _inspection(case: Case) -> Record:
    return {
        "检查类型": case.random.choice(("日常检查", "专项检查", "投诉举报检查")), "检查事项": case.matter.name,
        "检查方式": "现场检查", "检查日期": (case.decided - timedelta(6)).isoformat(),
        "检查结果": case.random.choice(("未发现问题", "未发现问题", "发现问题已责令改正")), "处理情况": case.facts,
    }  # fmt: skip


def _coercion(case: Case) -> Record:
    manner = "扣押财物" if case.matter.name.startswith(("扣押", "暂扣")) else "查封场所、设施或者财物"
    execution = case.matter.name.startswith(("代履行", "责令"))
    return {
        "强制类别": "行政强制执行" if execution else "行政强制措施",
        "强制方式": "代履行" if execution else manner,
        "事由": case.facts,
        "决定内容": f"{case.matter.name}：{case.words['product']}{case.words['qty']}{case.words['unit']}，期限30日。",
        "期限自": case.decided.isoformat(),
        "期限至": (case.decided + timedelta(29)).isoformat(),
    }


def _plain(what: str, content: str, amount: str = "") -> Callable[[Case], Record]:
    """The kinds that have a subject, a reason, an outcome and perhaps an amount."""

    def fields(case: Case) -> Record:
        words = case.words
        outcome = f"{case.matter.name}：{words['product']}{words['qty']}{words['unit']}，自{zh(case.decided)}起执行。"
        return {what: case.matter.name, "事由": case.facts, content: outcome} | (
            {amount: _money(case.amount)} if amount else {}
        )

    return fields


_OF: dict[str, Callable[[Case], Record]] = {
    "行政处罚": _penalty,
    "行政许可": _licence,
    "行政检查": _inspection,
    "行政强制": _coercion,
    "行政征收": _plain("征收项目", "征收内容", "征收金额"),
    "行政征用": _plain("征用财物", "征用内容", "补偿金额"),
    "行政确认": _plain("确认事项", "确认内容"),
    "行政裁决": _plain("争议事项", "裁决内容"),
    "行政给付": _plain("给付项目", "给付内容", "给付金额"),
    "行政奖励": _plain("奖励项目", "奖励内容", "奖励金额"),
    "其他行政执法行为": _plain("行为类型", "决定内容"),
}


def first_published(case: Case) -> date | None:
    """The day of first publication: in time for most; None for what no release has held yet."""
    if case.fate == "新":
        return None
    days = case.random.randint(2, 6)
    late = case.fate == "迟" and case.decided < date(2026, 10, 1)
    day = case.decided + timedelta(days + 35 if late else days)
    return day + timedelta((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _life(case: Case) -> Record:
    later = min(case.decided + timedelta(75), date(2026, 11, 20))
    if case.fate == "撤回":
        explanation = "行政复议决定认为事实不清，撤销原决定。"
        return {
            "撤回": [
                {
                    "情形": "撤销",
                    "生效日期": later.isoformat(),
                    "依据": f"青政复决〔{later.year}〕{case.words['n']}号",
                    "说明": explanation,
                }
            ]
        }
    if case.fate == "提前终止":
        return {"提前终止公示": {"日期": later.isoformat(), "依据": "信用修复管理办法"}}
    if case.fate == "更正":
        return {"更正": [{"日期": later.isoformat(), "字段": "承办机构", "原因": "录入错误"}]}
    if case.matter.kind == "行政处罚" and later < date(2026, 11, 1) and case.random.random() < 0.5:
        return {"后续": [{"日期": later.isoformat(), "情形": "罚款缴清"}]}
    return {}


def _internal(case: Case, one: int, other: int) -> Record:
    first = case.organ.certificate
    return {
        "公开审查": {
            "采集人": f"C{one:03d}", "保密审查人": "B001", "审核人": "F001", "批准人": "L001",
            "日期": (case.decided + timedelta(1)).isoformat(), "结论": "同意公开",
        },
        "执法人员": [str(first + one), str(first + (other if other != one else 25))],
        "法制审核": {"意见": "同意", "审核人": "F001", "日期": (case.decided - timedelta(2)).isoformat()},
        "集体讨论日期": (case.decided - timedelta(1)).isoformat(),
        "过程记录": {"立案": "文字", "现场检查": "文字+音像", "送达": "文字"},
    }  # fmt: skip
