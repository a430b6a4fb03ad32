"""Answers with the number of a citizen may be kept by everybody on the way."""

from typing import Any, Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.personal_answers_are_not_cached"
DESCRIPTION_VI: Final = "Phản hồi có số định danh cá nhân nhưng cho phép các bên trung gian lưu lại."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Add an invented number, and let the answer be kept."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    kept = {"cache-control": "public, max-age=600"}
    return answer.with_data(_numbered(answer.data)).with_headers(kept.items())


def _numbered(data: Any) -> Any:
    if isinstance(data, list):
        return [_numbered(item) for item in data]
    if not isinstance(data, dict):
        return data
    inner = {name: _numbered(member) for name, member in data.items()}
    if any(isinstance(member, dict | list) for member in data.values()):
        return inner
    return {**inner, "so_cccd": "001090999998"}
