"""What was worked out for texts that come again and again; what was not met again among many others is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain, filterfalse
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Twice ``most`` keys at most: those met lately, and those met before."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def __contains__(self, key: Key) -> bool:
        if key in self._young:
            return True
        if key not in self._old:
            return False
        self[key] = self._old[key]
        return True

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self._young) >= self._most:
            self._young, self._old = {}, self._young
        self._young[key] = value

    def values(
        self,
        lists: Sequence[Sequence[Key]],
        make: Callable[[Sequence[Key]], Iterable[Value]],
        keep: Callable[[Key], bool],
    ) -> list[list[Value]]:
        """The values of the keys of each list. ``make`` gives those that are not known, in one go; ``keep`` says which of
        them to remember.
        """
        known = self._young
        missing = dict.fromkeys(filterfalse(known.__contains__, chain.from_iterable(lists)))
        for key in missing.keys() & self._old.keys():
            known[key] = self._old[key]
            del missing[key]
        if missing:
            known.update(zip(missing, make(list(missing)), strict=True))
        found = [list(map(known.__getitem__, keys)) for keys in lists]
        for key in missing:
            if not keep(key):
                del known[key]
        if len(known) >= self._most:
            self._young, self._old = {}, known
        return found
