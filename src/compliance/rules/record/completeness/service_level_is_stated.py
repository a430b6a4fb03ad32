"""A service for others says what they can rely on.

Broken: A service for others promises nothing that they could rely on

Who builds on a service has to know how often data comes, how soon an answer, and how surely.

To mend it, write frequency, response time, availability and level, or mark each with `undetermined`, a contact and a
day.

Shows that something is promised. Does not show that it is kept.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.record_form.service import ServiceLevel
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

FIELDS = ("frequency", "response_time_ms_p95", "availability_percent", "level")


def may_be_for_others(service: Service) -> bool:
    return (
        service.is_open or service.sharing_form is None or (service.is_restricted and service.sharing_form != "closed")
    )


@rule(
    "KKTS26.B2.SLA",
    "CV4856-2026.PL4.STEP5",
    proof=Proof.INDICATIVE,
    when=may_be_for_others,
    needs=("sharing_form", "service_level"),
)
def service_level_is_stated(service: Service) -> Iterator[Violation | Unknown]:
    promised, at = service.service_level, service.at.child("service_level")
    if service.sharing_form is None:
        return
    if promised == NONE:
        yield Violation("the service {service} promises no service level", at=at, service=service.id)
    for field in FIELDS if isinstance(promised, ServiceLevel) else ():
        value = getattr(promised, field)
        if value == NONE:
            template = "the service {service} promises no {field}"
            yield Violation(template, at=at.child(field), key=field, service=service.id, field=field)
        elif value is None:
            yield Unknown("the record does not say {field}", at=at.child(field), field=f"service_level.{field}")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
_LEVEL = "frequency: hằng ngày, response_time_ms_p95: 800, availability_percent: 99.5, level: '24/7'"
GOOD = [
    _RECORD + f"{{id: households, sharing_form: default, service_level: {{{_LEVEL}}}}}\n",
    _RECORD + f"{{id: households, sharing_form: Open, service_level: {{{_LEVEL}}}}}\n",
]
BAD = {
    "the service households promises no service level": _RECORD
    + "{id: households, sharing_form: default, service_level: none}  # <-\n",
    "the service households promises no availability_percent": _RECORD
    + f"{{id: households, sharing_form: on-request, service_level: {{{_LEVEL.replace('99.5', 'none')}}}}}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, service_level: none}\n",
    _RECORD + "{id: households, sharing_form: open}\n",
    _RECORD + "{id: households, sharing_form: open, service_level: {}}\n",
    _RECORD + "{id: households, sharing_form: open, service_level: {undetermined: {contact: A, due: 2026-12-31}}}\n",
]
IRRELEVANT = [
    _RECORD + "{id: households, sharing_form: closed, service_level: none}\n",
    _RECORD + "{id: households, sharing_form: none, service_level: none}\n",
]
