"""A header that the document requires of answers is not sent."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at, successes_in, value_at
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "endpoint.documented_headers_are_sent"
DESCRIPTION_VI: Final = "Thiếu một trường tiêu đề mà tài liệu ghi là bắt buộc trong phản hồi."
_NAME: Final = "X-Data-Edition"
_HEADER: Final[JsonObject] = {
    "description": "Phiên bản của bộ dữ liệu.",
    "required": True,
    "schema": {"type": "string", "maxLength": 20},
}


def amend_document(document: JsonObject) -> JsonObject:
    """Require the header of every answer of success."""
    for place in successes_in(document):
        if "$ref" not in value_at(document, place):
            document = replace_at(document, (*place, "headers"), {**_headers(document, place), _NAME: _HEADER})
    return document


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Leave the header out, whoever sends it."""
    return answer.without_headers(_NAME.lower())


def _headers(document: JsonObject, place: tuple[str | int, ...]) -> JsonObject:
    headers: JsonObject = value_at(document, place).get("headers", {})
    return headers
