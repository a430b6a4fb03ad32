"""A list of changes that everybody may read, asked twice: from its beginning, and from a time that its records tell.

Where the list could not be read, or tells no two times, the pair is the first look beside itself, without a narrowing.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.supply import Supply, supplies
from compliance.model.facts import Facts
from compliance.model.location import Place
from compliance.model.observation import Comparison, Difference, HttpExchange, Narrowing
from compliance.model.openapi.document import Document
from compliance.model.openapi.page import Page, moments, read_page
from compliance.model.openapi.paging import Paging
from compliance.model.openapi.parameter import Parameter
from compliance.model.record import Record, Service
from compliance.model.text import VIET_NAM, Message
from compliance.probes.answers import Asked, exchange_of
from compliance.probes.context import ProbeContext
from compliance.probes.errors import PageMissing, ProbeError
from compliance.probes.net.decoding import unpacked
from compliance.probes.net.http_client import Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Url
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import Sample, filled, is_elsewhere
from compliance.probes.target import Target

_PAIR: Final = frozenset({Comparison.__name__})
_FUNCTION: Final = "changes-since"
# because a service may round to seconds, and a day begins at another time in another zone
_ROUNDING: Final = timedelta(seconds=1)
_OF_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedComparison:
    """A service whose lists of changes are looked for in its document."""

    base: Url
    service: Service
    record: Record
    document: Document

    @property
    def at(self) -> Place:
        return self.service.at


@dataclass(frozen=True, slots=True)
class _ListOfChanges:
    supply: Supply
    paging: Paging
    start: Parameter


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: the exchange, its page, None if it is none, and when each record says that it changed."""

    exchange: HttpExchange
    page: Page | None
    moments: tuple[datetime | None, ...]


def _plan(target: Target) -> Iterator[PlannedComparison]:
    for endpoint in target.endpoints:
        if endpoint.document is not None and endpoint.base.is_secure:
            yield PlannedComparison(endpoint.base, endpoint.service, target.record, endpoint.document)


async def _look(planned: PlannedComparison, context: ProbeContext) -> AsyncIterator[Found]:
    changes = next(_lists(planned.document, context.facts), None) if context.facts else None
    if changes is None:
        return
    try:
        yield await _compared(planned, changes, context)
    except ProbeError as error:
        yield error.gap(_PAIR, planned.at)


def _lists(document: Document, facts: Facts) -> Iterator[_ListOfChanges]:
    """Yield the lists that everybody may read and that take a start of change in the address."""
    for supply in supplies(document, facts):
        operation = supply.operation
        if operation.method != "get" or operation.needs_credentials or is_elsewhere(operation):
            continue
        starts = (each for each in supply.asked(_FUNCTION) if isinstance(each, Parameter) and each.place == "query")
        start, paging = next(starts, None), operation.paging()
        if start is not None and paging is not None and "string" in (start.schema.types() or {"string"}):
            yield _ListOfChanges(supply, paging, start)


async def _compared(planned: PlannedComparison, changes: _ListOfChanges, context: ProbeContext) -> Comparison:
    first = await _answer(planned, changes, {}, context)
    start = _later_start(first.moments)
    if start is None or first.page is None:
        return Comparison(Difference.START_OF_CHANGE, first.exchange, first.exchange)
    is_day = changes.start.schema.keyword("format") == "date"
    written = start.astimezone(VIET_NAM).date().isoformat() if is_day else start.isoformat()
    second = await _answer(planned, changes, {changes.start.name: written}, context)
    earliest = start - (_OF_A_DAY if is_day else _ROUNDING)
    narrowing = _narrowing(first.page, second, earliest)
    return Comparison(Difference.START_OF_CHANGE, first.exchange, second.exchange, ("", written), narrowing)


def _narrowing(first: Page, second: _Answer, earliest: datetime) -> Narrowing | None:
    if second.page is None or not (first.is_known and second.page.is_known):
        return None
    too_old = None if None in second.moments else sum(each < earliest for each in second.moments if each is not None)
    return Narrowing((first.records, second.page.records), too_old, is_whole=_is_whole(first))


def _later_start(told: Sequence[datetime | None]) -> datetime | None:
    """Return the time in the middle of those that the records tell, None if there are no two."""
    known = sorted({each for each in told if each is not None})
    return known[(len(known) + 1) // 2] if len(known) > 1 else None


def _is_whole(page: Page) -> bool:
    return page.next is None and (page.total is None or page.total <= len(page.records))


async def _answer(
    planned: PlannedComparison, changes: _ListOfChanges, query: dict[str, str], context: ProbeContext
) -> _Answer:
    operation = changes.supply.operation
    sample: Sample | None = filled(operation, query)
    if sample is None:
        raise PageMissing(Message.of("the list {operation} needs a value that nobody gives", operation=operation.name))
    url = planned.base.below(sample.path)
    limit = context.settings.body_limit
    answer = unpacked(await send(Request("GET", url), all_versions(), limit, context.network), limit)
    body = answer.json() if 200 <= answer.status < 300 and not answer.is_truncated else None
    page = read_page(changes.paging, body, context.key, context.clock())
    shown = planned.base.shown_below(sample.shown)
    asked = Asked(shown, planned.service, planned.record, operation)
    return _Answer(exchange_of(asked, answer, context), page, moments(changes.paging, body))


PROBE: Final = Probe(_PAIR, _plan, _look)
