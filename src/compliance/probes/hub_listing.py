"""What the hub's catalogue says of the services of a record."""

from collections.abc import AsyncIterator, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation import HubListing
from compliance.model.record import Record
from compliance.model.text import local_day
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.hub.client import Hub, find_listed
from compliance.probes.probe import Found, Probe
from compliance.probes.target import Target

_LISTING: Final = frozenset({HubListing.__name__})


@dataclass(frozen=True, slots=True)
class PlannedListing:
    """The record whose services are looked up, all at once."""

    record: Record

    @property
    def at(self) -> Place:
        return self.record.at


def _plan(target: Target) -> Iterator[PlannedListing]:
    yield PlannedListing(target.record)


async def _look(planned: PlannedListing, context: ProbeContext) -> AsyncIterator[Found]:
    try:
        for listing in await _listings(planned.record, context.hub, context) if context.hub is not None else ():
            yield listing
    except HubUnavailable as error:
        yield error.gap(_LISTING, planned.at)


async def _listings(record: Record, hub: Hub, context: ProbeContext) -> list[HubListing]:
    system = await hub.system_of(record)
    listed = await hub.services_of(system) if system is not None else ()
    found, now = [], context.clock()
    national = [channel for channel in record.connected_channels() if channel.is_national]
    for service in record.listed_services():
        match = find_listed(service, listed)
        found.append(
            HubListing(
                hub.access.url,
                service.id,
                str(system.id) if system is not None else record.slug,
                str(match.id) if match is not None else None,
                str(match.state) if match is not None else None,
                is_declared=any(channel.can_be_checked_on(local_day(now)) for channel in national),
                looked_at=now,
            )
        )
    return found


PROBE: Final = Probe(_LISTING, _plan, _look)
