"""Reads whose answers hang on query or path, asked of each service itself and through the hub, whole and in part.

One asks for a list with a page size and without, one for a single thing and for the list that it is in. All are
documented reads with nothing wrong.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.dataclass import dataclass, replace
from compliance.model.derived.passed_query import PassedQuery
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import HttpExchange, HubCall, Passage
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.paging import SIZES
from compliance.model.record import Record
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.exchange.calls import called
from compliance.probes.hub.caller import Caller
from compliance.probes.hub.client import Hub
from compliance.probes.hub.credential import HubCaller
from compliance.probes.ordinary_read import read_at, read_once
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import Sample, Values, filled, is_elsewhere
from compliance.probes.target import Endpoint, Target

_HIDES: Final = frozenset({PassedQuery.__name__})
_MOST_TRIED: Final = 4


@dataclass(frozen=True, slots=True)
class Question:
    """One read with a value in its query or its path, and the same without it."""

    parameter: str
    asked: Sample
    without: Sample


@dataclass(frozen=True, slots=True)
class _Way:
    """The way through a hub to one service."""

    hub: Hub
    caller: Caller
    identifier: str


@dataclass(frozen=True, slots=True)
class PlannedComparison:
    """An endpoint with the reads that can be compared by query and by path, those that everybody may make first."""

    endpoint: Endpoint
    record: Record
    of_query: tuple[Question, ...]
    of_path: tuple[Question, ...]

    @property
    def at(self) -> Place:
        return self.endpoint.at


def _plan(target: Target) -> Iterator[PlannedComparison]:
    for endpoint in target.endpoints:
        operations = endpoint.document.nodes.operations if endpoint.document is not None else ()
        reads = [each for each in operations if each.method == "get" and not is_elsewhere(each)]
        of_query = _first(each for operation in reads for each in _of_query(operation))
        of_path = _first(_of_path(reads, endpoint.service.sample_values or {}))
        yield PlannedComparison(endpoint, target.record, of_query, of_path)


def _first(found: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(sorted(found, key=lambda question: question.asked.operation.needs_credentials)[:_MOST_TRIED])


def _of_path(reads: Sequence[Operation], known: Values) -> Iterator[Question]:
    """Yield a read of one thing that is said to exist: whoever loses the end of its path gives the list it is in."""
    lists = {operation.path: operation for operation in reads}
    for operation in reads:
        before, _, last = operation.path.rpartition("/")
        if before not in lists or not (last.startswith("{") and last.endswith("}")):
            continue
        asked, without = filled(operation, known=known), filled(lists[before], known=known)
        if asked is not None and without is not None and not (asked.is_invented or asked.headers or without.headers):
            yield Question(last.strip("{}"), asked, without)


def _of_query(operation: Operation) -> Iterator[Question]:
    """Yield a read of one record of a list: whoever forgets how many were wanted gives more."""
    for parameter in operation.parameters():
        if parameter.place != "query" or parameter.is_required or phrase(parameter.name) not in SIZES:
            continue
        asked, without = filled(operation, {parameter.name: "1"}), filled(operation)
        if asked is not None and without is not None and not asked.headers:
            yield Question(parameter.name, asked, without)


async def _look(planned: PlannedComparison, context: ProbeContext) -> AsyncIterator[Found]:
    hub = context.hub
    if hub is None:
        return
    try:
        for found in await _found(planned, hub, context):
            yield found
    except HubUnavailable as error:
        yield error.gap(_HIDES, planned.at)


async def _found(planned: PlannedComparison, hub: Hub, context: ProbeContext) -> Sequence[Found]:
    """Return a comparison of each kind that could be made; the gap if there is none."""
    caller = hub.callers.get(HubCaller.OWN)
    if caller is None:
        message = Message.of("no client was named as which the hub could be called")
        return [Gap(_HIDES, planned.at, message, is_failure=False, remedy=Remedy.NAME_A_CLIENT)]
    identifier = await hub.identifier_of(planned.record, planned.endpoint.service)
    if identifier is not None:
        way = _Way(hub, caller, identifier)
        kinds = [await _first_compared(each, planned, way, context) for each in (planned.of_query, planned.of_path)]
        compared = [each for each in kinds if each is not None]
        # because an answer that differs at each call shows nothing, and must not hide what the other one shows
        telling = [each for each in compared if each.passage is not None and each.passage.is_telling]
        if telling or compared:
            return telling or compared
    template = "service {service} has no read that could be compared with the same one through the hub"
    message = Message.of(template, service=planned.endpoint.service.id)
    return [Gap(_HIDES, planned.at, message, is_failure=False)]


async def _first_compared(
    questions: Iterable[Question], planned: PlannedComparison, way: _Way, context: ProbeContext
) -> HubCall | None:
    for question in questions:
        if (found := await _compared(question, planned, way, context)) is not None:
            return found
    return None


async def _compared(question: Question, planned: PlannedComparison, way: _Way, context: ProbeContext) -> HubCall | None:
    """Ask on both ways; None if one of the answers is no success, or what is left out makes no difference."""
    direct = await _direct(question.asked, planned, context)
    without = await _direct(question.without, planned, context)
    if direct is None or without is None or direct == without:
        return None
    through = await called(way.hub, way.identifier, question.asked, way.caller, context)
    rest = await called(way.hub, way.identifier, question.without, way.caller, context)
    if through.digest is None or rest.digest is None:
        return None
    passage = Passage(question.parameter, direct, without, through.digest, rest.digest)
    return replace(through.call, passage=passage)


async def _direct(sample: Sample, planned: PlannedComparison, context: ProbeContext) -> str | None:
    """Return the digest of what the service itself answers, None if that is no success or did not come whole."""
    made = await read_once(read_at(planned.endpoint, planned.record, planned.endpoint.base, sample), context)
    seen = made.attempt
    return seen.body_sha256 if isinstance(seen, HttpExchange) and made.is_success and not seen.is_truncated else None


PROBE: Final = Probe(frozenset({HubCall.__name__}), _plan, _look, asks_a_hub=True)
