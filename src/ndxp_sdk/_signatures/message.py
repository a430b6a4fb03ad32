"""Describe what is signed: a request, or a response with the request that it answers."""

from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import SplitResult, urlsplit

from ndxp_sdk._signatures.validators import Fields, GivenBody, GivenHeaders, body_of, fields_of, method_of, url_of
from ndxp_sdk.errors import UsageError

_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class RequestMessage:
    """A request as it stood on the wire. `url` is absolute, as the sender wrote it; names in `headers` are lower-case.

    >>> RequestMessage.of("POST", "https://agency.example/events", {"Content-Type": "text/plain"}, b"xin chao").headers
    (('content-type', 'text/plain'),)
    """

    method: str
    url: str
    headers: Fields = ()
    body: bytes = b""

    @classmethod
    def of(cls, method: str, url: object, headers: GivenHeaders = (), body: GivenBody = b"") -> "RequestMessage":
        """Build a message from what a framework hands over.

        `url` is a text or an object whose text it is; headers are a mapping, pairs of text or of bytes, or the
        environment of WSGI; the body is as it came.

        UsageError names the argument of which nobody can tell what stood on the wire, such as a relative `url`.
        """
        written = url_of(url)
        parts = _split(written)
        if not parts.scheme or not parts.netloc:
            raise UsageError("url is relative: give it whole, as the sender wrote it, with scheme and host")
        return cls(method_of(method), written, fields_of(headers), body_of(body))

    @property
    def parts(self) -> SplitResult:
        """The URL taken apart."""
        return _split(self.url)

    @property
    def authority(self) -> str:
        """The host in lower case, and the port unless it is the default of the scheme (RFC 9421, 2.2.3)."""
        parts = self.parts
        host = (parts.hostname or "").lower()
        host = f"[{host}]" if ":" in host else host
        return host if parts.port in {None, _PORTS.get(parts.scheme)} else f"{host}:{parts.port}"

    def __repr__(self) -> str:
        return f"RequestMessage({self.method}, {len(self.body)} bytes)"


@dataclass(frozen=True, slots=True)
class AnswerMessage:
    """An answer as it stood on the wire; `request` is what it answers, for components marked `;req`.

    >>> AnswerMessage.of(204, {"Date": "Tue, 20 Apr 2021 02:07:56 GMT"}).status
    204
    """

    status: int
    headers: Fields = ()
    body: bytes = b""
    request: RequestMessage | None = None

    @classmethod
    def of(
        cls, status: int, headers: GivenHeaders = (), body: GivenBody = b"", request: RequestMessage | None = None
    ) -> "AnswerMessage":
        """Build a message from headers as a mapping, or as pairs of text or of bytes."""
        return cls(status, fields_of(headers), body_of(body), request)

    def __repr__(self) -> str:
        return f"AnswerMessage({self.status}, {len(self.body)} bytes)"


Message: TypeAlias = RequestMessage | AnswerMessage


def first(fields: Fields, name: str) -> str | None:
    """Return the first value of a field. None if it is missing."""
    return next((value for known, value in fields if known == name), None)


def joined(fields: Fields, name: str) -> str | None:
    """Return all values of a field as one (RFC 9421, 2.1). None if it is missing."""
    values = [_unfolded(value) for known, value in fields if known == name]
    return ", ".join(values) if values else None


def values(fields: Fields, name: str) -> tuple[str, ...]:
    """Return each value of a field, without spaces around it."""
    return tuple(_unfolded(value) for known, value in fields if known == name)


def _unfolded(value: str) -> str:
    return " ".join(line.strip(" \t") for line in value.replace("\r\n", "\n").split("\n")).strip(" \t")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - because reading it is the check
    except ValueError as error:
        raise UsageError("url cannot be read as a URL") from error
    return parts
