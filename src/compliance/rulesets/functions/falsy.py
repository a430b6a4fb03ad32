"""`falsy`: the value is not there, or false, zero or an empty text."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.paths.values import is_true
from compliance.rulesets.target import Fault, Target

OPTIONS: Final = None
INPUT: Final = None


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    if is_true(target.value):
        yield Fault.of("{what} must be falsy")
