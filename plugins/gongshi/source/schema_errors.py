"""What a record class refuses → findings in plain Chinese, each at the line and column of the very key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gongshi.findings import Finding, Severity, ordered
from gongshi.source import diagnose, fields
from gongshi.source.fields import Loc
from gongshi.source.refused import NOT_PARTS, refused
from gongshi.source.wording import masked, mended, shown
from gongshi.source.yaml_reader import Place, locations, nearest

MISSING, UNKNOWN, WRONG = "GS010", "GS011", "GS012"
_MOST_FINDINGS = 50
# Looking for the nearest field name takes a millisecond; a file of ten thousand unknown keys must not take ten seconds.
_MOST_TOLD = 200
_ABSENT = object()
_MOST_CHOICES = 15

# From here on two keys are one word with a slip of the hand, not merely alike (案件名程, 案件名称).
_SAME_WORD = 0.7


def findings_from(
    error: ValidationError, model: type[BaseModel], data: object, text: str, file: str, record: str = ""
) -> list[Finding]:
    """One finding for every error of ``error``, in the order of the file; all are gates on this record alone.

    ``data`` is what was validated and ``text`` what it was read from; ``record`` is the record's id. Values are quoted
    short and with their digits masked, since a private number may stand in the wrong field. pydantic's own English is
    never shown.
    """
    problems = error.errors(include_url=False, include_input=False)
    teller = _Teller(model, data, text, file, record)
    told = [(problem, teller.tell(problem)) for problem in problems[:_MOST_TOLD]]
    # A misspelt key is one slip: its right spelling is not also missing.
    found = ordered(
        f for p, f in told if p["type"] != "missing" or (p["loc"][:-1], p["loc"][-1]) not in teller.misspelt
    )
    # A union complains once for each of its members; the clerk made one mistake.
    once = list({(one.line, one.column, one.code, one.message): one for one in found}.values())
    if len(once) <= _MOST_FINDINGS:
        return once
    more = f"还有 {len(once) - _MOST_FINDINGS + max(0, len(problems) - _MOST_TOLD)} 处问题没有一一列出，先改上面的"
    rest = replace(once[_MOST_FINDINGS], code=WRONG, message=more, fix="", basis="")
    return [*once[:_MOST_FINDINGS], rest]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an error stands in the data: the path that exists there, the field's name, the value written."""

    path: Loc
    name: str
    value: object


def _below(here: object, part: int | str) -> object:
    if isinstance(here, Mapping):
        return here.get(part, _ABSENT)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return _ABSENT


