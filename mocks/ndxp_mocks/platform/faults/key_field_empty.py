"""Keys of records are the same for all records of a list."""

from typing import Any, Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.key_fields_are_well_formed"
DESCRIPTION_VI: Final = "Khóa không được điền đúng: mọi bản ghi của một danh sách có cùng một khóa."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Give every record the key of the first one."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    return answer.with_data(_alike(answer.data))


def _alike(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _alike(member) for name, member in data.items()}
    if isinstance(data, list) and data and isinstance(data[0], dict):
        key = next(iter(data[0]))
        return [{**item, key: data[0][key]} if isinstance(item, dict) else item for item in data]
    return data
