"""Data is mapped to the shared dictionary before a national platform shares it.

Broken: No table of mapped fields precedes the connection

Before a system is connected over the national integration platforms its data is standardised and mapped, so that one
field means the same to both ends. That a term is missing from the dictionary is no fault before its first publication.

To mend it, draw up the table, and write its number or hash and its day in `mapping`.

Shows that a table is declared, and its day. Does not show what it maps, and it was not read.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection
from compliance.model.record_form.connection import Mapping
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_CLAUSE: Final = "QD1425-2026.P2.PRE-CONNECT"


def may_be_new_and_national(connection: Connection, facts: Facts) -> bool:
    is_national = connection.channel is not None and connection.channel.is_national
    if not is_national or not connection.exists or not _is_made(connection):
        return False
    issued = facts.catalogue.requirements[_CLAUSE].instrument.in_force.start or date.max
    return connection.since is None or issued <= connection.since <= facts.as_of


def _is_made(connection: Connection) -> bool:
    return connection.stage is None or connection.is_connected or connection.is_in("trial")


@rule(_CLAUSE, proof=Proof.INDICATIVE, when=may_be_new_and_national, needs=("mapping",))
def mapping_table_precedes_the_connection(connection: Connection) -> Iterator[Violation | Unknown]:
    table, at, since = connection.mapping, connection.at.child("mapping"), connection.since
    if since is None or connection.stage is None:
        yield Unknown("the record does not say whether the connection is in use, and since when", at=connection)
    elif table == NONE:
        template = "the connection over {via} was made on {since} without a table of mapped fields"
        yield Violation(template, at, via=connection.via or "-", since=since)
    elif isinstance(table, Mapping) and table.on is not None and table.on > since:
        template = "the table of mapped fields is of {date}, the connection over {via} of {since}"
        yield Violation(template, at.child("on"), date=table.on, via=connection.via or "-", since=since)
    elif isinstance(table, Mapping) and not (table.on and (table.number or table.hash)):
        yield Unknown("the record does not give the day of the table, and its number or hash", at)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- "
_NEW = _RECORD + "{via: ndxp, state: in-use, since: 2026-10-01, mapping: "
GOOD = [
    _NEW + "{number: 12/VD, on: 2026-10-01}}\n",
    _NEW.replace("ndxp", "ndop") + "{hash: 9f2c, on: 2026-05-01}}\n",
]
BAD = {
    "the connection over ndxp was made on 1 October 2026 without a table of mapped fields": _NEW + "none}  # <-\n",
    "the table of mapped fields is of 15 November 2026, the connection over ndxp of 1 October 2026": _NEW
    + "{number: 12/VD, on: 2026-11-15}}  # <-\n",
}
UNKNOWN = [
    _NEW + "null}\n",
    _NEW + "{number: 12/VD}}\n",
    _NEW + "{on: 2026-09-01}}\n",
    _NEW.replace(", since: 2026-10-01", "") + "none}\n",
    _NEW.replace(", state: in-use", "") + "none}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _NEW.replace("ndxp", "lgsp") + "none}\n",
    _NEW.replace("2026-10-01", "2026-07-28") + "none}\n",
    _NEW.replace("in-use", "planned") + "none}\n",
    _NEW.replace("2026-10-01", "2026-12-30") + "none}\n",
]
