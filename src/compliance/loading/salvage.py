"""Trees to dataclasses although some of it has the wrong form: each fault is told, and what is at fault left out."""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from compliance.loading.validation import Flaw, validated
from compliance.model.location import tokens

T = TypeVar("T")
Repair = Callable[[dict[str, Any], str], None]
"""Function that takes what stands at a pointer out of a tree, or puts something harmless in its place."""
_MOST_ROUNDS: Final = 8
# The forms of records check no further down, and how deep a file goes is up to others
_MOST_LEVELS: Final = 8


def salvage(kind: type[T], tree: Any, known: Iterable[Flaw], repair: Repair) -> tuple[T | None, list[Flaw]]:
    """Return the tree as a dataclass without all that is at fault, None if nothing is left, and every flaw.

    `known` are flaws that were found already. What is taken out can be missed elsewhere, hence the rounds.
    """
    flaws = list(known)
    found = flaws
    for _ in range(_MOST_ROUNDS):
        if found and not isinstance(tree, dict):
            break
        tree = _repaired(tree, found, repair) if found else tree
        value, found = validated(kind, tree)
        if value is not None:
            return value, flaws
        flaws = [*flaws, *found]
    return None, flaws


def _repaired(tree: dict[str, Any], flaws: Iterable[Flaw], repair: Repair) -> dict[str, Any]:
    copied: dict[str, Any] = _copied(tree, _MOST_LEVELS)
    for pointer, _ in flaws:
        repair(copied, pointer)
    return copied


def _copied(value: Any, levels: int) -> Any:
    """Return a copy of the upper levels; what lies below is shared and not to be changed."""
    match value:
        case dict() if levels:
            return {key: _copied(member, levels - 1) for key, member in value.items()}
        case list() if levels:
            return [_copied(item, levels - 1) for item in value]
        case _:
            return value


def leave_out(tree: dict[str, Any], pointer: str) -> None:
    """Take the last member of an object on the way to a pointer out of the tree; items of lists keep their numbers."""
    here: Any = tree
    last: tuple[dict[str, Any], str] | None = None
    for token in tokens(pointer):
        if isinstance(here, dict) and token in here:
            last, here = (here, token), here[token]
        elif isinstance(here, list) and token.isdecimal() and int(token) < len(here):
            here = here[int(token)]
        else:
            break
    if last is not None:
        del last[0][last[1]]
