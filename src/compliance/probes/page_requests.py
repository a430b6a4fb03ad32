"""Requests for the pages of a list, one after the other, as its document says."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.page import Page
from compliance.model.openapi.paging import Paging, Style
from compliance.model.openapi.parameter import Parameter
from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.probes.errors import PageMissing
from compliance.probes.net.url import Url, joined
from compliance.probes.sample_requests import filled

USUAL_SIZE: Final = 20
_FIRST: Final[Mapping[Style, int]] = {Style.PAGE: 1, Style.OFFSET: 0}
# RFC 8288, section 3: <target>; rel="next"
_LINK: Final = late(r'<([^<>]*)>((?:\s*;\s*[^,;"=]+=(?:"[^"]*"|[^,;"]*))*)')
_IS_NEXT: Final = late(r';\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=\s*(?:;|$)))', re.IGNORECASE)
_ADDRESS: Final = late(r"https?://|[/?]")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A documented path with the query of a page, or a `link` that the page before it gave.

    `shown` is the path without values.
    """

    path: str
    shown: str
    link: str | None = None

    def below(self, base: Url) -> Url | None:
        """Return the address, None if the link leads away from the server of the base."""
        asked = base.below(self.path)
        if self.link is None:
            return asked
        found = joined(asked, self.link)
        return found if found and (found.scheme, found.server) == (base.scheme, base.server) else None


def first_request(operation: Operation, paging: Paging, size: int = USUAL_SIZE) -> PageRequest | None:
    """Return the request for the first page, None if the document gives no example for what it requires.

    `size` are the records that a page is to hold, where that can be said and the document allows it.
    """
    start = _start(paging)
    return _request(operation, paging, None if start is None else str(start), size)


def next_request(
    operation: Operation, paging: Paging, pages: Sequence[Page], link: str | None, size: int = USUAL_SIZE
) -> PageRequest | None:
    """Return the request for the page behind those that were read, None at the end that the document gives.

    `link` is the field of that name in the last answer. Raises `PageMissing` if the page that follows cannot be asked
    for: the list has not ended there.
    """
    last, count = pages[-1], sum(len(page.records) for page in pages)
    if not last.records:
        return None
    match paging.style:
        case Style.LINK:
            return _linked(operation, paging, _next_in(link), last.next)
        case Style.CURSOR:
            return _from_cursor(operation, paging, last.next, size)
        case _ if _is_over(paging, pages, count):
            return None
        case Style.PAGE:
            position = (_start(paging) or 0) + len(pages)
        case _:
            position = (_start(paging) or 0) + count
    return _following(operation, paging, str(position), size)


def _from_cursor(operation: Operation, paging: Paging, told: str | None, size: int) -> PageRequest | None:
    """Return the request with the cursor that a page gave, or at the address that it gave in its place."""
    if told is None:
        return None
    return _linked(operation, paging, None, told) if _ADDRESS.match(told) else _following(operation, paging, told, size)


def _linked(operation: Operation, paging: Paging, relation: str | None, member: str | None) -> PageRequest | None:
    """Return the request that a link leads to: any reference in the field (RFC 8288, 3.1), an address in a page."""
    target = relation or member
    if target is None:
        return None
    first = first_request(operation, paging)
    if first is None or not (relation or _ADDRESS.match(target)):
        raise _unaskable(operation)
    return PageRequest(first.path, first.shown, link=target)


def _following(operation: Operation, paging: Paging, asked: str, size: int) -> PageRequest:
    request = _request(operation, paging, asked, size)
    if request is None:
        raise _unaskable(operation)
    return request


def _unaskable(operation: Operation) -> PageMissing:
    template = "the list {operation} names a next page that cannot be asked for"
    return PageMissing(Message.of(template, operation=operation.name))


def _is_over(paging: Paging, pages: Sequence[Page], count: int) -> bool:
    """Return whether the list has ended: the stated total is reached, or nothing leads on.

    If the list states neither, a page that is shorter than the first one ends it.
    """
    last = pages[-1]
    if last.total is not None:
        return count >= last.total
    return last.next is None if paging.next is not None else len(last.records) < len(pages[0].records)


def _request(operation: Operation, paging: Paging, asked: str | None, size: int) -> PageRequest | None:
    query = {} if paging.size is None else {paging.size.name: str(allowed_size(paging.size, size))}
    if paging.position is not None and asked is not None:
        query[paging.position.name] = asked
    sample = filled(operation, query)
    # because a page is asked for by its address alone, and a list for made-up values may have none
    return None if sample is None or sample.headers or sample.is_invented else PageRequest(sample.path, sample.shown)


def _start(paging: Paging) -> int | None:
    """Return where a list begins: what the document gives as the usual or least value, else what is the custom."""
    if paging.position is None or paging.style not in _FIRST:
        return None
    for name in ("default", "minimum"):
        if isinstance(value := paging.position.schema.keyword(name), int) and not isinstance(value, bool):
            return value
    return _FIRST[paging.style]


def allowed_size(parameter: Parameter, wanted: int) -> int:
    """Return a page size within what the document allows: the one that is wanted, else one near it."""
    schema = parameter.schema
    listed = schema.keyword("enum")
    sizes = [each for each in listed if _number(each) is not None] if isinstance(listed, list) else []
    if sizes:
        return int(max((each for each in sizes if each <= wanted), default=min(sizes)))
    least, most = (_number(schema.keyword(name)) for name in ("minimum", "maximum"))
    return max(least or 1, min(most or wanted, wanted))


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _next_in(link: str | None) -> str | None:
    """Return the target of the relation `next`, None if the field has none."""
    found = (match[1] for match in _LINK.finditer(link or "") if _IS_NEXT.search(match[2]))
    return next(found, None)
