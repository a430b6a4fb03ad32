"""`oasOpSuccessResponse`: the responses of an operation have one for success."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.formats import formats_of
from compliance.rulesets.paths.values import number_of
from compliance.rulesets.target import Fault, Target

NAME: Final = "oasOpSuccessResponse"
OPTIONS: Final = None
INPUT: Final = ("object",)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    ranges = {"2XX", "3XX"} if "oas3" in formats_of(target.view.written) else set()
    if not any(str(status) in ranges or 200 <= number_of(status) < 400 for status in target.value):
        yield Fault.of("the operation describes no response for success, 2xx or 3xx")
