"""Authorization by the made-up bearer token (RFC 6750), or by one that the issuer of the platform signed."""

from collections.abc import Callable
from typing import Final

from ndxp_mocks.platform.misbehaviour import Admission
from ndxp_mocks.platform.operation import Answer
from ndxp_mocks.platform.problems import problem

TOKEN: Final = "simulated-token"  # noqa: S105 because it is made up and opens nothing else
_CHALLENGE: Final = 'Bearer realm="ndxp-mocks"'

Judge = Callable[[str], str | None]
"""What is wrong with a token that is not the made-up one, null if nothing is."""


def _knows_no_other(_token: str) -> str:
    return "unreadable"


def admission(authorization: str | None, *, is_wanted: bool, judge: Judge = _knows_no_other) -> Admission:
    """Judge the credential in this header; a fault may judge otherwise.

    Its flaw is None, or `missing`, `unreadable`, `forged`, `issuer`, `expired`, `audience`, `scope`, or `record` where
    the caller is known and may not see this one record.
    """
    if authorization is None:
        return Admission(is_wanted, flaw="missing")
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return Admission(is_wanted, scheme.lower(), "unreadable")
    return Admission(is_wanted, scheme.lower(), None if token.strip() == TOKEN else judge(token.strip()))


def refusal(admitted: Admission) -> Answer | None:
    """Return the answer to a caller who is not admitted, None for one who is."""
    if admitted.is_given:
        return None
    match admitted.flaw:
        case "missing":
            return _refused("Cần mã truy cập: yêu cầu không có tiêu đề Authorization.", _CHALLENGE)
        case "scope":
            challenge = f'{_CHALLENGE}, error="insufficient_scope"'
            return problem(403, "Mã truy cập không có phạm vi cần thiết.", headers=(("WWW-Authenticate", challenge),))
        case "record":
            return problem(403, "Bên gọi không được xem bản ghi này.")
        case _:
            return _refused("Mã truy cập không hợp lệ hoặc đã hết hạn.", f'{_CHALLENGE}, error="invalid_token"')


def _refused(detail: str, challenge: str) -> Answer:
    return problem(401, detail, headers=(("WWW-Authenticate", challenge),))
