"""Refuse or encode request targets, in every dialect. No message repeats a path, a query or a value."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote

from ndxp_sdk._http import Pairs
from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import ANY_TEXT, kind
from ndxp_sdk.dialects.protocol import ExchangeCall, ExchangePlan
from ndxp_sdk.errors import UsageError

METHODS: Final = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")
# Because these belong to the connection: a second value would let two servers read two different messages.
FRAMING: Final = frozenset(
    {"connection", "content-length", "expect", "host", "keep-alive", "proxy-authenticate", "proxy-authorization"}
    | {"proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
)
# Because the security server strips and replaces the last two (PR-REST 4.3), and of two clients it checks only one.
OWN_NAMES: Final = frozenset(
    {
        "x-road-client",
        "x-road-id",
        "x-road-userid",
        "x-road-issue",
        "x-road-represented-party",
        "x-road-security-server",
    }
    | {"x-road-request-id", "x-road-request-hash"}
)
# RFC 3986: what a path and a query may hold unencoded. `%` is among them because what is encoded stays encoded.
_PATH: Final = "/%:@!$&'()*+,;=~"
_QUERY: Final = _PATH + "?"
_PLAIN: Final = re.compile(r"(?:/(?!\.{1,2}(?:[;/]|\Z))[A-Za-z0-9\-._~:@!$&'()*+,;=]+)+")
_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f#\\\ud800-\udfff]|%(?![0-9A-Fa-f]{2})")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")
_VALUE: Final = re.compile(r"[\t\x20-\x7e]*")


def target_of(path: str, query: Pairs) -> str:
    """Path and query as they go on the wire: what is encoded stays so, `query` is added to a query that `path` brings.

    Raises:
        UsageError: a whole address, a dot segment, a fragment, a backslash, a control character or a broken percent
            sign.
    """
    if not query and _PLAIN.fullmatch(path):
        return path
    if _ADDRESS.match(path):
        raise UsageError("the path is a whole address; what follows the host is expected, such as /v1/items")
    _refuse_broken(path)
    before, _, brought = path.partition("?")
    _refuse_dot_segments(before)
    raw = before if before.startswith("/") or not before else f"/{before}"
    pairs = "&".join([f"{_encoded(name)}={_encoded(value)}" for name, value in query])
    merged = "&".join(filter(None, (quote(brought, safe=_QUERY), pairs)))
    return quote(raw, safe=_PATH) + (f"?{merged}" if merged else "")


def planned(
    call: ExchangeCall, target: str, template: str, own: Pairs = (), names: frozenset[str] = OWN_NAMES
) -> ExchangePlan:
    """Plan the request for `call`, the own fields of the dialect first; `names` are not the caller's, in lower case.

    Raises:
        UsageError: such a field, one of the connection, one that HTTP cannot carry, or an unknown method.
    """
    return ExchangePlan(
        service=call.service,
        method=known_method(call.method),
        target=target,
        template=template,
        headers=(*own, *fields(call.headers, call.media_type, FRAMING | names)),
        content=call.content,
        client=call.client,
        message_id=call.message_id,
    )


def refuse_unsayable(call: ExchangeCall, dialect: str, *names: str) -> None:
    """Raise UsageError if one of these fields of `call` is set, because leaving it out would change the meaning."""
    for name in names:
        if getattr(call, name) is not None:
            raise UsageError(f"{dialect} has no way to say {name}; leave it out, or call through X-Road")


def known_method(given: str) -> str:
    """Return the method in capitals; raises UsageError for one that gateways do not carry."""
    method = given.upper() if ANY_TEXT.fits(given) else ""
    if method in METHODS:
        return method
    found = "none that a gateway carries" if method else kind(given)
    raise UsageError(f"the method is {found}; {', '.join(METHODS)} are expected")


def fields(given: Pairs, media_type: str | None, refused: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the header fields of a caller; raises UsageError for what HTTP does not carry, and for `refused` names."""
    for name, value in given:
        yield _checked(name, value, refused)
    if media_type is not None:
        if any(name.lower() == "content-type" for name, _ in given):
            raise UsageError("the media type is given twice, as media_type and as the header Content-Type; give one")
        yield _checked("Content-Type", media_type, frozenset())


def plain_or_encoded(text: str) -> str:
    """Return a value for a header: as it is if it is printable ASCII, otherwise percent-encoded UTF-8."""
    if _VALUE.fullmatch(text) and "\t" not in text and text == text.strip():
        return text
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", text):
        raise UsageError("a value for a header holds a control character or half a character; text is expected")
    return quote(text, safe=_QUERY.replace("%", ""))


def _checked(name: str, value: str, refused: frozenset[str]) -> tuple[str, str]:
    if not _TOKEN.fullmatch(name):
        raise UsageError(
            f"the header name {sanitise(name, 60)!a} holds a character that HTTP does not allow; letters, digits and - "
            "are expected"
        )
    if name.lower() in refused:
        raise UsageError(f"the header {name} is not the caller's to set here; leave it out, or use the argument for it")
    if not _VALUE.fullmatch(value):
        raise UsageError(f"the value of the header {name} is not printable ASCII on one line; percent-encode it")
    if value != value.strip():
        raise UsageError(f"the value of the header {name} begins or ends with a space, which HTTP does not carry")
    return name, value


def _encoded(text: str) -> str:
    try:
        return quote(text, safe="~")
    except UnicodeEncodeError as error:
        raise UsageError("a query holds half a character (a lone surrogate); text is expected") from error


def _refuse_broken(path: str) -> None:
    if found := _FORBIDDEN.search(path):
        shown = "%" if found.group() == "%" else f"U+{ord(found.group()):04X}"
        raise UsageError(
            f"the path holds {shown} at character {found.start() + 1}, which has no meaning there; percent-encode it"
        )


def _refuse_dot_segments(path: str) -> None:
    segments = re.split(r"[/\\]", unquote(path))
    if any(segment.partition(";")[0] in {".", ".."} for segment in segments):
        raise UsageError("the path holds a segment . or .., which servers on the way resolve; name the resource itself")
