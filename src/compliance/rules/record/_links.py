"""Addresses of the record that lead nowhere: two looks a day apart have to say so."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from compliance.model.location import Place
from compliance.model.observation import LinkAnswer, LinkCheck, LinkFailure
from compliance.model.violation import Unknown, Violation

_DAY: Final = timedelta(days=1)
_FIRST: Final = datetime(2026, 11, 18, 8, tzinfo=UTC)


def dead(link: LinkCheck) -> Iterator[Violation | Unknown]:
    """Yield the breach of an address where nothing was, a day or more apart; else what is not known of it."""
    last = link.answers[-1] if link.answers else None
    if last is None or last.is_there:
        return
    if not last.is_gone:
        yield Unknown("what stands at the address cannot be told: {answer}", at=link, answer=last.said)
        return
    first = _gone_since(link)
    if last.looked_at - first.looked_at < _DAY:
        template = "the address answered {answer} once; a second look a day later or more has to say the same"
        yield Unknown(template, at=link, answer=last.said)
        return
    template = "the address answered {first} and, a day or more later, {second}"
    yield Violation(template, at=link, first=first.said, second=last.said)


def _gone_since(link: LinkCheck) -> LinkAnswer:
    """Return the first look of the row that ends today and in which nothing was there."""
    since = link.answers[-1]
    for answer in reversed(link.answers):
        if answer.is_there:
            break
        since = answer if answer.is_gone else since
    return since


def answered(field: tuple[str, ...], *statuses: int | None) -> LinkCheck:
    """Return an example of looks two days apart; None is a name that nobody knows."""
    answers = tuple(
        LinkAnswer(_FIRST + 2 * number * _DAY, status)
        if status is not None
        else LinkAnswer(_FIRST + 2 * number * _DAY, failure=LinkFailure.UNKNOWN_NAME)
        for number, status in enumerate(statuses)
    )
    return LinkCheck("https://a.example/12", Place("record.yaml").child(*field), answers)


def linked(*field: str) -> LinkCheck:
    """Return an example of an address that answered."""
    return answered(field, 200)
