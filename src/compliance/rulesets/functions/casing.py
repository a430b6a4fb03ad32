"""`casing`: a text is written in one of the usual ways of joining words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.regular_expressions import Expression, expression
from compliance.rulesets.target import Fault, Target

_SEPARATED: Final = {
    "type": "object",
    "properties": {"char": {"type": "string", "minLength": 1, "maxLength": 1}, "allowLeading": {"type": "boolean"}},
    "required": ["char"],
    "additionalProperties": False,
}
_LOWER: Final = "[a-z][a-z0-9]*"
_UPPER: Final = "[A-Z][A-Z0-9]*"
_HUMPS: Final = "[a-z0-9]*(?:[A-Z0-9](?:[a-z0-9]+|$))*"
_WAYS: Final = {
    "flat": _LOWER,
    "camel": f"[a-z]{_HUMPS}",
    "pascal": f"[A-Z]{_HUMPS}",
    "kebab": f"{_LOWER}(?:-[a-z0-9]+)*",
    "cobol": f"{_UPPER}(?:-[A-Z0-9]+)*",
    "snake": f"{_LOWER}(?:_[a-z0-9]+)*",
    "macro": f"{_UPPER}(?:_[A-Z0-9]+)*",
}
OPTIONS: Final = {
    "type": "object",
    "properties": {"type": {"enum": list(_WAYS)}, "disallowDigits": {"type": "boolean"}, "separator": _SEPARATED},
    "required": ["type"],
    "additionalProperties": False,
}
INPUT: Final = ("string",)


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    separator = options.get("separator", {})
    is_lead_alone = bool(separator.get("allowLeading")) and target.value == separator["char"]
    if target.value and not is_lead_alone and not _expression(options, separator).is_in(target.value):
        yield Fault.of("{value} must be {casing} case", {"casing": options["type"]})


def _expression(options: Mapping[str, Any], separator: Mapping[str, Any]) -> Expression:
    word = _WAYS[options["type"]]
    if options.get("disallowDigits"):
        word = word.replace("0-9", "")
    if not separator:
        return expression(f"^{word}$")
    sign = f"(?:{re.escape(separator['char'])})"
    lead = f"{sign}?" if separator.get("allowLeading") else ""
    return expression(f"^{lead}{word}(?:{sign}{word})*$")
