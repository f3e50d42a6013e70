"""The review for a terminal, for a comment on a pull request, and for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from gongshi.findings import SEVERITY_ZH, Finding, Severity
from gongshi.review.item import ORDER, Item, Line, Review
from gongshi.review.words import CLOSE, OPEN, marked

FORMAT = 1
# Rows of one item in a comment; a forge refuses a comment of more than 64 KiB.
_ROWS, _LONGEST = 60, 60_000
_WORDS = {"恢复": "恢复公开", "有改动": "改动"}


def summary(review: Review) -> str:
    """What a reviewer with one minute reads."""
    counts = ((what, review.of(what)) for what in ORDER)
    said = "，".join(f"{_WORDS.get(what, what)} {len(of)}{_grounds(of)}" for what, of in counts if of)
    said = said or "公众看到的没有变化"
    tally = {s: sum(f.severity is s for f in review.findings) for s in Severity}
    faults = "，".join(f"{SEVERITY_ZH[s]} {tally[s]}" for s in Severity)
    if not review.base:
        return f"{review.items[0].title}：{faults}。"
    return f"{said}。改动的文件：{faults}；其他文件的问题 {review.others} 条。"


def _range(review: Review) -> str:
    return f"{review.base[:12]}..{review.head[:12]}　" if review.base else ""


def _grounds(items: list[Item]) -> str:
    """How many 不予公开 on each ground."""
    counts = Counter(item.group for item in items if item.group)
    return f"（{'、'.join(f'{ground} {count}' for ground, count in sorted(counts.items()))}）" if counts else ""


def as_text(review: Review) -> str:
    """For a terminal; changed words stand in 【】."""
    lines = [f"公开内容审查　{_range(review)}基准日 {review.as_of}", summary(review)]
    lines += [*(f"注意：{remark}" for remark in review.remarks), ""]
    for finding in review.findings:
        lines += [_finding(finding, review.folder), *([f"    处理：{finding.fix}"] if finding.fix else [])]
    lines += [f"角色：{fault}" for fault in review.roles]
    for item in review.items:
        lines += ["", f"■ {item.what}　{item.title}", f"  {' '.join(part for part in (item.organ, item.file) if part)}"]
        if item.why:
            lines.append(f"  {item.why}")
        for line in item.lines:
            old, new = _shown(line)
            if line.old:
                lines.append(f"  - {line.label}：{_bracketed(old)}")
            if line.new:
                lines.append(
                    f"  + {line.label}：{_bracketed(new)}"
                    if line.old or item.two_sided
                    else f"  {line.label}：{line.new}"
                )
        lines += [f"  附件{a.status}：{a.file}　{a.size} 字节　SHA-256 {a.digest[:16]}…" for a in item.attached]
        lines += _arithmetic(item)
        if item.form:
            lines.append(f"  审查表校验码：{item.form}")
        if said := by_duty(item):
            lines.append(f"  经手：{said}")
    if review.lapsing:
        lines += ["", "三十天内期满下线："]
        lines += [f"  {day}　{number}　{title}" for day, number, title in review.lapsing]
    lines += ["", "请这些人审核："]
    lines += [
        f"  {organ}：{'、'.join(accounts) or '没有登记审核账号（site.yaml 机构名录）'}"
        for organ, accounts in review.approvers.items()
    ]
    return "\n".join(lines)


def by_duty(item: Item) -> str:
    """采集 C003；审核 F001…; duties without a name are left out."""
    return "；".join(f"{duty} {'、'.join(names)}" for duty, names in item.duties if names)


def _arithmetic(item: Item) -> Iterator[str]:
    if item.arithmetic:
        yield "  公示期限逐日计算："
        for step in item.arithmetic:
            yield f"    {step.day}　{step.note}{f'　第 {step.count} 个工作日' if step.count else ''}"


def _shown(line: Line) -> tuple[str, str]:
    return marked(line.old, line.new) if line.old and line.new else (line.old, line.new)


def _bracketed(text: str) -> str:
    return text.replace(OPEN, "【").replace(CLOSE, "】")


def _finding(f: Finding, folder: str) -> str:
    place = f"{folder}/{f.file}:{f.line}:{f.column}" if f.line else f"{folder}/{f.file}"
    return f"{SEVERITY_ZH[f.severity]} {f.code}　{place}　{f.message}"


# What Markdown, a forge's mentions and references, and HTML would take for their own.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>])")


def _plain(text: str) -> str:
    """Text of content inside Markdown: nothing in it is markup, a link, a mention or a row's end."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = _SPECIAL.sub(r"\\\1", safe.replace("&amp;", "\0amp;").replace("&lt;", "\0lt;").replace("&gt;", "\0gt;"))
    safe = safe.replace("\0", "&").replace("@", "@\u200b").replace("://", "&#58;//")
    return re.sub(r"\s*\n\s*", "<br>", safe.strip())


