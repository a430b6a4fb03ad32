"""Expand the braces of a path template with values, each of which becomes one segment."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import ANY_TEXT, kind, unknown
from ndxp_sdk.errors import InvalidIdentifier, UsageError

# RFC 3986, 3.3: what a path segment may hold besides letters and digits.
_SEGMENT: Final = "!$&'()*+,;=:@~"


def expand(template: str, values: Mapping[str, str]) -> str:
    """Expand the braces of `template` to a path; every value becomes one segment.

    Raises:
        UsageError: a brace without a value, or a value without a brace.
        InvalidIdentifier: a value that would vanish from a path or climb out of it.
    """
    if not values and "{" not in template:
        return template
    texts, names = _parsed(template)
    if values.keys() ^ set(names):
        raise UsageError(_mismatch(template, names, values))
    parts = [quote(_checked(name, values[name]), safe=_SEGMENT) for name in names]
    return "".join([piece for pair in zip(texts, [*parts, ""], strict=True) for piece in pair])


@lru_cache(maxsize=1024)
def _parsed(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pieces = [piece.partition("}") for piece in template.split("{")]
    return (pieces[0][0], *(rest for _, _, rest in pieces[1:])), tuple(name for name, _, _ in pieces[1:])


def _mismatch(template: str, names: tuple[str, ...], values: Mapping[str, str]) -> str:
    missing = next((name for name in names if name not in values), None)
    if missing is not None:
        found = f"; values has {', '.join(map(sanitise, values))}" if values else ""
        return f"{sanitise(template)} has no value for '{missing}'{found}"
    return unknown(next(name for name in values if name not in names), names, "the path", "{}")


def unsayable(pair: tuple[object, object]) -> str | None:
    """Return what is wrong with a name and its value. None if nothing is."""
    name, value = pair
    if not isinstance(value, str):
        return f"{name} is {kind(value)}, text is expected"
    if value.encode("utf-8", "replace").decode() != value:
        return f"{name} holds half a character (a lone surrogate); text is expected"
    return None


def _checked(name: str, value: str) -> str:
    if (not ANY_TEXT.fits(value) or not value.isascii()) and (told := unsayable((name, value))):
        raise UsageError(told)
    if value in {"", ".", ".."}:
        found = f'"{value}"' if value else "empty"
        raise InvalidIdentifier(f"{name} is {found}: a path would lose it")
    return value
