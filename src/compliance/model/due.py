"""What is due on platforms: what begins to bind, what runs out, which day somebody announced."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.text import Message, Text

Said = Text | Message
"""A statement of the facts in both languages, or a sentence that is translated."""


class DueKind(StrEnum):
    """What happens on the day.

    Only a `requirement` is set by a text of law; `asked` is what an agency asks for itself. `announced` is a deadline
    that a paper names for a platform of an official list, `declared` a day that a record names. On the day evidence,
    a certificate, a waiver or a confirmation counts for the last time.
    """

    REQUIREMENT = "requirement"
    ASKED = "asked"
    ANNOUNCED = "announced"
    DECLARED = "declared"
    EVIDENCE = "evidence"
    CERTIFICATE = "certificate"
    WAIVER = "waiver"
    CONFIRMATION = "confirmation"


class DuePeriod(StrEnum):
    """How far away the day is; each holds what the one before it does not. `undated` is due on a day nobody knows."""

    PAST = "past"
    WITHIN_30 = "within-30"
    WITHIN_90 = "within-90"
    WITHIN_365 = "within-365"
    UNDATED = "undated"


LONGEST: Final = 365
"""What is due in more days than these is not told."""
_LAST_DAYS: Final = ((30, DuePeriod.WITHIN_30), (90, DuePeriod.WITHIN_90), (LONGEST, DuePeriod.WITHIN_365))


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something that is due on a day, for some platforms or documents by their ids.

    `days_left` counts from the day of the report, below 0 where the day has passed; both are None where the day is not
    known. `what` says what it is, `source` where the day is known from. `requirement` is the id of the clause that sets
    the day, and `instrument` that of its text; None where no text does. `subjects` are those that it concerns for
    certain, `perhaps` those of which that is not known: it concerns them under the `condition`. `count` is how many
    waivers, certificates or the like it stands for, 1 where they are those of others too.
    """

    kind: DueKind
    day: date | None
    days_left: int | None
    what: Said
    source: Said | None = None
    requirement: str | None = None
    instrument: str | None = None
    condition: Said | None = None
    note: Text | None = None
    subjects: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    count: int = 1

    @property
    def is_past(self) -> bool:
        """Whether the day has passed."""
        return self.days_left is not None and self.days_left < 0

    @property
    def is_set_by_law(self) -> bool:
        """Whether a text of law sets the day."""
        return self.kind is DueKind.REQUIREMENT

    @property
    def concerned(self) -> tuple[str, ...]:
        """All that it concerns, or may concern."""
        return (*self.subjects, *self.perhaps)

    @property
    def period(self) -> DuePeriod:
        """The distance of the day."""
        left = self.days_left
        if left is None:
            return DuePeriod.UNDATED
        if left < 0:
            return DuePeriod.PAST
        return next((period for last, period in _LAST_DAYS if left <= last), DuePeriod.WITHIN_365)


def due_of(items: Iterable[DueItem], subjects: Collection[str]) -> tuple[DueItem, ...]:
    """Return what concerns or may concern some platforms, each item with no other than these."""
    wanted = frozenset(subjects)
    return tuple(_among(item, wanted) for item in items if not wanted.isdisjoint(item.concerned))


def by_subject(items: Iterable[DueItem]) -> dict[str, tuple[DueItem, ...]]:
    """Return by the id of a platform or document what `due_of` gives for it alone, in one pass over all."""
    found: dict[str, list[DueItem]] = {}
    for item in items:
        is_shared = len(item.subjects) + len(item.perhaps) > 1
        count = 1 if is_shared else item.count
        for each in item.subjects:
            found.setdefault(each, []).append(replace(item, subjects=(each,), perhaps=(), count=count))
        for each in item.perhaps:
            found.setdefault(each, []).append(replace(item, subjects=(), perhaps=(each,), count=count))
    return {each: tuple(own) for each, own in found.items()}


def _among(item: DueItem, wanted: frozenset[str]) -> DueItem:
    if wanted.issuperset(item.concerned):
        return item
    own, perhaps = (tuple(each for each in found if each in wanted) for found in (item.subjects, item.perhaps))
    return replace(item, subjects=own, perhaps=perhaps, count=1)


def by_period(items: Iterable[DueItem]) -> dict[DuePeriod, list[DueItem]]:
    """Return the items by how far away they are, in that order; a period without any is left out."""
    found: dict[DuePeriod, list[DueItem]] = {period: [] for period in DuePeriod}
    for item in items:
        found[item.period].append(item)
    return {period: group for period, group in found.items() if group}
