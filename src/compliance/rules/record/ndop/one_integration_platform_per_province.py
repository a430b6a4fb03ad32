"""A province has one integration platform as its entry to NDOP.

Broken: A province has several integration platforms

One platform of the province gathers what its bodies share and is the only technical entry to NDOP; a second one is a
second entry, and the two will differ.

To mend it, merge the platforms, or write `life_cycle: merging` for the one that goes.

Shows the platforms that the records of this run declare as integration platforms. Does not show anything of others.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import fold
from compliance.model.derived.owner_records import OwnerRecords
from compliance.model.example import Fleet
from compliance.model.grades import Proof
from compliance.model.pattern import late
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_CODE: Final = late(r"[A-Z][0-9]{2}")
_LEAVING: Final = frozenset({"ended", "merging", "being-replaced"})


def may_be_a_province(owner: OwnerRecords) -> bool:
    is_other = _CODE.fullmatch(owner.owner) and not owner.owner.startswith("H")
    return not is_other and any(_integration_platforms(owner))


def _integration_platforms(owner: OwnerRecords) -> list[Record]:
    return [
        record
        for record in owner.records
        if fold(record.intermediary or "") in {"ldop", "lgsp"} and record.life_cycle not in _LEAVING
    ]


@rule("CV4856-2026.PL2.II.LDOP", proof=Proof.INDICATIVE, when=may_be_a_province)
def one_integration_platform_per_province(owner: OwnerRecords) -> Iterator[Violation | Unknown]:
    first, *others = (record.at.child("intermediary") for record in _integration_platforms(owner))
    if not others:
        return
    if not _CODE.fullmatch(owner.owner):
        yield Unknown("the records do not tell whether the owner is a province", at=first)
        return
    template = "the province {owner} has {count} integration platforms"
    yield Violation(template, at=first, related=others, owner=owner.owner, count=len(others) + 1)


_RECORD = "slug: {}\nowner: {{{}}}\nintermediary: {}{}"
_PROVINCE = "code: H49"
GOOD = [
    Fleet((_RECORD.format("a", _PROVINCE, "ldop", ""), _RECORD.format("b", "code: H50", "ldop", ""))),
    Fleet(
        (_RECORD.format("a", _PROVINCE, "ldop", ""), _RECORD.format("b", _PROVINCE, "lgsp", "\nlife_cycle: merging"))
    ),
]
BAD = {
    "the province H49 has 2 integration platforms": Fleet(
        (
            _RECORD.format("a", _PROVINCE, "LDOP", "  # <-"),
            _RECORD.format("b", "code: 000.00.00.H49", "lgsp", "  # <-"),
        )
    ),
}
UNKNOWN = [
    Fleet(tuple(_RECORD.format(slug, "name_vi: Ủy ban nhân dân tỉnh Ví Dụ", "ldop", "") for slug in ("a", "b"))),
]
IRRELEVANT = [
    Fleet((_RECORD.format("a", "code: G12", "lgsp", ""), _RECORD.format("b", "code: G12", "lgsp", ""))),
    Fleet(("slug: a\nowner: {code: H49}\n", "slug: b\nowner: {code: H49}\n")),
]
