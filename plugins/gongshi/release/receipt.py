"""The receipt of a package: on which day what it held went live, for the release store.

What a package told is kept beside it when it is made (``NAME.told.json``), since content may have moved on by the time
the receipt comes back. A receipt names the package by the hash of its manifest, the day, and who put it there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from gongshi.history.past import tellings
from gongshi.lifecycle import in_words
from gongshi.public.statement import canonical
from gongshi.records.types import Day
from gongshi.registry.register import Register
from gongshi.release import steps
from gongshi.release.facts import Facts
from gongshi.release.folder import Folder
from gongshi.release.ledger import Event, append, read_ledger
from gongshi.release.manifest import Manifest
from gongshi.release.package import PackageError
from gongshi.release.seal import Telling, seal
from gongshi.release.store import LIMIT, Store, read_statement, read_store
from gongshi.release.today import Today, record_pages

FORMAT, ENDING = 1, ".told.json"
# Bytes of a slip: five lines, and whatever a clerk adds to them.
_SLIP, _LONGEST = 64 * 1024, 100
_KEYS = frozenset({"manifest", "previous", "receipt"})
_DAY: TypeAdapter[date] = TypeAdapter(Day)


class ReceiptError(Exception):
    """The receipt cannot be entered; the message says in Chinese why."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came back: hash of the package's manifest, the day on which it went live, who saw to it."""

    manifest: str
    day: date
    who: str


def telling_of(
    register: Register, store: Store, content: Path, sealed: Manifest, today: Today
) -> tuple[dict[str, Telling], list[str]]:
    """What the tree of ``sealed`` tells, as ``seal`` takes it. PackageError when content is no longer what it was built of."""
    if today.day != sealed.as_of:
        raise PackageError(f"网站是按 {sealed.as_of} 生成的，基准日却是 {today.day}；请重新生成")
    differing = sorted(today.allowed ^ set(record_pages(sealed.files)))
    if differing:
        raise PackageError(f"内容和网站不是同一次生成的（{differing[0]}）；请重新生成，再打包")
    return tellings(register, store, content)


def told_by(facts: Facts, store: Store) -> tuple[dict[str, Telling], list[str]]:
    """What a release told, from its own facts and the release store, when content cannot be read. Raises StoreError."""
    told = {
        record: Telling(fact.kind, canonical(read_statement(store.content, fact.statement)), entry.attachments)
        for record, fact in facts.items()
        if (entry := store.entries.get(record)) and entry.statement and entry.statement == fact.statement
    }
    return told, sorted(record for record, entry in store.entries.items() if entry.pulled)


def keep_others(package: Path, sealed: Manifest) -> None:
    """PackageError when a package of this name told something else, or has had its receipt: what it told must stay."""
    told = told_beside(package)
    if not told.exists():
        return
    try:
        there = _read(told)
    except ReceiptError as error:
        raise PackageError(str(error)) from None
    if there["manifest"] != sealed.hash or there["receipt"] is not None:
        raise PackageError(f"{package.name} 是先前打的包，登记回执还要用 {told.name}；请用 -o 换一个文件名")


def keep(
    package: Path, sealed: Manifest, since: Manifest | None, told: tuple[Mapping[str, Telling], list[str]]
) -> None:
    """Writes what the package told beside it, readable for this account alone: it names what was taken down."""
    rows = {
        record: {
            "kind": telling.kind,
            "statement": telling.statement.decode("utf-8"),
            "attachments": dict(telling.attachments),
        }
        for record, telling in sorted(told[0].items())
    }
    data = {
        "format": FORMAT,
        "manifest": sealed.hash,
        "previous": since.hash if since else None,
        "as_of": sealed.as_of.isoformat(),
        "told": rows,
        "pulled": sorted(told[1]),
        "receipt": None,
    }
    _write(told_beside(package), data)


def told_beside(package: Path) -> Path:
    """2026-11-25.zip → 2026-11-25.told.json."""
    return package.with_name(package.name.removesuffix(".zip") + ENDING)


def read_receipt(place: Path) -> Receipt:
    """A slip as a clerk filled it in: full-width or half-width colons and digits, any usual date. Raises ReceiptError."""
    try:
        with place.open("rb") as file:
            raw = file.read(_SLIP + 1)
    except OSError:
        raise ReceiptError(f"回执“{place}”读不到") from None
    try:
        # With a mark of two bytes it is what Windows' editor of old calls Unicode.
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        # Windows' editor of old saves Chinese in this encoding unless told otherwise.
        text = raw.decode("gb18030", "replace")
    lines = (line.replace(":", "：", 1).partition("：") for line in text[:_SLIP].splitlines())
    fields = {name.strip(): value.strip() for name, colon, value in lines if colon}
    for name in (steps.HASH, steps.DAY, steps.WHO):
        if not fields.get(name):
            raise ReceiptError(f"回执上没有填“{name}”")
    if len(fields[steps.WHO]) > _LONGEST:
        raise ReceiptError(f"回执上的“{steps.WHO}”太长")
    try:
        day = _DAY.validate_python(fields[steps.DAY])
    except ValidationError:
        raise ReceiptError(f"回执上的“{steps.DAY}”写的是“{fields[steps.DAY][:20]}”，应写成 2026-11-25") from None
    return Receipt(fields[steps.HASH].lower(), day, fields[steps.WHO])


