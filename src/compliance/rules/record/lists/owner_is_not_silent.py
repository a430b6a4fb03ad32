"""An owner with systems in operation has one on an official list, or says why not.

Broken: Systems in operation stand on no official list

A list that leaves out a ministry says nothing of what the ministry runs.

To mend it, propose one of the systems for the list, or say in `exemption` why there is none to propose.

Shows that nothing of the kind was found among the records of this run. Does not show anything of records that were not
given. The letter asks ministries for their platforms: provinces are not meant.
"""

from collections.abc import Iterator

from compliance.model.derived.owner_records import OwnerRecords
from compliance.model.example import Fleet
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._provinces import is_a_province
from compliance.rules.record._said import is_said

RUNNING = frozenset({"operating", "upgrading"})


def runs_something(owner: OwnerRecords) -> bool:
    return not is_a_province(owner.owner) and any(map(is_running, owner.records))


def is_running(record: Record) -> bool:
    return record.life_cycle in RUNNING and record.environment == "production"


@rule("CV2765-2024.A", proof=Proof.INDICATIVE, when=runs_something)
def owner_is_not_silent(owner: OwnerRecords, facts: Facts) -> Iterator[Violation | Unknown]:
    running = [record for record in owner.records if is_running(record)]
    lists = facts.platform_lists
    if any(record.listed_memberships() or lists.having(record.slug, facts.as_of) for record in owner.records):
        return
    if any(is_said(record.exemption) for record in running):
        return
    if unknown := [record for record in running if record.list_memberships != NONE]:
        yield Unknown("the record does not say on which lists the platform stands", at=unknown[0])
    else:
        template = "{count} platforms of the owner are in operation, and none is on a list"
        yield Violation(template, at=running[0], related=running[1:], count=len(running))


_RECORD = "slug: {}  {}\nowner: {}\nstatus: operating\n"
_BY_NAME, _BY_CODE = "{name_vi: Bộ Tài chính}", "{code: G12, name_vi: Bộ Tài chính}"
_UNLISTED = "list_memberships: none\n"
GOOD = [
    Fleet((_RECORD.format("a", "", _BY_NAME), _RECORD.format("ndxp", "", _BY_CODE))),
    Fleet((_RECORD.format("a", "", _BY_CODE) + _UNLISTED + "exemption: quốc phòng\n",)),
]
BAD = {
    "2 platforms of the owner are in operation, and none is on a list": Fleet(
        (_RECORD.format("a", "# <-", _BY_NAME) + _UNLISTED, _RECORD.format("b", "# <-", _BY_CODE) + _UNLISTED)
    ),
}
IRRELEVANT = [
    Fleet(("slug: a\nowner: {code: G12}\nstatus: building\nlist_memberships: none\n",)),
    Fleet((_RECORD.format("a", "", "{code: H49}") + _UNLISTED,)),
    Fleet((_RECORD.format("a", "", "{name_vi: Ủy ban nhân dân tỉnh Ví Dụ}") + _UNLISTED,)),
]
UNKNOWN = [
    Fleet(("slug: a\nowner: null\n",)),
    Fleet((_RECORD.format("a", "", _BY_CODE),)),
    Fleet((_RECORD.format("a", "", _BY_CODE) + _UNLISTED + "provenance: {declared: false}\n",)),
]
