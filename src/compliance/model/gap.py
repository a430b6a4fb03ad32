"""Where a look failed, or where nobody has said what is to be looked at."""

from compliance.model.dataclass import dataclass
from compliance.model.location import Location, Place
from compliance.model.remedy import Remedy
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Gap:
    """A look that failed, or a thing that is not known. What it hides cannot be met.

    `hides` holds families (`Family`) and names of kinds of subject. `is_failure` tells a look that was meant to succeed
    (exit bit 2) from a fact that nobody has stated yet. `remedy` is what would close it, None if that is not in the
    hands of who runs the checker. `location` is the line at fault, where it is the text of a file.
    """

    hides: frozenset[str]
    place: Place
    message: Message
    is_failure: bool = True
    remedy: Remedy | None = None
    location: Location | None = None
