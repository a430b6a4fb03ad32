"""`oasSecurityDefined`: the schemes and scopes that are demanded are those that the document defines."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target, shown

NAME: Final = "oasSecurityDefined"
OPTIONS: Final = {
    "type": "object",
    "properties": {"oasVersion": {"enum": [2, 3]}},
    "required": ["oasVersion"],
    "additionalProperties": False,
}
INPUT: Final = ("object",)


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    defined = _defined(target.view.written, options["oasVersion"])
    if not all(isinstance(scopes, list) for scopes in target.value.values()):
        return
    for name, scopes in target.value.items():
        if name not in defined:
            yield Fault.of("the security scheme {name} is not defined", {"name": shown(name)}, (*target.steps, name))
            continue
        known = _scopes(defined[name], options["oasVersion"])
        for index, scope in enumerate(scopes):
            if scope not in known:
                at = (*target.steps, name, index)
                yield Fault.of("the scope {scope} is not among those of the scheme", {"scope": shown(scope)}, at)


def _defined(root: Any, version: int) -> Mapping[str, Any]:
    holder = root if version == 2 else root.get("components") if isinstance(root, dict) else None
    found = (
        holder.get("securityDefinitions" if version == 2 else "securitySchemes") if isinstance(holder, dict) else None
    )
    return found if isinstance(found, dict) else {}


def _scopes(scheme: Any, version: int) -> list[str]:
    """Return the scopes that a scheme defines, in whatever flow."""
    if not isinstance(scheme, dict):
        return []
    flows = scheme.get("flows")
    holders = [scheme] if version == 2 else list(flows.values()) if isinstance(flows, dict) else []
    scopes = (flow.get("scopes") for flow in holders if isinstance(flow, dict))
    return [name for known in scopes if isinstance(known, dict) for name in known]
