"""What was read of a body while it was at hand: facts, never its values."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from compliance.model.dataclass import dataclass, field
from compliance.model.text import Message

NOTHING: Mapping[str, str | int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a reading saw in a body: what it is, where, and how often.

    `kind` tells the things that one reading can see apart. `pointer` is a JSON pointer in which `*` stands for the
    number of an item, "" for the whole body. `words` are what a message says of it, never a value of the body.
    """

    kind: str
    pointer: str = ""
    words: tuple[tuple[str, str | int], ...] = ()
    count: int = 1

    @property
    def parameters(self) -> dict[str, str | int]:
        """The words as parameters of a message."""
        return dict(self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading made of a body; `undecided` is why it could not tell, None if it could."""

    name: str
    remarks: tuple[Remark, ...] = ()
    undecided: Message | None = None


@dataclass(frozen=True, slots=True)
class BodyContent:
    """The readings of one body, of those that it concerned."""

    readings: tuple[Reading, ...] = field(default=())

    def reading(self, name: str) -> Reading | None:
        """Return what the reading of that name made of the body, None if the body did not concern it."""
        return next((each for each in self.readings if each.name == name), None)

    def evidence(self) -> Iterator[Message]:
        """Yield one line for each remark."""
        for reading in self.readings:
            for remark in reading.remarks:
                yield Message.of(
                    "read in the body: {reading} {kind} at {pointer} ({count})",
                    reading=reading.name,
                    kind=remark.kind,
                    pointer=remark.pointer or "/",
                    count=remark.count,
                )
