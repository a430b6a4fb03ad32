"""A platform stands on an official list, as the list itself has it.

Broken: The platform is on no official list, or the record says otherwise than the list

Whoever looks for a platform to share begins with the lists that were issued.

To mend it, take the `slug` under which `compliance platforms` shows the platform, and write `list_memberships` as the
list has them, or not at all.

Shows that a list held here has a platform of that slug. Does not show that the list is the last one: a place on an
earlier list counts, and is told as such, because no text read ends these lists. That a later list has no entry of the
name is no proof that a platform ended. A platform that is made up for a simulation is not meant.
"""

from collections.abc import Iterator, Sequence

from compliance.model.facts import Facts
from compliance.model.grades import Basis, Proof
from compliance.model.location import Place
from compliance.model.platform_list import PlatformList
from compliance.model.record import NONE, Record
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._lists import differences


def may_be_listed(record: Record, facts: Facts) -> bool:
    lists = facts.platform_lists
    if not record.simulated or lists.having(record.slug, facts.as_of):
        return True
    return any(lists.named(membership) is not None for membership in record.listed_memberships())


@rule("CV2765-2024.A", basis=Basis.THIRD_PARTY, when=may_be_listed)
def list_membership_is_current(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    at = record.at.child("list_memberships")
    held = facts.platform_lists.having(record.slug, facts.as_of)
    if record.list_memberships == NONE:
        yield of_none(held, at)
        return
    for index, membership in enumerate(record.listed_memberships()):
        named = facts.platform_lists.named(membership)
        if named is None and is_none(membership.number):
            yield Violation("the record names the list {list} without a number", at.child(index), list=membership.list)
        elif named is not None and named in held:
            yield from differences(membership, named, record.slug, at.child(index))
    if not held:
        yield Unknown("no list that is held here surely has a platform {slug}", at, slug=record.slug)


def of_none(held: Sequence[PlatformList], at: Place) -> Violation:
    if held:
        template = "the record says that the platform is on no list, and the list {number} has it"
        return Violation(template, at, number=held[0].shown)
    return Violation("the record says that the platform is on no official list", at, proof=Proof.SUGGESTIVE)


_RECORD, _OTHER = "slug: ndxp\nowner: {code: G06}\n", "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD,
    _RECORD + "list_memberships: [{list: list-2026-1132, number: 1132/QĐ-TTg, issued: 2026-06-24}]\n",
    "slug: national-web-portal\nowner: null\n",
]
BAD = {
    "the record says that the platform is on no list, and the list 1132/QĐ-TTg has it": _RECORD
    + "list_memberships: none  # <-\n",
    "the record says that the platform is on no official list": _OTHER + "list_memberships: none  # <-\n",
    "the record gives number 1132/QĐ-BKHCN, the list 1132/QĐ-TTg has 1132/QĐ-TTg": _RECORD
    + "list_memberships:\n- {list: list-2026-1132, number: 1132/QĐ-BKHCN}  # <-\n",
    "the record names the list a without a number": _RECORD + "list_memberships:\n- {list: a, number: none}  # <-\n",
}
UNKNOWN = [
    "slug: digital-border-gate\nowner: {code: G12}\nsimulated: true\nlist_memberships: [{list: list-2024-103}]\n",
    _OTHER,
    _OTHER + "list_memberships: [{list: a, number: 01/QĐ, issued: 2026-01-05}]\n",
    _OTHER + "list_memberships: [{list: list-2026-1132}]\n",
    _OTHER + "list_memberships: none\nprovenance: {declared: false}\n",
]
IRRELEVANT = [_OTHER + "simulated: true\n"]
