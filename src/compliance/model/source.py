"""Files as they were delivered, before anything is believed of them."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from compliance.model.location import Place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with the text itself: line and column count from 1."""

    message: Message
    line: int | None = None
    column: int | None = None
    pointer: str = ""


@dataclass(frozen=True)
class SourceText:
    """The bytes of one file and what reading them brought to light."""

    uri: str
    content: bytes = field(repr=False)
    defects: tuple[Defect, ...] = ()

    @property
    def at(self) -> Place:
        return Place(self.uri)

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the bytes."""
        return sha256(self.content).hexdigest()
