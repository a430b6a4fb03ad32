"""Where a look failed, or where nobody has said what is to be looked at."""

from dataclasses import dataclass

from compliance.model.location import Place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Gap:
    """A look that failed, or a thing that is not known. It hides the kinds of subject named, so they cannot be met.

    `is_failure` tells a look that was meant to succeed (exit bit 2) from a fact that nobody has stated yet.
    """

    hides: frozenset[str]
    place: Place
    message: Message
    is_failure: bool = True
