"""`undefined`: the value is not there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.paths.values import UNDEFINED
from compliance.rulesets.target import Fault, Target

OPTIONS: Final = None
INPUT: Final = None


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    if target.value is not UNDEFINED:
        yield Fault.of("{what} must be undefined")
