"""A service on request says in its document how often it may be called.

Broken: The document does not say how often the service may be called

A caller who does not know the limit meets it in the middle of the work.

To mend it, describe the answer 429 of the operations of the service.

Shows the document of the service. Does not show that the limit is kept.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_service import DocumentedService
from compliance.model.example import Platform
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("GP.RFC6585", needs=("service.sharing_form",))
def limits_are_stated(documented: DocumentedService) -> Iterator[Violation]:
    for operation in documented.document.nodes.operations:
        responses = operation.node.get("responses")
        if responses is None or not responses.has("429"):
            name = documented.service.id
            template = "{operation} of the service {service} does not say how often it may be called"
            yield Violation(template, at=operation, related=documented, operation=operation.name, service=name)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: s, sharing_form: on-request, document: openapi.yaml}]\n"
_GET = "openapi: 3.1.0\npaths: {/households: {get: {responses: "
GOOD = [Platform(_RECORD, {"openapi.yaml": _GET + "{'429': {description: Chờ}}}}}\n"})]
BAD = {
    "GET /households of the service s does not say how often it may be called": Platform(
        _RECORD, {"openapi.yaml": _GET + "{}}}}  # <-\n"}
    ),
}
UNKNOWN = [
    Platform(_RECORD),
    Platform("slug: a\nowner: {code: G12}\nservices: [{id: s, sharing_form: on-request}]\n"),
    Platform(
        "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n",
        {"openapi.yaml": _GET + "{'429': {}}}}}\n"},
    ),
]
