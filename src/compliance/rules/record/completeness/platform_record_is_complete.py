"""A record fills the columns of the draft form for platforms.

Broken: The record leaves columns of the draft form for platforms empty

What is left empty is asked for again by everybody. The form is a draft of the ministry, and binds nobody yet.

To mend it, fill the columns, or mark each with `undetermined`, a contact and a day.

Shows that the columns say something. Does not show that it is true.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.completeness._columns import empty_columns

COLUMNS = (
    "name_vi",
    "kind",
    "scope",
    "sharing_level",
    "owner",
    "operator",
    "operation_contact",
    "life_cycle",
    "provenance.source",
    "provenance.declared_by",
)


@rule("KKTS26.B1", "KKTS26.B1.STATUS", proof=Proof.INDICATIVE)
def platform_record_is_complete(record: Record) -> Iterator[Violation | Unknown]:
    empty = list(empty_columns(record, record, record.at, COLUMNS))
    if empty:
        template = "the record leaves columns of the draft form empty: {fields}"
        yield Violation(template, at=record, fields=", ".join(empty))
    if empty and not record.is_declared:
        yield Unknown("nobody has filled the form for the owner", at=record)


_MARKED = "{undetermined: {contact: Phòng Ví dụ, due: 2026-12-31}}"
_WHOLE = f"""
name_vi: Hộ kinh doanh
kind: national_platform
scope: [central]
sharing_level: ministry
operator: Trung tâm Ví dụ
operation_contact: {_MARKED}
life_cycle: operating
provenance: {{source: chủ quản, declared_by: {{unit: Đơn vị Ví dụ}}}}
"""
GOOD = [
    "slug: household-business\nowner: {code: G12}" + _WHOLE,
    f"slug: household-business\nowner: {_MARKED}" + _WHOLE.replace("life_cycle", "status"),
]
BAD = {
    "the record leaves columns of the draft form empty: sharing_level": (
        "slug: household-business  # <-\nowner: {code: G12}" + _WHOLE.replace("sharing_level: ministry\n", "")
    ),
    "the record leaves columns of the draft form empty: operator, provenance.declared_by": (
        "slug: household-business  # <-\nowner: {code: G12}"
        + _WHOLE.replace("Trung tâm Ví dụ", "' '").replace("{unit: Đơn vị Ví dụ}", "null")
    ),
    "the record leaves columns of the draft form empty: owner, provenance.source, provenance.declared_by": (
        "slug: household-business  # <-\nowner: null" + _WHOLE.partition("provenance")[0]
    ),
}
UNKNOWN = ["slug: household-business\nowner: {code: G12}\nprovenance: {declared: false}\n"]
