"""Requests to a platform and its replies, before both become bytes."""

from dataclasses import dataclass
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, Pairs

_JWT: Final = "eyJ"  # because the header of one is a JSON object, in base64


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came: the path and the query as they were sent, names of headers in lower case."""

    method: str
    raw_path: str
    query: Pairs
    headers: Pairs
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """Return the first header of this name, None if none was sent."""
        return next((value for each, value in self.headers if each == name), None)

    @property
    def shows_signed_token(self) -> bool:
        """Whether its answer may be another one in an hour: a signed token expires (RFC 7519, 4.1.4)."""
        return any(name == "authorization" and _JWT in value for name, value in self.headers)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; its length is left to whoever sends it."""

    status: int
    headers: Pairs = ()
    media_type: str | None = None
    body: bytes = b""

    def answered(self) -> ObservedAnswer:
        """Return the same as a fault sees it."""
        headers = tuple((name.lower(), value) for name, value in self.headers)
        return ObservedAnswer(self.status, headers, self.media_type, self.body)
