"""A service is published with its name and its technical document.

Broken: A service is published without its technical document

Whoever wants to connect has to know what to send and what comes back without asking anybody.

To mend it, write `document`, or `document_hash` where the address is given on request only.

Shows that the record names a document for each service. Does not show what the document says: that is for the rules on
documents. Parameters and the structure of what is exchanged are expected in it, or in their own fields beside it.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Service
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_said, is_unsaid, unsaid


@rule("TT13-2017.D7.K1", "ND224-2026.D27.K3.A", "ND47-2020.D24.K2-K3", proof=Proof.INDICATIVE)
def services_are_published_with_their_documents(service: Service) -> Iterator[Violation | Unknown]:
    for field in ("name", "parameters", "exchange_structure"):
        if is_none(getattr(service, field)):
            template = "the service {service} has no {field}"
            yield Violation(template, service.at.child(field), key=field, service=service.id, field=field)
    if service.is_undocumented:
        template = "the service {service} has no technical document"
        yield Violation(template, service.at.child("document"), service=service.id)
    elif not is_said(service.document) and not is_said(service.document_hash):
        yield unsaid(service, "document")
    if is_unsaid(service.name):
        yield unsaid(service, "name")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, name: Tra cứu hộ kinh doanh, document: 'https://api.example.gov.vn/openapi.yaml'}\n",
    _RECORD + "{id: households, name: Tra cứu hộ kinh doanh, document_hash: 'sha256:0f3c'}\n",
]
BAD = {
    "the service households has no technical document": _RECORD
    + "{id: households, name: Tra cứu, document: none}  # <-\n",
    "the service households has no parameters": _RECORD
    + "{id: households, name: Tra cứu, document_hash: 'sha256:0f3c', parameters: none}  # <-\n",
    "the service households has no exchange_structure": _RECORD + "{id: households, exchange_structure: none}  # <-\n",
    "the service households has no name": _RECORD
    + "{id: households, name: none, document_hash: 'sha256:0f3c'}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households, document_hash: 'sha256:0f3c'}\n",
    _RECORD + "{id: households, name: Tra cứu}\n",
    _RECORD + "{id: households, name: Tra cứu, document: null, document_hash: ''}\n",
    _RECORD + "{id: households, name: Tra cứu, document: none}\nprovenance: {declared: false}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
