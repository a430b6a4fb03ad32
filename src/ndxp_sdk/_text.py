"""Text of others, made fit for a message: short, one line, nothing invisible, no citizen number."""

import re
from typing import Final

LONGEST: Final = 200
_READ: Final = 20_000
# Because a citizen has a number of 12 digits, or an older one of 9, and both are written in groups too.
_CITIZEN: Final = re.compile(
    r"(?:(?<![0-9])|(?<=%[0-9A-Fa-f]{2}))(?:[0-9](?:[ .]?[0-9]){11}|[0-9](?:[ .]?[0-9]){8})(?![0-9])"
)
_URL: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]{0,20}:)?//[^\s\"'<>]+")
_SECRET: Final = re.compile(
    r"(?i)((?:bearer|basic|dpop)\s+|(?:pass(?:word|wd)?|secret|token|key|session|assertion|authorization)[\"']?\s*[=:]\s*[\"']?)"
    r"[^\s\"',;&}]+"
)
# What is as long and as mixed as a token, a key or a hash; a UUID is not.
_OPAQUE: Final = re.compile(
    r"\beyJ[\w\-]{8,}(?:\.[\w\-]*){0,4}|"
    r"(?<![\w\-])(?![0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w\-]))(?=[\w\-]*[0-9])(?=[\w\-]*[A-Za-z])[\w\-]{32,}"
)


def sanitise(text: str, longest: int = LONGEST) -> str:
    """Return `text` on one line, cut to `longest`, without citizen numbers, addresses and what looks like a secret."""
    return line(masked(" ".join(_read(text).split())), longest)


def line(text: str, longest: int = LONGEST) -> str:
    """Return `text` on one line, cut to `longest`."""
    known = " ".join(_read(text).split())
    shown = "".join(_shown(character) for character in known[: longest + 1])
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def masked(text: str) -> str:
    """Return `text` without addresses, citizen numbers and what looks like a secret."""
    return _CITIZEN.sub(_stars, _OPAQUE.sub("***", _SECRET.sub(r"\1***", _URL.sub("<address>", text))))


def _read(text: str) -> str:
    """Return the beginning of a long text, up to a whole word if it has several: a secret is not cut in two."""
    if len(text) <= _READ:
        return text
    return text[:_READ].rpartition(" ")[0] or text[:_READ]


def _stars(found: re.Match[str]) -> str:
    return "*" * sum(character.isdigit() for character in found.group())


def _shown(character: str) -> str:
    return character if character.isprintable() else f"\\u{ord(character):04x}"
