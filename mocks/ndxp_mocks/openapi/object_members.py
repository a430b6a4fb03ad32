"""Members of an object beyond those that its schema names."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

from ndxp_mocks.openapi.dialect import Schema
from ndxp_mocks.openapi.pattern_match import matches
from ndxp_mocks.openapi.source import Unserved
from ndxp_mocks.openapi.strings import candidates

MOST: Final = 2000
Fits = Callable[[Any, Schema], bool]


def member_of(flat: dict[str, Any], name: str) -> Schema:
    """Return the schema of a member: by its name, by a pattern, or that of all others."""
    properties: dict[str, Schema] = flat.get("properties", {})
    if name in properties:
        return properties[name]
    named = [each for pattern, each in flat.get("patternProperties", {}).items() if matches(pattern, name)]
    others: Schema = flat.get("additionalProperties", True)
    return {"allOf": named} if named else others


def more_names(flat: dict[str, Any], random: Random, fits: Fits) -> Iterator[str]:
    """Yield names that a further member may have: described ones, by a pattern, and any if others are allowed."""
    yield from flat.get("properties", {})
    named: Schema = flat.get("propertyNames", True)
    of_names = [named["pattern"]] if isinstance(named, dict) and "pattern" in named else []
    forms: list[dict[str, Any]] = [{"pattern": each} for each in (*flat.get("patternProperties", {}), *of_names)]
    if flat.get("additionalProperties") is not False:
        forms.append(named if isinstance(named, dict) else {})
    for number in range(MOST):
        for form in forms:
            made = (f"truong_{number + 1}", *candidates(form, f"truong_{number + 1}", random, number))
            yield from (name for name in made if fits(name, {"allOf": [form, named]}))
    raise Unserved("schema_nothing_satisfies")
