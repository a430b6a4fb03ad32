"""Numbers come as text, where the document has them as numbers."""

from typing import Any, Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.body_matches_its_schema"
DESCRIPTION_VI: Final = "Giá trị số được gửi dưới dạng chuỗi, khác với kiểu số ghi trong tài liệu."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Write every number of the answer as a text."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    return answer.with_data(_as_text(answer.data))


def _as_text(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _as_text(member) for name, member in data.items()}
    if isinstance(data, list):
        return [_as_text(item) for item in data]
    return str(data) if isinstance(data, int | float) and not isinstance(data, bool) else data
