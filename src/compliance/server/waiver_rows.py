"""Waivers that were asked for in the reader's words."""

from collections.abc import Iterable
from datetime import datetime

from compliance.actions.settings import today
from compliance.actions.waiver_requests import waiver_requests
from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.text import local_day
from compliance.model.waiver_request import RequestState, WaiverRequest
from compliance.report import labels
from compliance.report.findings import heading_of
from compliance.report.formats.html.links import Link
from compliance.server.access.identity import Action
from compliance.server.visit import Visit


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """One request. Which of the three things the visitor may do with it is said by the last three."""

    number: int
    platform: Link
    rule: Link
    fingerprint: str
    reason: str
    legal_basis: str
    proposed: str
    expires: str
    state: str
    decided: str
    note: str
    action: str
    may_decide: bool
    may_approve: bool
    may_withdraw: bool


def seen_requests(visit: Visit) -> tuple[WaiverRequest, ...]:
    """Return the requests on platforms that the visitor may see, the last one first."""
    known = frozenset(subject.id for subject in visit.report.subjects)
    return tuple(each for each in waiver_requests(visit.place) if each.proposal.platform in known)


def waiver_rows(requests: Iterable[WaiverRequest], visit: Visit) -> tuple[WaiverRow, ...]:
    """Return a row for each request, in this order."""
    names = {subject.id: labels.name(subject, visit.words) for subject in visit.report.subjects}
    return tuple(_row(each, names, visit) for each in requests)


def _row(request: WaiverRequest, names: dict[str, str], visit: Visit) -> WaiverRow:
    words, context, asked = visit.words, visit.context, request.proposal
    is_open = request.state is RequestState.PROPOSED
    may_decide = is_open and visit.identity.may_approve(asked.proposer)
    return WaiverRow(
        number=request.number,
        platform=Link(names.get(asked.platform, asked.platform), context.addresses.subject(asked.platform)),
        rule=Link(heading_of(asked.rule, context.rules.get(asked.rule), words), context.addresses.rule(asked.rule)),
        fingerprint=asked.scope,
        reason=asked.reason,
        legal_basis=asked.legal_basis,
        proposed=_told(asked.proposer, request.proposed, words),
        expires=labels.day(asked.expires, words),
        state=request_state(request.state, words),
        decided=_told(request.decided_by, request.decided, words) if request.decided_by and request.decided else "",
        note=request.note,
        action=visit.addresses.to(f"/waivers/{request.number}"),
        may_decide=may_decide,
        may_approve=may_decide and asked.expires >= today(),
        may_withdraw=is_open and visit.identity.may(Action.PROPOSE_WAIVER) and asked.proposer == visit.identity.name,
    )


def _told(who: str, when: datetime, words: Translator) -> str:
    return words("{name}, {date}", name=who, date=local_day(when))


def request_state(state: RequestState, words: Translator) -> str:
    """Return what became of a request."""
    return {
        RequestState.PROPOSED: words("asked for"),
        RequestState.APPROVED: words("approved"),
        RequestState.REFUSED: words("refused"),
        RequestState.WITHDRAWN: words("withdrawn"),
    }[state]
