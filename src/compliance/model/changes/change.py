"""One change between two documents, and all of them with what could not be compared."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message


class Part(StrEnum):
    """Which part of an operation changed."""

    OPERATION = "operation"
    REQUEST = "request"
    RESPONSE = "response"
    SECURITY = "security"


class ChangeKind(StrEnum):
    """What happened. Of a value this is said where it matters: of an answer if it may now be something else or missing,
    of a request if what was accepted is refused now."""

    OPERATION_REMOVED = "operation-removed"
    OPERATION_ADDED = "operation-added"
    CONTENT_REMOVED = "content-removed"
    PROPERTY_REMOVED = "property-removed"
    PROPERTY_ADDED = "property-added"
    PARAMETER_REMOVED = "parameter-removed"
    PARAMETER_ADDED = "parameter-added"
    TYPE_CHANGED = "type-changed"
    BECAME_OPTIONAL = "became-optional"
    BECAME_REQUIRED = "became-required"
    ENUM_WIDENED = "enum-widened"
    ENUM_OPENED = "enum-opened"
    ENUM_NARROWED = "enum-narrowed"
    LIMIT_TIGHTENED = "limit-tightened"
    SECURITY_WEAKENED = "security-weakened"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `operation` is the first that shows it: `GET /citizens`; `name` is the way to the field or parameter.

    `older` and `newer` are where it stands in both documents, or the nearest thing where it is missing. `words` are
    what a template may name beside `operation` and `name`.
    """

    kind: ChangeKind
    part: Part
    operation: str
    name: str
    older: Place
    newer: Place
    words: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """The last name and the words, which distinguish it from others at the same place, whatever way led there."""
        return " ".join((self.name.rpartition(".")[2], *map(str, self.words.values())))

    def told(self, template: str) -> Message:
        """Return the template filled with what changed where."""
        return Message.of(template, operation=self.operation, name=self.name, **self.words)


@dataclass(frozen=True, slots=True)
class Uncompared:
    """Something of which it cannot be told whether it changed, and where it stands in the newer document.

    `part` is what it belongs to, None if whole operations cannot be seen.
    """

    at: Place
    message: Message
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two documents, in the order of the older one."""

    found: tuple[Change, ...]
    uncompared: tuple[Uncompared, ...] = ()

    def of(self, part: Part, kinds: Collection[ChangeKind]) -> Iterator[Change]:
        """Yield the changes of some kinds in one part of operations."""
        return (change for change in self.found if change.part is part and change.kind in kinds)

    def in_responses(self, *kinds: ChangeKind) -> Iterator[Change]:
        """Yield the changes of some kinds in what operations answer."""
        return self.of(Part.RESPONSE, kinds)

    def in_requests(self, *kinds: ChangeKind) -> Iterator[Change]:
        """Yield the changes of some kinds in what operations are sent."""
        return self.of(Part.REQUEST, kinds)

    def unseen_in(self, part: Part) -> Iterator[Uncompared]:
        """Yield what could not be compared and may hide changes in one part of operations."""
        return (unseen for unseen in self.uncompared if unseen.part in {part, None})
