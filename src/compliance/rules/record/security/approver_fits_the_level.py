"""The security level was appraised and approved by those whose task it is.

Broken: The security level was appraised or approved by somebody else

Levels 4 and 5 are appraised by the Ministry of Public Security, level 3 is approved by the owner, and the list of level
5 by the Prime Minister. Nothing is said for decisions of before Decree 331/2026/NĐ-CP, nor for those that were made
under the older one by 1 January 2027 on systems that were being built before 1 July 2026; military systems and ciphers
have authorities of their own.

To mend it, have the level appraised and approved by the competent body, or correct the names in `security_level`.

Shows that the names in the record are those of the competent bodies. Does not show who signed: no decision was read.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.example import Supposing
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._authorities import (
    agency_in,
    agency_of_owner,
    is_of_owner,
    may_be_bound,
    names,
    unsaid_condition,
)
from compliance.rules.record.security._levels import CLAUSE, level_of

NEEDS = ("level", "on", "appraiser", "approver")
MESSAGES = ("the lists held here do not show who the {field} is",)


@rule(CLAUSE, when=may_be_bound, needs=tuple(f"security_level.{each}" for each in NEEDS))
def approver_fits_the_level(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    said, at = level_of(record), record.at.child("security_level")
    if record.level is None or said.on is None:
        return
    for field in ("appraiser", "approver"):
        if getattr(said, field) == NONE:
            template = "the record says that the level has no {field}"
            yield Violation(template, at=at.child(field), key=field, field=field, proof=Proof.INDICATIVE)
    found = list(_found(record, facts))
    if (missing := unsaid_condition(found, record, facts)) is not None:
        yield Unknown("the record does not say {field}", at.child(missing), field=f"security_level.{missing}")
    else:
        yield from found


def _found(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    said, level, at = level_of(record), record.level or 0, record.at.child("security_level")
    appraiser, approver = said.appraiser or NONE, said.approver or NONE
    if level > 3 and appraiser != NONE and not names("Bộ Công an", appraiser):
        if agency_in(appraiser, facts) is None and not is_of_owner(appraiser, record, facts):
            yield Unknown(MESSAGES[0], at.child("appraiser"), field="appraiser")
        else:
            template = "level {level} was not appraised by the Ministry of Public Security"
            yield Violation(template, at.child("appraiser"), level=level)
    is_own = is_of_owner(approver, record, facts)
    if level == 4 or approver == NONE or (level == 3 and is_own) or (level == 5 and names("Thủ tướng", approver)):
        return
    if is_own:
        template = "the owner is named as approver of level 5; the list of level 5 is approved by the Prime Minister"
        yield Violation(template, at.child("approver"), proof=Proof.INDICATIVE)
    elif (agency := agency_in(approver, facts)) is None or agency_of_owner(record, facts) is None:
        yield Unknown(MESSAGES[0], at.child("approver"), field="approver")
    else:
        template = "level {level} was approved by {agency}, who is not competent for it"
        yield Violation(template, at.child("approver"), level=level, agency=agency.name_vi)


def _record(level: str, more: str = "sector: civil, built_before_2026_07_01: false") -> str:
    owner = "slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n"
    return f"{owner}security_level: {{on: 2026-09-01, {level}, {more}}}  # <-\n"


_BY_OWNER = "approver: Bộ Tài chính"
_OWN = "appraiser: 'Cục Ví dụ, Bộ Tài chính'"
GOOD = [
    _record("level: 3, appraiser: Đơn vị chuyên trách, approver: Bộ trưởng Bộ Tài chính"),
    _record(f"level: 4, appraiser: 'Cục A05 - Bộ Công an', {_BY_OWNER}"),
    _record("level: 5, appraiser: Bộ Công an, approver: Thủ tướng Chính phủ"),
]
BAD = {
    "level 4 was not appraised by the Ministry of Public Security": _record(f"level: 4, {_OWN}, {_BY_OWNER}"),
    "level 3 was approved by Bộ Y tế, who is not competent for it": _record(f"level: 3, {_OWN}, approver: Bộ Y tế"),
    "the owner is named as approver of level 5; the list of level 5 is approved by the Prime Minister": _record(
        f"level: 5, appraiser: Bộ Công an, {_BY_OWNER}"
    ),
    "the record says that the level has no appraiser": _record(f"level: 4, appraiser: none, {_BY_OWNER}"),
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\n",
    _record("level: 4, appraiser: Bộ Công an"),
    _record(f"level: 4, appraiser: A05, {_BY_OWNER}"),
    _record(f"level: 3, {_OWN}, approver: Ban Ví dụ"),
    _record(f"level: 4, {_OWN}, {_BY_OWNER}", "sector: civil"),
    _record(f"level: 4, {_OWN}, {_BY_OWNER}", "built_before_2026_07_01: false"),
]
IRRELEVANT = [
    _record(f"level: 2, {_OWN}, approver: Bộ Y tế"),
    _record(f"level: 4, {_OWN}, approver: Bộ Y tế", "sector: military"),
    _record(f"level: 4, {_OWN}, approver: Bộ Y tế", "sector: civil, built_before_2026_07_01: true"),
    Supposing(_record(f"level: 4, {_OWN}, approver: Bộ Y tế", "built_before_2026_07_01: true"), date(2027, 1, 2)),
    _record(f"level: 4, {_OWN}, approver: Bộ Y tế").replace("2026-09-01", "2026-08-18"),
]
