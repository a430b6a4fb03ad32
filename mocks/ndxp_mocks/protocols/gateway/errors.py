"""The gateway's own errors, in the JSON that WSO2-like gateways are seen to send. SIMULATED."""

from dataclasses import dataclass
from typing import Any, Final

CHALLENGE: Final = 'OAuth2 realm="simulated gateway", error="invalid_token"'


@dataclass(frozen=True, slots=True)
class GatewayFault:
    """An error of the gateway itself, with the code that it puts into the body."""

    status: int
    code: int
    message: str
    description: str

    @property
    def body(self) -> dict[str, Any]:
        """The error as data."""
        return {"fault": {"code": self.code, "message": self.message, "description": self.description}}

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The challenge for callers who are not known."""
        return (("WWW-Authenticate", CHALLENGE),) if self.status == 401 else ()


class GatewayRefusal(Exception):
    """Raised where the gateway does not let a call pass."""

    def __init__(self, fault: GatewayFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


MISSING_CREDENTIALS: Final = GatewayFault(
    401,
    900902,
    "Missing Credentials",
    'Missing Credentials. Make sure your API invocation call has a header: "Authorization"',
)
INVALID_CREDENTIALS: Final = GatewayFault(
    401,
    900901,
    "Invalid Credentials",
    "Invalid Credentials. Make sure you have given the correct access token",
)
FORBIDDEN: Final = GatewayFault(403, 900908, "Resource forbidden", "User is NOT authorized to access the Resource")
NO_RESOURCE: Final = GatewayFault(
    404, 900906, "No matching resource found in the API for the given request", "Check the API documentation"
)
NOT_CONNECTED: Final = GatewayFault(500, 101503, "Runtime Error", "Error connecting to the back end")
TIMED_OUT: Final = GatewayFault(500, 101504, "Runtime Error", "Connection timed out")
FAILED: Final = GatewayFault(500, 101500, "Runtime Error", "Error in Sender")
