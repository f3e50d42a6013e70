"""The manual: made from the rules themselves, so that it cannot say anything else than they do."""

from __future__ import annotations

from inspect import cleandoc

from gongshi.findings import SEVERITY_ZH
from gongshi.rules.base import RULES, Rule

# Codes that other rooms report while they read; they are gates all of them (a BOM is only noted).
READING = {
    "GS001": "文件编码：应为 UTF-8",
    "GS002": "YAML 写法：冒号、空格、缩进、引号",
    "GS003": "同一个字段写了两次",
    "GS004": "不使用的 YAML 写法：锚点、标签、合并键",
    "GS005": "文件太大、太深、内容太多",
    "GS006": "文件名或位置不对",
    "GS010": "缺少必填的字段",
    "GS011": "没有这个字段",
    "GS012": "值不符合要求",
    "GS013": "Markdown 文件开头的字段写法",
    "GS020": "日历文件有误（全站不更新）",
    "GS021": "规则配置有误（全站不更新）",
    "GS050": "发布台账或公示内容存档有误（全站不更新）",
    "GS051": "git 历史不全或读不出来（全站不更新）",
    "GS470": "生成的网站文件里有不得公开的内容，出自这条记录",
    "GS471": "生成的网站文件里有不得公开的内容，查不到出处（全站不更新）",
    "GS472": "发布前的扫描不能进行：名单、密钥或程序有问题（全站不更新）",
    "GS473": "误公开撤下的记录没有写明“误公开”，不再公示",
}


def page(rule: Rule) -> str:
    """One rule as plain text: heading, severity, manual, source."""
    return (
        f"{rule.code} {rule.title}（{SEVERITY_ZH[rule.severity]}）\n\n{cleandoc(rule.manual)}\n\n依据：{rule.basis}\n"
    )


def markdown() -> str:
    """The whole manual, for docs/rules.md."""
    lines = [
        "# 规则手册",
        "",
        "本页由 `gongshi rules --markdown` 从规则本身生成，不要手工改。拦截：所指的记录不公示；缺陷：在记录里承认并说明以后公示；",
        "提示：记下来，不影响公示。",
        "",
        "## 读取",
        "",
        "| 代码 | 什么问题 |",
        "|---|---|",
        *(f"| {code} | {title} |" for code, title in READING.items()),
        "",
        "## 规则",
        "",
    ]
    for rule in sorted(RULES.values(), key=lambda r: r.code):
        lines += [
            f"### {rule.code} {rule.title}",
            "",
            f"**{SEVERITY_ZH[rule.severity]}**　依据：{rule.basis}",
            "",
            cleandoc(rule.manual),
            "",
        ]
    return "\n".join(lines)
