"""The official lists of platforms, as users name them."""

from collections.abc import Mapping
from typing import Any

from compliance.actions.errors import UsageError
from compliance.loading.facts.platforms import list_named, lists
from compliance.model.text import Message


def official_list(given: str) -> Mapping[str, Any]:
    """Return the list of that year, number or id; raises `UsageError` if there is none."""
    found = list_named(given)
    if found is None:
        known = ", ".join(sorted(lists()))
        raise UsageError(Message.of("there is no list {id}; known: {known}", id=given, known=known))
    return found


def list_in_force() -> Mapping[str, Any]:
    """Return the last list of which every platform is known by name."""
    whole = [tree for tree in lists().values() if tree["list"].get("size") == len(tree["members"]) > 0]
    return max(whole, key=lambda tree: tree["list"]["issued"] or "")
