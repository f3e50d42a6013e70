"""What is taken over from the tree before is what would be made again, byte for byte, whatever has changed."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from county import ENTITY, PENALTY, REPOSITORY, penalty, tree, write, write_county
from gongshi.assembly import Publishing, assemble, circumstances
from gongshi.public.decision import project_decision
from gongshi.release.seal import written
from gongshi.release.store import Entry
from gongshi.search import change as index_change
from gongshi.site import press as press_module
from gongshi.site.build import build
from gongshi.site.press import Press
from gongshi.site.staging import Staging
from gongshi.site.theme import default_theme
from gongshi.site.unchanged import Unchanged, named
from gongshi.source import cache
from gongshi.source.cache import Cache
from inprocess import _environment

LIKE, OTHER, LINKED, FALLEN, ANEW = (f"qnz-zz-2026-{n:03}" for n in range(4, 9))
STRICTER = "规则调整: {问题从严: {GS113: {等级: 缺陷, 依据: 青禾县行政执法公示办法第十条}}}"
GONE = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
RECORDS: dict[str, dict[str, Any]] = {
    LIKE: penalty(4, 案件名称="某店经营标签不符合规定的种子案", 罚款金额="2500.00", 处罚内容="罚款2500元"),
    OTHER: penalty(5, 处罚依据=[{"法律": "中华人民共和国种子法", "条款": "第七十三条"}]),
    LINKED: penalty(6, 处罚依据=[{"法律": "中华人民共和国种子法", "条款": "第七十三条"}], 关联=[{"记录": OTHER, "关系": "同案"}]),
    FALLEN: penalty(7, 撤回=[GONE]),
    ANEW: penalty(8, 替代=FALLEN, 决定日期="2026-03-09"),
}  # fmt: skip
DAYS = {**dict.fromkeys((PENALTY, *RECORDS), date(2026, 3, 5)), ANEW: date(2026, 3, 11)}


@dataclass
class Site:
    """A county that is built again and again, each time on top of the tree before."""

    root: Path
    day: date = date(2026, 3, 16)
    url: str = "https://www.qinghe.example/xzzf"
    theme: Path = field(default_factory=default_theme)
    live: Path | None = None
    runs: int = 0
    taken: list[str] = field(default_factory=list)

    @property
    def content(self) -> Path:
        return self.root / "content"

    def decision(self, record: str) -> Path:
        return self.content / f"post/decisions/2026/{record}.yaml"

    def change(self, record: str, **changes: Any) -> None:
        write(self.decision(record), {**RECORDS.get(record, penalty(3)), **changes})

    def built(self, remember: bool) -> dict[str, bytes]:
        self.runs += 1
        target = self.root / f"tree-{self.runs}"
        target.mkdir()
        register = assemble(self.content, self.day).sound
        press = Press(register, Staging(target, self.live if remember else None), self.content, self.theme, self.url)
        if remember:
            press.unchanged = Unchanged(Cache.of(self.content), circumstances(register, None))
        build(press)
        if remember:
            self.live = target
        return tree(target)

    def same(self) -> set[str]:
        """Builds both ways and compares; the records whose pages were taken over."""
        self.taken.clear()
        again, cold = self.built(True), self.built(False)
        assert {path for path in again.keys() | cold.keys() if again.get(path) != cold.get(path)} == set()
        return {path.removeprefix("decisions/").removesuffix(".html") for path in self.taken}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Built once, so that there is something to take over."""
    monkeypatch.setenv("GONGSHI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(press_module, "environment", _environment)
    # So small a search index would always be made anew.
    monkeypatch.setattr(index_change, "_SHARE", 0.001)
    write_county(
        tmp_path,
        site={"基准日": None},
        ledger={record: day.isoformat() for record, day in DAYS.items()},
        files={f"post/decisions/2026/{record}.yaml": data for record, data in RECORDS.items()},
    )
    found = Site(tmp_path)
    real = Staging.take_each

    def take_each(staging: Staging, sets: list[dict[str, str]]) -> list[bool]:
        done = real(staging, sets)
        found.taken.extend(path for files, there in zip(sets, done, strict=True) if there for path in files)
        return done

    monkeypatch.setattr(Staging, "take_each", take_each)
    assert found.same() == set()
    return found


ALL = {PENALTY, LIKE, OTHER, LINKED, ANEW}
INDEX = "search/index.json"


def pages(taken: set[str]) -> set[str]:
    return taken & ALL


def test_nothing_changed_takes_everything(site: Site) -> None:
    taken = site.same()
    assert pages(taken) == ALL
    assert INDEX in taken


CHANGES: dict[str, tuple[Callable[[Site], object], set[str]]] = {
    # Its own page, those of its group whose 类案 may name it; not the others.
    "text": (lambda s: s.change(LIKE, 案件名称="另一个案名"), {OTHER, LINKED}),
    "amount": (lambda s: s.change(PENALTY, 罚款金额="900.00", 处罚内容="罚款900元"), {OTHER, LINKED}),
    "linked": (lambda s: s.change(OTHER, 文书号="青农（种子）罚〔2026〕55号"), {PENALTY, LIKE, ANEW}),
    "linked withdrawn": (lambda s: s.change(OTHER, 撤回=[GONE]), {PENALTY, LIKE, ANEW}),
    "linked gone": (lambda s: s.decision(OTHER).unlink(), {PENALTY, LIKE, ANEW}),
    "replaced restored": (
        lambda s: s.change(FALLEN, 恢复=[{"日期": "2026-03-12", "依据": "青政复决〔2026〕5号"}]),
        {OTHER, LINKED},
    ),
    "new": (lambda s: write(s.decision("qnz-zz-2026-099"), penalty(99)), {OTHER, LINKED}),
    "broken": (lambda s: s.decision(LIKE).write_text("案件名称 没有冒号\n", "utf-8"), {OTHER, LINKED}),
    "organ": (lambda s: edit(s.content / f"pre/entities/{ENTITY}.yaml", "青禾县人民法院", "青禾县法院"), set()),
    "roster": (lambda s: edit(s.content / "site.yaml", "简称: 农业农村局", "简称: 农业局"), set()),
    "correction": (lambda s: edit(s.content / "site.yaml", "青禾县司法局", "县司法局"), set()),
    "rules": (lambda s: edit(s.content / "site.yaml", "示例: 是", f"示例: 是\n{STRICTER}"), set()),
    "day": (lambda s: setattr(s, "day", s.day + timedelta(1)), set()),
    "address": (lambda s: setattr(s, "url", "https://zfgs.qinghe.example"), set()),
    "first day": (lambda s: first(s, OTHER), {PENALTY, LIKE, ANEW}),
    "local calendar": (lambda s: write(s.content / "calendars/README", "x"), set()),
    "theme": (lambda s: themed(s), set()),
}


def edit(place: Path, old: str, new: str) -> None:
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")


def first(site: Site, record: str) -> None:
    days = {**DAYS, record: date(2026, 3, 6)}
    write(site.content / "release/store.json", written({one: Entry(day) for one, day in days.items()}))


def themed(site: Site) -> None:
    copied = shutil.copytree(site.theme, site.root / "theme")
    edit(copied / "templates" / "decision.html", "公示信息", "公示情况")
    site.theme = copied


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_everywhere_it_shows(site: Site, name: str) -> None:
    change, untouched = CHANGES[name]
    change(site)
    assert pages(site.same()) == untouched
    # And what was made now is known the next time.
    assert pages(site.same()) >= untouched


def test_the_index_is_made_of_the_one_before(site: Site) -> None:
    site.change(OTHER, 案件名称="另一个案名")
    site.same()
    taken = {path.rpartition("/")[2][0] for path in site.taken if path.endswith(".bin")}
    assert taken >= {"d", "x"}


def test_an_index_that_another_library_compressed_is_made_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zlib, "ZLIB_RUNTIME_VERSION", "0")
    assert pages(site.same()) == ALL
    assert not any(path.endswith(".bin") for path in site.taken)


