"""One thing that is due for one platform or document, before those that say the same become one item."""

from datetime import date
from typing import TypeAlias

from compliance.model.dataclass import dataclass
from compliance.model.due import DueKind, Said
from compliance.model.requirement import Requirement

Key: TypeAlias = "tuple[DueKind, date | None, Said, Said | None, str | None, Said | None]"


@dataclass(frozen=True, slots=True)
class Entry:
    """`subject` is the id of what it concerns, None if it concerns nothing that was judged.

    `thing` tells the waiver, certificate or the like from others of which the same is said.
    """

    kind: DueKind
    day: date | None
    what: Said
    subject: str | None
    source: Said | None = None
    requirement: Requirement | None = None
    condition: Said | None = None
    is_certain: bool = True
    thing: str = ""

    @property
    def key(self) -> Key:
        """The parts that entries of one item have in common."""
        clause = self.requirement.id if self.requirement else None
        return self.kind, self.day, self.what, self.source, clause, self.condition
