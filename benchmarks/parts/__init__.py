"""The parts of `make bench`. To add one: a module here with one function of no arguments, decorated with ``part``."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

Part = Callable[[], None]
PARTS: dict[str, Part] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Registers a part under the name that `make bench PART=name` takes; its docstring is its headline."""

    def register(function: Part) -> Part:
        PARTS[name] = function
        return function

    return register


def load() -> dict[str, Part]:
    """All parts by name, in the order of their modules."""
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        import_module(f"{__name__}.{module}")
    return PARTS
