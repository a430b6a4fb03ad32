"""`enumeration`: the value is one of those that are listed."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.paths.values import is_same
from compliance.rulesets.target import Fault, Target, shown

OPTIONS: Final = {
    "type": "object",
    "properties": {"values": {"type": "array", "items": {"type": ["string", "number", "null", "boolean"]}}},
    "required": ["values"],
    "additionalProperties": False,
}
INPUT: Final = ("string", "number", "null", "boolean")
_MOST: Final = 50


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    values = options["values"]
    if not any(is_same(target.value, value) for value in values):
        listed = ", ".join(map(shown, values[:_MOST]))
        yield Fault.of("{value} must be equal to one of the allowed values: {values}", {"values": listed})
