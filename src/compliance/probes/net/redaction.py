"""Headers of which only the harmless are kept: what is not known to be so never enters a dossier."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from compliance.model.media_type import media_type
from compliance.model.pattern import late

Pairs = tuple[tuple[str, str], ...]
REDACTED: Final = "[redacted]"
_KEPT: Final = frozenset(
    {
        "access-control-allow-credentials",
        "access-control-allow-methods",
        "age",
        "allow",
        "cache-control",
        "connection",
        "content-encoding",
        "content-length",
        "date",
        "etag",
        "last-modified",
        "retry-after",
        "server",
        "strict-transport-security",
        "transfer-encoding",
        "vary",
        "x-content-type-options",
        "x-frame-options",
        "x-simulated",
    }
)
_KEPT_KINDS: Final = ("ratelimit", "x-ratelimit-")
_SCHEMES: Final = {name.lower(): name for name in ("Bearer", "Basic", "Digest", "Negotiate", "DPoP", "Mutual")}
# Identity numbers have nine or twelve digits; these fields are counts, or dates
_PERSON: Final = late(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)")
_NUMBERS: Final = frozenset({"age", "cache-control", "content-length", "retry-after", "strict-transport-security"})
_QUOTED: Final = late(r'"(?:\\.|[^"\\])*"?')
_BETWEEN_CHALLENGES: Final = ", \t"
_HOST: Final = late(r"[a-z0-9._:-]+")
_CHARSET: Final = late(r';\s*charset="?([a-z0-9_.:+-]{1,40})"?\s*(?:;|$)', re.IGNORECASE)


def redacted(headers: Pairs, sent: Pairs = (), secrets: Iterable[str] = ()) -> Pairs:
    """Return all names, in lower case, with the values that cannot be secret or personal.

    What came back as it was `sent` is our own: of the headers of the request those without `secrets`, which come back
    from nowhere. What is written like the number of a person is left out of every value.
    """
    own = {value for _, value in sent}
    hidden = tuple(filter(None, secrets))
    return tuple((name, value if value in own else _kept(name, value, hidden)) for name, value in headers)


def _kept(name: str, value: str, secrets: tuple[str, ...]) -> str:
    shown = _value(name, value)
    if any(secret in shown for secret in secrets):
        return REDACTED
    return shown if name in _NUMBERS else _PERSON.sub(REDACTED, shown)


def _value(name: str, value: str) -> str:
    if name in _KEPT or name.startswith(_KEPT_KINDS):
        return value
    match name:
        case "content-type":
            return _content_type(value)
        case "location":
            return _origin(value)
        case "access-control-allow-origin":
            return "*" if value.strip() == "*" else _origin(value)
        case "www-authenticate":
            return _schemes(value)
        case _:
            return REDACTED


def _content_type(value: str) -> str:
    found = media_type(value)
    if found is None:
        return REDACTED
    charset = _CHARSET.search(value)
    return f"{found}; charset={charset[1].lower()}" if charset else found


def _origin(value: str) -> str:
    """Return scheme, host and port of a redirect; its path and query often carry a ticket or a person's number."""
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return REDACTED
    if not parts.scheme and not parts.netloc and value.startswith("/"):
        return f"/{REDACTED}"
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return REDACTED
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{'' if port is None else f':{port}'}/{REDACTED}"


def _schemes(value: str) -> str:
    """Return the known schemes among the challenges (RFC 9110, section 11.6.1), without their parameters.

    Empty if there is no challenge at all, which is a fault of the server and no secret.
    """
    if not value.strip(_BETWEEN_CHALLENGES):
        return ""
    words = (part.split(maxsplit=1) for part in _QUOTED.sub("", value).split(","))
    found = dict.fromkeys(_SCHEMES[first.lower()] for first, *_ in filter(None, words) if first.lower() in _SCHEMES)
    return ", ".join(found) or REDACTED
