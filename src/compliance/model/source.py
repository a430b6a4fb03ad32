"""Files as they were delivered, before anything is believed of them."""

from typing import Protocol

from compliance.model import digest
from compliance.model.dataclass import dataclass, field
from compliance.model.lazy import lazy_property
from compliance.model.location import Location, Place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with the text itself: line and column count from 1."""

    message: Message
    line: int | None = None
    column: int | None = None
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class AmbiguousScalar:
    """A value or key without quotation marks that versions 1.1 and 1.2 of YAML read differently.

    `kind` is `word` (such as `no`), `moment` (a date or a time) or `number`; line and column count from 1. `written` is
    how it stands in the text, `value` what version 1.2 reads; a key is always read as text.
    """

    kind: str
    line: int
    column: int
    pointer: str
    written: str
    value: str | int | float | bool | None
    is_key: bool


class Layout(Protocol):
    """Where the members of a parsed file stand."""

    def position(self, pointer: str) -> tuple[int, int]:
        """Return line and column, from 1, of what a JSON Pointer points at, or of the nearest thing above it."""


@dataclass(frozen=True)
class SourceText:
    """The bytes of one file and what reading them brought to light.

    `undeclared` says why a file that should be a document declares no version of OpenAPI that is known.
    `scalars` are the first values that versions of YAML read differently, of `scalar_count`. `is_xml` says that the
    text is XML, which has neither.
    """

    uri: str
    content: bytes = field(repr=False)
    defects: tuple[Defect, ...] = ()
    layout: Layout | None = field(default=None, repr=False, compare=False)
    undeclared: Message | None = None
    scalars: tuple[AmbiguousScalar, ...] = ()
    scalar_count: int = 0
    is_xml: bool = False

    @property
    def at(self) -> Place:
        return Place(self.uri)

    @lazy_property
    def sha256(self) -> str:
        """The hexadecimal digest of the bytes."""
        return digest.sha256(self.content)

    def locate(self, pointer: str) -> Location:
        """Return where a pointer leads; the first character if the file could not be parsed."""
        line, column = self.layout.position(pointer) if self.layout else (1, 1)
        return Location(self.uri, pointer, line, column)
