"""Fields for places hold a code that the list of places has never had."""

from typing import Any, Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.codes_belong_to_their_lists"
DESCRIPTION_VI: Final = "Trường mã địa bàn chứa mã chưa từng có trong danh mục đơn vị hành chính."
_FIELDS: Final = ("province_code", "commune_code")


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Write the code of no place."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    return answer.with_data(_displaced(answer.data))


def _displaced(data: Any) -> Any:
    if isinstance(data, list):
        return [_displaced(item) for item in data]
    if not isinstance(data, dict):
        return data
    return {name: "0" * len(member) if name in _FIELDS else _displaced(member) for name, member in data.items()}


def shows_on(description: Description) -> bool:
    """Return whether the platform tells of places."""
    return any(told.name in _FIELDS for entity in description.entities for told in entity.properties)
