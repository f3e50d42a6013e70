"""What the rules about organs and lists ask the register again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gongshi.records.catalogue import Catalogue
from gongshi.records.kinds import BY_NAME
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.rules.base import Path
from gongshi.rules.weighed import LIVE


def live_results(register: Register) -> Iterator[RandomResult]:
    """Results of random inspections that are shown or will be."""
    for result in register.random_results.values():
        if register.standings[result.id].state.status in LIVE:
            yield result


def by_organ(register: Register, kind: str) -> dict[str, list[Catalogue]]:
    """The list files of one kind by organ, in the order of their names."""
    found: dict[str, list[Catalogue]] = defaultdict(list)
    for catalogue in register.catalogues[kind].values():
        found[catalogue.entity].append(catalogue)
    return found


def unreadable(register: Register, kind: str) -> bool:
    """Whether a file of this kind could not be read: what seems to be missing may stand in it."""
    folder = BY_NAME[kind].folder + "/"
    return any(file.startswith(folder) for file in register.unreadable)


def place_of_organ(register: Register, organ: str) -> tuple[str, Path]:
    """Where a finding about an organ as a whole points: its own file, else its line in the roster."""
    entity = register.entities.get(organ)
    if entity is not None:
        return entity.file, ("名称",)
    for i, entry in enumerate(register.site.roster):
        if entry.id == organ:
            return register.site.file, ("机构名录", i)
    return register.site.file, ("机构名录",)


def called(register: Register, organ: str) -> str:
    """The organ's name; its id while the roster does not know it, which is another rule's finding."""
    entry = register.roster.get(organ)
    return entry.name if entry is not None else organ
