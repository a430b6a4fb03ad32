"""What rules of a ruleset do at a place: one file a function, found by walking this package.

A file has `check(target, options)`, a generator of faults; `OPTIONS`, the JSON Schema of its options, None if it takes
none; `INPUT`, the types of values it looks at, None for all; and `NAME` where it cannot be called like its file.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from compliance.model.dataclass import dataclass
from compliance.model.members import members
from compliance.rulesets.target import Fault, Target

Check = Callable[[Target, Mapping[str, Any]], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Function:
    """One function as it is found in its file."""

    name: str
    check: Check
    options: Mapping[str, Any] | None
    inputs: frozenset[str] | None


@cache
def functions() -> Mapping[str, Function]:
    """Return every function by the name that rulesets call it."""
    found = (_function(name) for name in members(__path__).modules)
    return {function.name: function for function in found}


def _function(stem: str) -> Function:
    module = import_module(f"{__name__}.{stem}")
    inputs = module.INPUT
    return Function(
        name=getattr(module, "NAME", stem),
        check=module.check,
        options=module.OPTIONS,
        inputs=None if inputs is None else frozenset(inputs),
    )
