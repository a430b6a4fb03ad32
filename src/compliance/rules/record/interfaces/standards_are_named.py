"""A service names the standards behind its formats and protocols.

Broken: A service names no standard behind its formats and protocols

What follows an open standard can be called with tools that everybody has; which version it is decides whether they fit.

To mend it, write name and version of each standard in `standards`, such as OpenAPI 3.1.

Shows the standards that are declared. Does not show that the service follows them.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("QD1425-2026.P2.OPEN", proof=Proof.INDICATIVE)
def standards_are_named(service: Service) -> Iterator[Violation | Unknown]:
    standards, at = service.standards, service.at.child("standards")
    if standards == NONE or (not standards and is_none(service.standard)):
        yield Violation("the service {service} names no standard", at, service=service.id)
    elif not standards and not service.standard:
        yield Unknown("the record does not say which standards the service follows", at)
    elif isinstance(standards, list) and standards:
        if not all(standard.name and standard.version for standard in standards):
            yield Unknown("the record does not give name and version of each standard", at)
    elif not any(character.isdigit() for character in service.standard or ""):
        yield Unknown("the record does not give the version of the standard", at)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, standards: [{name: OpenAPI, version: '3.1'}, {name: HTTP, version: '1.1'}]}\n",
    _RECORD + "{id: households, standard: OpenAPI 3.1}\n",
]
BAD = {
    "the service households names no standard": _RECORD + "{id: households, standards: none}  # <-\n",
    "the service prices names no standard": _RECORD + "{id: prices, standard: None}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, standards: []}\n",
    _RECORD + "{id: households, standards: [{name: OpenAPI}]}\n",
    _RECORD + "{id: households, standard: REST}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nservices: none\n"]
