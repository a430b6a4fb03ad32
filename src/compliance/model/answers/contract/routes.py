"""Which operation of a document a request means, by its method and its path below the base of the service."""

import re
from collections.abc import Iterator, Sequence
from re import Pattern, escape
from typing import Final

from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.pattern import late

_NAMED: Final = late(r"\{[^{}]*\}")
_MOST_SEGMENTS: Final = 200


def routes_of(document: Document) -> "Routes":
    """Return the table of a document, made once."""
    return document.files.remember("routes", lambda: Routes(document.nodes.operations))


@dataclass(slots=True)
class _Branch:
    """What may follow on a path: fixed segments, then those with names in them, as OpenAPI 3.1, 4.8.8, orders them."""

    fixed: dict[str, "_Branch"] = field(default_factory=dict)
    named: "dict[str, tuple[Pattern[str] | None, _Branch]]" = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)


class Routes:
    """A table of paths, made once; asking it costs as many steps as the path has segments."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self._root = _Branch()
        self._plain: dict[tuple[str, str], Operation] = {}
        for operation in operations:
            if "{" not in operation.path:
                self._plain.setdefault((operation.method, operation.path), operation)
            self._add(operation)

    def operation(self, method: str, path: str) -> Operation | None:
        """Return the operation that is meant, None if the document has none; the path is as sent, without a query."""
        asked = method.lower()
        plain = self._plain.get((asked, path))
        if plain is not None:
            return plain
        segments = path.split("/")
        if len(segments) > _MOST_SEGMENTS:
            return None
        found = (branch.operations.get(asked) for branch in _ends(self._root, segments))
        return next((operation for operation in found if operation is not None), None)

    def has_path(self, path: str) -> bool:
        """Return whether the document has the path, with whatever method."""
        segments = path.split("/")
        return len(segments) <= _MOST_SEGMENTS and any(True for _ in _ends(self._root, segments))

    def _add(self, operation: Operation) -> None:
        branch = self._root
        for segment in operation.path.split("/"):
            if "{" not in segment:
                branch = branch.fixed.setdefault(segment, _Branch())
            else:
                # because the names in braces tell no two paths apart
                form = _NAMED.sub("{}", segment)
                branch = branch.named.setdefault(form, (_pattern(form), _Branch()))[1]
        branch.operations.setdefault(operation.method, operation)


def _pattern(form: str) -> Pattern[str] | None:
    """Return what a segment with names in it looks like, None if any that is not empty will do."""
    if form == "{}":
        return None
    return re.compile("[^/]+?".join(map(escape, form.split("{}"))))


def _ends(root: _Branch, segments: Sequence[str]) -> Iterator[_Branch]:
    """Yield where the segments lead, fixed ones before named ones; each branch is tried once for each depth."""
    waiting, seen = [(root, 0)], set[tuple[int, int]]()
    while waiting:
        branch, depth = waiting.pop()
        if (id(branch), depth) in seen:
            continue
        seen.add((id(branch), depth))
        if depth == len(segments):
            if branch.operations:
                yield branch
            continue
        segment = segments[depth]
        named = [(pattern, next_) for pattern, next_ in branch.named.values() if _fits(pattern, segment)]
        # the most fixed characters last, because what waits last is tried first
        named.sort(key=lambda each: len(each[0].pattern) if each[0] is not None else 0)
        waiting.extend((next_, depth + 1) for _, next_ in named)
        if (fixed := branch.fixed.get(segment)) is not None:
            waiting.append((fixed, depth + 1))


def _fits(pattern: Pattern[str] | None, segment: str) -> bool:
    return bool(segment) if pattern is None else pattern.fullmatch(segment) is not None
