"""Places that a path finds: nodes of the library with their parents, whose path is made only where it is asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

from jsonpath import JSONPathMatch

from compliance.rulesets.paths.script_words import Scope
from compliance.rulesets.paths.values import UNDEFINED


class Match(JSONPathMatch):
    """One place: its value, the match that holds it and its key there. `is_key` says that the key itself is meant."""

    __slots__ = ("is_key", "key")

    parent: "Match | None"

    def __init__(self, root: Any, value: Any, parent: "Match | None" = None, key: Any = None) -> None:
        self.root = root
        self.obj = value
        self.parent = parent
        self.key = key
        self.is_key = False
        self.children = []
        self._filter_context = {}

    def new_child(self, obj: object, key: int | str) -> "Match":
        """Return the match of a member."""
        is_name = isinstance(key, int) and isinstance(self.obj, dict)  # because `.200` is read as a position
        return Match(self.root, obj, self, str(key) if is_name else key)

    def add_child(self, *children: JSONPathMatch) -> None:
        """Forget the children, which nobody asks for."""

    def named(self) -> "Match":
        """Return the match of the key instead of the value."""
        made = Match(self.root, self.key, self.parent, self.key)
        made.is_key = True
        return made

    @property
    def steps(self) -> tuple[Any, ...]:
        """The keys from the root to here."""
        found: list[Any] = []
        here: Match | None = self
        while here is not None and here.parent is not None:
            found.append(here.key)
            here = here.parent
        return tuple(reversed(found))

    def children_with_scopes(self) -> Iterator[tuple["Match", Scope]]:
        """Yield every member with what a script can name there."""
        above = self.parent.obj if self.parent is not None else UNDEFINED
        for key, value in members(self.obj):
            child = Match(self.root, value, self, key)
            yield child, Scope(value, key, above, self.key, child.written, self.root)

    def written(self) -> str:
        """Return the path as the engine of Spectral writes it: `$['paths']['/x'][0]`."""
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else f"['{step}']" for step in self.steps)


def members(value: Any) -> Iterable[tuple[Any, Any]]:
    """Return keys and values of a mapping, positions and items of a list, nothing of anything else."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()
