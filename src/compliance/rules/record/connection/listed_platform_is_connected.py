"""A platform on the list in force is connected over a national channel.

Broken: A platform of the list in force is not connected over NDXP or NDOP

The listed platforms are those that others build on. A letter of 2024, on an earlier list, asks their owners to connect
them, so that the platforms of provinces can exchange data with them.

To mend it, connect the platform over NDXP or NDOP, or write the day on which it will be in `planned_on`.

Shows the connection, or the day for it, that is declared. Does not show that data passes. The list in
force says nothing of connections itself, and sets no day.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_listed_and_may_operate(record: Record, facts: Facts) -> bool:
    """Return whether it stands on the last list that was issued; what earlier lists asked for has no end known."""
    issued = [each for each in facts.platform_lists.by_id.values() if each.issued and each.issued <= facts.as_of]
    if record.life_cycle not in {"operating", "upgrading", None} or not issued:
        return False
    last = max(issued, key=lambda each: each.issued or facts.as_of)
    memberships = record.list_memberships
    named = memberships if isinstance(memberships, list) else []
    return last.has(record.slug) or any(facts.platform_lists.named(each) == last for each in named)


@rule("CV2765-2024.C", when=is_listed_and_may_operate, needs=("connections",))
def listed_platform_is_connected(record: Record) -> Iterator[Violation | Unknown]:
    connections = [each for each in record.listed_connections() if each.exists]
    national = [each for each in connections if each.channel is not None and each.channel.is_national]
    if any(_is_connected_or_dated(each) for each in national):
        return
    at = record.at.child("connections")
    if record.life_cycle is None:
        yield Unknown("the record does not say whether the platform operates", at=record.at.child("life_cycle"))
    elif record.connections == NONE:
        yield Violation("the listed platform operates and has no connection", at)
    elif unclear := _unclear(connections):
        yield Unknown("the record does not tell whether the platform is connected over NDXP or NDOP", at=unclear)
    elif national:
        template = "the listed platform operates and is not connected over {via}"
        yield Violation(template, at=national[0], via=national[0].via or "-")
    elif record.knows(record.connections):
        template = "no connection of the listed platform goes over NDXP or NDOP"
        yield Violation(template, at, proof=Proof.INDICATIVE)


def _is_connected_or_dated(connection: Connection) -> bool:
    return connection.is_connected or (connection.is_in("planned", "trial") and connection.planned_on is not None)


def _unclear(connections: list[Connection]) -> Connection | None:
    """Return a connection that may be a national one, or lead to one, without a word on it; None if there is none."""
    return next((each for each in connections if _may_be_national(each)), None)


def _may_be_national(connection: Connection) -> bool:
    if connection.is_in("ended", "not-connected"):
        return False
    if connection.channel is None or connection.is_over("other", "lgsp", "ldop"):
        return True
    return connection.channel.is_national and (connection.stage is None or connection.is_in("planned", "trial"))


_RECORD = "slug: vneid\nowner: {code: G01}\nlife_cycle: operating\nconnections:"
_BY_WORD = "slug: a\nowner: {code: G01}\nlist_memberships: [{list: 1132/QĐ-TTg}]\nlife_cycle: operating\nconnections:"
GOOD = [
    _RECORD + " [{via: ndxp, state: in-use}]\n",
    _RECORD + " [{via: ndop, state: planned, planned_on: 2026-12-31}]\n",
    _BY_WORD + " [{via: lgsp, state: in-use}, {via: ndxp, state: upgrading}]\n",
]
BAD = {
    "the listed platform operates and has no connection": _RECORD + " none  # <-\n",
    "the listed platform operates and is not connected over ndxp": _RECORD
    + "\n- {via: ndxp, state: not-connected}  # <-\n",
    "no connection of the listed platform goes over NDXP or NDOP": _BY_WORD
    + "  # <-\n- {via: direct, network: state, state: in-use}\n",
}
UNKNOWN = [
    _RECORD.replace("life_cycle: operating\n", "") + " none\n",
    _RECORD + " null\n",
    _RECORD + " []\n",
    _RECORD + " [{via: ndxp, state: planned}]\n",
    _RECORD + " [{via: lgsp, state: in-use}]\n",
    _RECORD + " [{via: fax, state: in-use}]\n",
    _RECORD.replace("connections", "provenance: {declared: false}\nconnections") + " none\n",
]
IRRELEVANT = [
    _RECORD.replace("vneid", "vi-du") + " none\n",
    _RECORD.replace("operating", "building") + " none\n",
    _BY_WORD.replace("1132/QĐ-TTg", "list-2025-55") + " none\n",
]
