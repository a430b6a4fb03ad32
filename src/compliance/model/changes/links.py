"""The links of answers in both documents: what programs may call next, and with what."""

from collections.abc import Collection, Mapping
from typing import Any

from compliance.model.changes.operations import shape
from compliance.model.location import tokens
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods
from compliance.model.openapi.parameter import PLACES


def links(answer: Node, files: DocumentFiles) -> dict[str, Node] | None:
    """Return the links of an answer by name; None if one cannot be followed."""
    stated = answer.get("links")
    target = files.follow(stated) if stated is not None else None
    if stated is not None and target is None:
        return None
    followed = {name: files.follow(node) for name, node in (target.members() if target is not None else ())}
    found = {name: node for name, node in followed.items() if node is not None}
    return found if len(found) == len(followed) else None


def are_same(older: Node, newer: Node, files: tuple[DocumentFiles, DocumentFiles]) -> bool:
    """Return whether both links lead to the same operation, by method and path, and send the same to it."""
    one, other = older.mapping, newer.mapping
    if _target(one, files[0]) != _target(other, files[1]) or one.get("requestBody") != other.get("requestBody"):
        return False
    passed, taken = one.get("parameters") or {}, other.get("parameters") or {}
    if not isinstance(passed, dict) or not isinstance(taken, dict):
        return bool(passed == taken)
    return {_as_in(taken, name): value for name, value in passed.items()} == taken


def _as_in(names: Collection[str], name: str) -> str:
    """Return the name of a parameter as others write it, who may say its place before it or not: `path.id`, `id`."""
    place, _, bare = name.partition(".")
    spellings = (name, bare if place in PLACES else name, *(f"{each}.{name}" for each in PLACES))
    return next((spelling for spelling in spellings if spelling in names), name)


def _target(raw: Mapping[str, Any], files: DocumentFiles) -> tuple[str, str]:
    if isinstance(name := raw.get("operationId"), str):
        return files.remember(("operations by id",), lambda: _by_id(files)).get(name, ("", name))
    reference = str(raw.get("operationRef", ""))
    steps = tokens(reference.partition("#")[2])
    return (steps[-1], shape(steps[-2])) if len(steps) > 1 else ("", reference)


def _by_id(files: DocumentFiles) -> dict[str, tuple[str, str]]:
    """Return method and path of the operations by their ids; of several with one id the first counts."""
    found: dict[str, tuple[str, str]] = {}
    paths = files.root.get("paths")
    for path, stated in paths.members() if paths is not None else ():
        item = files.follow(stated)
        for method, node in methods(item) if item is not None else ():
            if (name := node.text("operationId")) is not None:
                found.setdefault(name, (method, shape(path)))
    return found
