"""What a request means under a document: an operation of it, a method or a path that it does not have, or neither."""

import re
from enum import Enum, auto
from fnmatch import translate
from typing import Final
from urllib.parse import unquote

from compliance.model.answers.contract.promise import Promise, promise_of
from compliance.model.dataclass import dataclass, replace
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.pattern import late
from compliance.model.traffic.bases import Base, bases_of
from compliance.model.traffic.masking import PathName, PathNames
from compliance.model.traffic.scope import TrafficScope

_MOST_KNOWN: Final = 2_000
_LONGEST_KNOWN: Final = 300
_SLASHES: Final = late(r"/{2,}")


class Kind(Enum):
    """What a path turned out to be."""

    OPERATION = auto()
    NO_METHOD = auto()
    NO_PATH = auto()
    OUTSIDE = auto()
    IGNORED = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What method and path mean.

    Of an operation its `promise` is known; of a path without the method `template`, the path as the document has it; of
    both and of an unknown path the `base` that it stands below, and the `rest`.
    `has_other_slashes` tells of an operation that was found only with another slash at the end, or without double ones.
    """

    kind: Kind
    operation: Operation | None = None
    promise: Promise | None = None
    base: Base | None = None
    template: str = ""
    rest: str = ""
    has_other_slashes: bool = False


_OUTSIDE: Final = Meaning(Kind.OUTSIDE)
_IGNORED: Final = Meaning(Kind.IGNORED)


class Meanings:
    """Tells what requests mean. It keeps the last answers, of a bounded number."""

    def __init__(self, document: Document, scope: TrafficScope) -> None:
        self.bases = bases_of(document, scope.base_paths)
        self._ignored = re.compile("|".join(map(translate, scope.ignore))) if scope.ignore else None
        self._names = PathNames()
        self._known: dict[tuple[str, str], Meaning] = {}
        self._of_operations: dict[Operation, Meaning] = {}

    def of(self, method: str, path: str) -> Meaning:
        """Return what a method and a path, as sent and without its query, mean."""
        key = (method, path)
        found = self._known.get(key)
        if found is None:
            found = self._find(method, path)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            if len(path) <= _LONGEST_KNOWN:
                self._known[key] = found
        return found

    def name(self, meaning: Meaning) -> PathName:
        """Return how a path that the document does not have is shown."""
        if meaning.base is None:
            return self._names.name((), ())
        base = meaning.base.path.split("/") if meaning.base.path else [""]
        known = meaning.base.routes.beginning(meaning.rest)
        rest = [unquote(each, errors="replace") for each in meaning.rest.split("/")[len(known) :]]
        return self._names.name((*base, *known[1:]), rest)

    def settled(self, name: PathName) -> PathName:
        """Return a name as it is now that all paths were seen."""
        return self._names.settled(name)

    def _find(self, method: str, path: str) -> Meaning:
        if self._ignored is not None and self._ignored.match(unquote(path, errors="replace")):
            return _IGNORED
        found = self._below(method, path)
        if found.kind is Kind.OPERATION or (found.kind is Kind.OUTSIDE and "//" not in path):
            return found
        single = _SLASHES.sub("/", path)
        for other in dict.fromkeys((single, single.rstrip("/"), f"{single.rstrip('/')}/")):
            again = self._below(method, other) if other and other != path else _OUTSIDE
            if again.kind is Kind.OPERATION:
                return replace(again, has_other_slashes=True)
            if again.kind is Kind.NO_METHOD and found.kind is not Kind.NO_METHOD:
                found = again
        return found

    def _below(self, method: str, path: str) -> Meaning:
        found = _OUTSIDE
        for base in self.bases:
            rest = base.below(path)
            if rest is None:
                continue
            operation = base.routes.operation(method, rest)
            if operation is None and method == "HEAD":  # RFC 9110, 9.3.2: HEAD is GET without the body
                operation = base.routes.operation("GET", rest)
            if operation is not None:
                return self._of_operation(operation)
            template = base.routes.template(rest)
            if template is not None and found.kind is not Kind.NO_METHOD:
                found = Meaning(Kind.NO_METHOD, base=base, template=template, rest=rest)
            elif found.kind is Kind.OUTSIDE:
                found = Meaning(Kind.NO_PATH, base=base, rest=rest)
        return found

    def _of_operation(self, operation: Operation) -> Meaning:
        found = self._of_operations.get(operation)
        if found is None:
            found = Meaning(Kind.OPERATION, operation, promise_of(operation))
            self._of_operations[operation] = found
        return found
