"""One in ten reads that would succeed fails at once.

It shows in looks over days. At each address every tenth such read fails, counted from where the seed begins.
"""

from collections import Counter
from dataclasses import replace
from typing import Final
from zlib import crc32

from ndxp_mocks.platform.misbehaviour import AmendAnswer, ObservedAnswer, ObservedRequest
from ndxp_mocks.platform.problems import MEDIA_TYPE, problem

RULE: Final = "endpoint.service_is_available"
DESCRIPTION_VI: Final = "Cứ mười lần đọc lẽ ra thành công thì một lần lỗi ngay."
TAKES_DAYS: Final = True
_EACH: Final = 10


def amending_since_start(seed: int) -> AmendAnswer:
    """Fail whenever it is the turn of an address."""
    asked_for = Counter[str]()

    def amend(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
        if not asked.is_plain_read or answer.status != 200:
            return answer
        asked_for[asked.path] += 1
        is_due = (asked_for[asked.path] + crc32(f"{seed}{asked.path}".encode())) % _EACH == 0
        return _failed(answer) if is_due else answer

    return amend


def _failed(answer: ObservedAnswer) -> ObservedAnswer:
    told = problem(500, "Hệ thống gặp lỗi, hãy thử lại sau.")
    return replace(answer.with_data(told.body), status=told.status, media_type=MEDIA_TYPE)
