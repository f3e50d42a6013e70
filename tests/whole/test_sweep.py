"""Day by day through the sample county: of what must be gone, no fragment is left in any byte or name of the output."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sweep import HIDING, all_sources, build_day, changes, days, finder, leaks

from gongshi.registry.register import Register
from inprocess import Tree

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("part", range(8))
def test_nothing_stays_past_its_day(part: int) -> None:
    for day in days()[part::8]:
        register, tree = build_day(day)
        assert not list(leaks(register, tree))[:5]
        _independent(register, tree)


def _independent(register: Register, tree: Tree) -> None:
    """Without the engine's lifecycle: dates as the files have them, addresses as the tree has them."""
    day = register.setting.as_of.isoformat()
    for source in all_sources().values():
        page = f"decisions/{source.id}.html"
        if not source.file.startswith("post/decisions/") or page not in tree:
            continue
        data = source.data
        withdrawn = _entries(data.get("撤回"))
        again = [entry["日期"] for entry in _entries(data.get("恢复"))]
        for entry in withdrawn:
            over = [a for a in again if a > entry["生效日期"]]
            if entry["生效日期"] <= day and not any(a <= day for a in over):
                assert data["案件名称"].encode() not in tree[page], (source.id, day)
        for entry in _entries(data.get("提前终止公示")):
            assert day < entry["日期"], (source.id, day)
        for entry in _entries(data.get("误公开")):
            assert not entry["下线日期"] <= day < entry.get("重新公示日期", "9999"), (source.id, day)
        assert data["决定日期"] <= day, (source.id, day)


def _entries(value: object) -> list[dict[str, str]]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def test_every_way_of_disappearing_is_swept() -> None:
    """The days above see a lapse, a withdrawal, an early end and a taking down in error."""
    seen = {status for day, status in changes() if day in set(days())}
    assert seen >= HIDING


def test_what_may_be_seen_is_seen() -> None:
    """The finder finds: titles and most sentences of visible decisions stand on their pages."""
    register, tree = build_day(date(2026, 11, 21))
    found = finder().found(tree)
    by_file = {r.file: r for r in register.decisions.values() if register.standings[r.id].state.shown}
    assert len(by_file) > 20
    for file, record in by_file.items():
        public = all_sources()[file].public
        page = f"decisions/{record.id}.html"
        on_page = {piece for piece in public if page in found.get(piece, ())}
        assert record.title in found, file
        assert len(on_page) >= 0.8 * len(public), (file, sorted(public - on_page))
        assert all(f"files/decisions/{name}" in tree for name in all_sources()[file].attachments)


def test_what_comes_later_is_not_told_before() -> None:
    """Corrections, follow-ups and restorations of a later day stand on no page of an earlier one."""
    day = date(2026, 5, 10)
    register, tree = build_day(day)
    later = [
        (record.id, event.day)
        for record in register.decisions.values()
        for event in (*record.followups, *record.corrections, *record.restorations)
        if event.day > day and f"decisions/{record.id}.html" in tree
    ]
    assert later
    for record, when in later:
        last = register.standings[record].state.term_end
        if when != last:
            assert f'<time datetime="{when}">' not in tree[f"decisions/{record}.html"].decode(), (record, when)


def test_codes_of_reviewers_are_nowhere() -> None:
    _, tree = build_day(date(2026, 11, 21))
    codes = sorted({code for s in all_sources().values() for code in s.codes})
    assert len(codes) > 5
    pattern = re.compile(r"(?<![A-Za-z0-9])(?:" + "|".join(codes) + r")(?![A-Za-z0-9])")
    texts = {path: data.decode() for path, data in tree.items() if path.endswith((".html", ".xml", ".svg", ".json"))}
    assert not {path: match[0] for path, text in texts.items() if (match := pattern.search(text))}


def test_officers_of_a_case_are_not_on_its_page() -> None:
    register, tree = build_day(date(2026, 11, 21))
    for record in register.decisions.values():
        page = tree.get(f"decisions/{record.id}.html", b"").decode()
        assert not [number for number in record.internal.officers if number in page], record.id


def test_natural_persons_are_not_found_by_search_engines() -> None:
    register, tree = build_day(date(2026, 11, 21))
    listed = tree["sitemap.xml"].decode()
    for record in register.decisions.values():
        page = f"decisions/{record.id}.html"
        if any(party.kind == "自然人" for party in record.parties) and page in tree:
            assert b'<meta name="robots" content="noindex">' in tree[page]
            assert f"/{page}<" not in listed
