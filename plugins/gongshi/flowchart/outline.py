"""The same process in words: a numbered list that says everything the drawing shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .model import Graph, Link, Step, graph
from .structure import Plan, plan


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a step. ``items`` is the branch that begins there, empty when it leads to a step listed elsewhere.

    ``target`` names the next step for a reader: 第5步, or 不予立案（结束） where the branch is nothing but that end
    (``short``), so that one line says it all and ``items`` need not be listed again.
    """

    label: str
    target: str
    items: tuple[Item, ...] = ()
    short: bool = False

    @property
    def sentence(self) -> str:
        """否 → 不予立案（结束）."""
        return f"{self.label} → {self.target}".lstrip()


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered step. ``number`` is 3 on the main line, 3.1 on its branches; ``step`` has clean, bounded texts.

    ``exits`` is empty when the step simply goes on to the next one of its list, and when it is an end.
    """

    number: str
    step: Step
    exits: tuple[Exit, ...] = ()

    @property
    def ends(self) -> bool:
        """Does the process end here?"""
        return self.step.shape == "end"


def ordered_list(steps: Sequence[Step]) -> list[Item]:
    """The main line as items 1, 2, 3, …, each branch nested under the way out at which it begins.

    Every drawn step occurs exactly once as an item; steps that cannot be reached come last. Never raises.
    """
    drawn = graph(steps)
    if not drawn.steps:
        return []
    return _Writer(drawn, plan(drawn)).items()


class _Writer:
    def __init__(self, drawn: Graph, arranged: Plan) -> None:
        self.drawn, self.arranged = drawn, arranged
        self.branches: dict[Link, list[int]] = {}
        self.numbers: dict[int, str] = {}
        for number, step in enumerate(arranged.mains, 1):
            self._number(step, str(number))

    def items(self) -> list[Item]:
        return [self._item(step) for step in self.arranged.mains]

    def _number(self, step: int, number: str) -> None:
        """Number ``step`` and, consecutively, the steps of all branches that it owns."""
        self.numbers[step] = number
        count = 0
        for link in (*self.arranged.heads.get(step, ()), *self.arranged.detached.get(step, ())):
            chain = [link.target]
            while chain[-1] in self.arranged.down:
                chain.append(self.arranged.down[chain[-1]].target)
            self.branches[link] = chain
            for member in chain:
                count += 1
                self._number(member, f"{number}.{count}")

    def _item(self, step: int) -> Item:
        links = self.drawn.exits[step]
        plain = len(links) == 1 and not links[0].label and self.arranged.down.get(step) == links[0]
        exits = () if plain else tuple(self._exit(link) for link in links)
        return Item(self.numbers[step], self.drawn.steps[step], exits)

    def _exit(self, link: Link) -> Exit:
        items = tuple(self._item(step) for step in self.branches.get(link, ()))
        target = self.drawn.steps[link.target]
        short = len(items) == 1 and items[0].ends and not items[0].exits and not _details(target)
        named = f"{target.text}（结束）" if short else f"第{self.numbers[link.target]}步"
        return Exit(link.label, named, items, short)


def _details(step: Step) -> str:
    return step.unit + step.limit + step.note + step.basis
