"""Discovery of the faults in hub/faults/, and how they are asked for.

In `World.faults` a fault is written `name[:argument][*times]`: `provider-500`, `provider-slow:0.2`, `provider-500*2`,
`xroad-code:access_denied@server.serverproxy`. A fault with `*times` goes away when it has struck so often.
"""

import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Final

from ndxp_mocks.errors import UnknownFault
from ndxp_mocks.hub.injection.fault import Fault, Layer
from ndxp_mocks.hub.injection.point import Moment, Point

_PACKAGE: Final = "ndxp_mocks.hub.faults"  # a name, because faults know the whole hub and the hub knows none of them
_WRITTEN: Final = re.compile(r"(?P<name>[^:*]+)(?::(?P<argument>[^*]+))?(?:\*(?P<times>[1-9][0-9]*))?")


@dataclass(frozen=True, slots=True)
class HubFault:
    """One fault of the hub: `name` is that of its file, with hyphens; `layer` that of its folder."""

    name: str
    description: str
    layer: Layer
    declared: Fault[Any]

    @property
    def description_vi(self) -> str:
        """The description in Vietnamese."""
        return self.declared.vi

    @property
    def rule(self) -> str | None:
        """The rule of the checker that finds it, None if there is none."""
        return self.declared.rule

    @property
    def moment(self) -> Moment:
        """Whether the provider has the request by the time it strikes."""
        return self.declared.point(None).moment


@dataclass(frozen=True, slots=True)
class Demand:
    """A fault as it is asked for; `times` is None for one that stays."""

    written: str
    fault: HubFault
    argument: str | None
    times: int | None

    @property
    def point(self) -> Point[Any]:
        """The place where it strikes."""
        return self.fault.declared.point(self.argument)

    @property
    def rest(self) -> str | None:
        """The form in which it stays after it has struck once, None when it is used up."""
        if self.times is None:
            return self.written
        return None if self.times == 1 else f"{self.written.rpartition('*')[0]}*{self.times - 1}"


@cache
def known_hub_faults() -> Mapping[str, HubFault]:
    """Return every fault of the hub by name."""
    package = import_module(_PACKAGE)
    modules = pkgutil.walk_packages(package.__path__, f"{_PACKAGE}.")
    found = (_fault(module.name) for module in modules if not module.ispkg)
    return {fault.name: fault for fault in found}


def demands(written: Iterable[str]) -> tuple[Demand, ...]:
    """Return the faults that are asked for, in alphabetical order. Raises UnknownFault for a name without a file."""
    return tuple(_demand(each) for each in sorted(written))


def _demand(written: str) -> Demand:
    match = _WRITTEN.fullmatch(written)
    if match is None or match["name"] not in known_hub_faults():
        raise UnknownFault(written, known_hub_faults())
    times = match["times"]
    return Demand(written, known_hub_faults()[match["name"]], match["argument"], None if times is None else int(times))


def _fault(path: str) -> HubFault:
    module = import_module(path)
    folder, _, file = path.rpartition(".")
    description = (module.__doc__ or "").strip().splitlines()[0]
    return HubFault(file.replace("_", "-"), description, import_module(folder).LAYER, module.FAULT)
