"""The public projection of a decision: the one mapping that site, search, exchange and review may take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from gongshi.lifecycle import Punctuality, Status, in_words
from gongshi.public.remedies import remedies_of
from gongshi.public.shape import fields, plain, project
from gongshi.records.decision import Decision
from gongshi.records.decisions import Coercion, Inspection, Licence
from gongshi.records.life import Correction, FollowUp, Restoration
from gongshi.records.party import Party
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.registry.standing import Standing

# A visible decision whose last day is this near says so.
SOON = timedelta(days=30)
# The version of the file that a reader downloads.
FORMAT = 1
_OF_THE_DAY = frozenset({"soon", "status_note"})
_NOT_OF_A_PARTY = frozenset({"agent", "real_name"})


def project_decision(record: Decision, register: Register) -> dict[str, Any]:
    """Everything of a visible decision that may be shown, as JSON data; dates ISO, money yuan with two decimals.

    Nothing of 内部, 误公开, the content of a redaction or a decision that is not visible today gets in: links to
    lapsed or held-back decisions are left out, links to withdrawn ones bear the document number alone.
    """
    standing = register.standings[record.id]
    entity = register.entities.get(record.entity)
    item = register.items.get(record.item) if record.item else None
    return {
        **summary_of(record, register),
        "status_note": _status_note(record, standing, register.setting.as_of),
        "document_title": record.document_title,
        "index_number": _index_number(record, entity.credit_code if entity else None),
        "entrusted": _organ(record.entrusted, register),
        "unit": record.unit,
        "result": result_of(record),
        "item": {"code": record.item, "name": item[0].name if item else None} if record.item else None,
        "flow": item[0].flow if item and item[0].flow in register.flows else None,
        "parties": [_party(party) for party in record.parties],
        "served": plain(record.served),
        "deadline": deadline_of(standing, register),
        "taken": taken_of(standing, register),
        "timeliness": timeliness_of(standing),
        "last_day_basis": standing.state.term_basis,
        "summary": record.summary,
        "translations": [
            {"language": t.tag, "called": t.called, "dir": t.direction, "title": t.title, "text": t.text}
            for t in record.translations
        ],
        "fields": fields(record, only=record.columns),
        "basis": plain(record.basis),
        "breached": plain(record.breached) if isinstance(record, Penalty) else [],
        "evidence": record.evidence,
        "objects": plain(record.objects) if isinstance(record, Inspection) else [],
        "remedies": remedies_of(register.remedies_told(record)),
        "corrections": happened(record.corrections, register),
        "followups": happened(record.followups, register),
        "restorations": happened(record.restorations, register),
        "redactions": plain(record.redactions),
        "attachments": plain(record.attachments),
        "related": _related(record, register),
        "replaces": _replaced(record, register),
        "remark": record.remark,
        "source": record.data_source or register.name_of(record.entity),
        "migrated": plain(record.migration),
    }


def happened(events: Iterable[Correction | FollowUp | Restoration], register: Register) -> list[dict[str, Any]]:
    """The events of a record up to the day; a page of an earlier day does not know what came later."""
    return [plain(event) for event in events if event.day <= register.setting.as_of]


def download_of(data: Mapping[str, Any], url: str) -> dict[str, Any]:
    """What a program gets of a visible decision: its projection under a format number and its permanent address.

    What hangs on the day of the build is left out, so that a file changes only when the decision does; so are empty
    fields, and of a party what its page does not show either.
    """
    parties = [_filled(party, _NOT_OF_A_PARTY) for party in data["parties"]]
    return {"format": FORMAT, "url": url, **_filled({**data, "parties": parties}, _OF_THE_DAY)}


def _filled(data: Mapping[str, Any], without: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in without and value not in (None, "", [])}


def summary_of(record: Decision, register: Register) -> dict[str, Any]:
    """What a row of a list shows."""
    standing = register.standings[record.id]
    state = standing.state
    as_of = register.setting.as_of
    entry = register.roster[record.entity]
    return {
        "id": record.id,
        "title": record.title,
        "number": record.number,
        "kind": record.code,
        "kind_zh": record.kind,
        "entity": {"id": entry.id, "name": entry.name, "short": entry.short},
        "party": "、".join(_shown_party(party) for party in record.parties),
        "decided": record.decided.isoformat(),
        "published": plain(state.first_published or (as_of if state.expected else None)),
        "expected": state.expected,
        "last_day": plain(state.term_end),
        "status": state.status.value,
        "status_zh": state.status.label,
        "soon": state.term_end is not None and state.term_end - as_of <= SOON,
        "amount": _amount(record),
    }


def result_of(record: Decision) -> str | None:
    """The outcome in a word, where the kind has one (R-POST-5: 执法结论)."""
    match record:
        case Licence():
            return record.result
        case Penalty():
            return "、".join(record.penalties)
        case Coercion():
            return record.manner
        case Inspection():
            return record.outcome
    return None


def _party(party: Party) -> dict[str, Any]:
    data = project(party)
    if party.kind == "批量":
        data["kind"] = "多个相对人（不列姓名）"
    return data


def _shown_party(party: Party) -> str:
    return f"{party.name}（{party.count}{party.unit}）" if party.count is not None else party.name


def _amount(record: Decision) -> str | None:
    amount = getattr(record, "fine", None) or getattr(record, "amount", None)
    return f"{amount:f}" if amount else None


def _organ(entity: str | None, register: Register) -> dict[str, Any] | None:
    return {"id": entity, "name": register.name_of(entity)} if entity else None


def _index_number(record: Decision, credit_code: str | None) -> str:
    """索引号 in the shape of the open-information rules; built from the id, so that no other record can move it."""
    return f"{credit_code or record.entity}/{record.decided:%Y%m}-{record.id}"


def _status_note(record: Decision, standing: Standing, as_of: date) -> str | None:
    if isinstance(record, Licence) and record.valid_to is not None and record.valid_to < as_of:
        return f"许可已于{in_words(record.valid_to)}期满，现为无效"
    if isinstance(record, Licence) and any("注销" in f.event or "撤销" in f.event for f in record.followups):
        return "许可已注销或者撤销，现为无效"
    if standing.state.status is Status.CORRECTED:
        return f"本记录于{in_words(max(c.day for c in record.corrections if c.day <= as_of))}更正过"
    return None


def timeliness_of(standing: Standing) -> dict[str, Any]:
    """How the deadline was met, in words, and whether it was missed."""
    late = standing.timeliness.punctuality in (Punctuality.LATE, Punctuality.OVERDUE)
    return {"label": standing.timeliness.text, "late": late}


def taken_of(standing: Standing, register: Register) -> int | None:
    """National working days from the decision, which is not counted, to its first publication; None while there is none."""
    published = standing.state.first_published
    if published is None or published > register.setting.as_of:
        return None
    return register.setting.calendar.national.between(standing.subject.decided, published)


def deadline_of(standing: Standing, register: Register) -> dict[str, Any]:
    """The deadline with its basis; the region's own day stands beside the national one."""
    deadline = standing.deadline
    return {
        "day": deadline.binding.isoformat(),
        "label": f"{deadline.days}个工作日" if deadline.days is not None else "另有规定",
        "basis": deadline.basis,
        "estimated": deadline.estimated,
        "regional": plain(deadline.regional.date) if deadline.regional else None,
        "regional_estimated": deadline.regional is not None and deadline.regional.estimated,
        "regional_name": "、".join(register.setting.calendar.regions) or None,
    }


def _related(record: Decision, register: Register) -> list[dict[str, Any]]:
    links = []
    for relation in record.related:
        other = register.decisions.get(relation.record)
        if other is None:
            continue
        state = register.standings[other.id].state
        if state.shown or state.tombstone:
            links.append(
                {"id": other.id, "number": other.number, "relation": relation.relation, "withdrawn": state.tombstone}
            )
    return links


def _replaced(record: Decision, register: Register) -> dict[str, Any] | None:
    other = register.decisions.get(record.replaces) if record.replaces else None
    if other is None or not register.standings[other.id].state.tombstone:
        return None
    return {"id": other.id, "number": other.number}
