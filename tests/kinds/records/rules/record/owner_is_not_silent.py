"""An owner with systems in operation has one on an official list.

Broken: Systems in operation stand on no official list

A list that leaves out a ministry says nothing of what the ministry runs.

To mend it, propose one of the systems for the list.

Shows the records of this run. Does not show anything of records that were not given.
"""

from collections.abc import Iterator

from compliance.model.derived.owner_records import OwnerRecords
from compliance.model.example import Fleet
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Violation


def runs_something(owner: OwnerRecords) -> bool:
    return any(record.status == "operating" for record in owner.records)


@rule("CV2765-2024.A", proof=Proof.INDICATIVE, when=runs_something)
def owner_is_not_silent(owner: OwnerRecords) -> Iterator[Violation]:
    if not any(record.list_memberships for record in owner.records):
        template = "of {count} platforms of the owner none is on a list"
        yield Violation(template, at=owner, related=owner.records[1:], count=len(owner.records))


_RECORD = "slug: {}  {}\nowner: {}\nstatus: operating\n"
_LISTED = "list_memberships: [{list: '2025', number: '1'}]\n"
_BY_NAME, _BY_CODE = "{name_vi: Bộ Tài chính}", "{code: G12, name_vi: Bộ Tài chính}"
GOOD = [Fleet((_RECORD.format("a", "", _BY_NAME), _RECORD.format("b", "", _BY_CODE) + _LISTED))]
BAD = {
    "of 2 platforms of the owner none is on a list": Fleet(
        (
            _RECORD.format("a", "# <-", _BY_NAME),
            _RECORD.format("b", "# <-", _BY_CODE),
        )
    ),
}
IRRELEVANT = [Fleet(("slug: a\nowner: {code: G12}\nstatus: building\n",))]
UNKNOWN = [Fleet(("slug: a\nowner: null\n",))]
