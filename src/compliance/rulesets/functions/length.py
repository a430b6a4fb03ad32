"""`length`: a text, a list or a mapping is neither too short nor too long, a number neither too small nor too large."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target, shown

OPTIONS: Final = {
    "type": "object",
    "properties": {"min": {"type": "number"}, "max": {"type": "number"}},
    "minProperties": 1,
    "additionalProperties": False,
}
INPUT: Final = ("array", "object", "string", "number")


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    found = target.value if target.type == "number" else len(target.value)
    if "min" in options and found < options["min"]:
        yield Fault.of("{what} must be longer than {limit}", {"limit": shown(options["min"])})
    if "max" in options and found > options["max"]:
        yield Fault.of("{what} must be shorter than {limit}", {"limit": shown(options["max"])})
