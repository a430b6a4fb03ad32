"""`schema`: the value fits a JSON Schema."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.json_schema import faults, pruned
from compliance.rulesets.paths.values import UNDEFINED
from compliance.rulesets.target import Fault, Target

OPTIONS: Final = {
    "type": "object",
    "properties": {
        "schema": {"type": ["object", "boolean"]},
        "dialect": {"enum": ["auto", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"]},
        "allErrors": {"type": "boolean"},
    },
    "required": ["schema"],
    "additionalProperties": False,
}
INPUT: Final = None


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    if target.value is UNDEFINED:
        yield Fault.of("{what} must exist")
        return
    schema, dialect = options["schema"], options.get("dialect", "auto")
    value = pruned(target.value, schema)
    for path, message in faults(schema, dialect, value):
        yield Fault(message.template, dict(message.parameters), (*target.steps, *path))
        if not options.get("allErrors"):
            return
