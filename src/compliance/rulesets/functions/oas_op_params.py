"""`oasOpParams`: the parameters of an operation do not stand in each other's way."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target

NAME: Final = "oasOpParams"
OPTIONS: Final = None
INPUT: Final = ("array",)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    bodies: list[int] = []
    has_form = False
    for index, parameter in enumerate(target.value):
        if not isinstance(parameter, dict) or "$ref" in parameter:
            continue
        name = str(parameter.get("name")), str(parameter.get("in"))
        if name in seen:
            yield Fault.of("a parameter of this name stands in this place already", {}, (*target.steps, index))
        seen.add(name)
        bodies += [index] if name[1] == "body" else []
        has_form = has_form or name[1] == "formData"
    if bodies and has_form:
        yield Fault.of("an operation has either a parameter in the body or some of a form, not both")
    for index in bodies[1:]:
        yield Fault.of("an operation has at most one parameter in the body", {}, (*target.steps, index))
