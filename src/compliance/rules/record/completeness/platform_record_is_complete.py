"""A record fills the columns of the draft form for platforms.

Broken: The record leaves columns of the draft form for platforms empty

What is left empty is asked for again by everybody. The form is a draft of the ministry, and binds nobody yet: a record
is held against it once somebody stands for the record by name, in `provenance.declared_by`.

To mend it, fill the columns, or mark each with `undetermined`, a contact and a day.

Shows that the columns say something. Does not show that it is true.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.completeness._columns import OF_PLATFORMS, empty_columns


@rule("KKTS26.B1", "KKTS26.B1.STATUS", proof=Proof.INDICATIVE)
def platform_record_is_complete(record: Record) -> Iterator[Violation | Unknown]:
    empty = list(empty_columns(record, record, record.at, OF_PLATFORMS))
    if empty and not record.can_admit:
        yield Unknown("nobody stands for the record by name, so that what it leaves empty says nothing", at=record)
    elif empty:
        template = "the record leaves columns of the draft form empty: {fields}"
        yield Violation(template, at=record, fields=", ".join(empty))


_MARKED = "{undetermined: {contact: Phòng Ví dụ, due: 2026-12-31}}"
_DECLARED = "declared_by: {unit: Đơn vị Ví dụ}"
_WHOLE = f"""
name_vi: Hộ kinh doanh
kind: national_platform
scope: [central]
sharing_level: ministry
operator: Trung tâm Ví dụ
operation_contact: {_MARKED}
life_cycle: operating
provenance: {{source: chủ quản, {_DECLARED}}}
"""
GOOD = [
    "slug: household-business\nowner: {code: G12}" + _WHOLE,
    f"slug: household-business\nowner: {_MARKED}" + _WHOLE.replace("life_cycle", "status"),
]
BAD = {
    "the record leaves columns of the draft form empty: sharing_level": (
        "slug: household-business  # <-\nowner: {code: G12}" + _WHOLE.replace("sharing_level: ministry\n", "")
    ),
    "the record leaves columns of the draft form empty: operator, provenance.source": (
        "slug: household-business  # <-\nowner: {code: G12}"
        + _WHOLE.replace("Trung tâm Ví dụ", "' '").replace("chủ quản", "null")
    ),
    "the record leaves columns of the draft form empty: sharing_level, owner": (
        "slug: household-business  # <-\nowner: null" + _WHOLE.replace("ministry", "null")
    ),
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\n",
    "slug: household-business\nowner: {code: G12}\nprovenance: {declared: false}\n",
    "slug: household-business\nowner: {code: G12}\nprovenance: {declared_by: {on: 2026-11-20}}\n",
]
