"""The platform serves a document that is not the published one: it says that it is of another version."""

from typing import Final

from ndxp_mocks.platform.document_edits import with_another_version
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.served_document_is_the_published_one"
DESCRIPTION_VI: Final = "Nền tảng cung cấp một tài liệu khác với tài liệu đã công bố: tài liệu ghi phiên bản khác."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Serve what was never published."""
    if not asked.path.endswith("/openapi.json"):
        return answer
    return answer.with_data(with_another_version(answer.data))
