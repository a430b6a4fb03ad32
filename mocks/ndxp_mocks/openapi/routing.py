"""The route table of a document: which operations lie at an address, and what stands in its path."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from ndxp_mocks.openapi.operations import DocumentedOperation

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")
_ANY: Final = "(.+?)"


@dataclass(frozen=True, slots=True)
class Match:
    """The operations of one template, by method in capitals, and the decoded values of its variables."""

    template: str
    operations: Mapping[str, DocumentedOperation]
    values: Mapping[str, str]


@dataclass(slots=True)
class _Branch:
    """One step of a path: what may follow it, written out or by pattern, and what ends here."""

    written: dict[str, "_Branch"] = field(default_factory=dict)
    patterns: dict[str, tuple[re.Pattern[str], "_Branch"]] = field(default_factory=dict)
    ends: dict[str, dict[str, DocumentedOperation]] = field(default_factory=dict)


class RouteTable:
    """Finds templates: what is written out goes before what is variable (OpenAPI 3.1, 4.8.8.2)."""

    def __init__(self, operations: Iterable[DocumentedOperation]) -> None:
        self._top = _Branch()
        for operation in operations:
            self._add(operation)

    def match(self, raw_path: str, method: str) -> Match | None:
        """Return the operations at a path as it was sent, those first that know the method; None if there are none."""
        steps = raw_path.split("/")[1:]
        found: Match | None = None
        for end, parts in _ends(self._top, steps, ()):
            for template, operations in end.ends.items():
                named = Match(template, operations, _values(template, parts))
                if method in operations:
                    return named
                found = found or named
        return found

    def _add(self, operation: DocumentedOperation) -> None:
        branch = self._top
        for step in operation.template.split("/")[1:]:
            if "{" not in step:
                branch = branch.written.setdefault(step, _Branch())
                continue
            pattern = "".join(_ANY if at % 2 else re.escape(part) for at, part in enumerate(_VARIABLE.split(step)))
            branch = branch.patterns.setdefault(pattern, (re.compile(pattern), _Branch()))[1]
        branch.ends.setdefault(operation.template, {})[operation.method.upper()] = operation


def _ends(branch: _Branch, steps: list[str], parts: tuple[str, ...]) -> Iterator[tuple[_Branch, tuple[str, ...]]]:
    if not steps:
        if branch.ends:
            yield branch, parts
        return
    step, rest = steps[0], steps[1:]
    if (written := branch.written.get(step) or branch.written.get(unquote(step))) is not None:
        yield from _ends(written, rest, parts)
    for source in sorted(branch.patterns, key=_written, reverse=True):
        pattern, below = branch.patterns[source]
        if (found := pattern.fullmatch(step)) is not None:
            yield from _ends(below, rest, (*parts, *found.groups()))


def _written(pattern: str) -> int:
    """Return how many characters of a step are written out."""
    return len(pattern.replace(_ANY, ""))


def _values(template: str, parts: tuple[str, ...]) -> dict[str, str]:
    return {name: unquote(part) for name, part in zip(_VARIABLE.findall(template), parts, strict=False)}
