"""One platform among others: as much of its evidence as rules on several platforms together look at."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from compliance.model.dataclass import dataclass

if TYPE_CHECKING:  # because a document has no record
    from compliance.model.dossier import Dossier
    from compliance.model.facts import Facts
    from compliance.model.record import Record


@dataclass(frozen=True, slots=True)
class FleetMember:
    """`id` is that of the dossier, `files` are the names of all files of its evidence; None if it has no record."""

    id: str
    record: "Record | None"
    files: frozenset[str]

    @classmethod
    def of(cls, dossier: "Dossier") -> "FleetMember":
        return cls(dossier.id, dossier.record, frozenset(source.uri for source in dossier.evidence_files()))


@dataclass(frozen=True, slots=True)
class AskedFleet:
    """The platforms of a run, and what rules on one kind of subject ask of whom they concern: each its `when`."""

    members: Sequence[FleetMember]
    conditions: Callable[[], Sequence[Any]]
    facts: "Facts"
