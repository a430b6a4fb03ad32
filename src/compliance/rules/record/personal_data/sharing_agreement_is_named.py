"""A connection over which personal data passes names its agreement.

Broken: Personal data passes over a connection without a whole agreement in force

The agreement says what each side answers for.

To mend it, conclude the agreement, and write its number, its parties and its term in `agreement`.

Shows that an agreement is named and has not run out. Does not show what stands in it, nor whether one is owed where a
law itself orders the sharing. No law asks for a number: where there is none, that is a question, no more.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection
from compliance.model.record_form import is_none
from compliance.model.record_form.connection import Agreement
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_no, is_unsaid, unsaid

CLAUSES = ("L91-2025.D18.K2", "L91-2025.D37.K1", "ND47-2020.D36-D38")
OVER = frozenset({"ended", "not-connected"})


def may_carry_personal_data(connection: Connection) -> bool:
    return not is_no(connection.personal_data) and connection.status not in OVER


@rule(*CLAUSES, proof=Proof.INDICATIVE, when=may_carry_personal_data, needs=("agreement",))
def sharing_agreement_is_named(connection: Connection, facts: Facts) -> Iterator[Violation | Unknown]:
    agreement, at = connection.agreement, connection.at.child("agreement")
    if is_unsaid(connection.personal_data):
        yield unsaid(connection, "personal_data")
    elif agreement == NONE:
        yield Violation("personal data passes over the connection, and no agreement is named", at)
    elif isinstance(agreement, Agreement):
        yield from faults_of(agreement, connection, facts)


def faults_of(agreement: Agreement, connection: Connection, facts: Facts) -> Iterator[Violation | Unknown]:
    at = connection.at.child("agreement")
    for field in ("number", "parties"):
        value = getattr(agreement, field)
        if is_none(value):
            # because the law asks what an agreement says of its parties, and for no number
            proof = Proof.SUGGESTIVE if field == "number" else None
            template = "the agreement on personal data has no {field}"
            yield Violation(template, at.child(field), key=field, proof=proof, field=field)
        elif is_unsaid(value):
            yield unsaid(connection, f"agreement.{field}")
    if agreement.until is None:
        yield unsaid(connection, "agreement.until")
    elif isinstance(agreement.until, date) and agreement.until < facts.as_of:
        yield Violation("the agreement on personal data ended on {date}", at.child("until"), date=agreement.until)


_HEAD = "slug: household-business\nowner: {code: G12}\n"
_RECORD = _HEAD + "connections:\n- "
_AGREED = _RECORD + "{personal_data: basic, agreement: {number: 01/TT, parties: [Bộ A, Bộ B], until: DAY}}"
GOOD = [_AGREED.replace("DAY", "2027-12-31"), _AGREED.replace("DAY", "none")]
BAD = {
    "personal data passes over the connection, and no agreement is named": _RECORD
    + "{personal_data: basic, agreement: none}  # <-",
    "the agreement on personal data has no number": _RECORD + "{personal_data: basic, agreement: {number: none}}  # <-",
    "the agreement on personal data has no parties": _RECORD
    + "{personal_data: basic, agreement: {number: 01/TT, parties: none, until: none}}  # <-",
    "the agreement on personal data ended on 30 June 2026": _AGREED.replace("DAY", "2026-06-30") + "  # <-",
}
UNKNOWN = [
    _HEAD,
    _RECORD + "{personal_data: basic}",
    _RECORD + "{personal_data: basic, agreement: {}}",
    _AGREED.replace("DAY", "null"),
    _RECORD + "{personal_data: '', agreement: none}",
    _RECORD + "{personal_data: basic, agreement: none}\nprovenance: {declared: false}",
]
IRRELEVANT = [
    _HEAD + "connections: none",
    _RECORD + "{personal_data: none, agreement: none}",
    _RECORD + "{status: ended, personal_data: basic, agreement: none}",
]
