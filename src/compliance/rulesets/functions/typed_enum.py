"""`typedEnum`: the values of an enumeration are of the type that stands beside it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target, shown

NAME: Final = "typedEnum"
OPTIONS: Final = None
INPUT: Final = ("object",)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    kinds, values = target.value.get("type"), target.value.get("enum")
    wanted = [kinds] if isinstance(kinds, str) else kinds
    if not isinstance(wanted, list) or not isinstance(values, list):
        return
    if target.value.get("nullable") is True or target.value.get("x-nullable") is True:
        wanted = [*wanted, "null"]
    for index, value in enumerate(values):
        if not any(_is_of(value, kind) for kind in wanted):
            words = {"type": ", ".join(map(str, wanted)), "item": shown(value)}
            yield Fault.of("the enum value {item} must be of the type {type}", words, (*target.steps, "enum", index))


def _is_of(value: Any, kind: Any) -> bool:
    match kind:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "integer" | "number":
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return is_number and (kind == "number" or isinstance(value, int) or value.is_integer())
        case "string" | "array" | "object":
            return isinstance(value, {"string": str, "array": list, "object": dict}[kind])
    return True
