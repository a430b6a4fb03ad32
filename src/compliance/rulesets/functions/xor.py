"""`xor`: just one of some properties is there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target, shown

OPTIONS: Final = {
    "type": "object",
    "properties": {"properties": {"type": "array", "items": {"type": "string"}, "minItems": 2}},
    "required": ["properties"],
    "additionalProperties": False,
}
INPUT: Final = ("object",)


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    names = options["properties"]
    found = [name for name in target.value if name in names]
    if not found:
        yield Fault.of("at least one of {names} must be defined", {"names": ", ".join(map(shown, names))})
    if len(found) > 1:
        yield Fault.of("just one of {names} must be defined", {"names": ", ".join(map(shown, found))})