class _Teller:
    def __init__(self, model: type[BaseModel], data: object, text: str, file: str, record: str) -> None:
        self._model, self._data, self._file, self._record = model, data, file, record
        # Keys that were surely meant by others: (where, the right key).
        self.misspelt: set[tuple[Loc, int | str]] = set()
        self._raws = text.split("\n")
        self._places = locations(text)

    def tell(self, problem: ErrorDetails) -> Finding:
        kind, loc = problem["type"], problem["loc"]
        if kind == "missing":
            return self._missing(loc)
        if kind == "extra_forbidden":
            return self._unknown(loc)
        spot = self._spot(loc)
        context: Mapping[str, Any] = problem.get("ctx") or {}
        if "text" in context or "fix" in context or "basis" in context:
            return self._told(problem, spot, context)
        if kind in ("literal_error", "enum"):
            return self._choice(loc, spot)
        slip = self._slip(spot) if kind in NOT_PARTS else None
        if slip is not None:
            return slip
        return self._finding(WRONG, refused(kind, spot.name, spot.value, context), spot, self._example(loc, spot), loc)

    def _spot(self, loc: Loc) -> _Spot:
        """Follows ``loc`` into the data; union tags and the index of a lone entry are not there and are skipped."""
        path: list[int | str] = []
        here: object = self._data
        named = 0
        for part in loc:
            below = _below(here, part)
            if below is _ABSENT:
                continue
            here = below
            path.append(part)
            named = len(path) if isinstance(part, str) else named
        name = "".join(shown(p) if isinstance(p, str) else f"第{p + 1}项" for p in path[max(0, named - 1) :])
        return _Spot(tuple(path), name, here)

    def _place(self, path: Loc) -> Place:
        return nearest(self._places, path)

    def _raw(self, place: Place) -> str:
        return self._raws[place[0] - 1] if place[0] <= len(self._raws) else ""

    def _finding(self, code: str, message: str, spot: _Spot, fix: str, loc: Loc, basis: str = "") -> Finding:
        line, column = self._place(spot.path)
        basis = basis or fields.told(fields.field_at(self._model, loc), "basis")
        return Finding(code, Severity.GATE, message, self._file, line, column, mended(fix), basis, record=self._record)

    def _missing(self, loc: Loc) -> Finding:
        spot, key = self._spot(loc[:-1]), str(loc[-1])
        known = [info for one in fields.models_at(self._model, loc[:-1]) if (info := fields.fields_of(one).get(key))]
        info = known[0] if known else None
        below = f"“{spot.name}”下面" if spot.name else ""
        help = f"（{info.description}）" if info is not None and info.description else ""
        message = f"{below}缺少“{key}”{help}"
        if isinstance(spot.value, Mapping) and key in spot.value:
            spot, message = _Spot((*spot.path, key), key, None), f"“{key}”没有填写{help}"
        return self._finding(MISSING, message, spot, f"例如 {fields.sample(key, info)}", loc)

    def _unknown(self, loc: Loc) -> Finding:
        spot, key = self._spot(loc), str(loc[-1])
        siblings = self._spot(loc[:-1]).value
        written = set(siblings) if isinstance(siblings, Mapping) else set()
        known = [name for one in fields.models_at(self._model, loc[:-1]) for name in fields.fields_of(one)]
        near = fields.closest(key, [name for name in known if name not in written]) or fields.closest(key, known)
        message = f"没有“{shown(key)}”这一项"
        fix = ""
        home = self._home(key, loc[:-1], written)
        if home and (not near or near in written):
            message += f"；“{shown(key)}”应写在{home}，请检查缩进"
        elif near:
            if SequenceMatcher(None, key, near).ratio() >= _SAME_WORD:
                self.misspelt.add((loc[:-1], near))
            message += f"，是不是“{near}”？" + (f"（“{near}”已经写过了）" if near in written else "")
            line, column = self._place(spot.path)
            raw = self._raw((line, column))
            fix = raw[: column - 1] + raw[column - 1 :].replace(key, near, 1)
        else:
            message += (
                "；可以写的有：" + "、".join(known[:_MOST_CHOICES]) + ("等" if len(known) > _MOST_CHOICES else "")
            )
        return self._finding(UNKNOWN, message, spot, fix or "删去这一项，或者改正", loc[:-1])

    def _home(self, key: str, loc: Loc, written: set[str]) -> str:
        """Where a key that is unknown here is known: below a field of this level, or one level up."""
        homes = [
            name
            for one in fields.models_at(self._model, loc)
            for name, info in fields.fields_of(one).items()
            if any(key in fields.fields_of(nested) for nested in fields.models_in(info.annotation))
        ]
        if homes:
            return f"“{next((name for name in homes if name in written), homes[0])}”下面"
        parents = [at for at, part in enumerate(loc) if isinstance(part, str)]
        above = fields.models_at(self._model, loc[: parents[-1]]) if parents else []
        known_above = any(key in fields.fields_of(one) for one in above)
        return "上一级" if known_above else ""

    def _choice(self, loc: Loc, spot: _Spot) -> Finding:
        info = fields.field_at(self._model, loc)
        known = list(dict.fromkeys(fields.choices_in(info.annotation))) if info is not None else []
        if not isinstance(spot.value, str):
            message = f"“{spot.name}”应写成一个值，这里写成了{shown(spot.value)}"
            return self._finding(WRONG, message, spot, self._example(loc, spot), loc)
        several = [part for part in re.split(r"[、，,；;/\s]+", spot.value) if part]
        if len(several) > 1 and set(several) <= set(known):
            message = f"“{spot.name}”把几项写在了一起，几项要写成列表"
            if not isinstance(spot.path[-1], int):
                fix = self._with_value(spot, f"[{', '.join(several)}]")
            elif "[" in self._raw(self._place(spot.path)):
                fix = self._with_value(spot, ", ".join(several))
            else:
                fix = "每项各写一行：" + "　".join(f"- {part}" for part in several)
            return self._finding(WRONG, message, spot, fix, loc)
        known = fields.nearest_first(spot.value, known)
        listed = "、".join(known[:_MOST_CHOICES]) + ("等" if len(known) > _MOST_CHOICES else "")
        message = f"“{spot.name}”写的是“{shown(spot.value)}”，只能写：{listed}"
        fix = self._with_value(spot, fields.closest(spot.value, known) or (known[0] if known else "……"))
        return self._finding(WRONG, message, spot, fix, loc)

    def _told(self, problem: ErrorDetails, spot: _Spot, context: Mapping[str, Any]) -> Finding:
        """An error that the record class words itself; it may point at a key below the place where it arose."""
        text, key = masked(str(context.get("text") or problem["msg"])), str(context.get("key") or "")
        fix, basis = str(context.get("fix") or ""), str(context.get("basis") or "")
        if key:
            below = isinstance(spot.value, Mapping) and key in spot.value
            pointed = _Spot((*spot.path, key), key, None) if below else spot
            return self._finding(WRONG, text, pointed, fix, (*problem["loc"], key), basis)
        if isinstance(spot.value, str):
            text = f"“{spot.name}”写的是“{shown(spot.value)}”，{text}"
            fix = self._with_value(spot, fix) if fix else ""
        elif spot.name:
            text = f"“{spot.name}”{text}"
        example = str(context.get("example") or "")
        if example and isinstance(spot.value, str):
            example = f"例如 {self._with_value(spot, example)}"
        return self._finding(
            WRONG, text, spot, fix or example or self._example(problem["loc"], spot), problem["loc"], basis
        )

    def _slip(self, spot: _Spot) -> Finding | None:
        """Text where fields are wanted is mostly a field whose colon is full-width: say that, with the line mended."""
        if not isinstance(spot.value, str) or not spot.path:
            return None
        line, _ = self._place(spot.path)
        for number in (line, line + 1):
            raw = self._raw((number, 1))
            if raw.lstrip(" -").rstrip() == spot.value:
                slip = diagnose.slip_at(number, raw)
                return replace(slip.finding(self._file), record=self._record) if slip is not None else None
        return None

    def _with_value(self, spot: _Spot, value: str) -> str:
        """The line of ``spot`` with another value; a fix that names a key of its own is left as it is."""
        if ": " in value:
            return value
        place = self._place(spot.path)
        raw, old = self._raw(place), spot.value if isinstance(spot.value, str) else ""
        at = raw.find(old, place[1] - 1) if old and "\n" not in old else -1
        # The key itself may contain the value (罚款金额: 罚款).
        key = spot.path[-1] if spot.path else ""
        if at >= 0 and isinstance(key, str):
            at = raw.find(old, place[1] - 1 + len(key))
        if at >= 0:
            return raw[:at] + value + raw[at + len(old) :]
        return f"{key}: {value}" if isinstance(key, str) and key else value

    def _example(self, loc: Loc, spot: _Spot) -> str:
        info = fields.field_at(self._model, loc)
        name = next((part for part in reversed(spot.path) if isinstance(part, str)), "")
        return f"例如 {fields.sample(name, info)}" if name else ""
