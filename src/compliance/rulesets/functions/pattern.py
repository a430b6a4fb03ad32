"""`pattern`: a text matches a regular expression, or does not match one."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.regular_expressions import written_expression
from compliance.rulesets.target import Fault, Target, shown

OPTIONS: Final = {
    "type": "object",
    "properties": {"match": {"type": "string"}, "notMatch": {"type": "string"}},
    "minProperties": 1,
    "additionalProperties": False,
}
EXPRESSIONS: Final = ("match", "notMatch")
INPUT: Final = ("string",)


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    wanted, refused = options.get("match"), options.get("notMatch")
    if wanted is not None and not written_expression(wanted).is_in(target.value):
        yield Fault.of("{value} must match the pattern {pattern}", {"pattern": shown(wanted)})
    if refused is not None and written_expression(refused).is_in(target.value):
        yield Fault.of("{value} must not match the pattern {pattern}", {"pattern": shown(refused)})
