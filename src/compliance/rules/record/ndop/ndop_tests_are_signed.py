"""A connection through NDOP is tested before it is used, and both sides sign.

Broken: No signed minutes of all tests precede the use of the connection

Path, scenarios and load are tested while nobody depends on the connection yet; the minutes say that both sides saw it.

To mend it, test what is missing, have the minutes signed, and write groups, day and signers in `test_minutes`.

Shows that minutes are declared with day, groups and signers. Does not show the results.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection
from compliance.model.record_form.connection import TestMinutes
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.ndop._use import is_used_since

_CLAUSE: Final = "CV4856-2026.PL4.STEP4"
_GROUPS: Final = ("path", "scenarios", "load")


def is_used(connection: Connection, facts: Facts) -> bool:
    return is_used_since(connection, _CLAUSE, facts)


@rule(_CLAUSE, proof=Proof.INDICATIVE, when=is_used, needs=("test_minutes",))
def ndop_tests_are_signed(connection: Connection) -> Iterator[Violation | Unknown]:
    minutes, at = connection.test_minutes, connection.at.child("test_minutes")
    if connection.since is None:
        yield Unknown("the record does not say since when the connection is in use", at=connection)
    elif minutes == NONE:
        yield Violation("the connection over NDOP is in use and was not tested", at)
    elif isinstance(minutes, TestMinutes):
        yield from _judged(minutes, connection, connection.since)


def _judged(minutes: TestMinutes, connection: Connection, since: date) -> Iterator[Violation | Unknown]:
    at = connection.at.child("test_minutes")
    if minutes.on is None or not minutes.groups or not minutes.signed_by:
        yield Unknown("the record does not give day, groups and signers of the tests", at)
    if minutes.on is not None and minutes.on > since:
        template = "the test minutes are of {date}, the connection is in use since {since}"
        yield Violation(template, at.child("on"), date=minutes.on, since=since)
    if minutes.signed_by == NONE:
        yield Violation("nobody has signed the test minutes", at.child("signed_by"))
    for group in _GROUPS if minutes.groups else ():
        if group not in (minutes.groups or ()):
            yield Violation("the test minutes do not cover {group}", at.child("groups"), key=group, group=group)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- "
_USED = _RECORD + "{via: ndop, state: in-use, since: 2026-11-01, test_minutes: "
_MINUTES = "{on: 2026-10-20, groups: [path, scenarios, load], signed_by: [Bên A, Bên B]}"
GOOD = [_USED + _MINUTES + "}\n"]
BAD = {
    "the connection over NDOP is in use and was not tested": _USED + "none}  # <-\n",
    "the test minutes are of 2 November 2026, the connection is in use since 1 November 2026": _USED
    + _MINUTES.replace("2026-10-20", "2026-11-02")
    + "}  # <-\n",
    "the test minutes do not cover load": _USED + _MINUTES.replace(", load", "") + "}  # <-\n",
    "nobody has signed the test minutes": _USED + _MINUTES.replace("[Bên A, Bên B]", "none") + "}  # <-\n",
}
UNKNOWN = [
    _USED + "null}\n",
    _USED + "{on: 2026-10-20}}\n",
    _USED.replace("since: 2026-11-01, ", "") + "none}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _USED.replace("in-use", "trial") + "none}\n",
    _USED.replace("ndop", "ndxp") + "none}\n",
    _USED.replace("2026-11-01", "2026-09-01") + "none}\n",
]
