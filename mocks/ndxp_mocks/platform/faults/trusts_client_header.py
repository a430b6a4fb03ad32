"""A caller who names itself in X-Road-Client needs no credentials."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import CLIENT, ObservedRequest

RULE: Final = "endpoint.spoofed_client_header_is_refused"
DESCRIPTION_VI: Final = "Bên gọi tự xưng trong X-Road-Client thì không cần thông tin xác thực."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Believe what anybody can write."""
    return asked.admitted() if asked.admission.flaw == "missing" and asked.header(CLIENT) is not None else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
