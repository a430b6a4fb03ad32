"""The names of single values that the answers of a document can hold."""

from collections import deque
from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.hole import Hole
from compliance.model.openapi.keywords import LISTED_SCHEMAS
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation

_SINGLE: Final = ("items", "additionalProperties", "then", "else", "unevaluatedItems", "unevaluatedProperties")
_FUNCTIONS: Final = frozenset({"token", "health"})


def returned_names(document: Document) -> tuple[str, ...]:
    """Return the names of the members in answers of success that hold no further members, each once, as they come.

    Objects and lists of objects, which only hold others, are left out; so is what is only ever written. What cannot be
    followed is a hole each time that somebody asks.
    """
    names, holes = document.files.remember("returned names", lambda: _read(document))
    document.files.holes.extend(holes)
    return names


def _read(document: Document) -> tuple[tuple[str, ...], tuple[Hole, ...]]:
    holes = document.files.holes
    before = len(holes)
    names = tuple(dict.fromkeys(_Members(document.files).below(_answers(document))))
    found = tuple(holes[before:])
    del holes[before:]
    return names, found


def _answers(document: Document) -> Iterator[Node]:
    """Yield the schemas of the answers of success, but of operations that give credentials or tell health."""
    for operation in document.nodes.operations:
        if operation.function not in _FUNCTIONS:
            yield from _schemas(operation)


def _schemas(operation: Operation) -> Iterator[Node]:
    files = operation.files
    listed = operation.node.get("responses")
    answers = files.follow(listed) if listed is not None else None
    for status, node in answers.members() if answers is not None else ():
        answer = files.follow(node) if str(status)[:1] == "2" else None
        content = answer.get("content") if answer is not None else None
        holders = [answer] if content is None else [files.follow(media) for _, media in content.members()]
        schemas = (holder.get("schema") for holder in holders if holder is not None)
        yield from (schema for schema in schemas if schema is not None)


class _Members:
    """Finds the members below schemas; whether a schema has members is found out once."""

    def __init__(self, files: DocumentFiles) -> None:
        self._files = files
        self._holding: dict[int, bool] = {}

    def below(self, schemas: Iterator[Node]) -> Iterator[str]:
        """Yield the names of members without members, each schema looked at once."""
        waiting, seen = deque(schemas), set[int]()
        while waiting:
            node = waiting.popleft()
            if id(node.raw) in seen or node.mapping.get("writeOnly") is True:
                continue
            seen.add(id(node.raw))
            waiting.extend(self._same(node))
            listed = node.get("properties") if self._files.written(node) else None
            for name, member in listed.members() if listed is not None else ():
                waiting.append(member)
                if not self._has_members(member) and member.mapping.get("writeOnly") is not True:
                    yield name

    def _same(self, node: Node) -> Iterator[Node]:
        """Yield the schemas that speak of the value itself, of its items, or of members of any name."""
        if node.text("$ref") is not None and (target := self._files.follow(node)) is not None:
            yield target
        dynamic = node.text("$dynamicRef") if self._files.uses_json_schema else None
        if dynamic is not None and (target := self._files.resolve(node, dynamic)) is not None:
            yield target
        if not self._files.written(node):
            return
        yield from (single for keyword in _SINGLE if (single := node.get(keyword)) is not None)
        for keyword in LISTED_SCHEMAS:
            listed = node.get(keyword)
            yield from listed.items() if listed is not None else ()

    def _has_members(self, node: Node) -> bool:
        """Return whether a value is an object, or a list or choice of objects, as far as it is said."""
        key = id(node.raw)
        if key not in self._holding:
            self._holding[key] = self._find_members(node)
        return self._holding[key]

    def _find_members(self, node: Node) -> bool:
        waiting, seen = [node], set[int]()
        while waiting:
            here = waiting.pop()
            if id(here.raw) in seen:
                continue
            seen.add(id(here.raw))
            known = self._holding.get(id(here.raw))
            if known or here.has("properties") or here.mapping.get("type") == "object":
                return True
            if known is None:
                waiting.extend(self._same(here))
        return False
