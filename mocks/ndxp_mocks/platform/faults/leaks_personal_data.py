"""Anybody can read numbers and names of citizens."""

from typing import Any, Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.anonymous_caller_sees_no_personal_data"
DESCRIPTION_VI: Final = "Ai cũng đọc được số định danh cá nhân và họ tên công dân mà không cần xác thực."
_MOST: Final = 999_999


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Add an invented citizen to every record, and at least let nobody keep the answer."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    return answer.with_data(_peopled(answer.data)).with_headers({"cache-control": "no-store"}.items())


def _peopled(data: Any, number: int = 0) -> Any:
    if isinstance(data, list):
        return [_peopled(item, number) for number, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    inner = {name: _peopled(member, number) for name, member in data.items()}
    if any(isinstance(member, dict | list) for member in data.values()):
        return inner
    return {**inner, "so_cccd": f"001090{_MOST - number}", "ho_ten": "Nguyễn Văn Ví Dụ"}
