"""Who may call: whoever shows the made-up bearer token (RFC 6750)."""

from typing import Final

from ndxp_mocks.operation import Answer
from ndxp_mocks.problems import problem

TOKEN: Final = "simulated-token"  # noqa: S105 because it is made up and opens nothing else
_CHALLENGE: Final = 'Bearer realm="ndxp-mocks"'


def refusal(authorization: str | None) -> Answer | None:
    """The answer to a caller who is not admitted, null for one who is."""
    if authorization is None:
        return _refused("Cần mã truy cập: yêu cầu không có tiêu đề Authorization.", _CHALLENGE)
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() == "bearer" and token.strip() == TOKEN:
        return None
    return _refused("Mã truy cập không hợp lệ hoặc đã hết hạn.", f'{_CHALLENGE}, error="invalid_token"')


def _refused(detail: str, challenge: str) -> Answer:
    return problem(401, detail, headers=(("WWW-Authenticate", challenge),))
