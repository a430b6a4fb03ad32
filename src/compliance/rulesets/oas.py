"""`spectral:oas`, the set that Spectral brings, as a ruleset that others extend."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Final

from compliance.model.location import Location
from compliance.model.members import members
from compliance.rulesets import oas_rules
from compliance.rulesets.ruleset import AliasTarget, Definition, Ruleset

NAME: Final = "spectral:oas"
OLDER_NAMES: Final[Mapping[str, str]] = {
    "oas2-valid-definition-example": "oas2-valid-schema-example",
    "oas2-valid-parameter-example": "oas2-valid-schema-example",
    "oas2-valid-response-example": "oas2-valid-media-example",
    "oas2-valid-response-schema-example": "oas2-valid-schema-example",
    "oas3-unused-components": "oas3-unused-component",
    "oas3-unused-components-schema": "oas3-unused-component",
    "oas3-valid-header-schema-example": "oas3-valid-schema-example",
    "oas3-valid-oas-content-example": "oas3-valid-media-example",
    "oas3-valid-oas-header-example": "oas3-valid-media-example",
    "oas3-valid-oas-parameter-example": "oas3-valid-media-example",
    "oas3-valid-parameter-schema-example": "oas3-valid-schema-example",
    "operation-2xx-response": "operation-success-response",
    "operation-default-response": "operation-success-response",
}
"""Names that rules of the set once had, under which older rulesets turn them on and off."""

_ALIASES: Final[Mapping[str, tuple[AliasTarget, ...]]] = {
    "Path": (AliasTarget(None, ("$.paths[*]",)),),
    "Operation": (AliasTarget(None, ("#Path[get,put,post,delete,options,head,patch,trace]",)),),
    "Security": (AliasTarget(None, ("$.security[*]", "#Operation.security[*]")),),
    "Array": (
        AliasTarget(frozenset({"oas2", "oas3.0"}), ("$..[?(@ && @.type == 'array')]",)),
        AliasTarget(
            frozenset({"oas3.1", "oas3.2"}),
            ("$..[?(@ && @.type == 'array')]", "$..[?(@ && Array.isArray(@.type) && @.type.includes('array'))]"),
        ),
    ),
}


@cache
def spectral_oas() -> Ruleset:
    """Return the set."""
    at = Location(NAME)
    found = (import_module(f"{oas_rules.__name__}.{name}").RULES for name in members(oas_rules.__path__).modules)
    rules = {name: said for known in found for name, said in known.items()}
    return Ruleset(
        uri=NAME,
        definitions=tuple(Definition(name, at, **rules[name]) for name in sorted(rules)),
        aliases=_ALIASES,
        formats=frozenset({"oas2", "oas3"}),
    )
