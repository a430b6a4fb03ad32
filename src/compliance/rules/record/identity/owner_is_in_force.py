"""The owner is an agency in force, not one closed by a merger.

Broken: The owner named no longer exists, or its code is not on the list in force

A record that names a ministry which no longer exists sends everybody to nobody.

To mend it, name the agency that took over, with its own code.

Shows that the agency agrees with the list held here: the codes of Decision 09/2025/QĐ-TTg, the bodies in force since
1 March 2025. Does not show anything of codes and bodies that this list does not
have, nor of bodies below a ministry or province: such a code is unknown, not wrong.
"""

from collections.abc import Iterator

from compliance.model.codelist import Agencies
from compliance.model.facts import Facts
from compliance.model.record import NONE, Owner, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import unsaid


def may_have_an_owner(record: Record) -> bool:
    return record.owner != NONE


def is_on_the_list(owner: Owner, agencies: Agencies) -> bool:
    code = owner.level_1 if owner.is_level_1 else ""
    return any((agencies.coded(code), agencies.once_coded(code), agencies.named(owner.name_vi or "")))


@rule("NDX-IDN-06", "NDX-IDN-07", "CV2765-2024.B", when=may_have_an_owner)
def owner_is_in_force(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    owner = record.named_owner
    if not (owner.code or owner.name_vi):
        yield unsaid(record, "owner")
        return
    if not is_on_the_list(owner, facts.agencies):
        yield Unknown(
            "the list of agencies that is held here has neither the code nor the name of the owner",
            at=record.at.child("owner"),
        )
        return
    named = facts.agencies.named(owner.name_vi or "")
    if named is not None and named.existed.has_ended(facts.as_of):
        ended = named.existed.end or "-"
        successor = facts.agencies.keyed(named.successor or "")
        template = "the owner {name} ended on {ended}; its successor is {successor}"
        after = successor.name_vi if successor else "-"
        yield Violation(
            template, at=record.at.child("owner", "name_vi"), name=named.name_vi, ended=ended, successor=after
        )
    code = owner.level_1
    is_closed = owner.is_level_1 and facts.agencies.coded(code) is None
    closed = facts.agencies.once_coded(code) if is_closed else None
    if closed is not None and closed.existed.has_ended(facts.as_of):
        template = "the code {code} is not on the list in force"
        yield Violation(template, at=record.at.child("owner", "code"), code=code)


GOOD = [
    "slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n",
    "slug: household-business\nowner: {code: 000.00.00.G12}\n",
]
BAD = {
    "the owner Bộ Kế hoạch và Đầu tư ended on 1 March 2025; its successor is Bộ Tài chính": (
        "slug: household-business\nowner: {name_vi: Bộ Kế hoạch và Đầu tư}  # <-\n"
    ),
    "the code G14 is not on the list in force": "slug: household-business\nowner: {code: G14}  # <-\n",
}
IRRELEVANT = ["slug: household-business\nowner: none\n"]
UNKNOWN = [
    "slug: household-business\nowner: null\n",
    "slug: household-business\nowner: {}\n",
    "slug: household-business\nowner: {code: H49, name_vi: Ủy ban nhân dân tỉnh Ví Dụ}\n",
    "slug: household-business\nowner: {code: G12.34, name_vi: Trung tâm Ví Dụ}\n",
]
