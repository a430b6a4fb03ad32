"""`or`: at least one of some properties is there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.functions.xor import INPUT, OPTIONS
from compliance.rulesets.target import Fault, Target, shown

__all__ = ["INPUT", "NAME", "OPTIONS", "check"]

NAME: Final = "or"


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    names = options["properties"]
    if not any(name in target.value for name in names):
        yield Fault.of("at least one of {names} must be defined", {"names": ", ".join(map(shown, names))})
