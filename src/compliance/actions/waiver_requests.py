"""Waivers that are asked for in a history: proposed by one person, decided by another, and used in later audits."""

from collections.abc import Iterator
from typing import Final

from compliance.actions._histories import history_of
from compliance.actions.errors import UsageError
from compliance.actions.kept_runs import Place, place_of
from compliance.actions.settings import today
from compliance.loading.waivers import LONGEST
from compliance.model.text import Message
from compliance.model.waiver_request import Proposal, RequestState, WaiverRequest

_LONGEST: Final = 2_000


def waiver_requests(history: Place) -> tuple[WaiverRequest, ...]:
    """Return all waivers that were asked for, the last one first; raises as `kept_runs` does."""
    with history_of(place_of(history)) as opened:
        return opened.waiver_requests.listed()


def propose_waiver(asked: Proposal, *, history: Place) -> int:
    """Ask that a finding does not count for a while; returns the number of the request.

    Raises:
        UsageError: something is not said, the day has passed or is more than a year ahead, or one is asked for already.
        InputError: the history cannot be reached.
    """
    if flaws := list(_flaws(asked)):
        raise UsageError.all(flaws)
    with history_of(place_of(history)) as opened:
        return opened.waiver_requests.add(asked)


def _flaws(asked: Proposal) -> Iterator[Message]:
    said = {"reason": asked.reason, "legal_basis": asked.legal_basis}
    for name, text in said.items():
        if not text.strip():
            yield Message.of("{field} is empty: say it in words that whoever decides understands", field=name)
        elif len(text) > _LONGEST:
            yield Message.of("{field} is longer than {limit} characters", field=name, limit=_LONGEST)
    if asked.expires < today():
        yield Message.of("the waiver would end on {date}, which has passed", date=asked.expires)
    elif asked.expires - today() > LONGEST:
        template = "the waiver would end on {found}; at most one year ahead is allowed"
        yield Message.of(template, found=asked.expires)


def decide_waiver(number: int, state: RequestState, who: str, *, history: Place, note: str = "") -> WaiverRequest:
    """Approve, refuse or withdraw what was asked for, once; returns the request as it is then.

    Raises:
        UsageError: there is no such request, it is decided already, who asked for it would approve or refuse it, or
            somebody else withdraw it.
        InputError: the history cannot be reached.
    """
    with history_of(place_of(history)) as opened:
        found = opened.waiver_requests.find(number)
        if found is None:
            raise UsageError(Message.of("nobody asked for a waiver of the number {number}", number=number))
        is_own = found.proposal.proposer.strip().casefold() == who.strip().casefold()
        if is_own is not (state is RequestState.WITHDRAWN):
            template = (
                "the waiver {number} was asked for by {proposer}: that person may withdraw it, and another decides it"
            )
            raise UsageError(Message.of(template, number=number, proposer=found.proposal.proposer))
        if state is RequestState.APPROVED and found.proposal.expires < today():
            template = "the waiver {number} would have ended on {date}: it can no longer be approved"
            raise UsageError(Message.of(template, number=number, date=found.proposal.expires))
        if not opened.waiver_requests.decide(number, state, who, note[:_LONGEST]):
            raise UsageError(Message.of("the waiver {number} is decided already", number=number))
        return opened.waiver_requests.find(number) or found
