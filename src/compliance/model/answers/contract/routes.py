"""Which operation of a document a request means, by its method and its path below the base of the service."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.template import Parts, fits, parts_of
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
    named: "dict[str, tuple[Parts | None, _Branch]]" = field(default_factory=dict)
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
        segments = _segments(path)
        if len(segments) > _MOST_SEGMENTS:
            return None
        for branch in _ends(self._root, segments):
            if (operation := branch.operations.get(asked)) is not None:
                return operation
        return None

    def template(self, path: str) -> str | None:
        """Return the path as the document writes it, with whatever method; None if the document does not have it."""
        segments = _segments(path)
        if len(segments) > _MOST_SEGMENTS:
            return None
        end = next(_ends(self._root, segments), None)
        return next(iter(end.operations.values())).path if end is not None else None

    def beginning(self, path: str) -> list[str]:
        """Return the first segments of a path as the document writes them, as far as one of its paths goes with it."""
        known: list[str] = []
        branch = self._root
        for segment in _segments(path)[:_MOST_SEGMENTS]:
            if segment in branch.fixed:
                branch = branch.fixed[segment]
                known.append(segment)
                continue
            fitting = next((each for each in branch.named.items() if _fits(each[1][0], segment)), None)
            if fitting is None:
                break
            known.append(fitting[0].replace("{}", "{…}"))
            branch = fitting[1][1]
        return known

    def _add(self, operation: Operation) -> None:
        branch = self._root
        for segment in _segments(operation.path):
            if "{" not in segment:
                branch = branch.fixed.setdefault(segment, _Branch())
            else:
                # because the names in braces tell no two paths apart
                form = _NAMED.sub("{}", segment)
                branch = branch.named.setdefault(form, (_parts(form), _Branch()))[1]
        branch.operations.setdefault(operation.method, operation)


def _segments(path: str) -> list[str]:
    """Return the segments without percent-encoding (RFC 3986, 6.2.2.2), but for one with an encoded slash."""
    segments = path.split("/")
    return [_decoded(segment) for segment in segments] if "%" in path else segments


def _decoded(segment: str) -> str:
    found = unquote(segment, errors="replace")
    return segment if "/" in found else found


def _parts(form: str) -> Parts | None:
    """Return what a segment with names in it looks like, None if any that is not empty will do."""
    return None if form == "{}" else parts_of(form)


def _ends(root: _Branch, segments: Sequence[str]) -> Iterator[_Branch]:
    """Yield where the segments lead, fixed ones before named ones.

    As long as there is one way only, which is so for most paths, nothing is kept to come back to.
    """
    branch = root
    for depth, segment in enumerate(segments):
        fixed, named = branch.fixed.get(segment), branch.named
        if named and (fixed is not None or len(named) > 1):
            yield from _ends_of_many(branch, depth, segments)
            return
        if fixed is not None:
            branch = fixed
            continue
        parts, following = next(iter(named.values()), (None, None))
        if following is None or not _fits(parts, segment):
            return
        branch = following
    if branch.operations:
        yield branch


def _ends_of_many(begun: _Branch, begun_at: int, segments: Sequence[str]) -> Iterator[_Branch]:
    """Yield the same from a branch and a depth on; each branch is tried once for each depth."""
    waiting, seen = [(begun, begun_at)], set[tuple[int, int]]()
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
        named = [(parts, next_) for parts, next_ in branch.named.values() if _fits(parts, segment)]
        # the most fixed characters last, because what waits last is tried first
        named.sort(key=lambda each: sum(map(len, each[0] or ())))
        waiting.extend((next_, depth + 1) for _, next_ in named)
        if (fixed := branch.fixed.get(segment)) is not None:
            waiting.append((fixed, depth + 1))


def _fits(parts: Parts | None, segment: str) -> bool:
    return bool(segment) if parts is None else fits(parts, segment)
