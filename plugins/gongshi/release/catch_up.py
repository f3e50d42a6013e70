"""Books that are behind what is live: a ledger or a store that was lost, or brought back from an older copy."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gongshi.lifecycle import Status
from gongshi.release.commit import LOST, Switch, record
from gongshi.release.facts import Fact, Facts, FactsError, read_facts
from gongshi.release.folder import MANIFEST, RECORDS, Folder
from gongshi.release.ledger import Ledger, LedgerError, on_site
from gongshi.release.manifest import digest_of
from gongshi.release.store import StoreError, read_store


def catch_up(folder: Folder, ledger: Ledger, content: Path) -> str:
    """Enters the releases up to the live one that a ledger does not know, from what lies beside each; says so in Chinese.

    Empty when it knows the live one. Raises LedgerError when a ledger is lost for good, else as ``record``.
    """
    live = folder.live()
    entered = [entry.manifest for entry in ledger.entries if entry.event == "released"]
    digest = _digest(folder, live)
    if live is None or (entered and (digest is None or digest in entered)):
        return ""
    missed = _missed(folder, live, entered[-1] if entered else None)
    if missed:
        *earlier, (name, before) = missed
        record(folder, Switch(name, before, tuple(earlier)), content)
        return f"公示账里没有最近 {len(missed)} 次发布，已按各次发布的文件补记"
    if not entered:
        raise LedgerError(LOST)
    return "公示账里没有现在的网站这一次发布，可能是旧的一份，中间几次也补不出来；找得到新的备份，请先恢复再发布"


def _missed(folder: Folder, live: str, last: str | None) -> list[tuple[str, str | None]]:
    """The releases after that of the manifest ``last`` (None: from the first one), each with the one before it.

    None at all when one of them is gone.
    """
    names = {_digest(folder, name): name for name in folder.names()}
    found: list[tuple[str, str | None]] = []
    name: str | None = live
    while name is not None:
        manifest = folder.manifest(name)
        if manifest is None:
            return []
        found.append((name, names.get(manifest.previous) if manifest.previous else None))
        if manifest.previous == last:
            return found[::-1]
        name = found[-1][1]
    return []


def _digest(folder: Folder, name: str | None) -> str | None:
    """SHA-256 of a release's manifest as it lies there."""
    with contextlib.suppress(OSError):
        return digest_of(folder.release(name) / MANIFEST)[0] if name is not None else None
    return None


def store_behind(ledger: Ledger, content: Path) -> str:
    """What is wrong, in Chinese, with a store that lacks what the ledger says was published; empty when nothing is.

    From such a store days of first publication would be made anew. One that cannot be read is said elsewhere.
    """
    try:
        known = read_store(content).entries
    except StoreError:
        return ""
    missing = sorted(ledger.last().keys() - known.keys())
    if not missing:
        return ""
    return (
        f"发布台账（content/release）里没有公示账登记过的 {len(missing)} 条记录，如 {missing[0]}：台账不见了，或者是旧的；"
        "请从 git 恢复，或者从最近一次发布的 store 和 statements 里恢复（docs/release.md“恢复发布台账”）"
    )


def facts_without(folder: Folder, live: str, ledger: Ledger) -> Facts:
    """The facts of a release that lost its own: those of the last one that has some, corrected by the ledger."""
    known: Facts = {}
    for name in reversed(folder.names()):
        with contextlib.suppress(FactsError):
            if name != live:
                known = read_facts(folder.release(name) / RECORDS)[1]
                break
    return {**known, **_as_entered(known, ledger)}


def _as_entered(known: Facts, ledger: Ledger) -> Mapping[str, Fact]:
    found = {}
    for identity, entry in ledger.last().items():
        shown = on_site([entry])
        fact = known.get(identity)
        if fact is None or fact.shown != shown:
            status = Status.VISIBLE if shown else Status.LAPSED
            fact = fact or Fact("decision", "", status, shown, tombstone=False)
            fact = replace(fact, status=status, shown=shown, tombstone=entry.event == "withdrawn")
        found[identity] = replace(fact, statement=entry.statement)
    return found
