"""A ruleset as it was written: its rules, with what it extends and overrides, before it is settled for a document."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from compliance.model.dataclass import dataclass, field
from compliance.model.location import Location

OFF: Final = -1
ERROR: Final = 0
WARN: Final = 1
INFO: Final = 2
HINT: Final = 3
LEVELS: Final[Mapping[str, int]] = {"error": ERROR, "warn": WARN, "info": INFO, "hint": HINT, "off": OFF}


@dataclass(frozen=True, slots=True)
class Then:
    """What is done at each place: a function with its options, on the place itself or on a field of it."""

    function: str
    field: str | None
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AliasTarget:
    """The paths that an alias stands for, in documents of these formats; None for all."""

    formats: frozenset[str] | None
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """What one entry of `rules` says. Members that it does not say are None: it may change an extended rule.

    `is_on` is `true`, `false` or a level alone. `function` says that a rule of ours judges it instead of a path.
    """

    name: str
    at: Location
    is_on: bool | None = None
    severity: int | None = None
    given: tuple[str, ...] | None = None
    then: tuple[Then, ...] | None = None
    message: str | None = None
    description: str | None = None
    documentation: str | None = None
    is_resolved: bool | None = None
    is_recommended: bool | None = None
    formats: frozenset[str] | None = None
    judged_by: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it says all that a rule has to say."""
        return bool(self.judged_by) or (self.given is not None and self.then is not None)


@dataclass(frozen=True, slots=True)
class Extended:
    """A ruleset that another one extends; `which` of its rules are on is None where nothing is said."""

    ruleset: "Ruleset"
    which: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """What counts instead in files that match globs. `pointers` are globs with a place, where only levels change."""

    files: tuple[str, ...]
    pointers: tuple[tuple[str, str], ...]
    ruleset: "Ruleset"


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One file of rules, or one of its overrides."""

    uri: str
    definitions: tuple[Definition, ...] = ()
    extends: tuple[Extended, ...] = ()
    overrides: tuple[Override, ...] = ()
    aliases: Mapping[str, tuple[AliasTarget, ...]] = field(default_factory=dict)
    formats: frozenset[str] | None = None
    documentation: str | None = None
    missing: Sequence[str] = ()
