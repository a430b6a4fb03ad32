"""The links of answers in both documents: what programs may call next, and with what."""

from collections.abc import Mapping
from typing import Any

from compliance.model.changes.operations import shape
from compliance.model.location import tokens
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods


def links(answer: Node, files: DocumentFiles) -> dict[str, Node] | None:
    """Return the links of an answer by name; None if one cannot be followed."""
    stated = answer.get("links")
    target = files.follow(stated) if stated is not None else None
    if stated is not None and target is None:
        return None
    followed = {name: files.follow(node) for name, node in (target.members() if target is not None else ())}
    found = {name: node for name, node in followed.items() if node is not None}
    return found if len(found) == len(followed) else None


def meaning(link: Node, files: DocumentFiles) -> tuple[Any, Any, Any]:
    """Return what a link says: the operation that it leads to, by method and path, and what is sent to it."""
    raw = link.mapping
    return _target(raw, files), raw.get("parameters") or {}, raw.get("requestBody")


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
