"""One rule of `spectral:oas`, with what most of them have in common."""

from collections.abc import Mapping
from typing import Any

from compliance.model.text import Message
from compliance.rulesets.ruleset import WARN, Then


def entry(  # noqa: PLR0913 - because each says something of its own, by name
    description: Message,
    given: str | tuple[str, ...] = (),
    function: str = "truthy",
    field: str | None = None,
    options: Mapping[str, Any] | None = None,
    *,
    formats: tuple[str, ...] = (),
    severity: int = WARN,
    is_recommended: bool = True,
    is_resolved: bool = True,
    judged_by: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return what a rule of the set says; one without paths that no rule of ours judges is known by its name only."""
    return {
        "description": description.template,
        "given": (given,) if isinstance(given, str) else given,
        "then": (Then(function, field, options or {}),),
        "formats": frozenset(formats) or None,
        "severity": severity,
        "is_recommended": is_recommended,
        "is_resolved": is_resolved,
        "judged_by": judged_by,
    }
