"""When each service of a record last answered through the hub, before this run called it."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.frequency import days_of
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import ActivitySummary
from compliance.model.record import Connection, Record, Service
from compliance.model.text import Message, local_day
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.hub.client import Hub
from compliance.probes.probe import Found, Probe
from compliance.probes.target import Target

if TYPE_CHECKING:
    from ndxp_sdk.models.health import ServiceHealth

_SUMMARY: Final = frozenset({ActivitySummary.__name__})
_ANYBODY: Final = "*"


@dataclass(frozen=True, slots=True)
class PlannedSummary:
    """A service of a record, whose activity is looked up."""

    record: Record
    service: Service

    @property
    def at(self) -> Place:
        return self.service.at


def _plan(target: Target) -> Iterator[PlannedSummary]:
    for service in target.record.listed_services():
        yield PlannedSummary(target.record, service)


async def _look(planned: PlannedSummary, context: ProbeContext) -> AsyncIterator[Found]:
    if context.hub is None:
        return
    try:
        yield await _found(planned, context.hub, context)
    except HubUnavailable as error:
        yield error.gap(_SUMMARY, planned.at)


async def _found(planned: PlannedSummary, hub: Hub, context: ProbeContext) -> Found:
    listed = await hub.listed(planned.record, planned.service)
    if listed is None:
        message = Message.of("the hub lists no service {service} to call", service=planned.service.id)
        return Gap(_SUMMARY, planned.at, message, is_failure=False)
    identifier = str(listed.id)
    health = await hub.health_of(identifier)
    last = health.last_success_at
    is_own = await hub.is_own(identifier, last) if last is not None and hub.access.client is not None else None
    return replace(_summary(planned, hub, identifier, health, context), is_own=is_own)


def _summary(
    planned: PlannedSummary, hub: Hub, identifier: str, health: "ServiceHealth", context: ProbeContext
) -> ActivitySummary:
    day = local_day(context.clock())
    over = [each for each in planned.record.listed_connections() if each.channel and hub.access.may_be(each.channel)]
    used = [each for each in over if _is_used(each, planned.service, day)]
    periods = [days for each in used if (days := days_of(each.frequency)) is not None]
    return ActivitySummary(
        hub.access.url,
        _ANYBODY,
        identifier,
        health.checked_at - timedelta(seconds=health.period_seconds),
        health.checked_at,
        health.succeeded,
        health.failed,
        health.last_success_at,
        min(periods, default=None),
        is_in_use=bool(used),
    )


def _is_used(connection: Connection, service: Service, day: date) -> bool:
    """Return whether it is said to be in use over a national hub that operates, and to carry the service."""
    channel = connection.channel
    if not connection.is_connected or channel is None or not channel.is_national or not channel.can_be_checked_on(day):
        return False
    named = connection.services
    return not isinstance(named, list | tuple) or not named or service.id in named


PROBE: Final = Probe(_SUMMARY, _plan, _look, asks_a_hub=True)
