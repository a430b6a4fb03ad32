"""The security level fits what the record says of the system.

Broken: The facts in the record may ask for a higher security level

How subjects of data are counted, and which business is conditional, no text read says: this is a question to the owner.
A decision of before Decree 331/2026/NĐ-CP follows the older one, with other figures, and so does one in its
transition for systems that were being built before 1 July 2026.

To mend it, correct `level_facts`, or have the level looked at again.

Shows that no declared fact points to a higher level. Does not show that the facts are true or all that count.
"""

from collections.abc import Callable, Iterator
from typing import Any

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.record_form.security import LevelFacts
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._levels import binds, follows_the_older_decree, level_of, may_be_from

# Decree 331/2026/NĐ-CP, Articles 12 to 15: what asks for at least which level
LEGS: tuple[tuple[str, Callable[[Any], bool], int], ...] = (
    ("nationwide_24_7", bool, 4),
    ("procedures", bool, 3),
    ("shared_infrastructure", bool, 3),
    ("provinces", lambda count: count > 1, 3),
    ("subjects_basic", lambda count: count >= 100_000, 3),
    ("subjects_sensitive", lambda count: count >= 10_000, 3),
    ("state_secrets", bool, 3),
    ("industrial_control", bool, 3),
    ("harms_defence_or_security", bool, 3),
    ("subjects_basic", lambda count: count > 0, 2),
    ("subjects_sensitive", lambda count: count > 0, 2),
    ("infrastructure_of_one_agency", bool, 2),
)


def is_of_this_decree(record: Record, facts: Facts) -> bool:
    is_bound = may_be_from(record, 1) and binds("ND331-2026.D12-D15", level_of(record).on, facts)
    return is_bound and not follows_the_older_decree(record, facts)


@rule(
    "ND331-2026.D12-D15",
    proof=Proof.INDICATIVE,
    when=is_of_this_decree,
    needs=("security_level.level", "security_level.on", "level_facts"),
)
def security_level_fits_the_declared_facts(record: Record) -> Iterator[Violation | Unknown]:
    figure, said = record.level, record.level_facts
    if figure is None or level_of(record).on is None or not isinstance(said, LevelFacts):
        return
    known = [
        (field, level) for field, test, level in LEGS if (value := getattr(said, field)) is not None and test(value)
    ]
    field, highest = max(known, key=lambda leg: leg[1], default=("", 0))
    if highest > figure:
        template = "does {field} not ask for level {expected}, where the record gives level {level}?"
        at = record.at.child("level_facts", field)
        related = record.at.child("security_level", "level")
        yield Violation(template, at, related=related, field=field, expected=highest, level=figure)
        return
    unsaid = (field for field, _, level in LEGS if level > figure and getattr(said, field) is None)
    if (missing := next(unsaid, None)) is not None:
        at = record.at.child("level_facts", missing)
        yield Unknown("the record does not say {field}", at, field=f"level_facts.{missing}")


_RECORD = "slug: household-business\nowner: {code: G12}\nsecurity_level: {level: 2, on: 2026-09-01}\n"
_SMALL = (
    "level_facts: {subjects_basic: 99999, subjects_sensitive: 0, procedures: false, shared_infrastructure: false, "
    "provinces: 1, nationwide_24_7: false, state_secrets: false, industrial_control: false, "
    "harms_defence_or_security: false, infrastructure_of_one_agency: true}\n"
)
GOOD = [
    _RECORD + _SMALL,
    _RECORD.replace("level: 2", "level: 3") + "level_facts: {nationwide_24_7: false, provinces: 34}\n",
    _RECORD.replace("level: 2", "level: 5") + "level_facts: {}\n",
]
BAD = {
    "does subjects_basic not ask for level 3, where the record gives level 2?": _RECORD
    + "level_facts: {subjects_basic: 250000}  # <-\n",
    "does provinces not ask for level 3, where the record gives level 2?": _RECORD
    + "level_facts: {provinces: 2}  # <-\n",
    "does nationwide_24_7 not ask for level 4, where the record gives level 2?": _RECORD
    + "level_facts:\n  procedures: true\n  nationwide_24_7: true  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + "level_facts: {}\n",
    _RECORD + "level_facts: {subjects_basic: 50}\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: {level: 2}\n" + _SMALL,
    "slug: household-business\nowner: {code: G12}\n" + _SMALL,
]
IRRELEVANT = [
    _RECORD.replace("2026-09-01", "2026-08-18") + "level_facts: {subjects_basic: 250000}\n",
    _RECORD.replace("on:", "built_before_2026_07_01: true, on:") + "level_facts: {subjects_basic: 250000}\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: none\n",
]
