"""A service that can be called through the hub, found in its catalogue; or the gap where it cannot be."""

from compliance.model.dataclass import dataclass
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.exchange.planned import PlannedCall
from compliance.probes.hub.caller import Caller
from compliance.probes.hub.client import Hub
from compliance.probes.hub.credential import HubCaller
from compliance.probes.sample_requests import Sample


@dataclass(frozen=True, slots=True)
class ListedService:
    """A service by its identifier at the hub, who calls in our own name, and the read to ask for."""

    planned: PlannedCall
    hub: Hub
    identifier: str
    caller: Caller
    sample: Sample
    context: ProbeContext

    @property
    def at(self) -> Place:
        return self.planned.at


async def listed_service(
    planned: PlannedCall, hub: Hub, hides: frozenset[str], context: ProbeContext
) -> ListedService | Gap:
    """Return the service as the hub lists it, once it is known how it answered before; `hides` is for the gap."""
    caller, sample = hub.callers.get(HubCaller.OWN), planned.sample
    if caller is None:
        message = Message.of("no client was named as which the hub could be called")
        return Gap(hides, planned.at, message, is_failure=False, remedy=Remedy.NAME_A_CLIENT)
    if sample is None:
        message = Message.of("no documented read of service {service} could be asked", service=planned.service.id)
        return Gap(hides, planned.at, message, is_failure=False)
    try:
        identifier = await hub.identifier_of(planned.record, planned.service)
    except HubUnavailable as error:
        return error.gap(hides, planned.at)
    if identifier is None:
        message = Message.of("the hub lists no service {service} to call", service=planned.service.id)
        return Gap(hides, planned.at, message, is_failure=False)
    return ListedService(planned, hub, identifier, caller, sample, context)
