"""A system linked to the electronic identification system has level 3 or more.

Broken: A system linked to electronic identification has a level below 3, or none

Who asks the identification system about people can also leak what it answers; the decree on identification sets a
lowest level for such systems.

To mend it, protect the system by level 3 or more, and name the decision in `security_level`.

Shows the level that is declared. Does not show the measures, nor whether a later decree has changed the article.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.record import NONE, Connection, Record
from compliance.model.record_form.connection import OtherParty
from compliance.model.record_form.security import SecurityLevel
from compliance.model.rule import rule
from compliance.model.violation import Violation

_LOWEST: Final = 3


def is_linked_to_identification(record: Record, facts: Facts) -> bool:
    linked = (each for each in record.listed_connections() if _is_link(each, facts))
    return "eid-connected" in (record.classes or ()) or any(linked)


def _is_link(connection: Connection, facts: Facts) -> bool:
    other = connection.other_party
    if not isinstance(other, OtherParty) or not (connection.is_connected or connection.is_in("trial")):
        return False
    system = facts.systems.find(other.platform)
    return connection.exists and system is not None and system.code == "eid"


@rule("ND69-2024.D18.K1", when=is_linked_to_identification, needs=("security_level.level",))
def identification_link_has_level_3(record: Record) -> Iterator[Violation]:
    declared = record.security_level
    level = declared.level if isinstance(declared, SecurityLevel) else declared
    at = record.at.child("security_level", "level")
    if level == NONE:
        yield Violation("the system is linked to electronic identification and has no level", at)
    elif isinstance(level, int) and level < _LOWEST:
        yield Violation("the system is linked to electronic identification and has level {level}", at, level=level)


_RECORD = "slug: household-business\nowner: {code: G12}\n"
_LINK = _RECORD + "connections: [{via: ndxp, state: in-use, other_party: {platform: VNeID}}]\n"
_CLASS = _RECORD + "classes: [eid-connected]\n"
GOOD = [_LINK + "security_level: {level: 3}\n", _CLASS + "security_level: {level: 4}\n"]
BAD = {
    "the system is linked to electronic identification and has level 2": _LINK + "security_level: {level: 2}  # <-\n",
    "the system is linked to electronic identification and has no level": _CLASS + "security_level: none  # <-\n",
}
UNKNOWN = [_LINK, _LINK + "security_level: {decision: 12/VD}\n", _CLASS + "security_level: null\n"]
IRRELEVANT = [
    _RECORD + "security_level: {level: 2}\n",
    _LINK.replace("VNeID", "Nền tảng Ví dụ") + "security_level: {level: 2}\n",
    _LINK.replace("in-use", "planned") + "security_level: {level: 2}\n",
]
