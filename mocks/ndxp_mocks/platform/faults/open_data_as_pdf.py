"""Open data comes as a PDF for the eye, and the document promises nothing else."""

from dataclasses import replace
from typing import Any, Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "endpoint.open_data_is_machine_readable"
DESCRIPTION_VI: Final = "Dữ liệu mở chỉ được cung cấp dưới dạng PDF để xem, tài liệu cũng chỉ hứa như vậy."
_PDF: Final = "application/pdf"
_PAGE: Final = b"%PDF-1.4\n% MO PHONG / SIMULATED\n%%EOF\n"


def amend_document(document: JsonObject) -> JsonObject:
    """Promise PDF for the first read of open data."""
    path, item, operation = _first_open(document)
    answers = {**operation["responses"], "200": _printed(operation["responses"]["200"])}
    return {**document, "paths": {**document["paths"], path: {**item, "get": {**operation, "responses": answers}}}}


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Print what was promised so."""
    promised = (asked.operation or {}).get("responses", {}).get("200", {}).get("content", {})
    if answer.status != 200 or _PDF not in promised:
        return answer
    return replace(answer, media_type=_PDF, body=_PAGE)


def shows_on(description: Description) -> bool:
    """Return whether the platform has open data."""
    return any("open_data" in entity.archetypes for entity in description.entities)


def _first_open(document: JsonObject) -> tuple[str, Any, Any]:
    reads = ((path, item, item["get"]) for path, item in document["paths"].items() if "get" in item)
    return next(found for found in reads if found[2].get("x-sharing-form") == "open")


def _printed(answer: Any) -> JsonObject:
    return {**answer, "content": {_PDF: {"schema": {"type": "string", "contentMediaType": _PDF}}}}
