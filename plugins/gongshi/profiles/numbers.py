"""The numbers of a profile: each carries its unit, its legal basis and where that was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator

from gongshi.calendars.periods import Unit
from gongshi.records.base import Model, key, problem
from gongshi.records.types import Line, Whole, Yuan

# Code names of the eleven kinds of decision and of the classes of party, as the records' classes write them.
KINDS = {
    "行政许可": "licence",
    "行政处罚": "penalty",
    "行政强制": "coercion",
    "行政检查": "inspection",
    "行政征收": "levy",
    "行政征用": "requisition",
    "行政确认": "confirmation",
    "行政裁决": "adjudication",
    "行政给付": "payment",
    "行政奖励": "reward",
    "其他行政执法行为": "other",
}
PARTIES = {"法人及非法人组织": "organisation", "个体工商户": "sole_trader", "自然人": "natural", "批量": "batch"}

T = TypeVar("T")


def _between(least: int, most: int) -> Callable[[int], int]:
    def check(value: int) -> int:
        if not least <= value <= most:
            raise problem(f"应在 {least} 到 {most} 之间，这里是 {value}", fix=f"值: {max(least, min(value, most))}")
        return value

    return check


def _share(value: Any) -> Decimal:
    text = str(value).strip()
    if len(text) > 8 or not text.replace(".", "", 1).isdigit() or not text.isascii() or Decimal(text) > 1:
        raise problem("应是 0 到 1 之间的小数", fix="值: 0.05")
    return Decimal(text)


def _month_day(value: Any) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", str(value).strip(), re.ASCII)
    try:
        day = date(2023, int(match[1]), int(match[2])) if match else None  # no leap year: the day exists every year
    except ValueError:
        day = None
    if day is None:
        raise problem("应是每年都有的“月-日”", fix="值: 01-31")
    return day.month, day.day


def _code(names: dict[str, str]) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if not isinstance(value, str) or value not in names:
            raise problem(f"“{str(value)[:20]}”不在可写的范围内：{'、'.join(names)}", fix=next(iter(names)))
        return names[value]

    return convert


PartyCode = Annotated[str, BeforeValidator(_code(PARTIES))]
KindCode = Annotated[str, BeforeValidator(_code(KINDS))]


class Sourced(Model):
    """Anything that a locality sets: nothing stands without the law, document or decision that it rests on."""

    basis: Line = key("依据", "法律、文件及条款；本地自行规定的写“自定”并说明理由", example="国办发〔2018〕118号")
    source: Line | None = key("来源", "从哪里读到依据", None, example="https://www.example.gov.cn/")


class WorkingDays(Sourced):
    """Working days (0 to 366)."""

    value: Annotated[Whole, AfterValidator(_between(0, 366))] = key("值", "工作日数", example="7")
    unit: Literal["工作日"] = key("单位", "工作日", example="工作日")


class Period(Sourced):
    """A period of calendar days, months or years, counted as the Civil Code counts them (民法典 arts 200-202)."""

    value: Annotated[Whole, AfterValidator(_between(1, 400))] = key("值", "日、月、年的数目", example="3")
    unit: Unit = key("单位", "日、月、年", example="年")


class Amount(Sourced):
    """Decimal yuan."""

    value: Yuan = key("值", "金额，元", example="50000.00")
    unit: Literal["元"] = key("单位", "元", example="元")


class Share(Sourced):
    """A fraction of one."""

    value: Annotated[Decimal, BeforeValidator(_share)] = key("值", "0 到 1 之间", example="0.05")
    unit: Literal["比例"] = key("单位", "比例", example="比例")


class MonthDay(Sourced):
    """A day of every year: (month, day)."""

    value: Annotated[tuple[int, int], BeforeValidator(_month_day)] = key("值", "月-日", example="01-31")
    unit: Literal["月-日"] = key("单位", "月-日", example="月-日")


class NameStyle(Sourced):
    """How the name of a natural person is shown."""

    value: Literal["姓加某", "姓加星号", "不显示", "全名"] = key(
        "值", "姓加某、姓加星号、不显示、全名", example="姓加某"
    )


class ByKind(Model, Generic[T]):
    """One value for each of the eleven kinds of decision."""

    licence: T = key("行政许可", "行政许可")
    penalty: T = key("行政处罚", "行政处罚")
    coercion: T = key("行政强制", "行政强制")
    inspection: T = key("行政检查", "行政检查")
    levy: T = key("行政征收", "行政征收")
    requisition: T = key("行政征用", "行政征用")
    confirmation: T = key("行政确认", "行政确认")
    adjudication: T = key("行政裁决", "行政裁决")
    payment: T = key("行政给付", "行政给付")
    reward: T = key("行政奖励", "行政奖励")
    other: T = key("其他行政执法行为", "其他行政执法行为")


class ByParty(Model, Generic[T]):
    """One value for each class of party that bears a name."""

    organisation: T = key("法人及非法人组织", "法人及非法人组织")
    sole_trader: T = key("个体工商户", "个体工商户")
    natural: T = key("自然人", "自然人")
