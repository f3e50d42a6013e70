"""content/site.yaml: whose site this is, which bureaus it carries, which rules it follows."""

from __future__ import annotations

from typing import Any, Literal

from gongshi.records.base import Model, Record, key
from gongshi.records.colours import Colours
from gongshi.records.life import PageInternal
from gongshi.records.types import Account, Day, Flag, Id, Line, Many, Phone, Prose, ServiceUrl, Url

CONTENT_FORMAT = "1"


class RosterEntry(Model):
    """One organ of the site, in the order of the menus.

    Its name and its rules stand here, so that a slip in the organ's own file takes down that file's page alone: not
    every decision that bears the name, and never the rule that keeps a kind of decision from being published.
    """

    id: Id = key("标识", "机构文件名", example="qinghe-nyncj")
    name: Line = key("名称", "机关全称", example="青禾县农业农村局")
    short: Line = key("简称", "菜单里的短名", example="农业农村局")
    profile: Line | None = key("规则配置", "与站点默认不同时写，如 samr", None, example="samr")
    accounts: Many[Account] = key(
        "审核账号", "在代码平台上审核、批准本机关内容的账号或小组", (), example="qinghe/nyncj-fzg", private=True
    )


class Footer(Model):
    """What every government site carries at its foot (国办发〔2017〕47号)."""

    organiser: Line = key("主办单位", "主办单位", example="青禾县人民政府办公室")
    operator: Line | None = key("承办单位", "承办单位", None)
    address: Line | None = key("地址", "联系地址", None, holds="office address")
    phone: Phone = key("电话", "联系电话", example="0999-6590000", holds="office phone")
    icp: Line | None = key("ICP备案", "ICP 备案编号", None)
    police: Line | None = key("公安备案", "公安机关备案编号", None)
    report: Url | None = key("找错", "“我为政府网站找错”网址", None)


class HistoryStart(Model):
    """Since when git's history counts, for a bureau whose repository was moved without its history."""

    day: Day = key("日期", "仓库搬迁、历史从头开始的那一天", example="2026-03-01")
    basis: Line = key("依据", "搬迁的记录，旧仓库存放在哪里", example="旧仓库封存件，政务公开办档案2026-03")


class Allowed(Model):
    """One value that looks private and may be shown all the same, in one field. Never a pattern (REDACTION)."""

    field: Line = key("字段", "在哪个字段里允许，写字段名", example="处罚内容")
    value: Line = key("值", "允许的原文，一字不差", example="0999-6590100")
    reason: Line = key("原因", "为什么可以公开", example="企业自己公布的服务电话")
    approver: Line = key("批准人", "谁批准", example="L001")
    until: Day = key("到期", "到哪一天为止", example="2026-12-31")


class Site(Record):
    """The site file; ``内容格式`` versions the content, so that a newer engine can tell an older county's files."""

    format: Literal["1"] = key("内容格式", "内容格式的版本", example=CONTENT_FORMAT)
    name: Line = key("网站名称", "网站名称", example="青禾县行政执法公示网")
    county: Line = key("地区", "行政区名称", example="青禾县")
    domain: Line = key("网站域名", "域名", example="www.qinghe.example")
    url: Url = key("网址", "网站根地址，可以是门户的下级目录", example="https://www.qinghe.example/xzzf")
    code: Line | None = key("网站标识码", "10位标识码", None, example="6599000001", basis="国办发〔2017〕47号")
    sample: Flag = key("示例", "示例网站写“是”，每页标明", False, example="否")
    as_of: Day | None = key("基准日", "固定按哪一天生成；正式网站不写", None, example="2026-11-21")
    profile: Line = key(
        "规则配置", "全国默认 national，或 xinjiang、ningxia、yunnan、samr", "national", example="xinjiang"
    )
    calendars: Many[Line] = key("历法", "工作日历：全国日历之外的地区，如 xinjiang", ())
    overrides: dict[str, Any] = key("规则调整", "对规则配置的调整，写法与规则配置文件相同", {})
    history: HistoryStart | None = key("历史起点", "仓库搬迁过、旧的提交历史没有带来的，写明从哪一天起算", None)
    allowed: Many[Allowed] = key("允许出现", "看起来是个人信息、经批准可以公开的值：逐字段、逐个值写", (), private=True)
    denylist: Flag = key(
        "禁止出现名单", "发布前要核对禁止出现名单的写“是”；名单或密钥缺失就不发布", False, example="是", private=True
    )
    roster: tuple[RosterEntry, ...] = key("机构名录", "本站的执法机构，按菜单顺序", example="[]")
    accounts: Many[Account] = key(
        "审核账号", "审核站点文件和几个机关共用内容的账号或小组", (), example="qinghe/sfj-jdg", private=True
    )
    search: ServiceUrl | None = key(
        "检索服务", "运行 gongshi search-service 的网址；没有就不写，只在读者的浏览器里检索", None,
        example="https://search.qinghe.example/xzzf/",
    )  # fmt: skip
    colours: Colours = key("配色", "本单位的颜色；不写就用默认的", Colours.model_construct())
    introduction: Prose | None = key("网站说明", "首页的说明", None)
    correction: Line = key("纠错电话", "信息有误时的联系方式", example="0999-6590000（青禾县司法局）")
    footer: Footer = key("页脚", "页脚信息")
    internal: PageInternal = key("内部", "只供内部使用，从不显示", PageInternal.model_construct(), private=True)
