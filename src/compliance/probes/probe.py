"""A kind of look, and how all kinds are found: every module of this package that has a `PROBE`."""

import pkgutil
from collections.abc import AsyncIterator, Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any, Generic, Protocol, TypeVar

from compliance.model.dataclass import dataclass, field
from compliance.model.dossier import Origin
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import Observation
from compliance.probes.context import ProbeContext
from compliance.probes.target import Target


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """The bytes of another copy of the document of a service, as they stand at an address."""

    service: str
    origin: Origin
    uri: str
    content: bytes = field(repr=False)


Found = Observation | Gap | SeenDocument


class Look(Protocol):
    """A look that is planned: plain data that says where."""

    @property
    def at(self) -> Place: ...


L = TypeVar("L", bound=Look)


@dataclass(frozen=True, slots=True)
class Probe(Generic[L]):
    """One kind of look. `sees` names the classes of observation it can bring, or the kinds that need its document.

    `plan` opens no connection. `look` yields an observation, a document or a gap for all that it was sent to see.
    With `asks_a_hub` it has nothing to look at where no hub was named.
    """

    sees: frozenset[str]
    plan: Callable[[Target], Iterable[L]]
    look: Callable[[L, ProbeContext], AsyncIterator[Found]]
    asks_a_hub: bool = False

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.look.__module__.rpartition(".")[2]


@cache
def all_probes() -> tuple[Probe[Any], ...]:
    """Return every probe of this package, by name of file."""
    package = import_module(__package__)
    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    return tuple(module.PROBE for module in modules if hasattr(module, "PROBE"))
