"""Reads succeed with a status that the document does not know."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.document_edits import operations_in, remove_at, value_at
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "endpoint.status_is_documented"
DESCRIPTION_VI: Final = "Thao tác đọc thành công nhưng trả về mã trạng thái mà tài liệu không nêu."


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out the answer that stands for all others."""
    for place in operations_in(document):
        if "default" in value_at(document, (*place, "responses")):
            document = remove_at(document, (*place, "responses", "default"))
    return document


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Say that the data come from somebody between."""
    return replace(answer, status=203) if answer.status == 200 and asked.is_plain_read else answer
