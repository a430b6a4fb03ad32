"""A security assessment is written by somebody else than the operator.

Broken: The security of the platform was assessed by those who run it

Who runs a system does not see its faults. At level 5, after a serious incident and on a major change even a unit of the
same agency is too near.

To mend it, have the assessment made by an independent unit, or by a body from outside where that is asked for.

Shows that the names differ. Does not show that the author is independent, or licensed.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.record import NONE, Record
from compliance.model.record_form.connection import RiskAssessment
from compliance.model.record_form.platform import Operator
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._authorities import is_of_owner, names
from compliance.rules.record.security._levels import binds

CLAUSE = "ND331-2026.D31.K2.C"
HIGHEST = 5


def assessments(record: Record, facts: Facts) -> Iterator[tuple[Place, RiskAssessment]]:
    """Yield what was assessed since the clause binds, as far as the days are known, and where it stands."""
    parts = [
        (record.at, record.risk_assessment),
        *((one.at, one.risk_assessment) for one in record.listed_connections()),
    ]
    for at, made in parts:
        if isinstance(made, RiskAssessment) and binds(CLAUSE, made.on, facts):
            yield at.child("risk_assessment"), made


def may_be_assessed(record: Record, facts: Facts) -> bool:
    return record.risk_assessment is None or any(assessments(record, facts))


def operator_of(record: Record) -> str | None:
    return record.operator.unit if isinstance(record.operator, Operator) else record.operator


@rule(CLAUSE, proof=Proof.INDICATIVE, when=may_be_assessed, needs=("operator",))
def assessment_has_an_independent_author(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    made = list(assessments(record, facts))
    if not made:
        yield Unknown("the record does not say {field}", record.at.child("risk_assessment"), field="risk_assessment")
    for at, assessment in made:
        operator, author = operator_of(record), assessment.author
        missing = "on" if assessment.on is None else "author"
        if not operator:
            yield Unknown("the record does not say {field}", record.at.child("operator"), field="operator")
        elif assessment.on is None or not author:
            yield Unknown("the record does not say {field}", at.child(missing), field=f"risk_assessment.{missing}")
        elif author == NONE:
            yield Violation("the assessment has no author", at=at.child("author"))
        elif names(operator, author):
            yield Violation("the author of the assessment runs the platform", at=at.child("author"))
        elif _asks_for_others(record, assessment.on, facts) and is_of_owner(author, record, facts):
            template = "the author of the assessment belongs to the owner, where a body from outside is asked for"
            yield Violation(template, at=at.child("author"))


def _asks_for_others(record: Record, day: date | None, facts: Facts) -> bool:
    """Return whether a body from outside has to assess it: what happened before the clause bound asks for none."""
    changes = record.major_changes if isinstance(record.major_changes, list) else []
    causes = [record.serious_incident_on, *(change.on for change in changes)]
    return record.level == HIGHEST or any(
        isinstance(cause, date) and day and cause <= day and binds(CLAUSE, cause, facts) for cause in causes
    )


_OWN = "slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n"
_RECORD = _OWN + "operator: Trung tâm Ví dụ\nrisk_assessment:\n  on: 2026-09-20\n  author: "
_INCIDENT = "serious_incident_on: 2026-09-01\n"
GOOD = [
    _RECORD + "Cục Ví dụ, Bộ Tài chính\n",
    _RECORD + "Công ty Ví dụ\nsecurity_level: {level: 5}\n" + _INCIDENT + "major_changes: [{on: 2026-09-02}]\n",
    _RECORD + "Cục Ví dụ, Bộ Tài chính\n" + _INCIDENT.replace("-01", "-30"),
    _RECORD + "Cục Ví dụ, Bộ Tài chính\nserious_incident_on: 2026-08-18\nmajor_changes: [{on: 2024-05-01}]\n",
]
BAD = {
    "the author of the assessment runs the platform": _RECORD + "trung tâm  Ví dụ  # <-\n",
    "the assessment has no author": _RECORD + "none  # <-\n",
    "the author of the assessment belongs to the owner, where a body from outside is asked for": _RECORD
    + "Cục Ví dụ, Bộ Tài chính  # <-\n"
    + _INCIDENT
    + "security_level: {level: 5}\n",
}
UNKNOWN = [
    _OWN,
    _OWN + "operator: Trung tâm Ví dụ\n",
    _OWN + "operator: Trung tâm Ví dụ\nrisk_assessment: {on: 2026-09-20}\n",
    _OWN + "operator: Trung tâm Ví dụ\nrisk_assessment: {author: Công ty Ví dụ}\n",
    _OWN + "risk_assessment: {on: 2026-09-20, author: Công ty Ví dụ}\n",
]
IRRELEVANT = [_OWN + "risk_assessment: none\n", _RECORD.replace("2026-09-20", "2026-08-18") + "Trung tâm Ví dụ\n"]