def test_what_lost_its_bytes_is_made_again(site: Site) -> None:
    assert site.live is not None
    (site.live / f"decisions/{LIKE}.html").unlink()
    page = site.live / f"decisions/{OTHER}.html"
    page.write_bytes(page.read_bytes() + b" ")
    next((site.live / "search").rglob("t.bin")).write_bytes(b"")
    taken = site.same()
    assert pages(taken) == ALL - {LIKE, OTHER}
    assert INDEX not in taken


def damage(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-1] + b"x")


@pytest.mark.parametrize("spoil", [damage, Path.unlink, lambda place: place.write_bytes(b"")])
def test_a_damaged_memory_is_no_memory(site: Site, spoil: Callable[[Path], object]) -> None:
    for place in (site.root / "cache").rglob("*"):
        if place.name in ("pages", "others", "index"):
            spoil(place)
    assert site.same() == set()


def test_another_program_and_other_libraries_remember_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(press_module, "version", lambda name: f"{name} 99")
        assert pages(site.same()) == set()
    monkeypatch.setattr(cache, "fingerprint", lambda parts=(): b"another program")
    assert site.same() == set()


def test_the_memory_forgets_what_is_gone(site: Site) -> None:
    site.decision(OTHER).unlink()
    site.decision(LINKED).unlink()
    site.same()
    known = json.loads(Cache.of(site.content).note("pages"))
    assert known["pages"].keys() == {PENALTY, LIKE, ANEW}
    assert len(known["groups"]) == 1


class Watched(dict[str, Any]):
    """Says which keys were asked for."""

    def __init__(self, held: Any, seen: set[str]) -> None:
        super().__init__(held)
        self.seen = seen

    def __getitem__(self, key: str) -> Any:
        self.seen.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.seen.add(str(key))
        return super().__contains__(key)

    def __iter__(self) -> Any:
        raise AssertionError("a page that rests on all decisions")

    values = items = keys = __iter__  # type: ignore[assignment]


def test_a_projection_looks_up_no_decision_but_those_that_it_names() -> None:
    register = assemble(REPOSITORY / "content", date(2026, 11, 21), publishing=Publishing()).sound
    shown = [record for record in register.decisions.values() if register.standings[record.id].state.shown]
    seen: set[str] = set()
    plain = [project_decision(record, register) for record in shown]
    standings = {record: register.standings[record] for record in register.standings}
    register.decisions, register.standings = Watched(register.decisions, seen), Watched(standings, seen)  # type: ignore[assignment]
    looked = set()
    for record, expected in zip(shown, plain, strict=True):
        seen.clear()
        assert project_decision(record, register) == expected
        assert seen <= {record.id, *named(record)}, record.id
        looked |= seen - {record.id}
    assert looked


def test_a_list_is_made_again_when_one_of_its_rows_changes(site: Site) -> None:
    untouched = {"officers/index", "accessibility"}
    lists = {"2026/index", "2026/03", "kind-penalty/2026-03", "organ-qinghe-nyncj/amount", "2026/list.csv"}
    lists |= {"2026/list.json", "kind-penalty/2026.json", "kind-penalty-qinghe-nyncj/2026.csv"}
    assert untouched | lists <= site.same()
    site.change(LIKE, 案件名称="某店经营没有标签的种子案")
    taken = site.same()
    assert untouched <= taken
    assert not lists & taken
    assert untouched | lists <= site.same()
    # The day stands on every page.
    site.day += timedelta(1)
    assert not (untouched | lists) & site.same()
