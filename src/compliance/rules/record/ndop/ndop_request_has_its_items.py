"""A request to connect through NDOP has all that its first step asks for.

Broken: The request to connect through NDOP is incomplete

Before anything is installed both sides agree what is sent, in which form, and what happens when the line fails; minutes
on the security of the system go along and hold six months.

To mend it, add the item to the request, or have new minutes made, and write it in `request`.

Shows the items that are declared. Does not show the request itself, nor whether it was granted.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection
from compliance.model.record_form.common import Contact
from compliance.model.record_form.connection import ConnectionRequest
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_ITEMS: Final = ("data_list", "structure", "method", "outage_rule", "reconciliation", "contacts", "security_minutes_on")
_ROLES: Final = ("business", "technical", "security")
_MONTHS: Final = 6


def is_requested(connection: Connection) -> bool:
    is_without = connection.is_in("planned") and connection.request == NONE
    return connection.is_over("ndop") and connection.is_in("planned", "trial") and not is_without


@rule(
    "CV4856-2026.PL4.STEP1",
    proof=Proof.INDICATIVE,
    when=is_requested,
    needs=("request", *(f"request.{item}" for item in _ITEMS)),
)
def ndop_request_has_its_items(connection: Connection) -> Iterator[Violation | Unknown]:
    request, at = connection.request, connection.at.child("request")
    if request == NONE:
        yield Violation("the connection is on trial, and no request is declared", at)
    if not isinstance(request, ConnectionRequest):
        return
    for item in _ITEMS:
        if getattr(request, item) == NONE:
            yield Violation("the request lacks {field}", at.child(item), key=item, field=item)
    yield from _contacts(request, connection)
    minutes = request.security_minutes_on
    if isinstance(minutes, date) and request.on is None:
        yield Unknown("the record does not say when the request was made", at.child("on"))
    elif isinstance(minutes, date) and request.on is not None and _ended(minutes) < request.on:
        template = "the security minutes are of {date}, more than six months before the request of {requested}"
        yield Violation(template, at.child("security_minutes_on"), date=minutes, requested=request.on)


def _contacts(request: ConnectionRequest, connection: Connection) -> Iterator[Violation | Unknown]:
    contacts = [each for each in request.contacts or () if isinstance(each, Contact)]
    roles, at = {contact.role for contact in contacts}, connection.at.child("request", "contacts")
    for role in _ROLES if contacts else ():
        if role not in roles and None in roles:
            yield Unknown("the record does not give the role of each contact", at)
            return
        if role not in roles:
            yield Violation("the request names no contact for {role}", at, key=role, role=role)


def _ended(minutes: date) -> date:
    """Return the last day on which the minutes hold: the same day of the month, or the last of a shorter one."""
    years, month = divmod(minutes.month - 1 + _MONTHS, 12)
    year = min(minutes.year + years, date.max.year)
    return date(year, month + 1, min(minutes.day, monthrange(year, month + 1)[1]))


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- via: ndop\n  state: planned\n  request: "
_CONTACTS = "contacts: [{role: business}, {role: technical}, {role: security}]"
_REQUEST = (
    "{on: 2026-11-20, data_list: VD-01, structure: VD-02, method: batch, outage_rule: VD-03, reconciliation: VD-04, "
    + _CONTACTS
    + ", security_minutes_on: 2026-10-01}"
)
GOOD = [_RECORD + _REQUEST, _RECORD + _REQUEST.replace("2026-10-01", "2026-05-20")]
BAD = {
    "the connection is on trial, and no request is declared": _RECORD.replace("planned", "trial") + "none  # <-\n",
    "the request lacks reconciliation": _RECORD + _REQUEST.replace("VD-04", "none") + "  # <-\n",
    "the request lacks security_minutes_on": _RECORD + _REQUEST.replace("2026-10-01", "none") + "  # <-\n",
    "the request lacks contacts": _RECORD + _REQUEST.replace(_CONTACTS, "contacts: none") + "  # <-\n",
    "the request names no contact for security": _RECORD + _REQUEST.replace(", {role: security}", "") + "  # <-\n",
    "the security minutes are of 1 April 2026, more than six months before the request of 20 November 2026": _RECORD
    + _REQUEST.replace("2026-10-01", "2026-04-01")
    + "  # <-\n",
}
UNKNOWN = [
    _RECORD + "null\n",
    _RECORD + "{on: 2026-11-20}\n",
    _RECORD + _REQUEST.replace("{role: security}", "{unit: Đơn vị Ví dụ}"),
    _RECORD + _REQUEST.replace("{on: 2026-11-20, ", "{"),
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _RECORD + "none\n",
    _RECORD.replace("ndop", "ndxp").replace("planned", "trial") + "none\n",
    _RECORD.replace("planned", "in-use") + "none\n",
]
