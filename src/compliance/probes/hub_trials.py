"""Trials through the hub: reads by clients that have to be refused, and reads with one thing wrong.

They need the consent of the owner or staging mode, as other trials do; a read by another client that may call does not.
"""

from collections.abc import AsyncIterator
from typing import Final

from compliance.model.dataclass import replace
from compliance.model.derived.hub_error import HubError
from compliance.model.derived.tried_access import untried_access
from compliance.model.gap import Gap
from compliance.model.observation import AccessTrial, Attempt, HubCall, Wrong
from compliance.model.remedy import Remedy
from compliance.model.text import VIET_NAM, Message
from compliance.probes.consent import allowance
from compliance.probes.context import ProbeContext
from compliance.probes.exchange.adapter import foreign_address
from compliance.probes.exchange.calls import called, refusal_of
from compliance.probes.exchange.listed_service import ListedService, listed_service
from compliance.probes.exchange.planned import PlannedCall, planned_calls
from compliance.probes.hub.credential import HubCaller
from compliance.probes.probe import Found, Probe

_ERRORS: Final = frozenset({HubError.__name__})
_UNNAMED: Final = {
    Attempt.STRANGER: (Message.of("no client without an agreement was named"), Remedy.NAME_A_STRANGER),
    Attempt.WITHDRAWN: (
        Message.of("no client whose agreement was withdrawn was named"),
        Remedy.NAME_A_WITHDRAWN_CLIENT,
    ),
}
_TRIALS: Final = frozenset(map(untried_access, (*_UNNAMED, Attempt.FOREIGN_ADDRESS)))


async def _look(planned: PlannedCall, context: ProbeContext) -> AsyncIterator[Found]:
    if context.hub is None:
        return
    service = await listed_service(planned, context.hub, _TRIALS | _ERRORS, context)
    if isinstance(service, Gap):
        yield service
        return
    if HubCaller.GRANTED in context.hub.access.clients:
        yield await _by(Attempt.GRANTED, HubCaller.GRANTED, service)
    refusal = allowance(planned.record, context.settings.mode, context.clock().astimezone(VIET_NAM).date()).refusal
    if refusal is not None:
        yield _without_consent(planned, refusal)
        return
    async for found in _trials(service):
        yield found


async def _trials(service: ListedService) -> AsyncIterator[Found]:
    for attempt, who in ((Attempt.STRANGER, HubCaller.STRANGER), (Attempt.WITHDRAWN, HubCaller.WITHDRAWN)):
        if who not in service.hub.access.clients:
            message, remedy = _UNNAMED[attempt]
            yield Gap(frozenset({untried_access(attempt)}), service.at, message, is_failure=False, remedy=remedy)
        else:
            yield await _by(attempt, who, service)
    yield await foreign_address(service)
    yield await _unknown(service)


async def _by(attempt: Attempt, who: HubCaller, service: ListedService) -> Found:
    hub, caller = service.hub, service.hub.callers.get(who)
    if caller is None:
        template = "nothing proves {client} to the hub, and a call by {dialect} does not say who calls"
        message = Message.of(template, client=hub.access.clients[who], dialect=service.caller.said_dialect)
        hides = frozenset({untried_access(attempt)})
        return Gap(hides, service.at, message, is_failure=False, remedy=Remedy.GIVE_A_HUB_CREDENTIAL)
    answered = await called(hub, service.identifier, service.sample, caller, service.context)
    if answered.error is not None and not answered.is_evidence:
        refusal = refusal_of(hub, caller.client, answered.error)
        return Gap(frozenset({untried_access(attempt)}), service.at, refusal)
    is_agreed = await hub.is_agreed(service.identifier, caller.client)
    return AccessTrial(answered.call, answered.is_refusal, attempt, is_agreed)


async def _unknown(service: ListedService) -> Found:
    """Ask for what most probably does not exist, so that the service itself answers with an error."""
    hub, unknown, caller = service.hub, service.planned.unknown, service.caller
    if not caller.carries_message_ids:
        template = "an error that came by {dialect} has no field that tells whose it is"
        message = Message.of(template, dialect=caller.said_dialect)
        return Gap(_ERRORS, service.at, message, is_failure=False)
    if unknown is None:
        template = "service {service} has no read by an identifier, so that no error of its own could be provoked"
        message = Message.of(template, service=service.planned.service.id)
        return Gap(_ERRORS, service.at, message, is_failure=False)
    answered = await called(hub, service.identifier, unknown, caller, service.context)
    if answered.error is not None and not answered.is_evidence:
        return Gap(_ERRORS, service.at, refusal_of(hub, caller.client, answered.error))
    return replace(answered.call, wrong=Wrong.UNKNOWN_ID)


def _without_consent(planned: PlannedCall, refusal: Message) -> Gap:
    template = "{refusal}: no client that has to be refused called service {service} through the hub"
    message = Message.of(template, refusal=refusal, service=planned.service.id)
    return Gap(_TRIALS | _ERRORS, planned.at, message, is_failure=False, remedy=Remedy.CONSENT_TO_TRIALS)


PROBE: Final = Probe(frozenset({AccessTrial.__name__, HubCall.__name__}), planned_calls, _look, asks_a_hub=True)
