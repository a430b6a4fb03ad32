"""What a function of a ruleset is given, and what it says."""

import json
from collections.abc import Mapping
from typing import Any, Final

from compliance.model.dataclass import dataclass, field
from compliance.model.lazy import lazy_property
from compliance.model.text import Value
from compliance.rulesets.paths.values import UNDEFINED
from compliance.rulesets.view import View

_LONGEST: Final = 80


@dataclass(frozen=True)
class Target:
    """One value with the steps that lead to it; `UNDEFINED` where a field is asked for that is not there."""

    value: Any
    steps: tuple[Any, ...]
    view: View = field(repr=False)
    is_resolved: bool = True

    @lazy_property
    def type(self) -> str:
        """Its type, in the words of JSON Schema; `undefined` where there is none."""
        match self.value:
            case None:
                return "null"
            case bool():
                return "boolean"
            case int() | float():
                return "number"
            case str():
                return "string"
            case list():
                return "array"
            case dict():
                return "object"
        return "undefined"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a template with parameters, at the steps of the target or at others.

    A template may name `{what}`, the property at fault or the document, and `{value}`, which are filled in later.
    """

    template: str
    parameters: Mapping[str, Value] = field(default_factory=dict)
    steps: tuple[Any, ...] | None = None

    @classmethod
    def of(
        cls,
        template: str,
        parameters: Mapping[str, Value] | None = None,
        steps: tuple[Any, ...] | None = None,
    ) -> "Fault":
        """Make one of a template, which is translated."""
        return cls(template, parameters or {}, steps)


def shown(value: Any) -> str:
    """Return a value as messages show it: scalars as JSON writes them, of others the kind."""
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, list):
        return "Array[]"
    if isinstance(value, dict):
        return "Object{}"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
