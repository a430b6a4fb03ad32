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
    """What may follow on a path: fixed segments, then those with names in them, as OpenAPI 3.1, 4.8.8, orders them.

    Those with names are found by what stands before their first name and behind their last: `alike` holds their numbers
    by both, these by how long both are, so that not each of thousands is tried on each request.
    """

    fixed: dict[str, "_Branch"] = field(default_factory=dict)
    named: "dict[str, _Named]" = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)
    alike: "dict[tuple[int, int], dict[tuple[str, str], list[_Named]]]" = field(default_factory=dict)

    def below(self, segment: str) -> "_Branch":
        """Return what follows on a segment of a template, made if it is new."""
        if "{" not in segment:
            return self.fixed.setdefault(segment, _Branch())
        # because the names in braces tell no two paths apart
        form = _NAMED.sub("{}", segment)
        named = self.named.get(form)
        if named is None:
            parts = parts_of(form)
            named = self.named[form] = _Named(len(self.named), form, parts, _Branch())
            ends = parts[0], parts[-1]
            self.alike.setdefault((len(ends[0]), len(ends[1])), {}).setdefault(ends, []).append(named)
        return named.branch

    def fitting(self, segment: str) -> "list[_Named]":
        """Return the segments with names that a sent one fits, as the document has them."""
        found, size = list[_Named](), len(segment)
        for (before, after), group in self.alike.items():
            if before + after < size:
                found.extend(group.get((segment[:before], segment[size - after :]), ()))
        return sorted((each for each in found if fits(each.parts, segment)), key=lambda each: each.number)


@dataclass(frozen=True, slots=True)
class _Named:
    """A segment with names in it, and what follows on it."""

    number: int
    form: str
    parts: Parts
    branch: _Branch


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
            fitting = branch.fitting(segment)
            if not fitting:
                break
            known.append(fitting[0].form.replace("{}", "{…}"))
            branch = fitting[0].branch
        return known

    def _add(self, operation: Operation) -> None:
        branch = self._root
        for segment in _segments(operation.path):
            branch = branch.below(segment)
        branch.operations.setdefault(operation.method, operation)


def _segments(path: str) -> list[str]:
    """Return the segments without percent-encoding (RFC 3986, 6.2.2.2), but for one with an encoded slash."""
    segments = path.split("/")
    return [_decoded(segment) for segment in segments] if "%" in path else segments


def _decoded(segment: str) -> str:
    found = unquote(segment, errors="replace")
    return segment if "/" in found else found


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
        following = next(iter(named.values()), None)
        if following is None or not fits(following.parts, segment):
            return
        branch = following.branch
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
        # the most fixed characters last, because what waits last is tried first
        named = sorted(branch.fitting(segment), key=lambda each: sum(map(len, each.parts)))
        waiting.extend((each.branch, depth + 1) for each in named)
        if (fixed := branch.fixed.get(segment)) is not None:
            waiting.append((fixed, depth + 1))
