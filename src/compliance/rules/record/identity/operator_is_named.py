"""The unit that runs and develops the platform is named.

Broken: The record does not name who runs the platform

Whoever finds the platform silent has to know who can make it speak.

To mend it, write `operator`, if you can with its parties and the purpose that the platform serves.

Shows that somebody is named. Does not show that staff is there. Two independent parties and one of three purposes
belong to what a platform is: where they are lacking the question is whether the system is one, no more.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.record_form import is_none
from compliance.model.record_form.platform import Operator
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid

FEWEST = 2


@rule("ND224-2026.D26", "L20-2023.D42.K1.A", proof=Proof.INDICATIVE, needs=("operator",))
def operator_is_named(record: Record) -> Iterator[Violation | Unknown]:
    operator, at = record.operator, record.at.child("operator")
    unit = operator.unit if isinstance(operator, Operator) else operator
    if is_none(unit):
        yield Violation("the record says that nobody runs the platform", at)
    elif is_unsaid(unit):
        yield unsaid(record, "operator")
    if not isinstance(operator, Operator):
        return
    if is_none(operator.parties) or (isinstance(operator.parties, list) and 0 < len(operator.parties) < FEWEST):
        template = "a platform has two independent parties or more, and the record does not name two"
        yield Violation(template, at.child("parties"), proof=Proof.SUGGESTIVE)
    if is_none(operator.purpose):
        template = "a platform serves transactions, mediation or reuse, and the record names no purpose"
        yield Violation(template, at.child("purpose"), proof=Proof.SUGGESTIVE)


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "operator: Cục Ví dụ\n",
    _RECORD + "operator: {unit: Cục Ví dụ, parties: [Bộ A, doanh nghiệp], purpose: giao dịch điện tử}\n",
]
BAD = {
    "the record says that nobody runs the platform": _RECORD + "operator: none  # <-\n",
    "a platform has two independent parties or more, and the record does not name two": _RECORD
    + "operator: {unit: Cục Ví dụ, parties: [Bộ A]}  # <-\n",
    "a platform serves transactions, mediation or reuse, and the record names no purpose": _RECORD
    + "operator: {unit: Cục Ví dụ, purpose: none}  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + "operator: {}\n",
    _RECORD + "operator: ''\n",
    _RECORD + "operator: none\nprovenance: {declared: false}\n",
]
