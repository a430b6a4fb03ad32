"""Values that fit several alternatives of `oneOf`, which takes what fits one alone (JSON Schema, section 10.2.1.3)."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from compliance.model.changes.change import Level, Said, Uncompared
from compliance.model.changes.shape import Shape
from compliance.model.changes.term import Term

_STILL_FITS: Final = frozenset({"request_property_removed", "request_default_removed"})
"""Changes that may break a program although what it sends is accepted as before."""


def is_one_of_one(shape: Shape) -> bool:
    """Return whether the next choice in a shape has to fit one alternative alone.

    A discriminator chooses the one, also where the schemas do not exclude each other.
    """
    return bool(shape.choices) and shape.choices[0].at[1] == "oneOf" and shape.discriminator is None


def taken_twice(
    terms: Sequence[Term], alternatives: Sequence[Term], is_part: Callable[[Term, Term], bool]
) -> Iterator[tuple[Term, tuple[Term, Term]]]:
    """Yield the schemas of which every value fits two alternatives, with these two."""
    for term in terms:
        found = tuple(islice((each for each in alternatives if is_part(term, each)), 2))
        if len(found) > 1:
            yield term, (found[0], found[1])


def still_fits(said: Said) -> bool:
    """Return whether what was accepted still is, although something changed."""
    return not isinstance(said, Uncompared) and (said.level is Level.HARMLESS or said.kind in _STILL_FITS)
