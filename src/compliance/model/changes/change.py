"""One change between two documents, and all of them with what could not be compared."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.location import Place
from compliance.model.text import Message


class Part(StrEnum):
    """Which part of an operation changed.

    What a platform accepts is a request, what it sends an answer: in webhooks and callbacks, which it calls itself,
    the body that it sends is an answer to whoever reads it, and what it is answered is a request.
    """

    OPERATION = "operation"
    REQUEST = "request"
    RESPONSE = "response"
    SECURITY = "security"


class Level(StrEnum):
    """What a change does to programs that were written against the older document."""

    BREAKING = "breaking"
    WARNING = "warning"
    HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `kind` is the name of its kind; `name` is the way to the field or parameter.

    `operations` are those that were seen to have it, `GET /citizens`; of a schema that many use the first.
    `older` and `newer` are where it stands in both documents, or the nearest thing where it is missing.
    """

    kind: str
    level: Level
    part: Part
    operations: tuple[str, ...]
    name: str
    older: Place
    newer: Place
    message: Message

    @property
    def operation(self) -> str:
        """The first operation that shows it; empty for a change of the document."""
        return self.operations[0] if self.operations else ""

    @property
    def key(self) -> str:
        """The last name and the words, which distinguish it from others at the same place, whatever way led there."""
        told = (str(value) for name, value in self.message.parameters if name not in {"operation", "name"})
        return " ".join((self.name.rpartition(".")[2], *told))


OF_CONDITIONS: Final = frozenset({"alternatives"})
OF_VALUES: Final = OF_CONDITIONS | {"types", "values", "members", "discriminators"}
OF_PARAMETERS: Final = OF_VALUES | {"parameters"}
OF_MESSAGES: Final = OF_VALUES | {"bodies", "answers"}
OF_SECURITY: Final = frozenset({"security"})
OF_OPERATIONS: Final = OF_PARAMETERS | OF_MESSAGES | OF_SECURITY | {"operations"}


@dataclass(frozen=True, slots=True)
class Uncompared:
    """Something of which it cannot be told whether it changed, and where it stands in the newer document.

    `families` are those of the kinds of change that it may hide; `part` is what it belongs to, None if whole
    operations cannot be seen.
    """

    at: Place
    message: Message
    families: frozenset[str]
    part: Part | None = None


Said = Change | Uncompared


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two documents, in the order of the older one."""

    found: tuple[Change, ...]
    uncompared: tuple[Uncompared, ...] = ()

    def of(self, part: Part, kinds: Collection[str]) -> Iterator[Change]:
        """Yield the changes of some kinds in one part of operations."""
        return (change for change in self.found if change.part is part and change.kind in kinds)

    def unseen_in(self, part: Part) -> Iterator[Uncompared]:
        """Yield what could not be compared and may hide changes in one part of operations."""
        return (unseen for unseen in self.uncompared if unseen.part in {part, None})


def gathered(said: Iterable[Said]) -> Changes:
    """Return all that was said, each change once: with every operation in which the same places show it."""
    changes: dict[tuple[object, ...], tuple[Change, dict[str, None]]] = {}
    unseen: dict[tuple[Place, str], Uncompared] = {}
    for one in said:
        if isinstance(one, Uncompared):
            unseen.setdefault((one.at, f"{one.part} {one.message.template}"), one)
            continue
        identity = (one.kind, one.part, one.older, one.newer, one.key)
        changes.setdefault(identity, (one, {}))[1].update(dict.fromkeys(one.operations))
    found = (replace(change, operations=tuple(operations)) for change, operations in changes.values())
    return Changes(tuple(found), tuple(unseen.values()))
