"""Patterns of documents, which are those of ECMA-262, as Python reads them."""

import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

_PROPERTY: Final = re.compile(r"\\p\{(?:[A-Za-z_]+=)?([A-Za-z_]+)\}")
_CODE: Final = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}")
# What `\d` and `\w` are without the flag of Unicode (ECMA-262, 22.2.2.9), and the usual properties of Unicode
_MEMBERS: Final[Mapping[str, str]] = {"d": "0-9", "w": "_A-Za-z0-9"}
_LETTERS: Final = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u0481\u048a-\u052f\u1e00-\u1eff"
)
_OF_PROPERTY: Final[Mapping[str, str]] = {
    "L": _LETTERS,
    "M": "\u0300-\u036f",
    "N": "0-9",
    "Z": " \u00a0",
    "P": r"!-#%-*,-/:;?@\[-\]_{}",
    "S": "$+<=>^`|~",
}


def python_pattern(pattern: Any) -> str | None:
    """Return a pattern as Python reads it; None if it is none or cannot be written so."""
    return _translated(pattern) if isinstance(pattern, str) else None


@cache
def _translated(pattern: str) -> str | None:
    text = "".join(_parts(pattern))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # because a pattern of others may read otherwise one day
            re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return None
    return text


def _parts(pattern: str) -> Iterator[str]:
    in_class, at = False, 0
    while at < len(pattern):
        if pattern[at] == "\\":
            written, length = _escaped(pattern, at, in_class=in_class)
            yield written
            at += length
            continue
        sign = pattern[at]
        if sign == "$" and not in_class:
            yield r"\Z"  # because Python lets `$` stand before a line feed as well
        elif pattern.startswith("(?<", at) and not in_class and pattern[at + 3 : at + 4] not in ("=", "!"):
            yield "(?P<"
            at += 2
        else:
            yield rf"\{sign}" if in_class and sign == "[" else sign
        in_class = sign == "[" or (in_class and sign != "]")
        at += 1


def _escaped(pattern: str, at: int, *, in_class: bool) -> tuple[str, int]:
    """Return what Python writes for an escape, and how long that is in the pattern."""
    letter = pattern[at + 1 : at + 2]
    if letter in _MEMBERS:
        return _as_class(_MEMBERS[letter], in_class=in_class), 2
    if letter in {"D", "W"} and not in_class:
        return f"[^{_MEMBERS[letter.lower()]}]", 2
    if (named := _PROPERTY.match(pattern, at)) is not None:
        return _as_class(_OF_PROPERTY.get(_general(named[1]), _LETTERS), in_class=in_class), len(named[0])
    if (code := _CODE.match(pattern, at)) is not None:
        return f"\\U{code[1]:0>8}", len(code[0])
    return ("/", 2) if letter == "/" else (f"\\{letter}", 2)


def _as_class(members: str, *, in_class: bool) -> str:
    return members if in_class else f"[{members}]"


def _general(name: str) -> str:
    """Return the first letter of a category (`Lu`, `Letter`), under which all of its kind are."""
    return {"Alphabetic": "L", "Mark": "M"}.get(name, name[:1])
