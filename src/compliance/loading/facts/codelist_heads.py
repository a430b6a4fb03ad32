"""How every code list begins."""

from compliance.model.dataclass import dataclass
from compliance.model.text import Text


@dataclass(frozen=True, slots=True)
class Head:
    """What a list is: `source` is where it was taken from, `notes` how it is read."""

    id: str
    title: Text
    source: str | None = None
    notes: Text | None = None
