"""The risk of core and important data is assessed every year.

Broken: The risk of core or important data was not assessed within a year

Risks change faster than the data.

To mend it, assess the risk again, and write the day in `risk_assessed_on`.

Shows that the record names a day within a year. Does not show the assessment: it was not read.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def may_be_core(service: Service) -> bool:
    return service.classification not in {"normal", "secret"}


@rule(
    "ND165-2025.D17.K11",
    proof=Proof.INDICATIVE,
    when=may_be_core,
    needs=("classification", "risk_assessed_on"),
)
def core_data_risk_is_assessed_yearly(service: Service, facts: Facts) -> Iterator[Violation | Unknown]:
    assessed, at = service.risk_assessed_on, service.at.child("risk_assessed_on")
    if service.classification == NONE:
        place = service.at.child("classification")
        yield Unknown("the data of the service {service} is not classified", place, service=service.id)
    elif service.classification is None or assessed is None:
        return
    elif not isinstance(assessed, date):
        yield Violation("the risk of the data of the service {service} was never assessed", at, service=service.id)
    elif (facts.as_of.year - assessed.year, facts.as_of.month, facts.as_of.day) > (1, assessed.month, assessed.day):
        template = "the risk of the data of the service {service} was last assessed on {day}"
        yield Violation(template, at, service=service.id, day=assessed)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: maps, classification: core, risk_assessed_on: 2026-01-15}\n",
    _RECORD + "{id: maps, classification: important, risk_assessed_on: 9999-12-31}\n",
]
BAD = {
    "the risk of the data of the service maps was last assessed on 1 June 2025": _RECORD
    + "{id: maps, classification: core, risk_assessed_on: 2025-06-01}  # <-\n",
    "the risk of the data of the service maps was last assessed on 31 December 2024": _RECORD
    + "{id: maps, classification: core, risk_assessed_on: 2024-12-31}  # <-\n",
    "the risk of the data of the service maps was never assessed": _RECORD
    + "{id: maps, classification: important, risk_assessed_on: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: maps, classification: core}\n",
    _RECORD + "{id: maps, risk_assessed_on: none}\n",
    _RECORD + "{id: maps, classification: none, risk_assessed_on: none}\n",
]
IRRELEVANT = [_RECORD + "{id: households, classification: normal, risk_assessed_on: none}\n"]
