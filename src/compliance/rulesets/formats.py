"""Which format a document has, in the words of rulesets."""

from collections.abc import Mapping
from typing import Any, Final

NAMES: Final[Mapping[str, str]] = {
    "oas2": "oas2",
    "oas3": "oas3",
    "oas3.0": "oas3.0",
    "oas3_0": "oas3.0",
    "oas3.1": "oas3.1",
    "oas3_1": "oas3.1",
    "oas3.2": "oas3.2",
    "oas3_2": "oas3.2",
}
"""The formats that a ruleset may name, with the spelling used here."""


def formats_of(root: Any) -> frozenset[str]:
    """Return the formats of a document: `oas2`, or `oas3` and its minor version."""
    if not isinstance(root, dict):
        return frozenset()
    if str(root.get("swagger", "")).startswith("2"):
        return frozenset({"oas2"})
    version = str(root.get("openapi", ""))
    if version.partition(".")[0] != "3":
        return frozenset()
    return frozenset({"oas3", *({f"oas{version[:3]}"} & set(NAMES))})
