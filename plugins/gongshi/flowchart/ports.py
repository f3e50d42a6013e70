"""At which side of its box each line leaves and arrives, and so what room the boxes must leave for lines."""

from __future__ import annotations

from dataclasses import dataclass

from .structure import Plan, Route

_LEAVES_RIGHT = frozenset({Route.HEAD, Route.LANE, Route.HOOK})
_ARRIVES_RIGHT = frozenset({Route.LANE, Route.ELBOW_DOWN, Route.ELBOW_UP})


@dataclass(frozen=True, slots=True)
class Ports:
    """Steps by what their sides are used for.

    A side that lines leave by is closed to lines that arrive: those join the line into the top of the box instead
    (``join_right``, ``join_left``). ``strip`` steps need their own height free of boxes in every column further right.
    ``foot`` steps have a branch at the right and send another line to the lanes: it leaves by the foot.
    """

    join_right: frozenset[int]
    join_left: frozenset[int]
    strip: frozenset[int]
    foot: frozenset[int]

    def joined(self, step: int) -> bool:
        return step in self.join_right or step in self.join_left


def ports(plan: Plan) -> Ports:
    """Give every end of every line its side."""
    leave_right = {link.source for link, route in plan.routes if route in _LEAVES_RIGHT}
    leave_left = {link.source for link, route in plan.routes if route is Route.LEFT}
    arrive_right = {link.target for link, route in plan.routes if route in _ARRIVES_RIGHT}
    arrive_left = {link.target for link, route in plan.routes if route is Route.LEFT}
    to_lanes = {link.source for link, route in plan.routes if route in (Route.LANE, Route.HOOK)}
    return Ports(
        join_right=frozenset(arrive_right & leave_right),
        join_left=frozenset(arrive_left & leave_left),
        strip=frozenset((to_lanes - plan.heads.keys()) | (arrive_right - leave_right)),
        foot=frozenset(to_lanes & plan.heads.keys()),
    )
