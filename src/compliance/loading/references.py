"""References of one file that lead elsewhere, found without recursion and without looking into examples."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.loading.errors import Refused
from compliance.loading.limits import Limits
from compliance.model.location import Location, Place, escape
from compliance.model.openapi.files import split_reference
from compliance.model.text import Message

_DATA: Final = frozenset({"example", "examples", "default", "enum", "const", "description", "summary", "title"})
_NAMED: Final = frozenset(
    {
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "definitions",
        "schemas",
        "responses",
        "headers",
        "callbacks",
        "paths",
        "webhooks",
        "pathItems",
        "requestBodies",
        "securitySchemes",
        "links",
        "parameters",
        "securityDefinitions",
        "mediaTypes",
        "additionalOperations",
        "content",
    }
)


def outward_references(uri: str, tree: Any, limits: Limits) -> Iterator[tuple[Place, str]]:
    """Where a reference stands and the file it leads to, for each that leaves this file.

    Names under `properties` and the like are names, not keywords: a property called `example` is looked into.
    """
    stack: list[tuple[Any, str, bool, int]] = [(tree, "", False, 0)]
    while stack:
        value, pointer, is_named, depth = stack.pop()
        if depth > limits.depth:
            raise Refused(Location(uri), Message.of("nested more than {limit} levels deep", limit=limits.depth))
        if isinstance(value, list):
            stack.extend((item, f"{pointer}/{index}", False, depth + 1) for index, item in enumerate(value))
            continue
        if not isinstance(value, dict):
            continue
        reference = value.get("$ref")
        if isinstance(reference, str):
            target, _ = split_reference(uri, reference)
            if target != uri:
                yield Place(uri, f"{pointer}/$ref"), target
        for key, member in value.items():
            if isinstance(member, dict | list) and (is_named or not _is_data(key)):
                stack.append((member, f"{pointer}/{escape(key)}", key in _NAMED and not is_named, depth + 1))


def _is_data(key: str) -> bool:
    """Values that are examples, extensions or plain text: a `$ref` in them refers to nothing of OpenAPI."""
    return key in _DATA or key.startswith("x-")
