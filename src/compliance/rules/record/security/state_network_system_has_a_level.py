"""A system on the dedicated state network has a security level that suffices.

Broken: A system on the dedicated state network has no sufficient security level

All who are on this network trust one another. Where state secrets pass, level 3 is the least.

To mend it, have the level determined and approved, level 3 or higher where state secrets pass.

Shows the level in the record. Does not show that the measures of this level are in place.
"""

from collections.abc import Iterator

from compliance.model.record import Connection, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._levels import has_none, level_of

LEVEL_FOR_SECRETS = 3


def may_use_the_state_network(record: Record) -> bool:
    return record.connections is None or any(may_be_over_it(each) for each in record.listed_connections())


def may_be_over_it(connection: Connection) -> bool:
    may_be_in_use = connection.is_connected or connection.stage is None
    return may_be_in_use and (connection.is_over_state_network or connection.network is None)


@rule("TT06-2026.D8.K1-K2", when=may_use_the_state_network, needs=("connections", "security_level.level"))
def state_network_system_has_a_level(record: Record) -> Iterator[Violation | Unknown]:
    if not record.uses_state_network:
        place = record.at.child("connections")
        yield Unknown("the record does not say whether a connection over the state network is in use", place)
        return
    figure, at = record.level, record.at.child("security_level")
    if has_none(record):
        yield Violation("the platform is on the dedicated state network and has no security level", at=at)
    elif figure is not None and figure < LEVEL_FOR_SECRETS and level_of(record).transmits_state_secrets:
        template = "state secrets pass, and the security level is {level}: 3 or higher is required"
        yield Violation(template, at=at.child("level"), level=figure)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections: [{via: ndxp, state: in-use, network: tslcd}]\n"
GOOD = [
    _RECORD + "security_level: {level: 1}\n",
    _RECORD + "security_level: {level: 3, transmits_state_secrets: true}\n",
    _RECORD + "security_level: {level: 2, transmits_state_secrets: false}\n",
]
BAD = {
    "the platform is on the dedicated state network and has no security level": _RECORD
    + "security_level: none  # <-\n",
    "state secrets pass, and the security level is 2: 3 or higher is required": _RECORD
    + "security_level:\n  transmits_state_secrets: true\n  level: 2  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + "security_level: {decision: 12/QĐ-BTC}\n",
    _RECORD.replace("state: in-use, ", "") + "security_level: none\n",
    _RECORD.replace(", network: tslcd", "") + "security_level: none\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: none\n",
]
IRRELEVANT = [
    _RECORD.replace("tslcd", "internet") + "security_level: none\n",
    _RECORD.replace("in-use", "planned") + "security_level: none\n",
    "slug: household-business\nowner: {code: G12}\nconnections: none\nsecurity_level: none\n",
]
