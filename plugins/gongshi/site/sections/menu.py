"""The three groups in which the law thinks (事前、事中、事后): what is in each, the menu, and a page for each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections.lists import COLUMNS

# (key, title, address, one line)
_Entry = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the menu; ``url`` is its own page."""

    key: str
    title: str
    intro: str
    entries: tuple[_Entry, ...]

    @property
    def url(self) -> str:
        return f"{self.key}/index.html"


BEFORE = Group(
    "before",
    "事前公开",
    "谁执法、凭什么、怎样执法",
    (
        ("entity", "执法主体", "entities/index.html", "有权执法的机关"),
        ("officer", "执法人员", "officers/index.html", "持证人员名单"),
        *((c.kind, c.title, addresses.of(c.kind, "index"), c.intro) for c in COLUMNS[:2]),
        ("flow", "执法流程图", "flows/index.html", "一步一步怎样办"),
        ("guide", "服务指南", "guides/index.html", "带什么、到哪办"),
        *((c.kind, c.title, addresses.of(c.kind, "index"), c.intro) for c in COLUMNS[2:]),
        ("policy", "制度文件", "policies/index.html", "三项制度等"),
        ("disclosure", "政务公开标准目录", "disclosure/index.html", "公开什么、何时、由谁"),
    ),
)
PROCESS = Group(
    "process",
    "事中公示",
    "亮证、告知、查询",
    (
        ("lookup", "执法证件查询", addresses.CHECK, "核对执法人员身份"),
        ("board", "岗位信息公示牌", "boards/index.html", "窗口谁在岗、办什么"),
    ),
)
AFTER = Group(
    "after",
    "事后公开",
    "决定、结果、统计",
    (
        ("decisions", "执法决定", "decisions/index.html", "许可、处罚等十一类决定"),
        ("random-result", "双随机抽查结果", "random-results/index.html", "抽查了谁、结果怎样"),
        ("withdrawn", "撤回公告", "withdrawn/index.html", "撤回了哪些、为什么"),
        ("annual-report", "行政执法统计年报", "annual-reports/index.html", "每年1月31日前公布"),
        ("openness", "公示情况统计", "openness.html", "是否按期、更正和撤回"),
        ("rules", "公示时限与规则", "rules.html", "多久公示、公示多久"),
    ),
)
GROUPS = (BEFORE, PROCESS, AFTER)


def navigation() -> list[dict[str, Any]]:
    """The menu of every page; the first entry of a group is its own page."""
    return [
        {
            "key": group.key,
            "title": group.title,
            "children": [
                {"key": group.key, "title": f"{group.title}总览", "url": group.url},
                *({"key": k, "title": t, "url": u} for k, t, u, _ in group.entries),
            ],
        }
        for group in GROUPS
    ]


def build(press: Press, decisions: int, notices: int) -> dict[str, list[dict[str, Any]]]:
    """A page for each group. Returns the entries of each, by its key, with how much there is of each.

    ``decisions`` and ``notices``: how many are to be seen.
    """
    counts = _counts(press, decisions, notices)
    shown = {
        group.key: [{"title": t, "url": u, "count": counts.get(k), "note": note} for k, t, u, note in group.entries]
        for group in GROUPS
    }
    for group in GROUPS:
        page = Page(
            url=group.url, title=group.title, section=group.key, crumbs=addresses.crumbs((group.title, "")),
            description=group.intro,
        )  # fmt: skip
        press.page("group.html", page, title=group.title, intro=group.intro, links=shown[group.key])
        listed = {row["url"] for row in press.listed.get(group.title, ())}
        for _, name, url, _ in group.entries:
            if url not in listed:
                press.list_page(group.title, name, url)
    return shown


def _counts(press: Press, decisions: int, notices: int) -> dict[str, int | None]:
    register = press.register
    return {
        "entity": len(register.entities),
        "officer": len(register.officers),
        "flow": len(register.flows),
        "guide": len(register.guides),
        "policy": len(register.policies),
        "board": len(register.boards),
        "decisions": decisions,
        "withdrawn": notices,
        "random-result": len([r for r in register.random_results if register.standings[r].state.shown]),
        "annual-report": len([r for r in register.annual_reports.values() if r.published <= register.setting.as_of]),
        **{c.kind: sum(len(r.rows) for r in register.catalogues[c.kind].values()) for c in COLUMNS},
    }
