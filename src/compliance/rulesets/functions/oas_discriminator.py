"""`oasDiscriminator`: the property that tells schemas apart is there, and required."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target, shown

NAME: Final = "oasDiscriminator"
OPTIONS: Final = None
INPUT: Final = ("object",)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    name = target.value.get("discriminator")
    if not isinstance(name, str):
        return
    properties, required = target.value.get("properties"), target.value.get("required")
    words = {"name": shown(name)}
    if not isinstance(properties, dict) or name not in properties:
        yield Fault.of("the discriminator {name} is no property of the schema", words, (*target.steps, "properties"))
    if not isinstance(required, list) or name not in required:
        yield Fault.of("the discriminator {name} is not required by the schema", words, (*target.steps, "required"))
