"""How far an action has come, and whether it is to end."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from compliance.model.dataclass import dataclass
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` targets are finished, `name` the last of them.

    Of recordings of traffic it is the MiB that were read, `name` the one that is being read; `total` is 0 if not known.
    `waiting` says what is waited for, None if nothing is.
    """

    done: int
    total: int
    name: str
    waiting: Message | None = None


OnProgress = Callable[[Progress], None]


class Ending(Protocol):
    """Tells whether somebody wants an action to end before it is finished; it is entered while that can be done."""

    def __enter__(self) -> object: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
    @property
    def is_wanted(self) -> bool: ...
