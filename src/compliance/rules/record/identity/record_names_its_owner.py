"""A record names the agency that owns the platform.

Broken: The record does not name who answers for the platform

Readers know who answers for a platform by its Vietnamese name. The notification that names the owner is owed once the
platform carries its label; an owner who is named by a code or in English is named, so that a finding only warns.

To mend it, write the Vietnamese name of the owner in `owner.name_vi`.

Shows that a name is given. Does not show that it is the right agency.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Owner, Record
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record._notified import is_labelled, proof
from compliance.rules.record._said import is_said


@rule("ND224-2026.D28.K4", when=is_labelled, needs=("owner.name_vi",))
def record_names_its_owner(record: Record) -> Iterator[Violation]:
    owner, at = record.owner, record.at.child("owner")
    if owner == NONE:
        yield Violation("the record says that the platform has no owner", at, proof=proof(record))
    elif isinstance(owner, Owner) and owner.name_vi is not None and not is_said(owner.name_vi):
        template = "the record gives no Vietnamese name of its owner"
        is_named = is_said(owner.code) or is_said(owner.name_en)
        yield Violation(template, at.child("name_vi"), proof=Proof.INDICATIVE if is_named else proof(record))


_RECORD = "slug: household-business\nlabel_shown: true\n"
GOOD = [
    _RECORD + "owner: {code: G12, name_vi: Bộ Tài chính}\n",
    "slug: household-business\nlabel: {shown: true}\nowner: {name_vi: Bộ Tài chính}\n",
]
BAD = {
    "the record says that the platform has no owner": _RECORD
    + "owner: none  # <-\nnotification: {number: 12/BTC-CNTT, on: 2026-11-02}\n",
    "the record gives no Vietnamese name of its owner": _RECORD
    + "owner: {code: G12, name_vi: none}  # <-\nnotification: {number: 12/BTC-CNTT, on: 2026-11-02}\n",
}
UNKNOWN = [_RECORD + "owner: {code: G12}\n", _RECORD + "owner: none\nprovenance: {declared: false}\n"]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\n", "slug: household-business\nowner: none\n"]
