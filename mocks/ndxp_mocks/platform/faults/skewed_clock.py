"""The clock of the platform is an hour ahead."""

from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.clock_is_right"
DESCRIPTION_VI: Final = "Đồng hồ của nền tảng chạy nhanh một giờ."
_AHEAD: Final = timedelta(hours=1)


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Send the time of such a clock."""
    told = [format_datetime(parsedate_to_datetime(value) + _AHEAD, usegmt=True) for value in _dates(answer)]
    return answer.with_headers(("Date", value) for value in told)


def _dates(answer: ObservedAnswer) -> list[str]:
    return [value for name, value in answer.headers if name == "date"]
