"""Documented lists, walked page by page and twice in a row; nothing of a record is kept.

Those that everybody may read come first; the others are walked with the credential of their service if one is at hand.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Final

from compliance.model.answers.deviation import ENCODED
from compliance.model.dataclass import dataclass, replace
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import Limit, Pages, PageWalk
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.page import Page, read_page
from compliance.model.openapi.paging import Paging
from compliance.model.record import Service
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.credentials.wallet import credential_for
from compliance.probes.errors import CredentialsWanted, PageMissing, ProbeError
from compliance.probes.net.decoding import is_packed, unpacked
from compliance.probes.net.http_client import HttpResponse, Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Url
from compliance.probes.page_requests import USUAL_SIZE, PageRequest, allowed_size, first_request, next_request
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import is_elsewhere
from compliance.probes.target import Endpoint, Target

_WALK: Final = frozenset({PageWalk.__name__})
_WANTS_CREDENTIALS: Final = frozenset({401, 403})
_MOST_LISTS: Final = 2
_MOST_PAGES: Final = 10
_MOST_PARTS: Final = 3
"""Pages, or a few more, in which a short list is asked for again: fewer show no page between two others."""
_MOST_BYTES: Final = 4 * 1024 * 1024
_MOST_SECONDS: Final = 60
# because the clocks of both sides differ
_CLOCK_TOLERANCE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ListToWalk:
    """One list of a service: how it is paged, the request for its first page, and how much a page is to hold."""

    service: Service
    operation: Operation
    paging: Paging
    base: Url
    first: PageRequest
    size: int = USUAL_SIZE


@dataclass(frozen=True, slots=True)
class PlannedWalks:
    """The lists of one service, those that everybody may read first; which of them are walked hangs on credentials.

    `documented` is how many the document has. `missing` says why none can be walked, None if some can, or there are
    none.
    """

    at: Place
    service: str
    lists: tuple[ListToWalk, ...]
    documented: int = 0
    missing: Message | None = None


@dataclass(frozen=True, slots=True)
class _Walked:
    """The pages of one walk, and the limit at which it was broken off, None if it came to the end."""

    pages: tuple[Page, ...]
    stopped_by: Limit | None


def _plan(target: Target) -> Iterator[PlannedWalks]:
    for endpoint in target.endpoints:
        planned = _planned(endpoint, endpoint.service.id)
        if planned.lists or planned.missing is not None:
            yield planned


def _planned(endpoint: Endpoint, service: str) -> PlannedWalks:
    if endpoint.document is None:
        template = "which lists the service {service} has is not known: no document of it was read"
        return PlannedWalks(endpoint.at, service, (), missing=Message.of(template, service=service))
    lists = sorted(_lists(endpoint.document), key=lambda each: each[0].needs_credentials)
    walks = tuple(_walkable(lists, endpoint))
    missing = None if walks or not lists else _without_values(service)
    return PlannedWalks(endpoint.at, service, walks, len(lists), missing)


def _lists(document: Document) -> Iterator[tuple[Operation, Paging]]:
    for operation in document.nodes.operations:
        if operation.method == "get" and not is_elsewhere(operation) and (paging := operation.paging()) is not None:
            yield operation, paging


def _walkable(lists: list[tuple[Operation, Paging]], endpoint: Endpoint) -> Iterator[ListToWalk]:
    for operation, paging in lists:
        if (first := first_request(operation, paging)) is not None:
            yield ListToWalk(endpoint.service, operation, paging, endpoint.base, first)


def _without_values(service: str) -> Message:
    template = "no list of service {service} can be asked: the document gives no example for what it requires"
    return Message.of(template, service=service)


def _without_credentials(service: str) -> Message:
    return Message.of("all lists of service {service} need credentials, and none is at hand", service=service)


async def _look(planned: PlannedWalks, context: ProbeContext) -> AsyncIterator[Found]:
    if planned.missing is not None:
        yield Gap(_WALK, planned.at, planned.missing, is_failure=False)
    admitted = [each for each in planned.lists if _is_admitted(each, context)]
    if planned.lists and not admitted:
        reason = _without_credentials(planned.service)
        yield Gap(_WALK, planned.at, reason, is_failure=False, remedy=Remedy.GIVE_A_CREDENTIAL)
    for each in admitted[:_MOST_LISTS]:
        try:
            yield await _walked_twice(each, context)
        except ProbeError as error:
            yield error.gap(_WALK, Place(_shown(each)))
    if admitted and (left_out := _left_out(planned, len(admitted[:_MOST_LISTS]))) is not None:
        yield left_out


def _left_out(planned: PlannedWalks, asked: int) -> Gap | None:
    """Return what tells of documented lists that are not walked; of those that are it hides nothing."""
    if asked >= planned.documented:
        return None
    template = "of {documented} documented lists of service {service}, {asked} were walked"
    message = Message.of(template, documented=planned.documented, service=planned.service, asked=asked)
    return Gap(frozenset(), planned.at, message, is_failure=False)


def _is_admitted(each: ListToWalk, context: ProbeContext) -> bool:
    if not each.operation.needs_credentials:
        return True
    return each.base.is_secure and context.wallet.has(each.service.id, each.operation)


async def _walked_twice(each: ListToWalk, context: ProbeContext) -> PageWalk:
    since = context.clock() - _CLOCK_TOLERANCE
    first = await _walked(each, since, context)
    if (in_parts := _in_smaller_pages(each, first)) is not None:
        each, first = in_parts, await _walked(in_parts, since, context)
    walks = [first, await _walked(each, since, context)]
    pages = [page for walk in walks for page in walk.pages]
    stopped_by = next((walk.stopped_by for walk in walks if walk.stopped_by), None)
    # because a walk that was broken off earlier has not skipped what comes later
    most = min(len(walk.pages) for walk in walks) if stopped_by else None
    is_known = bool(each.paging.keys) and all(page.is_known for page in pages)
    return PageWalk(
        _shown(each),
        tuple(Pages(*(page.records for page in walk.pages[:most])) for walk in walks),
        operation=each.operation.at,
        changed=frozenset[str]().union(*(page.changed for page in pages)),
        tells_changes=all(page.tells_changes for page in pages),
        totals=tuple(dict.fromkeys(page.total for page in pages if page.total is not None)),
        stopped_by=stopped_by,
        knows_its_records=is_known,
        looked_at=context.clock(),
    )


def _in_smaller_pages(each: ListToWalk, walked: _Walked) -> ListToWalk | None:
    """Return the list in smaller pages where all of it came in one, which shows nothing of how pages follow.

    None if it has no more than one record, or its pages are no smaller than that.
    """
    records = len(walked.pages[0].records)
    if any(page.records for page in walked.pages[1:]) or records < 2 or each.paging.size is None:
        return None
    size = allowed_size(each.paging.size, max(records // _MOST_PARTS, 1))
    first = first_request(each.operation, each.paging, size)
    return None if size >= records or first is None else replace(each, first=first, size=size)


async def _walked(each: ListToWalk, since: datetime, context: ProbeContext) -> _Walked:
    pages: list[Page] = []
    asked: PageRequest | None = each.first
    size, until = 0, asyncio.get_running_loop().time() + _MOST_SECONDS
    seen = set[PageRequest]()
    while asked is not None:
        if asked in seen:
            return _Walked(tuple(pages), Limit.LOOP)
        seen.add(asked)
        answer = await _answer(each, asked, context)
        pages.append(_page(each, answer, since, context))
        size += len(answer.body)
        asked = next_request(each.operation, each.paging, pages, answer.header("link"), each.size)
        if asked is not None and (limit := _limit(len(pages), size, until)):
            return _Walked(tuple(pages), limit)
    return _Walked(tuple(pages), None)


def _limit(pages: int, size: int, until: float) -> Limit | None:
    """Return which limit is reached, None if there is room for another page."""
    if pages >= _MOST_PAGES:
        return Limit.PAGES
    if size >= _MOST_BYTES:
        return Limit.BYTES
    return Limit.SECONDS if asyncio.get_running_loop().time() >= until else None


async def _answer(each: ListToWalk, asked: PageRequest, context: ProbeContext) -> HttpResponse:
    """Ask for one page; raises `ProbeError` where no good answer comes, or where it would lead elsewhere."""
    if (url := asked.below(each.base)) is None:
        raise PageMissing(Message.of("the list {operation} leads to another server", operation=each.operation.name))
    credential = await credential_for(each.service, url, each.operation, context)
    request = Request("GET", url, credential=credential)
    answer = await send(request, all_versions(), context.settings.body_limit, context.network)
    if answer.status != 200:
        template = "the list {operation} answered {status} and could not be walked"
        message = Message.of(template, operation=each.operation.name, status=answer.status)
        raise CredentialsWanted(message) if answer.status in _WANTS_CREDENTIALS else PageMissing(message)
    return answer


def _page(each: ListToWalk, answer: HttpResponse, since: datetime, context: ProbeContext) -> Page:
    name, limit = each.operation.name, context.settings.body_limit
    if answer.is_truncated:
        raise PageMissing(Message.of("a page of {operation} is larger than {limit} bytes", operation=name, limit=limit))
    readable = unpacked(answer, limit)
    page = read_page(each.paging, readable.json(), context.key, since)
    if page is None and is_packed(readable):
        raise PageMissing(ENCODED)
    if page is None:
        raise PageMissing(Message.of("a page of {operation} holds no list where the document says", operation=name))
    return page


def _shown(each: ListToWalk) -> str:
    """Return the address of the list without the values that the document gives as examples."""
    return each.base.shown_below(each.first.shown)


PROBE: Final = Probe(_WALK, _plan, _look)
