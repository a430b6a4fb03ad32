"""A call through an adapter that names an address of its own: one where nothing can be."""

from typing import Final

import ndxp_sdk
from compliance.model.derived.tried_access import untried_access
from compliance.model.gap import Gap
from compliance.model.observation import AccessTrial, Attempt, HubCall
from compliance.model.text import Message
from compliance.probes.exchange.calls import Answered, asked_of
from compliance.probes.exchange.listed_service import ListedService
from compliance.probes.probe import Found
from ndxp_sdk.errors import NotFound, UnexpectedAnswer

# RFC 6761, 6.4: no name below `.invalid` is ever anybody's
_NOWHERE: Final = "https://compliance-check.invalid"
_HIDES: Final = frozenset({untried_access(Attempt.FOREIGN_ADDRESS)})


async def foreign_address(service: ListedService) -> Found:
    """Ask for a read at an address that the service never registered; a gap where the hub has no adapter."""
    answered = await _asked(service)
    if _is_without_adapter(answered):
        template = "the hub {hub} has no adapter that takes an address of the caller"
        return Gap(_HIDES, service.at, Message.of(template, hub=service.hub.access.url), is_failure=False)
    return AccessTrial(answered.call, answered.is_refusal, Attempt.FOREIGN_ADDRESS)


async def _asked(service: ListedService) -> Answered:
    hub, shown = service.hub, service.sample.shown
    shown = f"{shown}{'&' if '?' in shown else '?'}providerurl={_NOWHERE}"
    call = HubCall(hub.access.url, service.identifier, service.client, "GET", shown, None)
    adapter = ndxp_sdk.Adapter(provider_urls={service.identifier.rpartition("/")[0]: _NOWHERE})
    # because an adapter knows its caller by the connection, and would hand a credential on
    settings = {**hub.settings, "credential": None, "dialect": adapter, "retry": ndxp_sdk.Retry(attempts=1)}
    async with ndxp_sdk.AsyncClient(hub.access.url, **settings) as client:
        return await asked_of(client, hub, call, service.sample, service.context)


def _is_without_adapter(answered: Answered) -> bool:
    """Return whether nobody there speaks as adapters do: no such page, or an answer in another language."""
    return isinstance(answered.error, NotFound | UnexpectedAnswer) and answered.call.origin != "caller"
