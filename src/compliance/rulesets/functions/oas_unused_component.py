"""`oasUnusedComponent`: something leads to each component."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.functions.unreferenced_reusable_object import unreferenced
from compliance.rulesets.target import Fault, Target

NAME: Final = "oasUnusedComponent"
OPTIONS: Final = None
INPUT: Final = ("object",)
_KINDS: Final = (
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "links",
    "callbacks",
)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    components = target.value.get("components")
    for kind in _KINDS if isinstance(components, dict) else ():
        declared = components.get(kind)
        if isinstance(declared, dict):
            yield from unreferenced(target.view, f"#/components/{kind}", declared)
