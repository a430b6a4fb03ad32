"""A platform in use has an approved security level.

Broken: The platform has no approved security level

Systems that exchange data have their level determined and approved. A report on it to the Ministry of Public Security
is owed for the first time in December 2026, so that no report is late before.

To mend it, have the level approved, and write `level`, `decision`, `on` and `approver` in `security_level`.

Shows that a decision is named. Does not show what it says: it was not read.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._levels import has_none, level_of


def may_be_in_use(record: Record) -> bool:
    return record.life_cycle not in {"planned", "building", "trial", "ended"} or bool(record.connected_channels())


@rule(
    "QD1562-2025.LEVEL",
    "ND224-2026.D23.K4.A",
    "ND331-2026.D35-D36",
    proof=Proof.INDICATIVE,
    when=may_be_in_use,
    needs=("security_level.level", "security_level.decision", "security_level.on", "security_level.approver"),
)
def security_level_is_approved(record: Record) -> Iterator[Violation | Unknown]:
    at, said = record.at.child("security_level"), level_of(record)
    missing = [field for field in ("decision", "approver") if getattr(said, field) == NONE]
    if (has_none(record) or missing) and record.life_cycle is None and not record.connected_channels():
        yield Unknown("the record does not say whether the platform is in use", at=record.at.child("life_cycle"))
    elif has_none(record):
        yield Violation("the platform is in use and has no security level", at=at)
    else:
        for field in missing:
            yield Violation("the security level has no {field}", at=at.child(field), key=field, field=field)


_RECORD = "slug: household-business\nowner: {code: G12}\nlife_cycle: operating\n"
_APPROVED = "security_level: {level: 3, decision: 12/QĐ-BTC, on: 2026-09-01, approver: Bộ Tài chính}\n"
GOOD = [_RECORD + _APPROVED, _RECORD + _APPROVED.replace("2026-09-01", "2024-05-01")]
BAD = {
    "the platform is in use and has no security level": _RECORD + "security_level: none  # <-\n",
    "the security level has no decision": _RECORD
    + "security_level: {level: 3, decision: none, on: 2026-09-01, approver: Bộ Tài chính}  # <-\n",
    "the security level has no approver": _RECORD
    + "security_level:\n  level: 3\n  decision: 12/QĐ-BTC\n  approver: none  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + "security_level: {}\n",
    _RECORD + "security_level: {level: 3}\n",
    _RECORD + "security_level: {undetermined: {contact: Phòng Ví dụ, due: 2027-01-31}}\n",
    _RECORD + "security_level: none\nprovenance: {declared: false}\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: none\n",
]
IRRELEVANT = [
    _RECORD.replace("operating", "building") + "security_level: none\n",
    "slug: household-business\nowner: {code: G12}\nstatus: ended\n",
]
