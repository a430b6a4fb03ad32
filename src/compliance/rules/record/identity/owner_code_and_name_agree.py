"""The code and the name of the owner are those of one agency.

Broken: The code and the name of the owner are those of two agencies

Who is to be asked, and whose letter box it is, goes by the code; readers go by the name.

To mend it, write the code and the name of the same agency.

Shows that both agree by the list held here. Does not show that the agency owns the platform, nor anything of codes and
names that this list does not have.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def gives_both(record: Record) -> bool:
    return bool(record.named_owner.code and record.named_owner.name_vi)


@rule("NDX-IDN-06", "QD20-2020.D4.K1", when=gives_both)
def owner_code_and_name_agree(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    owner = record.named_owner
    coded, named = facts.agencies.coded(owner.level_1), facts.agencies.named(owner.name_vi or "")
    if coded is None or named is None:
        missing = "code" if coded is None else "name"
        template = "the list of agencies that is held here does not have the {field} of the owner"
        yield Unknown(template, at=record.at.child("owner"), field=missing)
    elif coded.key not in {named.key, named.successor}:
        template = "the code {code} is that of {agency}, not of {name}"
        at = record.at.child("owner", "code")
        yield Violation(template, at, code=owner.level_1, agency=coded.name_vi, name=named.name_vi)


GOOD = [
    "slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n",
    "slug: household-business\nowner: {code: 000.00.00.g12, name_vi: bộ  tài chính}\n",
]
BAD = {
    "the code G12 is that of Bộ Tài chính, not of Bộ Y tế": (
        "slug: household-business\nowner: {code: G12, name_vi: Bộ Y tế}  # <-\n"
    ),
}
UNKNOWN = [
    "slug: household-business\nowner: {code: H49, name_vi: Bộ Tài chính}\n",
    "slug: household-business\nowner: {code: G12, name_vi: Ủy ban nhân dân tỉnh Ví Dụ}\n",
]
IRRELEVANT = [
    "slug: household-business\nowner: {code: G12}\n",
    "slug: household-business\nowner: {name_vi: Bộ Y tế}\n",
    "slug: household-business\nowner: none\n",
]
