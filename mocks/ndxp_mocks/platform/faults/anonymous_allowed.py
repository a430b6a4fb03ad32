"""A caller without credentials gets data that is not open."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import CLIENT, ObservedRequest

RULE: Final = "endpoint.anonymous_caller_is_refused"
DESCRIPTION_VI: Final = "Bên gọi không có thông tin xác thực vẫn nhận được dữ liệu không mở."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Let in whoever shows nothing, unless he says to be a client."""
    return asked.admitted() if asked.admission.flaw == "missing" and asked.header(CLIENT) is None else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data that is not open to everybody, and none of it is about people."""
    return description.guards_no_people
