"""From when until when things of a record last, and what is said to be so today."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from compliance.model.location import Place
from compliance.model.record import Record
from compliance.model.record_form.connection import Agreement

Day = tuple[Place, date | None]
Span = tuple[Place, date | None, date | None]
RUNNING = frozenset({"operating", "upgrading"})


def states_of_today(record: Record) -> Iterator[Day]:
    """Yield where something is said to be so today, and since when."""
    if record.life_cycle in RUNNING:
        yield record.at.child("operational_from"), record.operational_from
    if record.life_cycle == "ended":
        yield record.at.child("ended_on"), record.ended_on
    for connection in record.listed_connections():
        if connection.is_connected:
            yield connection.at.child("since"), connection.since
        if connection.status == "ended":
            yield connection.at.child("ended_on"), connection.ended_on


def ends_of_today(record: Record) -> Iterator[Day]:
    """Yield where an end stands of what is said to be so today."""
    if record.life_cycle in RUNNING:
        yield record.at.child("ended_on"), record.ended_on
    for connection in record.listed_connections():
        if connection.is_connected:
            yield connection.at.child("ended_on"), connection.ended_on


def spans(record: Record) -> Iterator[Span]:
    """Yield where an end stands, and the beginning and the end."""
    yield record.at.child("ended_on"), record.operational_from, record.ended_on
    for index, owner in enumerate(record.owner_history or ()):
        yield record.at.child("owner_history", index, "until"), owner.since, owner.until
    for notice in record.listed_notices():
        yield notice.at.child("expected_back_on"), notice.starts_on, as_day(notice.expected_back_on)
    for connection in record.listed_connections():
        yield connection.at.child("ended_on"), connection.since, connection.ended_on
        if isinstance(connection.agreement, Agreement):
            until = as_day(connection.agreement.until)
            yield connection.at.child("agreement", "until"), connection.agreement.on, until


def as_day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
