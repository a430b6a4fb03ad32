"""The document of each service as the catalogue of the hub hands it out."""

from collections.abc import AsyncIterator, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.spec_pair import compared_with
from compliance.model.dossier import Origin
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.record import Record, Service
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.hub.client import Hub
from compliance.probes.probe import Found, Probe, SeenDocument
from compliance.probes.target import Target

_PAIR: Final = compared_with(Origin.HUB)


@dataclass(frozen=True, slots=True)
class PlannedCopy:
    """A service of a record, whose document is looked up."""

    record: Record
    service: Service

    @property
    def at(self) -> Place:
        return self.service.at


def _plan(target: Target) -> Iterator[PlannedCopy]:
    for service in target.record.listed_services():
        yield PlannedCopy(target.record, service)


async def _look(planned: PlannedCopy, context: ProbeContext) -> AsyncIterator[Found]:
    if context.hub is None:
        return
    try:
        yield await _found(planned, context.hub)
    except HubUnavailable as error:
        yield error.gap(_PAIR, planned.at)


async def _found(planned: PlannedCopy, hub: Hub) -> Found:
    found = await hub.document_of(planned.record, planned.service)
    if found is None:
        message = Message.of("the hub has no document of the service {service}", service=planned.service.id)
        return Gap(_PAIR, planned.at, message, is_failure=False)
    address, content = found
    return SeenDocument(planned.service.id, Origin.HUB, address, content)


PROBE: Final = Probe(_PAIR, _plan, _look, asks_a_hub=True)
