"""A call through an adapter that names an address of its own: one where nothing can be."""

from typing import Final

import ndxp_sdk
from compliance.model.dataclass import replace
from compliance.model.derived.tried_access import untried_access
from compliance.model.gap import Gap
from compliance.model.observation import AccessTrial, Attempt
from compliance.model.text import Message
from compliance.probes.exchange.calls import Answered, asked_of
from compliance.probes.exchange.listed_service import ListedService
from compliance.probes.hub.access import HubDialect
from compliance.probes.probe import Found
from ndxp_sdk.errors import NotFound, UnexpectedAnswer

# RFC 6761, 6.4: no name below `.invalid` is ever anybody's
_NOWHERE: Final = "https://compliance-check.invalid"
_HIDES: Final = frozenset({untried_access(Attempt.FOREIGN_ADDRESS)})


async def foreign_address(service: ListedService) -> Found:
    """Ask for a read at an address that the service never registered; a gap where the hub has no adapter."""
    template = "the hub {hub} has no adapter that takes an address of the caller"
    without = Gap(_HIDES, service.at, Message.of(template, hub=service.hub.access.url), is_failure=False)
    if service.caller.route.dialect is HubDialect.GATEWAY:
        return without
    answered = await _asked(service)
    if _is_without_adapter(answered):
        return without
    return AccessTrial(answered.call, answered.is_refusal, Attempt.FOREIGN_ADDRESS)


async def _asked(service: ListedService) -> Answered:
    hub, caller, shown = service.hub, service.caller, service.sample.shown
    shown = f"{shown}{'&' if '?' in shown else '?'}providerurl={_NOWHERE}"
    route, system = caller.route, service.identifier.rpartition("/")[0]
    adapter = ndxp_sdk.Adapter(prefix=route.adapter, destination_in=route.destination, provider_urls={system: _NOWHERE})
    # because an adapter knows its caller by the connection, and would hand a credential on
    settings = {**hub.settings, "credential": None, "dialect": adapter, "retry": ndxp_sdk.Retry(attempts=1)}
    call = caller.call(hub.access.url, service.identifier, shown, hub.paths)
    async with ndxp_sdk.AsyncClient(caller.url, **settings) as client:
        return await asked_of(replace(caller, connection=client), call, service.sample, service.context)


def _is_without_adapter(answered: Answered) -> bool:
    """Return whether nobody there speaks as adapters do: no such page, or an answer in another language."""
    return isinstance(answered.error, NotFound | UnexpectedAnswer) and answered.call.origin != "caller"
