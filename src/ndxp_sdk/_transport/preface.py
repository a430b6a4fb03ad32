"""The first bytes of a connection: whether HTTP is spoken there at all, and if not, what is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ndxp_sdk.errors import Facts, UnexpectedAnswer

_HTTP: Final = b"HTTP/"
_SPOKEN: Final[Mapping[bytes, str]] = MappingProxyType(
    {
        b"SSH-": "SSH",
        b"220": "SMTP or FTP",
        b"+OK": "POP3",
        b"* OK": "IMAP",
        b"-ERR": "POP3 or Redis",
        b"RFB ": "VNC",
        b"PRI * HTTP/2": "HTTP/2, which nobody asked for",
        b"<": "HTML or XML without HTTP",
    }
)
_TLS: Final = (b"\x15\x03", b"\x16\x03")
# RFC 9113, 4.1 and 6: the types of frames with which a server of HTTP/2 begins or ends, SETTINGS and GOAWAY.
_FRAMES: Final = frozenset({4, 7})


def check_greeting(first: bytes) -> None:
    """Raise UnexpectedAnswer where these cannot be the first bytes of an answer of HTTP/1.

    >>> check_greeting(b"HTTP/1.1 200 OK")
    """
    if not first.startswith(_HTTP) and not _HTTP.startswith(first):
        raise _not_http(first)


def _not_http(first: bytes) -> UnexpectedAnswer:
    from ndxp_sdk._error_mapping.remedies import hint  # noqa: PLC0415 - because nearly everybody speaks HTTP

    if first.startswith(_TLS):
        facts = Facts(origin="network", code="tls-wanted", hint=hint("https"))
        return UnexpectedAnswer("the port wants TLS, and the request came without it", facts)
    spoken = next((name for start, name in _SPOKEN.items() if first.startswith(start)), None)
    if spoken is None and len(first) >= 9 and first[0] == 0 and first[3] in _FRAMES:
        spoken = _SPOKEN[b"PRI * HTTP/2"]
    text = "the server does not speak HTTP/1.1 on this port"
    facts = Facts(origin="network", code="not-http", hint=hint("not-http"))
    return UnexpectedAnswer(f"{text}, but {spoken}" if spoken else text, facts)
