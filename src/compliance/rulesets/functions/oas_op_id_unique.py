"""`oasOpIdUnique`: no two operations have one name."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.operations import operations
from compliance.rulesets.paths.values import is_same
from compliance.rulesets.target import Fault, Target, shown

NAME: Final = "oasOpIdUnique"
OPTIONS: Final = None
INPUT: Final = ("object",)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    seen: list[Any] = []
    known: set[str] = set()
    for steps, operation in operations(target.value):
        if "operationId" not in operation:
            continue
        name = operation["operationId"]
        is_known = name in known if isinstance(name, str) else any(is_same(name, other) for other in seen)
        if is_known:
            at = (*target.steps, *steps, "operationId")
            yield Fault.of("another operation has the operationId {name} too", {"name": shown(name)}, at)
        elif isinstance(name, str):
            known.add(name)
        else:
            seen.append(name)
