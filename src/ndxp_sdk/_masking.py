"""What was sent in confidence, and answers without it: servers repeat tokens and keys in their complaints."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from html import escape
from typing import Final
from urllib.parse import quote, quote_plus

from ndxp_sdk._answer import Answer, Headers
from ndxp_sdk._plan import Fields

STARS: Final = b"***"
# because shorter texts are words that are found everywhere
_SHORTEST: Final = 6
_CONFIDENTIAL: Final = re.compile(rb"(?i)authorization|cookie|token|secret|session|passw|api-?key|credential")
_HIDDEN_MEMBER: Final = re.compile(r"(?i)secret|key|passw|token")


def confidential(fields: Fields, own: frozenset[bytes], private: tuple[str, ...]) -> tuple[bytes, ...]:
    """What nobody is to see of a request, in every spelling: its secrets, `own` fields above all, `private` texts."""
    texts = set(private)
    for name, value in fields:
        if name.lower() in own or _CONFIDENTIAL.search(name):
            texts.update(_read_from(value.decode("latin-1")))
    spelled = {form for text in texts if len(text) >= _SHORTEST for form in spellings(text)}
    return tuple(sorted(spelled, key=len, reverse=True))


def spellings(text: str) -> Iterator[bytes]:
    """How a text may be written in an answer."""
    quoted = (quote_plus(text), quote(text, safe=""), quote(text))
    for form in (text, *quoted, json.dumps(text)[1:-1], escape(text), escape(text, quote=False)):
        yield form.encode()


def without(answer: Answer, secrets: tuple[bytes, ...]) -> Answer:
    """The answer with stars in the place of what was sent in confidence; nobody quotes the body of a success."""
    content = answer.content
    fields = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers.multi_items()]
    for secret in secrets:
        content = content if answer.status < 300 else content.replace(secret, STARS)
        fields = [(name, value.replace(secret, STARS)) for name, value in fields]
    return Answer(answer.status, Headers(fields), content)


def _read_from(value: str) -> Iterator[str]:
    """What a server that reads a field could repeat of it: all of it, values in it, and what stands behind base64."""
    secret = value.rpartition(" ")[2]
    yield from (value, secret)
    yield from (pair.partition("=")[2].strip('"') for pair in re.split(r"[;,]\s*", value))
    try:
        decoded = b64decode(secret, validate=True).decode()
    except ValueError:
        return
    if decoded.startswith("{"):
        yield from _members(decoded)
    elif ":" in decoded:
        yield decoded.partition(":")[2]


def _members(text: str) -> Iterator[str]:
    try:
        members = json.loads(text)
    except ValueError:
        return
    yield from (str(value) for name, value in members.items() if _HIDDEN_MEMBER.search(name))
