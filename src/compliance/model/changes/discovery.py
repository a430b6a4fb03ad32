"""The kinds of change: one file each, found by walking their package.

A folder is a family, whose heading is the first line of its `__init__`. The name of a file is the name of the kind,
and of the one function in it that `@change` makes a kind of.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from compliance.model.changes import kinds
from compliance.model.changes.change import Change, Part, Uncompared
from compliance.model.changes.kind import Kind
from compliance.model.changes.pair import Pair
from compliance.model.members import members


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Return every kind of change, by family and name."""
    return tuple(_kind_in(module) for module in _modules())


def kind_names() -> tuple[str, ...]:
    """Return the names of all kinds; none of them is imported."""
    return tuple(module.rpartition(".")[2] for module in _modules())


def kind_named(name: str) -> Kind | None:
    """Return the kind of that name, None if there is none."""
    return next((_kind_in(module) for module in _modules() if module.rpartition(".")[2] == name), None)


def heading(family: str) -> str:
    """Return the heading of a family."""
    return (import_module(f"{kinds.__name__}.{family}").__doc__ or family).strip().splitlines()[0].rstrip(".")


def changes_in(pair: Pair, only: str | None = None) -> Iterator[Change]:
    """Yield what every kind finds that looks at such a pair; of one family, if one is named."""
    for kind in _looking_at(type(pair).__name__, pair.part, only):
        yield from kind.changes(pair)


def hidden_by(unseen: Uncompared) -> tuple[str, ...]:
    """Return the names of the kinds that may be there unseen where something could not be compared."""
    return tuple(
        kind.id
        for kind in all_kinds()
        if kind.family in unseen.families and (unseen.part is None or kind.part in {None, unseen.part})
    )


@cache
def _looking_at(pair: str, part: Part, only: str | None) -> tuple[Kind, ...]:
    return tuple(
        kind
        for kind in all_kinds()
        if kind.pair.__name__ == pair and kind.part in {None, part} and only in {None, kind.family}
    )


def _modules() -> Iterator[str]:
    for family in members(kinds.__path__).packages:
        package = import_module(f"{kinds.__name__}.{family}")
        yield from (f"{package.__name__}.{name}" for name in members(package.__path__).modules)


def _kind_in(module: str) -> Kind:
    kind: Kind = getattr(import_module(module), module.rpartition(".")[2])
    return kind
