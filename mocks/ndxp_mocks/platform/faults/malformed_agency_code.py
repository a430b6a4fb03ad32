"""Records name an agency by a code that is written as no code of an agency is."""

from typing import Any, Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.agency_codes_are_well_formed"
DESCRIPTION_VI: Final = "Bản ghi nêu cơ quan bằng mã viết sai dạng mã định danh điện tử của cơ quan."
_NAME: Final = "ma_co_quan"


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Add the code of the agency in small letters, with a group left empty."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    return answer.with_data(_owned(answer.data))


def _owned(data: Any) -> Any:
    if isinstance(data, list):
        return [_owned(item) for item in data]
    if not isinstance(data, dict):
        return data
    inner = {name: _owned(member) for name, member in data.items()}
    return inner if any(isinstance(member, dict | list) for member in data.values()) else {**inner, _NAME: "g22..01"}
