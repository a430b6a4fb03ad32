"""The law as data: instruments, the requirements in them, and the catalogue of all of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.grades import Covers, Grade, InstrumentStatus, Obligation
from compliance.model.text import Text

OWN: Final = "OWN."
"""What ids begin with of what an agency asks for itself, so that nobody takes it for law."""


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open range of days `[start, end)`; None is open or unknown."""

    start: date | None
    end: date | None

    def has_begun(self, day: date) -> bool:
        """Return whether the period has begun; an unknown start has not, because what is not known does not bind."""
        return self.start is not None and self.start <= day

    def has_ended(self, day: date) -> bool:
        return self.end is not None and self.end <= day


@dataclass(frozen=True, slots=True)
class InstrumentKind:
    """A kind of instrument. `citation` is a pattern of `{number}` and `{title}`.

    With `title_first` running text begins with the title. One that does not bind directly is guidance or a convention.
    """

    code: str
    name: Text
    citation: Text
    title_first: bool
    binds_directly: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal act, guidance document, standard or observed convention."""

    id: str
    number: str | None
    title: Text
    kind: InstrumentKind
    issuer: str | None
    issued: date | None
    in_force: Period
    status: InstrumentStatus
    superseded_by: tuple[str, ...]
    supersedes: tuple[str, ...]
    notes: Text | None

    def existed(self, day: date) -> bool:
        """Return whether it had been issued; an unknown day of issue is taken from the day of effect."""
        first = self.issued or self.in_force.start
        return first is None or first <= day

    def is_in_force(self, day: date) -> bool:
        """Return whether it is in force: only a settled status counts, uncertain and transitional ones do not."""
        return (
            self.status is InstrumentStatus.IN_FORCE
            and self.in_force.has_begun(day)
            and not self.in_force.has_ended(day)
        )

    def is_repealed(self, day: date) -> bool:
        return self.status is InstrumentStatus.REPEALED or self.in_force.has_ended(day)


@dataclass(frozen=True, slots=True)
class Locator:
    """Article, clause and point; None if the text has none or it was not recorded."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    """What has to be the case for a duty to concern a platform, beside its class.

    `field` is the field of a record that says so, as the way to it: `connections.mandatory` asks it of each connection.
    """

    name: Text
    field: str


@dataclass(frozen=True, slots=True)
class Standard:
    """The published standard behind a good practice."""

    name: str
    title: str
    publisher: str | None = None
    year: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One duty of one instrument. `addressee` names the class of platform it binds; None binds all.

    `only` says where alone the duty arises, None where it always does. `covers` says whether the rules that cite it
    look at the whole of the duty.
    """

    id: str
    also: tuple[str, ...]
    instrument: Instrument
    locator: Locator
    duty: Text
    obligation: Obligation
    bearer: tuple[str, ...]
    evidence: tuple[str, ...]
    applies: Period
    addressee: str | None
    note: Text | None
    verified: Grade | None
    feasible: str
    how: Text | None
    evidence_item: Text | None
    reason: str | None
    counterpart: tuple[str, ...]
    standard: Standard | None = None
    covers: Covers = Covers.PART
    only: Restriction | None = None

    @property
    def is_own(self) -> bool:
        """Whether an agency asks it for itself."""
        return self.id.startswith(OWN)

    @property
    def is_good_practice(self) -> bool:
        """Whether it is our own proposal, a standard that no law names, or a convention that was only observed."""
        return self.obligation in {Obligation.PROPOSAL, Obligation.OBSERVED}


@dataclass(frozen=True)
class Catalogue:
    """All instruments and requirements. `version` is the day they were last checked, `sha256` is over their files.

    `reasons` tells why a requirement has no rule, by its id, None if it has one. `merged` tells into which requirement
    another id went.
    """

    instruments: Mapping[str, Instrument]
    requirements: Mapping[str, Requirement]
    reasons: Mapping[str, str | None]
    merged: Mapping[str, str]
    version: str
    sha256: str

    def find(self, requirement_id: str) -> Requirement | None:
        """Return the requirement of that id, or the one into which that id was merged."""
        found = self.standing_id(requirement_id)
        return None if found is None else self.requirements[found]

    def standing_id(self, requirement_id: str) -> str | None:
        """Return the id of the requirement of that id, or of the one into which that id was merged."""
        if requirement_id in self.requirements:
            return requirement_id
        merged = self.merged.get(requirement_id)
        return merged if merged in self.requirements else None

    def __iter__(self) -> Iterator[Requirement]:
        return iter(self.requirements.values())
