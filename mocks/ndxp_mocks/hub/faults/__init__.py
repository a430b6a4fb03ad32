"""What can be wrong with a hub on the exchange wire, one file each. The package is its own list.

A file holds a docstring whose first line is the description, DESCRIPTION_VI, LAYER (whose failure it plays), MOMENT
(whether the provider had the request by then), STEP (where in the order of checks it strikes; or `step_of`, which takes
the argument) and `strike`, which takes the exchange and the argument: it raises an XRoadError, gives another answer, or
gives null to let the call go on.

In `World.faults` a fault is written `name[:argument][*times]`: `provider-500`, `provider-slow:0.2`, `provider-500*2`,
`xroad-code:access_denied@server.serverproxy`. A fault with `*times` goes away when it has struck so often.
"""

import pkgutil
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal

from ndxp_mocks.errors import UnknownFault

if TYPE_CHECKING:
    from ndxp_mocks.hub.transport.answer import WireAnswer
    from ndxp_mocks.hub.xroad.exchange import Exchange

Layer = Literal["between", "own-gateway", "provider-gateway", "provider"]
Moment = Literal["before-send", "after-send"]
PlanStep = Literal[
    "webhook-schedule",
    "webhook-order",
    "webhook-send",
    "download",
    "registration",
    "listing",
    "specification",
    "log",
    "evidence",
    "health",
]
"""Where a fault takes what is to be done and gives what is done instead."""
Step = Literal[
    "arrival",
    "global-configuration",
    "own-certificate",
    "names",
    "client-status",
    "client-authentication",
    "provider-address",
    "maintenance",
    "send",
    "provider-client",
    "service",
    "service-type",
    "access",
    "disabled",
    "signature",
    "forward",
    "answered",
    "received",
    "return",
    PlanStep,
]
Strike = Callable[["Exchange", str | None], Awaitable["WireAnswer | None"]]

_WRITTEN: Final = re.compile(r"(?P<name>[^:*]+)(?::(?P<argument>[^*]+))?(?:\*(?P<times>[1-9][0-9]*))?")


@dataclass(frozen=True, slots=True)
class HubFault:
    """One fault: its name is that of its file, with hyphens. `rule` is the one that finds it, null where none does."""

    name: str
    description: str
    description_vi: str
    rule: str | None
    layer: Layer
    moment: Moment
    step_of: Callable[[str | None], Step]
    strike: Strike


@dataclass(frozen=True, slots=True)
class Demand:
    """A fault as it is asked for; `times` is null for one that stays."""

    written: str
    fault: HubFault
    argument: str | None
    times: int | None

    @property
    def step(self) -> Step:
        """Where it strikes."""
        return self.fault.step_of(self.argument)

    @property
    def rest(self) -> str | None:
        """How it is written after it has struck once, null when it is used up."""
        if self.times is None:
            return self.written
        return None if self.times == 1 else f"{self.written.rpartition('*')[0]}*{self.times - 1}"


@cache
def known_hub_faults() -> Mapping[str, HubFault]:
    """Every fault of the wire, by name."""
    found = (_fault(module.name) for module in pkgutil.iter_modules(__path__))
    return {fault.name: fault for fault in found}


def demands(written: Iterable[str]) -> tuple[Demand, ...]:
    """The faults that are asked for, in alphabetical order; UnknownFault for a name without a file."""
    return tuple(_demand(each) for each in sorted(written))


def _demand(written: str) -> Demand:
    match = _WRITTEN.fullmatch(written)
    if match is None or match["name"] not in known_hub_faults():
        raise UnknownFault(written, known_hub_faults())
    times = match["times"]
    return Demand(written, known_hub_faults()[match["name"]], match["argument"], None if times is None else int(times))


def _fault(file: str) -> HubFault:
    module = import_module(f"{__name__}.{file}")
    description = (module.__doc__ or "").strip().splitlines()[0]
    return HubFault(
        name=file.replace("_", "-"),
        description=description,
        description_vi=module.DESCRIPTION_VI,
        rule=getattr(module, "RULE", None),
        layer=module.LAYER,
        moment=module.MOMENT,
        step_of=_step_of(module),
        strike=module.strike,
    )


def _step_of(module: ModuleType) -> Callable[[str | None], Step]:
    chosen: Callable[[str | None], Step] | None = getattr(module, "step_of", None)
    return chosen or (lambda _argument: module.STEP)
