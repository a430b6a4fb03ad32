"""TRACE is answered with what came in."""

from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.other_methods_are_refused"
DESCRIPTION_VI: Final = "TRACE được trả lời bằng chính nội dung đã gửi đến."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Send back the head of the request, as RFC 9110, 9.3.8 has it."""
    if asked.method != "TRACE":
        return answer
    body = f"TRACE {asked.path} HTTP/1.1\r\n\r\n".encode()
    kept = answer.without_headers("allow")
    return ObservedAnswer(200, kept.headers, "message/http", body)
