"""One platform among others: as much of its evidence as rules on several platforms together look at."""

from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass

if TYPE_CHECKING:  # because a document has no record
    from compliance.model.dossier import Dossier
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
