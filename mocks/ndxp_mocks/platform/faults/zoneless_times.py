"""Times are sent without their zone."""

import re
from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.times_carry_their_zone"
DESCRIPTION_VI: Final = "Thời điểm được gửi mà không kèm múi giờ."
_ZONE: Final = re.compile(rb'(T\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|[+-]\d\d:\d\d)"')


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Cut the zone off."""
    if answer.status != 200 or not asked.is_plain_read:
        return answer
    return replace(answer, body=_ZONE.sub(rb'\1"', answer.body))


def shows_on(description: Description) -> bool:
    """Return whether the platform tells of moments."""
    return any(told.kind == "moment" for entity in description.entities for told in entity.properties)
