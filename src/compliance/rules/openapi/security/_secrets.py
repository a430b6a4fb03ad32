"""Where the text of a file holds what looks like a secret that works: kind and place, never the value."""

import binascii
import json
import re
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from math import log2
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.text import VIET_NAM, Message

_LEAST_ENTROPY: Final = 3.5
"""Bits a character, below which a text is a pattern or a word rather than chance."""
_LEAST_SIGNATURE: Final = 32
_RECENT: Final = timedelta(days=3 * 366)
_PLACEHOLDER: Final = re.compile(
    r"example|sample|dummy|placeholder|redacted|xxx|your|vidu|vi[-_]du|mau\b|demo|changeme|abcdef|123456|000000|\.\.\.|\*\*\*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of secret: letters that each begins with, the form of it, and what else has to hold of one."""

    name: Message
    beginning: bytes
    form: re.Pattern[bytes]
    is_real: Callable[[str, date], bool]


def secrets_in(content: bytes, day: date) -> Iterator[tuple[Message, int]]:
    """Yield the kind of each secret in a file and the offset at which it begins; `day` is that of the audit."""
    for kind in _kinds():
        for start in _starts(content, kind.beginning):
            found = kind.form.match(content, start)
            if found is not None and kind.is_real(found[0].decode("latin-1"), day):
                yield kind.name, start


def _starts(content: bytes, beginning: bytes) -> Iterator[int]:
    """Yield where a few letters stand, which is found much faster than a form."""
    start = content.find(beginning)
    while start >= 0:
        yield start
        start = content.find(beginning, start + 1)


def _is_chance(text: str, _day: date) -> bool:
    return not _PLACEHOLDER.search(text) and _entropy(text) >= _LEAST_ENTROPY


def _is_key(text: str, _day: date) -> bool:
    """Return whether the block holds the bytes of a key, not words that stand for them."""
    body = re.sub(r"-----[^-]+-----|\\[nr]|[\s\"',+#>|]", "", text)
    return len(body) >= 64 and _is_chance(body[:2000], _day)


def _is_token(text: str, day: date) -> bool:
    """Return whether it is a token with a real signature that was given, or ends, within three years of the day."""
    head, claims, signature = text.split(".")[:3]
    signed = _decoded(signature)
    stated = _json(claims)
    if not _json(head) or signed is None or len(signed) < _LEAST_SIGNATURE or not _is_chance(signature, day):
        return False
    return any(_is_near(stated.get(claim), day) for claim in ("exp", "iat"))


def _is_near(moment: Any, day: date) -> bool:
    if not isinstance(moment, int | float) or not 0 < moment < 1e11:
        return False
    return abs(datetime.fromtimestamp(moment, VIET_NAM).date() - day) <= _RECENT


def _json(part: str) -> dict[str, Any]:
    try:
        tree = json.loads(_decoded(part) or b"")
    except (ValueError, RecursionError):
        return {}
    return tree if isinstance(tree, dict) else {}


def _decoded(part: str) -> bytes | None:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (ValueError, binascii.Error):
        return None


def _entropy(text: str) -> float:
    """Return the bits a character, by how often each occurs."""
    size = len(text)
    return -sum(count / size * log2(count / size) for count in Counter(text).values())


@cache
def _kinds() -> tuple[_Kind, ...]:
    key = Message.of("a private key")
    token = Message.of("a signed token that is or was valid")
    cloud = Message.of("a key of a cloud service")
    block = rb"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----.{40,8000}?-----END"
    of_cloud = {
        b"AKIA": rb"\bAKIA[0-9A-Z]{16}\b",
        b"AIza": rb"\bAIza[\w-]{35}\b",
        b"ghp_": rb"\bghp_[0-9A-Za-z]{36}\b",
        b"glpat-": rb"\bglpat-[\w-]{20}\b",
        b"sk_live_": rb"\bsk_live_[0-9A-Za-z]{24,99}\b",
    }
    return (
        _Kind(key, b"-----BEGIN ", re.compile(block, re.DOTALL), _is_key),
        _Kind(token, b"eyJ", re.compile(rb"\beyJ[\w-]{5,2000}\.eyJ[\w-]{5,8000}\.[\w-]{43,2000}"), _is_token),
        *(_Kind(cloud, beginning, re.compile(form), _is_chance) for beginning, form in of_cloud.items()),
    )
