"""A fault as its file in hub/faults/ declares it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal

from ndxp_mocks.hub.injection.point import Point, Subject

Layer = Literal["between", "own-gateway", "provider-gateway", "provider"]
Injection = Callable[[Subject, str | None], Subject]


@dataclass(frozen=True, slots=True)
class Fault(Generic[Subject]):
    """`inject` takes what is at hand at the point and the argument, and returns what is there instead.

    It may raise what the code around the point may raise. `at` is the point, or chooses it by the argument. `vi` is the
    Vietnamese description; `rule` names the rule of the checker that finds the fault, None if there is none.
    """

    at: Point[Subject] | Callable[[str | None], Point[Subject]]
    inject: Injection[Subject]
    vi: str
    rule: str | None = None

    def point(self, argument: str | None) -> Point[Subject]:
        """Return where it strikes when it is asked for with this argument."""
        return self.at if isinstance(self.at, Point) else self.at(argument)
