"""Where the parts of a text begin and end."""

from collections.abc import Iterable
from typing import Final, Protocol

from compliance.model.dataclass import dataclass, field
from compliance.model.location import index_of, tokens

BLOCK: Final = "block"
OBJECT: Final = "{"
LIST: Final = "["
ALIAS: Final = "*"


@dataclass(slots=True)
class Span:
    """A value or key from its first character to the one behind its last.

    `style` is its quotation mark, empty for a plain scalar; `|` or `>` for a block of text, `{` or `[` for an object or
    a list in brackets, `block` for one by indentation, `*` for what repeats another.
    """

    start: int
    end: int
    style: str = ""
    members: "list[Member]" = field(default_factory=list)

    @property
    def is_scalar(self) -> bool:
        return self.style in {"", '"', "'"}


@dataclass(slots=True)
class Member:
    """A member of an object, or an item of a list, which has no key."""

    name: str
    key: Span | None
    value: Span


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the object or list that holds it, None for the root, and its number there."""

    member: Member
    holder: Span | None
    number: int


class Spans(Protocol):
    """The parts of one text. `quotation` is the mark that it prefers."""

    quotation: str

    def find(self, pointer: str) -> Found | None:
        """Return what stands at a JSON Pointer, None if it is not written there: an alias stands for it, or nothing."""

    def members(self, span: Span) -> list[Member]:
        """Return the members of an object or list."""


def found(spans: Spans, root: Span, pointer: str) -> Found | None:
    """Follow a pointer from the root; of a name that is given twice the last one counts."""
    here = Found(Member("", None, root), None, 0)
    for token in tokens(pointer):
        holder = here.member.value
        number = _number(spans.members(holder), token)
        if number is None:
            return None
        here = Found(spans.members(holder)[number], holder, number)
    return None if here.member.value.style == ALIAS else here


def _number(members: Iterable[Member], token: str) -> int | None:
    listed = list(members)
    if listed and listed[0].key is None:
        index = index_of(token)
        return index if index is not None and index < len(listed) else None
    return next((number for number in reversed(range(len(listed))) if listed[number].name == token), None)
