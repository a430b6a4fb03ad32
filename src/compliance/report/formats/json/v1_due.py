"""The shape of the JSON report where it says what is due; see v1 for the rest."""

from compliance.model.dataclass import dataclass
from compliance.model.due import DueKind, DuePeriod


@dataclass(slots=True, eq=False, repr=False)
class Due:
    """Something that is due on a day, for some platforms or documents by their ids.

    `days_left` counts from `as_of` of the report, below 0 where the day has passed; both are null where the day is not
    known. Only of kind `requirement` a text of law sets the day: `requirement` is the id of the clause and `citation`
    names it, `standing` says how well its text is known and whether it is in force, `note` what is known of the day.
    `source` says where any other day is known from. `subjects` are those that it concerns for certain, `perhaps` those
    that it concerns only under the `condition`, of which nobody knows whether it is met. `count` is how many waivers,
    certificates or the like it stands for.
    """

    kind: DueKind
    period: DuePeriod
    day: str | None
    days_left: int | None
    what: str
    source: str | None
    requirement: str | None
    citation: str | None
    standing: tuple[str, ...]
    condition: str | None
    note: str | None
    subjects: tuple[str, ...]
    perhaps: tuple[str, ...]
    count: int
