"""What is live, as far as it can still be read, and finishing what a run that died left behind."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gongshi.release.catch_up import catch_up, facts_without, store_behind
from gongshi.release.commit import recover
from gongshi.release.facts import Facts, FactsError, read_facts
from gongshi.release.folder import RECORDS, Folder
from gongshi.release.ledger import Ledger, LedgerError, read_ledger
from gongshi.release.manifest import Manifest
from gongshi.release.pulled import marked
from gongshi.release.told import CommitError
from gongshi.release.work import Work


@dataclass(frozen=True, slots=True)
class Before:
    """The live release. ``manifest`` is None when it is damaged, ``ledger`` empty; ``facts`` are pieced together then.

    ``as_of``: the day that it was built for. ``pulled``: marks of 误公开, with their days. ``trouble``: why the books
    cannot be trusted, in Chinese.
    """

    name: str | None = None
    manifest: Manifest | None = None
    facts: Facts = field(default_factory=dict)
    as_of: date | None = None
    ledger: Ledger = field(default_factory=Ledger)
    pulled: Mapping[str, date] = field(default_factory=dict)
    trouble: str = ""

    @property
    def live(self) -> str:
        """``name``, for those who looked that there is one. RuntimeError else."""
        if self.name is None:
            raise RuntimeError("nothing is live")
        return self.name

    @property
    def hash(self) -> str | None:
        """SHA-256 of the last manifest, from the ledger when the file itself is damaged."""
        if self.manifest is not None:
            return self.manifest.hash
        return next((e.manifest for e in reversed(self.ledger.entries) if e.event == "released"), None)


def before_of(folder: Folder, ledger: Ledger) -> Before:
    """What is live now."""
    name = folder.live()
    manifest = folder.manifest(name)
    as_of = manifest.as_of if manifest else None
    facts: Facts | None = {} if name is None else None
    if name is not None:
        with contextlib.suppress(FactsError):
            day, found = read_facts(folder.release(name) / RECORDS)
            # Those of another day are another release's.
            facts = found if as_of in (None, day) else None
            as_of = as_of or day
        if facts is None:
            facts = facts_without(folder, name, ledger)
    return Before(name, manifest, facts or {}, as_of, ledger, marked(folder.root))


def opened(folder: Folder, work: Work) -> Before:
    """Finishes what a run that died left, and reads what is live. OSError when the folder cannot be used.

    ``trouble`` is set when ledger or store cannot be trusted: then nothing new goes out, and removals go on; what the
    books could not be told waits in the journal.
    """
    ledger, trouble = Ledger(), ""
    folder.root.mkdir(parents=True, exist_ok=True)
    try:
        done = recover(folder, work.content)
        if done:
            work.say(done)
        ledger = read_ledger(folder.ledger)
        caught_up = catch_up(folder, ledger, work.content)
        if caught_up:
            work.say(caught_up)
            ledger = read_ledger(folder.ledger)
        trouble = store_behind(ledger, work.content)
    except (CommitError, LedgerError) as error:
        trouble = str(error)
        with contextlib.suppress(LedgerError):
            ledger = read_ledger(folder.ledger)
    before = before_of(folder, ledger)
    if before.name and before.manifest is None:
        work.say("上一次发布的清单残缺，作不得数；这一次全部重新核对")
    return replace(before, trouble=trouble)