def _rich(text: str) -> str:
    return _plain(text).replace(OPEN, "<ins>").replace(CLOSE, "</ins>")


def as_markdown(review: Review) -> str:
    """For a comment on a pull request; content is escaped, and the whole stays below what a forge takes."""
    lines = [
        "## 公开内容审查",
        "",
        f"{_range(review)}基准日 {review.as_of}",
        "",
        f"**{_plain(summary(review))}**",
        "",
    ]
    lines += [f"> {_plain(remark)}\n" for remark in review.remarks]
    if review.findings:
        lines += ["| 问题 | 位置 | 说明 | 处理 |", "|---|---|---|---|"]
        for f in review.findings:
            place = f"{f.file}:{f.line}" if f.line else f.file
            lines.append(
                f"| {SEVERITY_ZH[f.severity]} {f.code} | {_plain(place)} | {_plain(f.message)} | {_plain(f.fix)} |"
            )
        lines.append("")
    lines += [f"- 角色：{_plain(fault)}" for fault in review.roles]
    for item in review.items:
        lines += ["", *_section(item)]
    if review.lapsing:
        lines += ["", "### 三十天内期满下线", "", "| 最后一天 | 文书号 | 名称 |", "|---|---|---|"]
        lines += [f"| {day} | {_plain(number)} | {_plain(title)} |" for day, number, title in review.lapsing]
    lines += ["", "### 请这些人审核", ""]
    # Accounts come from a checked pattern; here a mention is meant.
    lines += [
        f"- {_plain(organ)}：{'、'.join(accounts) or '没有登记审核账号'}"
        for organ, accounts in review.approvers.items()
    ]
    text = "\n".join(lines) + "\n"
    if len(text.encode("utf-8")) <= _LONGEST:
        return text
    cut = text.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").rsplit("\n", 1)[0]
    return f"{cut}\n\n（内容太长，只列出一部分；完整的用 `gongshi review` 查看）\n"


def _section(item: Item) -> Iterator[str]:
    yield f"### {item.what}：{_plain(item.title)}"
    yield ""
    yield f"{_plain(item.organ)}　`{item.file}`" if item.organ else f"`{item.file}`"
    if item.why:
        yield f"\n{_plain(item.why)}"
    if item.lines:
        changed = item.two_sided
        yield "\n| 项目 | 原来 | 现在 |\n|---|---|---|" if changed else "\n| 项目 | 内容 |\n|---|---|"
        for line in item.lines[:_ROWS]:
            old, new = _shown(line)
            yield (
                f"| {_plain(line.label)} | {_rich(old)} | {_rich(new)} |"
                if changed
                else f"| {_plain(line.label)} | {_rich(new)} |"
            )
        if len(item.lines) > _ROWS:
            yield f"\n还有 {len(item.lines) - _ROWS} 项没有列出。"
    for a in item.attached:
        yield f"\n- 附件{a.status}：{_plain(a.file)}，{a.size} 字节，SHA-256 `{a.digest}`"
    if item.arithmetic:
        yield "\n<details><summary>公示期限逐日计算</summary>\n\n| 日期 | | 第几个工作日 |\n|---|---|---|"
        for step in item.arithmetic:
            yield f"| {step.day} | {_plain(step.note)} | {step.count or ''} |"
        yield "\n</details>"
    if item.form:
        yield f"\n审查表校验码：`{item.form}`"
    if said := by_duty(item):
        yield f"\n经手：{_plain(said)}"


def as_json(review: Review) -> str:
    """Format 1: {format, base, head, as_of, remarks, items, findings, others, lapsing, approvers, roles}."""
    data: dict[str, Any] = {
        "format": FORMAT, "base": review.base, "head": review.head, "as_of": review.as_of.isoformat(),
        "remarks": list(review.remarks), "items": [_item(item) for item in review.items],
        "findings": [
            {"code": f.code, "severity": f.severity.value, "file": f.file, "line": f.line, "column": f.column,
             "message": f.message, "fix": f.fix} for f in review.findings
        ],
        "others": review.others,
        "lapsing": [{"last_day": day.isoformat(), "number": number, "title": title} for day, number, title in review.lapsing],
        "approvers": {organ: list(accounts) for organ, accounts in review.approvers.items()},
        "roles": list(review.roles),
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1)


def _item(item: Item) -> dict[str, Any]:
    return {
        "what": item.what, "record": item.record, "file": item.file, "title": item.title, "organ": item.organ, "why": item.why,
        "fields": [{"label": line.label, "old": line.old, "new": line.new} for line in item.lines],
        "attachments": [{"file": a.file, "status": a.status, "size": a.size, "sha256": a.digest} for a in item.attached],
        "deadline": [{"day": s.day.isoformat(), "count": s.count, "note": s.note} for s in item.arithmetic],
        "form": item.form, "ground": item.group,
        "duties": {duty: list(names) for duty, names in item.duties},
    }  # fmt: skip
