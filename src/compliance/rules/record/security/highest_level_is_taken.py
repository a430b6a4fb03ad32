"""A system takes the highest of the levels of its parts.

Broken: The security level is below that of a part of the system

A system is attacked where it is weakest and harmed where it matters most.

To mend it, have the highest of the levels approved for the whole system.

Shows that the figures of the record agree with one another. Does not show that the parts have their true level. What
was decided by 1 January 2027 on a system that was being built before 1 July 2026 follows the older decree: it is not
meant, and where the record does not say since when the system is built, nothing is told.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.example import Supposing
from compliance.model.facts import Facts
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._levels import (
    binds,
    follows_the_older_decree,
    level_of,
    may_be_from,
    may_follow_the_older_decree,
)


def is_of_this_decree(record: Record, facts: Facts) -> bool:
    is_bound = may_be_from(record, 1) and binds("ND331-2026.D8.K2", level_of(record).on, facts)
    return is_bound and not follows_the_older_decree(record, facts)


@rule(
    "ND331-2026.D8.K2",
    when=is_of_this_decree,
    needs=("security_level.level", "security_level.on", "security_level.parts"),
)
def highest_level_is_taken(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    figure, said = record.level, level_of(record)
    if figure is None or said.on is None:
        return
    at = record.at.child("security_level", "parts")
    higher = [index for index, part in enumerate(said.parts or ()) if (part.level or 0) > figure]
    if higher and may_follow_the_older_decree(record, facts):
        field = "security_level.built_before_2026_07_01"
        yield Unknown("the record does not say {field}", record.at.child(*field.split(".")), field=field)
    elif higher:
        highest = max((said.parts or ())[index].level or 0 for index in higher)
        related = [at.child(index, "level") for index in higher]
        template = "the system has level {level}, a part of it level {highest}"
        place = record.at.child("security_level", "level")
        yield Violation(template, at=place, related=related, level=figure, highest=highest)
    elif not said.parts or any(part.level is None for part in said.parts):
        yield Unknown("the record does not give the level of each part", at=at)


_RECORD = "slug: household-business\nowner: {code: G12}\nsecurity_level:\n  on: 2026-09-01\n"
_NEW = _RECORD + "  built_before_2026_07_01: false\n"
GOOD = [
    _RECORD + "  level: 3\n  parts: [{name: Cổng, level: 3}, {name: Kho dữ liệu, level: 2}]\n",
    _RECORD + "  level: 4\n  parts: [{level: 3}]\n",
]
BAD = {
    "the system has level 2, a part of it level 3": _NEW + "  level: 2  # <-\n  parts: [{level: 2}, {level: 3}]\n",
    "the system has level 1, a part of it level 5": _NEW + "  level: 1  # <-\n  parts: [{name: Cổng}, {level: 5}]\n",
}
UNKNOWN = [
    _RECORD + "  level: 2\n",
    _RECORD + "  level: 2\n  parts: [{level: 3}]\n",
    _RECORD + "  level: 2\n  parts: []\n",
    _RECORD + "  level: 2\n  parts: [{name: Cổng}]\n",
    _RECORD + "  parts: [{level: 3}]\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: {level: 2, parts: [{level: 3}]}\n",
]
IRRELEVANT = [
    (_RECORD + "  level: 2\n  parts: [{level: 3}]\n").replace("2026-09-01", "2026-08-18"),
    Supposing(_RECORD + "  built_before_2026_07_01: true\n  level: 2\n  parts: [{level: 3}]\n", date(2027, 1, 2)),
    _RECORD + "  level: none\n  parts: [{level: 3}]\n",
]
