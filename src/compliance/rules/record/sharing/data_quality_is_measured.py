"""The quality of shared data is measured, and a low figure has a plan.

Broken: The quality of the data was not measured, or a low figure has no plan

Whoever decides on data of others has to know how far it can be trusted.

To mend it, write `quality` with value, day and method, and below 90 percent the day of the plan in `plan_on`.

Shows that a figure and its circumstances are declared. Does not show that the figure is right.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.record_form import is_none
from compliance.model.record_form.service import Quality
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid

GREEN = 90


@rule("CV4856-2026.PL3.DQI", proof=Proof.INDICATIVE, needs=("quality",))
def data_quality_is_measured(service: Service) -> Iterator[Violation | Unknown]:
    quality, at = service.quality, service.at.child("quality")
    if not isinstance(quality, Quality):
        if quality == NONE:
            yield Violation("the quality of the data of {service} was not measured", at, service=service.id)
        return
    for field in ("value", "on", "method"):
        value = getattr(quality, field)
        if is_none(value):
            template = "the figure for the quality of the data of {service} has no {field}"
            yield Violation(template, at.child(field), key=field, service=service.id, field=field)
        elif is_unsaid(value):
            yield unsaid(service, f"quality.{field}")
    if isinstance(quality.value, int | float) and quality.value < GREEN:
        if quality.plan_on == NONE:
            template = "the quality of the data of {service} is below 90 percent, and there is no plan to raise it"
            yield Violation(template, at.child("plan_on"), service=service.id)
        elif quality.plan_on is None:
            yield unsaid(service, "quality.plan_on")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, quality: {value: 96.5, on: 2026-10-05, method: đối chiếu mẫu}}\n",
    _RECORD + "{id: households, quality: {value: 82, on: 2026-10-05, method: đối chiếu mẫu, plan_on: 2026-10-20}}\n",
]
BAD = {
    "the quality of the data of households was not measured": _RECORD + "{id: households, quality: none}  # <-\n",
    "the figure for the quality of the data of households has no method": _RECORD
    + "{id: households, quality: {value: 96, on: 2026-10-05, method: none}}  # <-\n",
    "the quality of the data of households is below 90 percent, and there is no plan to raise it": _RECORD
    + "{id: households, quality: {value: 82, on: 2026-10-05, method: đối chiếu mẫu, plan_on: none}}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, quality: {}}\n",
    _RECORD + "{id: households, quality: {value: 96}}\n",
    _RECORD + "{id: households, quality: {value: 82, on: 2026-10-05, method: đối chiếu mẫu}}\n",
]
