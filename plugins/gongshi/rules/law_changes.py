"""Laws that changed or ended after a list, a page or a decision was last looked at (DOMAIN V-21, V-28; R-PRE-17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from gongshi.findings import Severity
from gongshi.profiles.profile import LawChange
from gongshi.records.base import Model, Record
from gongshi.records.catalogue import Catalogue
from gongshi.records.law import Citation
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.weighed import law_name, live

_BASIS = "国办发〔2018〕118号（法律、机构职能变化的动态调整）"
_ENDED = "废止"


def _changes(register: Register, organ: str) -> dict[str, LawChange]:
    """The changes that an organ's profile knows and that are in force, by the law's name without 中华人民共和国."""
    profile = register.setting.profile_of(organ)
    key = ("law changes", id(profile))
    if key not in register.memo:
        as_of = register.setting.as_of
        register.memo[key] = {law_name(law): c for law, c in profile.law_changes.items() if c.day <= as_of}
    found: dict[str, LawChange] = register.memo[key]
    return found


@cache
def _citing(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """Attribute and key of every field of a class that holds citations."""
    return tuple(
        (name, field.alias or name) for name, field in model.model_fields.items() if "Citation" in str(field.annotation)
    )


def _cited(record: Model, path: Path = ()) -> Iterator[tuple[Path, Citation]]:
    for name, key in _citing(type(record)):
        for i, citation in enumerate(getattr(record, name)):
            yield (*path, key, i, "法律"), citation


_Kept = tuple[Record, str, date, str, list[tuple[Path, Citation]]]


def _kept_up(register: Register) -> Iterator[_Kept]:
    """What must be kept up to date: the record, its organ, the day it was last checked and its key, all its citations."""
    for shelf in register.catalogues.values():
        for catalogue in shelf.values():
            checked = max(catalogue.adjusted, catalogue.reviewed or catalogue.adjusted)
            label = "核对日期" if catalogue.reviewed == checked else "更新日期"
            yield catalogue, catalogue.entity, checked, label, list(_of_rows(catalogue))
    for guide in register.guides.values():
        yield guide, guide.entity, guide.adjusted, "更新日期", list(_cited(guide))
    for flow in register.flows.values():
        yield flow, flow.entities[0], flow.adjusted, "更新日期", list(_cited(flow))


def _of_rows(catalogue: Catalogue) -> Iterator[tuple[Path, Citation]]:
    key = type(catalogue).model_fields["rows"].alias or ""
    for i, row in enumerate(catalogue.rows):
        yield from _cited(row, (key, i))


@rule("GS262", "法律修改后没有核对", Severity.NOTE, _BASIS)
def law_amended_since(register: Register) -> Iterator[Hit]:
    """清单、服务指南、流程图引用的法律已经修改施行，它们的核对日期（没有的按更新日期）还在施行以前。哪些法律改过，
    看规则配置的“法律变动”。写明“版本”的引用不报，每份文件每部法律报一次。

    处理：对照新的条文核对一遍，条款号有变化的改正，再写上核对日期。

    合格：引用行政复议法，`核对日期: 2024-01-15`（2024-01-01 修订施行）

    不合格：引用行政复议法，`核对日期: 2023-12-01`（2024-01-01 修订施行）
    """
    for record, organ, checked, label, cited in _kept_up(register):
        changes = _changes(register, organ)
        seen = set()
        for path, citation in cited:
            change = changes.get(law_name(citation.law))
            if change is None or change.change == _ENDED or citation.version or change.day <= checked:
                continue
            if citation.law not in seen:
                seen.add(citation.law)
                message = (
                    f"【法律】《{citation.law.strip('《》')}》{change.day} {change.change}施行（{change.basis}），"
                    f"{label}还是 {checked}，修改后没有核对"
                )
                yield Hit(record.file, path, message, "核对条款后写：核对日期或者更新日期改为核对当天", record.id)


@rule("GS263", "引用的法律已经废止", Severity.NOTE, "行政处罚法第四条、第三十九条；国办发〔2018〕118号（执法依据）")
def law_ended(register: Register) -> Iterator[Hit]:
    """执法主体、清单、服务指南、流程图，以及废止以后作出的决定，依据写的是已经废止的法律。哪些法律已经废止，看规则配置的
    “法律变动”。写明“版本”的、行为发生在废止以前的决定不报。

    处理：换成现在适用的法律和条款；决定依法适用旧法的，写明“版本”。

    合格：`法律: 中华人民共和国市场主体登记管理条例`

    不合格：`法律: 中华人民共和国公司登记管理条例`（2022-03-01 废止）
    """
    for record, organ, _, _, cited in _kept_up(register):
        yield from _ended(record, _changes(register, organ), cited, register.setting.as_of)
    for entity in register.entities.values():
        yield from _ended(entity, _changes(register, entity.id), _cited(entity), register.setting.as_of)
    for decision in live(register):
        day = getattr(decision, "conduct_day", None) or decision.decided
        changes = _changes(register, decision.entity)
        # Most decisions cite no law that has ended: ask by name before looking for places.
        if any(law_name(citation.law) in changes for citation in decision.basis):
            yield from _ended(decision, changes, _cited(decision), day)


def _ended(
    record: Record,
    changes: dict[str, LawChange],
    cited: Iterator[tuple[Path, Citation]] | list[tuple[Path, Citation]],
    day: date,
) -> Iterator[Hit]:
    for path, citation in cited:
        change = changes.get(law_name(citation.law))
        if change is not None and change.change == _ENDED and change.day <= day and not citation.version:
            instead = f"，现在是《{change.successor}》" if change.successor else ""
            message = f"【法律】《{citation.law.strip('《》')}》已于 {change.day} 废止{instead}（{change.basis}）"
            yield Hit(record.file, path, message, f"法律: {change.successor or '现行有效的法律'}", record.id)
