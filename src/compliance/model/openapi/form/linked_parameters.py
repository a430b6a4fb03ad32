"""Whether the parameters that links pass are those of the operations to which they lead."""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.form.faults import Trace, node_at
from compliance.model.openapi.form.references import Broken
from compliance.model.openapi.form.walk import FormWalk
from compliance.model.openapi.node import Node
from compliance.model.openapi.parameter import IGNORED_HEADERS, PLACES
from compliance.model.text import Message, shown

_PLACES: Final = (*PLACES, "querystring")
_OF_OTHERS: Final = frozenset(("header", name) for name in IGNORED_HEADERS)
_LONGEST: Final = 200


def passed_in_vain(files: DocumentFiles, walk: FormWalk) -> Iterator[Broken]:
    """Yield what links pass under a name that no parameter of the operation has (OpenAPI, Link Object).

    Nothing is said of operations whose parameters cannot be seen, nor where some stand beside the reference of a path.
    """
    if any("$ref" in item and "parameters" in item for item, _ in walk.objects["PathItem"]):
        return
    ids: dict[str, Trace] = {}
    for raw, trace in walk.objects["Operation"]:
        if isinstance(name := raw.get("operationId"), str):
            ids.setdefault(name, trace)
    for raw, trace in walk.objects["Link"]:
        name = raw.get("operationId")
        for node in _unknown(files, node_at(trace), ids.get(name) if isinstance(name, str) else None):
            template = "the link passes the parameter {name}, which the operation to which it leads does not have"
            yield Broken(node, Message.of(template, name=shown(str(node.key), _LONGEST)))


def _unknown(files: DocumentFiles, link: Node, found: Trace | None) -> Iterator[Node]:
    passed, reference = link.get("parameters"), link.text("operationRef")
    target = node_at(found) if found is not None else files.resolve(link, reference) if reference is not None else None
    known = _known(files, target) if passed is not None and target is not None else None
    for _, node in passed.members() if passed is not None and known is not None else ():
        if known is not None and known.isdisjoint(meant := _meanings(str(node.key))) and _OF_OTHERS.isdisjoint(meant):
            yield node


def _meanings(name: str) -> frozenset[tuple[str, str]]:
    """Return place and name that may be meant; the place may stand before the name: `path.id`."""
    place, _, bare = name.partition(".")
    meant = [(each, name) for each in _PLACES] + ([(place, bare)] if place in _PLACES else [])
    return frozenset(_key(*each) for each in meant)


def _known(files: DocumentFiles, operation: Node) -> frozenset[tuple[str, str]] | None:
    """Return place and name of the parameters of an operation and its path, None if one of them cannot be seen."""
    found = set[tuple[str, str]]()
    item = operation.parent
    if item is not None and item.key == "additionalOperations":
        item = item.parent
    for owner in (operation, item):
        listed = owner.get("parameters") if owner is not None else None
        if listed is not None and not isinstance(listed.raw, list):
            return None
        for node in listed.items() if listed is not None else ():
            target = files.meant(node)
            name, place = (target.text("name"), target.text("in")) if target is not None else (None, None)
            if name is None or place is None:
                return None
            found.add(_key(place, name))
    return frozenset(found)


def _key(place: str, name: str) -> tuple[str, str]:
    return place, name.lower() if place == "header" else name
