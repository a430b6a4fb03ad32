"""One platform among others: as much of its evidence as rules on several platforms together look at."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from compliance.model.dataclass import dataclass, field

if TYPE_CHECKING:  # because a document has no record
    from compliance.model.dossier import Dossier
    from compliance.model.facts import Facts
    from compliance.model.record import Record

T = TypeVar("T")


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
    """The platforms of a run, and what a rule asks of the subjects that it concerns: its `when`."""

    members: Sequence[FleetMember]
    condition: Callable[[], Any]
    facts: "Facts"
    _made: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Sequence[FleetMember]], T]) -> T:
        """Return what is made of all platforms, made once for all rules of the run."""
        if make not in self._made:
            self._made[make] = make(self.members)
        made: T = self._made[make]
        return made
