"""Texts that look like secrets, by their full form only: `suspicion(text)` returns the kind of secret, or None.

What is made up for an example, too regular to be random, or long out of date is no secret. The text itself never
leaves this module.
"""

import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from math import log2
from typing import Any, Final

from compliance.model.codelist import plain
from compliance.model.pattern import late
from compliance.model.text import Coded, Message

_MOST_READ: Final = 200_000
_LEAST_BITS: Final = 3.5
_LEAST_SIGNATURE: Final = 32
_MOST_YEARS: Final = 3
_LONGEST_PASSWORD: Final = 64
_SHORTEST_PASSWORD: Final = 8
_SHORTEST: Final = 12
"""The length of `pwd=` with the shortest password, and of no form that is shorter."""

_MADE_UP: Final = late(
    r"example|sample|dummy|xxx|vi[-_ ]?du|placeholder|change[-_ ]?me|redacted|secret|password|mat[-_ ]?khau|your|"
    r"test|demo|0123456789|abcdef|\.\.\.|\*\*"
)
_TOKEN: Final = late(r"(?<![\w.-])(eyJ[\w-]{8,4000})\.(eyJ[\w-]{8,8000})\.([\w-]{40,2000})(?![\w.-])", re.ASCII)
_PRIVATE_KEY: Final = late(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----([A-Za-z0-9+/=\s]{64,20000})")
_CLOUD_KEY: Final = late(
    r"(?<![\w/+-])(?:"
    r"(?:AKIA|ASIA)[A-Z0-9]{16}"
    r"|AIza[\w-]{35}"
    r"|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{82}|glpat-[\w-]{20}"
    r"|xox[abprs]-[A-Za-z0-9-]{24,200}"
    r"|sk_live_[A-Za-z0-9]{24,99}"
    r"|AccountKey=[A-Za-z0-9+/]{86}=="
    r")(?![\w/+-])",
    re.ASCII,
)
_IN_ADDRESS: Final = late(r"[a-z][a-z0-9+.-]{1,20}://[^\s/@:]{1,100}:([^\s/@]{4,200})@", re.IGNORECASE)
_LABELLED: Final = late(
    r"(?:mật\s*khẩu|mat\s*khau|password|passwd|passphrase|\bpwd|\bpass|client[_ -]?secret|api[_ -]?key|access[_ -]?key)"
    r"[\"']?\s*(?:là|is|[:=])\s*[\"']?([^\s\"'<>{}$,;()\[\]]{8,200})",
    re.IGNORECASE,
)
_CLASSES: Final = (late(r"[a-z]"), late(r"[A-Z]"), late(r"[0-9]"), late(r"[!#$%&*?@^~+=]"))


class SecretKind(Coded):
    """What a text seems to hold."""

    PRIVATE_KEY = "private-key", Message.of("a private key")
    TOKEN = "token", Message.of("a signed token")
    CLOUD_KEY = "cloud-key", Message.of("a key of a cloud service")
    PASSWORD = "password", Message.of("a password or an access key")
    CREDENTIALS = "credentials", Message.of("an address with a password")


def suspicion(text: str, day: date | None = None) -> SecretKind | None:
    """Return what kind of secret a text seems to hold, None if it seems to hold none.

    A token counts if it was issued, or ends, within three years of `day`; without a day whenever it names a moment.
    """
    if len(text) < _SHORTEST:
        return None
    text = text[:_MOST_READ]
    if any(_bits(found[1]) >= _LEAST_BITS for found in _PRIVATE_KEY.finditer(text)):
        return SecretKind.PRIVATE_KEY
    if "eyJ" in text and any(_is_token(found, day) for found in _TOKEN.finditer(text)):
        return SecretKind.TOKEN
    if any(_is_random(found[0]) for found in _CLOUD_KEY.finditer(text)):
        return SecretKind.CLOUD_KEY
    if "://" in text and any(_is_password(found[1]) for found in _IN_ADDRESS.finditer(text)):
        return SecretKind.CREDENTIALS
    if any(_is_password(found[1]) for found in _LABELLED.finditer(text)):
        return SecretKind.PASSWORD
    return None


def _is_random(text: str) -> bool:
    return not _MADE_UP.search(plain(text).lower()) and _bits(text) >= _LEAST_BITS


def _bits(text: str) -> float:
    """Return the entropy of a character of the text."""
    counts = Counter(text)
    return -sum(count / len(text) * log2(count / len(text)) for count in counts.values())


def _is_password(text: str) -> bool:
    """Return whether a labelled text is of three kinds of characters, as passwords are and numbers of papers not."""
    text = text.rstrip(".")
    if not _SHORTEST_PASSWORD <= len(text) <= _LONGEST_PASSWORD or not text.isascii() or "://" in text:
        return False
    kinds = sum(bool(kind.search(text)) for kind in _CLASSES)
    return kinds >= len(_CLASSES) - 1 and not _MADE_UP.search(text.lower())


def _is_token(found: re.Match[str], day: date | None) -> bool:
    """Return whether it is a signed JSON Web Token (RFC 7519) that may still be, or lately was, in use."""
    head, claims, signature = (_decoded(found[number]) for number in (1, 2, 3))
    if head is None or claims is None or signature is None or len(signature) < _LEAST_SIGNATURE:
        return False
    header, said = _object(head), _object(claims)
    if "alg" not in header or _MADE_UP.search(plain(claims.decode(errors="replace")).lower()):
        return False
    moments = [moment for name in ("exp", "iat") if (moment := _day(said.get(name))) is not None]
    return any(day is None or abs(moment.year - day.year) <= _MOST_YEARS for moment in moments)


def _decoded(part: str) -> bytes | None:
    from base64 import urlsafe_b64decode  # noqa: PLC0415 - because few documents hold what looks like a token

    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        return None


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _day(seconds: Any) -> date | None:
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
