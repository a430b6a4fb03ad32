"""What the hub's catalogue says of the services of a record."""

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.location import Place
from compliance.model.observation import HubListing
from compliance.model.record import Record
from compliance.model.text import local_day
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.hub.client import Hub, find_listed
from compliance.probes.probe import Found, Probe
from compliance.probes.target import Target

if TYPE_CHECKING:
    from ndxp_sdk.models.services import Service as Listed

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
    national = [each for each in record.connected_channels() if each.is_national and hub.access.may_be(each)]
    for service in record.listed_services():
        match = find_listed(service, listed)
        listing = HubListing(
            hub.access.url,
            service.id,
            str(system.id) if system is not None else record.slug,
            str(match.id) if match is not None else None,
            str(match.state) if match is not None else None,
            is_declared=any(channel.can_be_checked_on(local_day(now)) for channel in national),
            looked_at=now,
            owner_code=record.named_owner.code,
        )
        found.append(listing if match is None else await _whole(listing, match, hub))
    return found


async def _whole(listing: HubListing, match: "Listed", hub: Hub) -> HubListing:
    """Return the listing with owner, version and description of the entry; as it is if the hub does not tell them."""
    try:
        owner = await hub.owner_of(match)
        description = await hub.description_of(match)
    except HubUnavailable:
        return listing
    return replace(listing, owner=owner, version=match.latest_version, description=description, is_read_whole=True)


PROBE: Final = Probe(_LISTING, _plan, _look, asks_a_hub=True)
