"""One id, one document number, one row number: each names one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.records.identifiers import document_key
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule


@rule("GS111", "标识重复", Severity.GATE, "永久链接由标识构成，不得重名")
def duplicate_ids(register: Register) -> Iterator[Hit]:
    """两份同类文件的文件名相同（例如放在不同年份的文件夹里），永久链接会相撞；两份都不公示。
    抽查结果与执法决定同名的，只拦抽查结果。

    处理：给后来的一份换一个文件名。

    合格：`post/decisions/2026/qnz-001.yaml` 和 `post/decisions/2026/qnz-002.yaml`

    不合格：`post/decisions/2025/qnz-001.yaml` 和 `post/decisions/2026/qnz-001.yaml`
    """
    for group in register.same_id:
        for record in group:
            others = "、".join(r.file for r in group if r is not record)
            yield Hit(record.file, (), f"标识“{record.id}”与 {others} 重复", "给其中一份换一个文件名", record.id)
    # First-publication dates and states are kept by id, so that these two kinds share one set of ids.
    for result in register.random_results.values():
        if result.id in register.decisions:
            other = register.decisions[result.id].file
            yield Hit(result.file, (), f"标识“{result.id}”与 {other} 重复", "给这一份换一个文件名", result.id)


@rule("GS112", "文书号重复", Severity.GATE, "GB/T 9704-2012（一文一号）")
def duplicate_numbers(register: Register) -> Iterator[Hit]:
    """同一机关两份决定的文书号相同（括号、“字”“第”、前导零的写法不同也算相同）。同案多个当事人各有文书的，文书号应当不同。

    处理：与原文书核对，改正写错的一份。

    合格：文书号: 青农（种子）罚〔2026〕4号（另一件是〔2026〕3号）

    不合格：文书号: 青农（种子）罚[2026]第003号（另一件是〔2026〕3号）
    """
    seen: dict[tuple[str, object], list[Record]] = defaultdict(list)
    for decision in register.decisions.values():
        key = document_key(decision.number)
        seen[(decision.entity, key if key is not None else decision.number.replace(" ", ""))].append(decision)
    for undisclosed in register.undisclosed.values():
        key = document_key(undisclosed.number)
        seen[(undisclosed.entity, key if key is not None else undisclosed.number)].append(undisclosed)
    for group in seen.values():
        for record in group if len(group) > 1 else ():
            others = "、".join(r.file for r in group if r is not record)
            yield Hit(record.file, ("文书号",), f"【文书号】与 {others} 重复", "与原文书核对后改正其中一份", record.id)


@rule("GS113", "文书号不能解析", Severity.NOTE, "GB/T 9704-2012 7.2.5（发文字号）")
def unparsed_numbers(register: Register) -> Iterator[Hit]:
    """文书号里没有认出年份和顺序号（例如许可证编号）。照原样公示和检索，只是不参加编号连续性核对。

    处理：是许可证编号的不用改；是文书号的照原文书改正。

    合格：文书号: 青农（种子）罚〔2026〕3号

    不合格：文书号: 农药经许（新）65990010023
    """
    for decision in register.decisions.values():
        if document_key(decision.number) is None:
            message = f"【文书号】“{decision.number[:60]}”里认不出年份和顺序号，照原样公示"
            yield Hit(decision.file, ("文书号",), message, "文书号: 青农罚〔2026〕3号", decision.id)


@rule("GS114", "行内编号重复", Severity.GATE, "国办发〔2018〕118号（事项清单、权责清单公示）")
def duplicate_rows(register: Register) -> Iterator[Hit]:
    """清单里两行的编码（事项编码、职权编码、执法证号等）相同。

    处理：改正写错的一行。

    合格：事项编码: NY-CF-002（清单里已有 NY-CF-001）

    不合格：事项编码: ny-cf-001（清单里已有 NY-CF-001）
    """
    for kind, (attribute, rows_key, key) in _ROW_NUMBERS.items():
        seen: dict[str, tuple[Record, int]] = {}
        for catalogue in register.catalogues[kind].values():
            for i, row in enumerate(catalogue.rows):
                number = getattr(row, attribute)
                # Numbers become addresses, and two that differ in case alone are one address on some systems.
                if number.casefold() in seen:
                    other, at = seen[number.casefold()]
                    message = f"【{key}】“{number[:60]}”与 {other.file} 第 {at + 1} 条重复"
                    yield Hit(catalogue.file, (rows_key, i, key), message, "改正其中一条", catalogue.id)
                else:
                    seen[number.casefold()] = (catalogue, i)


_ROW_NUMBERS = {
    "officer": ("certificate", "人员", "执法证号"),
    "item": ("code", "事项", "事项编码"),
    "power": ("code", "权责", "职权编码"),
    "random-item": ("code", "事项", "事项编码"),
    "random-plan": ("number", "任务", "计划编号"),
    "inspection-item": ("code", "事项", "事项编码"),
    "discretion": ("code", "基准", "基准编码"),
}
