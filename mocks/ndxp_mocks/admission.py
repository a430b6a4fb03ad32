"""Who may call: whoever shows the made-up bearer token (RFC 6750)."""

from typing import Final

from ndxp_mocks.asked import Admission
from ndxp_mocks.operation import Answer
from ndxp_mocks.problems import problem

TOKEN: Final = "simulated-token"  # noqa: S105 because it is made up and opens nothing else
_CHALLENGE: Final = 'Bearer realm="ndxp-mocks"'


def admission(authorization: str | None, *, is_wanted: bool) -> Admission:
    """What is to be said of the credential in this header; a fault may say something else."""
    if authorization is None:
        return Admission(is_wanted, flaw="missing")
    scheme, _, token = authorization.partition(" ")
    is_good = scheme.lower() == "bearer" and token.strip() == TOKEN
    return Admission(is_wanted, scheme.lower(), None if is_good else "unreadable")


def refusal(admitted: Admission) -> Answer | None:
    """The answer to a caller who is not admitted, null for one who is."""
    if admitted.is_given:
        return None
    if admitted.flaw == "missing":
        return _refused("Cần mã truy cập: yêu cầu không có tiêu đề Authorization.", _CHALLENGE)
    return _refused("Mã truy cập không hợp lệ hoặc đã hết hạn.", f'{_CHALLENGE}, error="invalid_token"')


def _refused(detail: str, challenge: str) -> Answer:
    return problem(401, detail, headers=(("WWW-Authenticate", challenge),))
