"""How far an action has come."""

from collections.abc import Callable

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` targets are finished, `name` the last of them.

    Of recordings of traffic it is the MiB that were read, `name` the one that is being read; `total` is 0 if not known.
    """

    done: int
    total: int
    name: str


OnProgress = Callable[[Progress], None]
