"""`refSiblings`: nothing stands beside a reference, where nobody would read it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target

NAME: Final = "refSiblings"
OPTIONS: Final = None
INPUT: Final = None


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(target.value, str):
        return  # because a property that is called so is no reference
    holder = target.view.spot(target.steps[:-1], is_resolved=False).node.raw
    for name in holder if isinstance(holder, dict) else ():
        if name != "$ref":
            yield Fault.of(
                "nothing may stand beside $ref, and {name} does", {"name": str(name)[:80]}, (*target.steps[:-1], name)
            )
