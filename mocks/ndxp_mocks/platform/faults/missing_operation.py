"""A list that the document offers is not there when it is read from the beginning."""

import json
from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest
from ndxp_mocks.platform.problems import MEDIA_TYPE, not_found

RULE: Final = "endpoint.documented_operation_exists"
DESCRIPTION_VI: Final = "Một danh sách có trong tài liệu nhưng khi đọc từ đầu thì nền tảng trả lời là không tồn tại."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Answer that there is no such address."""
    if answer.status != 200 or not asked.is_plain_read or "{" in (asked.template or ""):
        return answer
    body = json.dumps(not_found().body, ensure_ascii=False).encode()
    return replace(answer, status=404, media_type=MEDIA_TYPE, body=body)
