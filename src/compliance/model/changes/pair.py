"""What stands at one place in both documents: what kinds of change look at.

`older` or `newer` is None where it stands in one of them only. Each kind of pair is a class of its own, so that a kind
of change says by an annotation what it looks at.
"""

from datetime import date
from typing import Any, Final

from compliance.model.changes.change import Part
from compliance.model.changes.encoding import Encoding
from compliance.model.changes.regular import Patterns
from compliance.model.changes.sameness import Sameness
from compliance.model.changes.security import Demand
from compliance.model.changes.shape import Shape
from compliance.model.dataclass import dataclass
from compliance.model.lazy import lazy_property
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.pattern import late

_DAY: Final = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HIDDEN: Final = {Part.RESPONSE: "writeOnly", Part.REQUEST: "readOnly"}
"""The keyword that a member has which never goes that way."""


@dataclass(frozen=True)
class Pair:
    """Where it is: the operation and the part of it, the way to it, and the places; `name` is empty for the whole."""

    operation: str
    part: Part
    name: str
    older_at: Place
    newer_at: Place

    @property
    def is_sent(self) -> bool:
        """Whether callers send it, so that it must not be narrowed."""
        return self.part is Part.REQUEST

    @property
    def is_received(self) -> bool:
        """Whether callers receive it, so that it must not be widened."""
        return self.part is Part.RESPONSE


@dataclass(frozen=True)
class DocumentPair(Pair):
    """The two documents."""

    older: Document
    newer: Document


@dataclass(frozen=True)
class OperationPair(Pair):
    """An operation, or a call that the platform makes itself. `day` is the day on which is compared, if known.

    `addresses` are the expressions that say in both documents where a callback goes.
    """

    older: Operation | None
    newer: Operation | None
    day: date | None = None
    is_call: bool = False
    addresses: tuple[str, str] = ("", "")

    @property
    def was_deprecated(self) -> bool:
        return _is_deprecated(self.older)

    @property
    def is_deprecated(self) -> bool:
        return _is_deprecated(self.newer)

    @property
    def sunset(self) -> tuple[date | None, date | None]:
        """The days on which it ends, as both documents say in `x-sunset`; None if one says none that can be read."""
        return _sunset(self.older), _sunset(self.newer)

    @property
    def was_due(self) -> bool:
        """Whether the day that the older document announced has come."""
        sunset = self.sunset[0]
        return sunset is not None and self.day is not None and sunset <= self.day


@dataclass(frozen=True)
class ParameterPair(Pair):
    """A parameter; one that moved stands in both, at other places."""

    older: Parameter | None
    newer: Parameter | None

    @property
    def is_moved(self) -> bool:
        return self.older is not None and self.newer is not None and self.older.place != self.newer.place


@dataclass(frozen=True)
class BodyPair(Pair):
    """The body of a request, or that of a call that the platform makes."""

    older: Node | None
    newer: Node | None


@dataclass(frozen=True)
class AnswerPair(Pair):
    """The answer with one status, which is the name. `has_content` says whether it brought anything."""

    older: Node | None
    newer: Node | None
    has_content: bool = False


@dataclass(frozen=True)
class MediaTypePair(Pair):
    """One media type of a body or an answer. `is_described` says of each side whether it has a schema.

    `asks_for` are the parameters that the newer document adds to it, empty if it adds none.
    """

    is_offered: tuple[bool, bool]
    is_described: tuple[bool, bool]
    asks_for: str = ""


@dataclass(frozen=True)
class EncodingPair(Pair):
    """How a part of a form is written. `has_parts` says whether it is made of several values, which style joins."""

    older: Encoding
    newer: Encoding
    has_parts: bool


@dataclass(frozen=True)
class HeaderPair(Pair):
    """A header of an answer, or of a part of a form. `forms` says how its value is written, as far as it matters."""

    older: Node | None
    newer: Node | None
    forms: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class LinkPair(Pair):
    """A link of an answer. `is_same` says whether it leads to the same operation with the same values."""

    is_there: tuple[bool, bool]
    is_same: bool = True


@dataclass(frozen=True)
class SecurityPair(Pair):
    """What an operation demands of callers, as alternatives.

    `is_meant_for_all` says that the newer document has it open on purpose: for open data, a token, or a sign of life.
    """

    older: tuple[Demand, ...]
    newer: tuple[Demand, ...]
    is_meant_for_all: bool = False


@dataclass(frozen=True)
class ValuePair(Pair):
    """One value, as its schemas describe it.

    `is_required` says of each side whether it has to be there, `is_text` that it travels as text, whatever its type.
    """

    older: Shape
    newer: Shape
    sameness: Sameness
    patterns: Patterns
    is_required: tuple[bool, bool] = (False, False)
    is_text: bool = False

    @property
    def allowed_and_found(self) -> tuple[Shape, Shape]:
        """The side that may be relied on and what comes: of requests newer and older, of answers the reverse."""
        return (self.newer, self.older) if self.is_sent else (self.older, self.newer)

    def places(self, *keywords: str) -> tuple[Place, Place]:
        """Return where keywords stand on both sides; the schema itself if none does."""
        return self._place(self.older, keywords, self.older_at), self._place(self.newer, keywords, self.newer_at)

    def _place(self, shape: Shape, keywords: tuple[str, ...], other: Place) -> Place:
        holders = (node for node in shape.nodes if any(keyword in node.mapping for keyword in keywords))
        holder = next(holders, None)
        return holder.at if holder is not None else other

    @lazy_property
    def are_strangers(self) -> bool:
        """Whether no value fits both, so that there is nothing to compare within."""
        one, other = self.older.kinds, self.newer.kinds
        return bool(one) and bool(other) and not _wide(one) & _wide(other)


@dataclass(frozen=True)
class MemberPair(Pair):
    """A named member of an object. `is_required` says of each side whether it is.

    `is_closed` says of each object whether it has no members but those named.
    """

    older: tuple[Node, ...] | None
    newer: tuple[Node, ...] | None
    is_required: tuple[bool, bool]
    is_closed: tuple[bool, bool]


@dataclass(frozen=True)
class AlternativePair(Pair):
    """One of the schemas between which a value may choose, which stands on one side only; `title` names it.

    It may also be one that is refused because all that fits it fits two others of `oneOf`, `taken_by` these.
    """

    is_added: bool
    title: str
    taken_by: tuple[str, ...] = ()


def _wide(types: Any) -> frozenset[str]:
    found: frozenset[str] = frozenset(types) - {"null"}
    return found | {"integer"} if "number" in found else found


def _is_deprecated(operation: Operation | None) -> bool:
    return operation is not None and operation.node.mapping.get("deprecated") is True


def _sunset(operation: Operation | None) -> date | None:
    stated = operation.node.mapping.get("x-sunset") if operation is not None else None
    found = _DAY.match(str(stated)) if stated is not None else None
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
