"""All readings of one body. The package `readings` is their list: a new file is a new reading.

A file of it has `concerns(answered)`, whether the reading has anything to say of such an answer, and `read(answered)`,
which yields remarks, or an `Undecided` where it cannot be told. Both are pure. A body in a content coding is read by
those only that have `READS_ENCODED`, because they look at more than its text.
"""

import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Final

from compliance.model.answers import readings
from compliance.model.answers.answered import Answered
from compliance.model.answers.deviation import ENCODED
from compliance.model.dataclass import dataclass, replace
from compliance.model.instances import Undecided
from compliance.model.observation.content import BodyContent, Reading, Remark
from compliance.model.text import Message

_MOST_SEEN: Final = 10_000
_MOST_KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class BodyReading:
    """One way to read a body, as its file gives it."""

    concerns: Callable[[Answered], bool]
    read: Callable[[Answered], Iterator[Remark | Undecided]]
    reads_encoded: bool


@cache
def all_readings() -> Mapping[str, BodyReading]:
    """Return every reading by the name of its file."""
    names = [found.name for found in pkgutil.iter_modules(readings.__path__)]
    modules = {name: import_module(f"{readings.__name__}.{name}") for name in names if not name.startswith("_")}
    return {
        name: BodyReading(module.concerns, module.read, getattr(module, "READS_ENCODED", False))
        for name, module in modules.items()
    }


def content_of(answered: Answered) -> BodyContent:
    """Return what all readings that the answer concerns make of it."""
    return BodyContent(tuple(filter(None, (_read(name, each, answered) for name, each in all_readings().items()))))


def _read(name: str, reading: BodyReading, answered: Answered) -> Reading | None:
    try:
        if not reading.concerns(answered):
            return None
        if answered.is_encoded and answered.body and not reading.reads_encoded:
            return Reading(name, undecided=ENCODED)
        seen = list(islice(reading.read(answered), _MOST_SEEN))
    except Exception as error:  # noqa: BLE001 - whatever a server sends, the other readings go on
        message = Message.of(
            "the reading {reading} crashed with {error}; this is an error of the checker",
            reading=name,
            error=type(error).__name__,
        )
        return Reading(name, undecided=message)
    if not seen:
        return Reading(name)
    counted = Counter[Remark]()
    for remark in seen:
        if isinstance(remark, Remark):
            counted[replace(remark, count=1)] += remark.count
    remarks = tuple(replace(remark, count=count) for remark, count in islice(counted.items(), _MOST_KEPT))
    reason = next((each.reason for each in seen if isinstance(each, Undecided)), None)
    return Reading(name, remarks, reason)
