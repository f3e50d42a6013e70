"""How a record's statement of today differs from the one that the public was last told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongshi.public.statement import Statement
from gongshi.registry.past import Change

# Lists of what happened after publication: they grow at the end, and what stands in them stays (DESIGN §5).
EVENTS = ("更正", "后续", "撤回", "恢复")
# Single events: saying one for the first time changes nothing of what was told.
_ONCE = ("提前终止公示",)


def changes(old: Statement, new: Statement) -> tuple[Change, ...]:
    """Every place that differs, in the order of the record's fields; new events are no change."""
    found: list[Change] = []
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        if before == after or (key in _ONCE and before is None):
            continue
        if key in EVENTS and _only_grew(before or [], after or []):
            continue
        found += _places((key,), before, after)
    return tuple(found)


def new_events(old: Statement, new: Statement) -> dict[str, int]:
    """How many entries each list of events has gained; those of a list that was tampered with do not count."""
    found = {}
    for key in EVENTS:
        before, after = old.get(key, []), new.get(key, [])
        if len(after) > len(before) and _only_grew(before, after):
            found[key] = len(after) - len(before)
    return found | {key: 1 for key in _ONCE if key in new and key not in old}


def _only_grew(before: list[Any], after: list[Any]) -> bool:
    """Every old entry stands where it stood; it may have been filled in (撤回日期), never reworded."""
    return len(after) >= len(before) and all(
        old == new or (isinstance(old, dict) and old.items() <= new.items())
        for old, new in zip(before, after, strict=False)
    )


def _places(path: tuple[str | int, ...], old: Any, new: Any) -> Iterator[Change]:
    """The innermost places that differ; a list that lost or gained entries differs as a whole."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*new, *old]):
            if old.get(key) != new.get(key):
                yield from _places((*path, key), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for i, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                yield from _places((*path, i), before, after)
    else:
        grew = isinstance(old, list) and isinstance(new, list) and new[: len(old)] == old
        yield Change(path, old, new, added=old is None or grew)
