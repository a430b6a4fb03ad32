"""One documented read through the hub for each service, by a client that may, and what the log says of it."""

from collections.abc import AsyncIterator
from typing import Final

from compliance.model.dataclass import replace
from compliance.model.derived.transaction_pair import TransactionPair
from compliance.model.derived.tried_access import untried_access
from compliance.model.gap import Gap
from compliance.model.observation import AccessTrial, Attempt, HubCall, Transaction
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.exchange.calls import Answered, called, refusal_of
from compliance.probes.exchange.listed_service import ListedService, listed_service
from compliance.probes.exchange.log import completed, legs_of
from compliance.probes.exchange.planned import PlannedCall, planned_calls
from compliance.probes.exchange.request_id import with_request_id
from compliance.probes.probe import Found, Probe

_CALL: Final = frozenset({HubCall.__name__})
_LOG: Final = frozenset({Transaction.__name__})
_PAIR: Final = frozenset({TransactionPair.__name__})
_GRANTED: Final = frozenset({untried_access(Attempt.GRANTED)})


async def _look(planned: PlannedCall, context: ProbeContext) -> AsyncIterator[Found]:
    if context.hub is None:
        return
    service = await listed_service(planned, context.hub, _CALL | _LOG | _GRANTED, context)
    if isinstance(service, Gap):
        yield service
        return
    async for found in _called(service):
        yield found


async def _called(service: ListedService) -> AsyncIterator[Found]:
    hub, caller = service.hub, service.caller
    answered = await _asked(service)
    if answered.is_evidence:
        is_agreed = await hub.is_agreed(service.identifier, caller.client)
        yield AccessTrial(answered.call, answered.is_refusal, Attempt.GRANTED, is_agreed)
    if answered.error is not None and (answered.is_refusal or not answered.is_evidence):
        hides = _CALL | _LOG if answered.is_refusal else _CALL | _LOG | _GRANTED
        refusal = refusal_of(hub, caller.client, answered.error)
        yield Gap(hides, service.at, refusal, is_failure=not answered.is_refusal)  # because the hub did its part
        return
    yield answered.call
    if not caller.carries_message_ids:
        yield _not_logged(service, answered.call)
        return
    async for found in _logged(service, answered):
        yield found


async def _asked(service: ListedService) -> Answered:
    """Call the service; where the dialect has no place for an id, with the one that the call itself may carry."""
    sample, request_id = service.sample, None
    if not service.caller.carries_message_ids:
        sample, request_id = with_request_id(sample)
    answered = await called(service.hub, service.identifier, sample, service.caller, service.context)
    return answered if request_id is None else replace(answered, call=replace(answered.call, message_id=request_id))


def _not_logged(service: ListedService, call: HubCall) -> Gap:
    template = "a call by {dialect} carries no message id by which the log could be asked for it"
    if call.message_id is not None:
        template = "the id that a call by {dialect} carries is its own, and not that of an entry in the log"
    message = Message.of(template, dialect=service.caller.said_dialect)
    return Gap(_LOG, service.at, message, is_failure=False)


async def _logged(service: ListedService, answered: Answered) -> AsyncIterator[Found]:
    """Yield both entries of a call, and the gap where the log was not complete yet."""
    called_at = (answered.seen.at if answered.seen is not None else None) or service.context.clock()
    try:
        until = await completed(service.hub, answered.call, called_at)
        legs = await legs_of(service.hub, answered.call, until, service.context)
    except HubUnavailable as error:
        yield error.gap(_LOG, service.at)
        return
    for leg in legs:
        yield leg
    if until is None or until < called_at:
        template = "the log of the hub was complete up to {time} only, before the call was made"
        message = Message.of(template, time=until or "-")
        yield Gap(_PAIR, service.at, message, is_failure=False, remedy=Remedy.WAIT_FOR_THE_LOG)


PROBE: Final = Probe(_CALL | _LOG | frozenset({AccessTrial.__name__}), planned_calls, _look, asks_a_hub=True)