def enter(receipt: Receipt, told: Path, content: Path, today: date, folder: Folder | None = None) -> list[str]:
    """Writes the day into the release store; ids of the records that were first published by this package.

    ``told``: the file beside the package. ``folder``: the publishing folder that it was made from, whose ledger is told
    as well; the caller holds its lock. Entering the same receipt again changes nothing. Raises ReceiptError when the
    receipt is not of this package or of no release in the ledger, its day cannot be, or the receipt of the package
    before has not come yet; StoreError; LedgerError; OSError.
    """
    awaited = folder is not None and _awaited(receipt, folder)
    data = _read(told)
    if data["manifest"] != receipt.manifest:
        raise ReceiptError("回执不是这个包的：校验值不同")
    as_of = date.fromisoformat(data["as_of"])
    if not as_of <= receipt.day <= today:
        raise ReceiptError(f"上线日期 {receipt.day} 不对：这个包是 {as_of} 的内容，今天是 {today}，上线应在这两天之间")
    before = data["receipt"]
    if before is not None and before["day"] != receipt.day.isoformat():
        raise ReceiptError(f"这个包的回执已经登记过，上线日期是 {before['day']}，不能再改")
    _in_turn(data, told)
    known = read_store(content).entries
    telling = {
        record: Telling(str(row["kind"]), str(row["statement"]).encode(), dict(row["attachments"]))
        for record, row in data["told"].items()
        # What was taken down in error since (误公开) was told by this package, and must not come back by its receipt.
        if not (record in known and (pulled := known[record].pulled) and pulled >= as_of)
    }
    seal(content, telling, receipt.day, data["pulled"])
    _write(told, {**data, "receipt": {"day": receipt.day.isoformat(), "who": receipt.who}})
    if folder is not None and awaited:
        append(folder.ledger, [Event("received")], receipt.day, receipt.manifest)
    return sorted(set(telling) - set(known))


def told_of(receipt: Receipt, folder: Path) -> Path:
    """The file in ``folder`` that is beside the package of the receipt. ReceiptError when there is none."""
    for place in sorted(folder.glob(f"*{ENDING}")):
        if _read(place)["manifest"] == receipt.manifest:
            return place
    raise ReceiptError(f"文件夹“{folder}”里没有这份回执的包（*{ENDING}）；用 --package 指出打包时写下的那个包")


def _awaited(receipt: Receipt, folder: Folder) -> bool:
    """Whether the ledger has not been told of the receipt. ReceiptError when it does not know the release."""
    known = {entry.event for entry in read_ledger(folder.ledger).entries if entry.manifest == receipt.manifest}
    if "released" not in known:
        raise ReceiptError("发布文件夹的公示账里没有这个包的那次发布：看一看 --site 写得对不对")
    return "received" not in known


def _in_turn(data: Mapping[str, Any], told: Path) -> None:
    """A later day must not be entered before an earlier one: first publication never moves once it is recorded."""
    before = {
        place.name: other
        for place in sorted(told.parent.glob(f"*{ENDING}"))
        if place != told and (other := _read(place))["manifest"] == data["previous"]
    }
    # One release may have been packed more than once, and comes back once.
    if before and all(other["receipt"] is None for other in before.values()):
        name, other = next(iter(before.items()))
        day = in_words(date.fromisoformat(other["as_of"]))
        raise ReceiptError(f"上一个包（{name.removesuffix(ENDING)}，{day}）的回执还没有登记，先登记它")


def _read(place: Path) -> dict[str, Any]:
    try:
        if place.stat().st_size > LIMIT:
            raise ReceiptError(f"{place.name} 过大")
        data = json.loads(place.read_bytes())
        if (
            data["format"] != FORMAT
            or not _KEYS.issubset(data)
            or not isinstance(data["told"], dict)
            or not isinstance(data["pulled"], list)
        ):
            raise ReceiptError(f"{place.name} 的格式不认识")
        date.fromisoformat(data["as_of"])
    except FileNotFoundError:
        raise ReceiptError(f"没有 {place.name}：它是打包时写在包旁边的") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ReceiptError(f"{place.name} 读不出来，或者被改动过") from None
    return dict(data)


def _write(place: Path, data: Mapping[str, Any]) -> None:
    draft = place.with_name(f".{place.name}.part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
