"""A record names the agency that owns the platform.

Broken: The record does not name who answers for the platform

Who answers for a platform has to be known by its Vietnamese name. The notification that names the owner is owed once
the platform carries its label.

To mend it, write the Vietnamese name of the owner in `owner.name_vi`.

Shows that a name is given. Does not show that it is the right agency.
"""

from collections.abc import Iterator

from compliance.model.record import NONE, Owner, Record
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_labelled(record: Record) -> bool:
    return record.label_shown is True


@rule("ND224-2026.D28.K4", when=is_labelled, needs=("owner.name_vi",))
def record_names_its_owner(record: Record) -> Iterator[Violation]:
    owner = record.owner
    if owner == NONE:
        yield Violation("the record says that the platform has no owner", at=record.at.child("owner"))
    elif isinstance(owner, Owner) and owner.name_vi is not None and owner.name_vi.strip() in {NONE, ""}:
        yield Violation("the record gives no Vietnamese name of its owner", at=record.at.child("owner", "name_vi"))


_RECORD = "slug: household-business\nlabel_shown: true\n"
GOOD = [_RECORD + "owner: {code: G12, name_vi: Bộ Tài chính}\n"]
BAD = {
    "the record says that the platform has no owner": _RECORD + "owner: none  # <-\n",
    "the record gives no Vietnamese name of its owner": _RECORD + "owner: {code: G12, name_vi: none}  # <-\n",
}
UNKNOWN = [_RECORD + "owner: {code: G12}\n", _RECORD + "owner: none\nprovenance: {declared: false}\n"]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\n", "slug: household-business\nowner: none\n"]
