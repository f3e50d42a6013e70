"""The parts of `make bench`. To add one: a module of its name here, one function of no arguments in it decorated with ``part``."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

Part = Callable[[], None]
PARTS: dict[str, Part] = {}
NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def part(name: str) -> Callable[[Part], Part]:
    """Registers a part under the name that `make bench PART=name` takes; its docstring is its headline."""

    def register(function: Part) -> Part:
        PARTS[name] = function
        return function

    return register


def load(name: str) -> Part:
    """One part; what others need (a browser, tests/) is not imported for it."""
    import_module(f"{__name__}.{name}")
    return PARTS[name]
