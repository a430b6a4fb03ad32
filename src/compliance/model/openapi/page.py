"""One page of a list, reduced to what may be kept: digests instead of records."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from compliance.model.dataclass import dataclass
from compliance.model.observation.page_walk import digest
from compliance.model.openapi.paging import Paging, Steps
from compliance.model.text import VIET_NAM


@dataclass(frozen=True, slots=True)
class Page:
    """The digests of the records, and of those that changed; the total and what leads to the next page.

    `tells_changes` is False if a record does not say when it changed. `is_known` is False if one lacks what identifies
    it; the digests then stand for nothing. `next` is None at the end, and where the document has no such member.
    """

    records: tuple[str, ...]
    changed: frozenset[str]
    tells_changes: bool
    is_known: bool
    total: int | None
    next: str | None


def read_page(paging: Paging, answer: Any, key: bytes, since: datetime) -> Page | None:
    """Reduce an answer to a page, noting records changed `since`; None if it holds no list where the document says."""
    rows = _value(answer, paging.items)
    if not isinstance(rows, list):
        return None
    identifiers = [_identifier(row, paging.keys) for row in rows]
    digests = tuple(digest(identifier or "", key) for identifier in identifiers)
    moments = [_moment(row, paging.changed_at) for row in rows]
    changed = (each for each, moment in zip(digests, moments, strict=True) if moment is not None and moment >= since)
    total = _value(answer, paging.total)
    return Page(
        digests,
        frozenset(changed),
        None not in moments,
        all(identifier is not None for identifier in identifiers),
        total if isinstance(total, int) and not isinstance(total, bool) else None,
        _next(_value(answer, paging.next)),
    )


def moments(paging: Paging, answer: Any) -> tuple[datetime | None, ...]:
    """Return when each record of a page says that it changed, None for one that does not."""
    rows = _value(answer, paging.items)
    return tuple(_moment(row, paging.changed_at) for row in rows) if isinstance(rows, list) else ()


def _value(answer: Any, steps: Steps | None) -> Any:
    for step in steps or ():
        answer = answer.get(step) if isinstance(answer, dict) else None
    return None if steps is None else answer


def _identifier(row: Any, keys: tuple[str, ...]) -> str | None:
    values = [row.get(key) if isinstance(row, Mapping) else None for key in keys]
    is_known = bool(values) and all(isinstance(value, str | int | float) and value != "" for value in values)
    return json.dumps(values) if is_known else None


def _moment(row: Any, member: str | None) -> datetime | None:
    """Return when the record says that it changed; a time without a zone is that of Viet Nam, a day is all of it."""
    value = row.get(member) if isinstance(row, Mapping) and member else None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None:
        return None
    if len(str(value)) == len(date.min.isoformat()):
        moment = datetime.combine(moment, time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIET_NAM)


def _next(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("href")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None
