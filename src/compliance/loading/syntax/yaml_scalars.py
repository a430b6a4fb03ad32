"""Plain scalars by the core schema of YAML 1.2 (section 10.3.2), not of 1.1: dates, `no` and `0777` stay text."""

import math
import re
from typing import Any, Final

_NAMED: Final[dict[str, Any]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_FIRST: Final = frozenset("-+.0123456789~nNtTfF")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_BASED: Final = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_MOST_DIGITS: Final = 4000
_MOST_BASED: Final = 40


def plain_scalar(text: str) -> Any:
    """Return the value of an unquoted scalar: None, boolean, number or the text itself."""
    if text and text[0] not in _FIRST:
        return text
    if text in _NAMED:
        return _NAMED[text]
    if len(text) > _MOST_DIGITS:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if len(text) <= _MOST_BASED and _BASED.match(text):
        return int(text, 0)
    return text


_CORE: Final = "tag:yaml.org,2002:"
TAGS: Final = frozenset(
    {"!", *(f"{_CORE}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "binary"))}
)


def tagged_scalar(text: str, tag: str) -> Any:
    """Return the value of a scalar with an explicit tag; only the core types mean anything."""
    if tag.removeprefix(_CORE) in {"int", "float", "bool", "null"}:
        return plain_scalar(text)
    return text
