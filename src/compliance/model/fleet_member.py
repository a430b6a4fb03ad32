"""One platform among others: as much of its evidence as rules on several platforms together look at."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass

if TYPE_CHECKING:  # because a document has no record
    from compliance.model.dossier import Dossier
    from compliance.model.facts import Facts
    from compliance.model.record import Record
    from compliance.model.rule import Rule


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
    """The platforms of a run, and the rules of one kind of subject that are asked about them."""

    members: Sequence[FleetMember]
    rules: "Sequence[Rule]"
    facts: "Facts"
