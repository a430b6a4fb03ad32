"""Plain scalars by the core schema of YAML 1.2 (section 10.3.2), not of 1.1: dates, `no` and `0777` stay text."""

import math
import re
from typing import Any, Final

from compliance.model.pattern import late

_NAMED: Final[dict[str, Any]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_FIRST: Final = frozenset("-+.0123456789~nNtTfF")
_INTEGER: Final = late(r"[-+][0-9]+\Z")
_FLOAT: Final = late(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_BASED: Final = late(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_MOST_DIGITS: Final = 4000
_MOST_BASED: Final = 40


def plain_scalar(text: str) -> Any:
    """Return the value of an unquoted scalar: None, boolean, number or the text itself."""
    if text and text[0] not in _FIRST:
        return text
    if text in _NAMED:
        return _NAMED[text]
    if len(text) > _MOST_DIGITS or text.count(".") > 1:  # because a version, as 1.0.0, stands in every document
        return text
    if (text.isascii() and text.isdecimal()) or _INTEGER.match(text):
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


BOOLEANS_OF_1_1: Final = frozenset(
    spelt for word in ("yes", "no", "on", "off") for spelt in (word, word.capitalize(), word.upper())
)
_SIGNS: Final = frozenset("0123456789+-.")
MEANINGFUL: Final = _FIRST | {"", *"yYoO"}
"""With what every scalar begins that is more than text in version 1.1 or 1.2 of YAML."""
_MOMENT_1_1: Final = late(
    r"\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d:\d\d(\.\d*)?([ \t]*(Z|[-+]\d\d?(:\d\d)?))?", re.ASCII
)
_WHOLE_1_1: Final = late(
    r"[-+]?(0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(:[0-5]?[0-9])+)", re.ASCII
)
_FLOAT_1_1: Final = late(
    r"[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*", re.ASCII
)
_OCTAL_1_1: Final = late(r"[-+]?0[0-7_]+", re.ASCII)
_LONGEST: Final = 60


def difference(text: str, value: Any) -> str | None:
    """Return what kind of scalar it is that YAML 1.1 reads otherwise than 1.2, of which `value` came; None if none.

    What counts is the type repository of YAML 1.1 (yaml.org/type), without the single letters `y` and `n`, which its
    readers take for text.
    """
    if text in BOOLEANS_OF_1_1:
        return "word"
    if text[:1] not in _SIGNS or len(text) > _LONGEST or (text[0] != "0" and text.isdecimal()):
        return None
    if text[4:5] == "-" and _MOMENT_1_1.fullmatch(text):
        return "moment"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if "0" in text[:2] and _OCTAL_1_1.fullmatch(text):
        return None if is_number and value == int(text.replace("_", ""), 8) else "number"
    if is_number and not math.isfinite(value):
        return None
    return None if is_number is _is_number_in_1_1(text) else "number"


def _is_number_in_1_1(text: str) -> bool:
    if text.count(".") > 1:  # see above
        return False
    return _WHOLE_1_1.fullmatch(text) is not None or _FLOAT_1_1.fullmatch(text) is not None
