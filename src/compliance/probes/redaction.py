"""Headers without their secrets: these never enter a dossier."""

from typing import Final
from urllib.parse import urlsplit

REDACTED: Final = "[redacted]"
_SECRET_WORDS: Final = (
    "auth",
    "token",
    "secret",
    "key",
    "cookie",
    "passw",
    "session",
    "credential",
    "signature",
    "jwt",
)
_CHALLENGES: Final = frozenset({"www-authenticate", "proxy-authenticate"})
_ADDRESSES: Final = frozenset({"location", "content-location", "refresh"})


def redacted(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The headers with what may be secret replaced. Names are in lower case."""
    return tuple((name, _value(name, value)) for name, value in headers)


def _value(name: str, value: str) -> str:
    if name in _CHALLENGES:
        scheme, _, parameters = value.partition(" ")
        return f"{scheme} {REDACTED}" if parameters else scheme
    if any(word in name for word in _SECRET_WORDS):
        return REDACTED
    return _address(value) if name in _ADDRESSES else value


def _address(value: str) -> str:
    """A redirect names scheme, host and path; its query and fragment often carry a ticket."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return REDACTED
    host = parts.netloc.rpartition("@")[2]
    bare = parts._replace(netloc=host, query="", fragment="").geturl()
    return f"{bare}?{REDACTED}" if parts.query or parts.fragment else bare
