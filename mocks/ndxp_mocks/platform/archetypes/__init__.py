"""The ways in which data is shared, one file each: `operations(entity, rows)`. The package is its own list."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module

from ndxp_mocks.errors import BrokenDescription
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import Operation, Rows
from ndxp_mocks.platform.sample_data import rows_of

Archetype = Callable[..., Iterator[Operation]]


@cache
def archetypes() -> Mapping[str, Archetype]:
    """Return every archetype, by the name of its file."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").operations for name in names}


def operations_of(description: Description, seed: int) -> tuple[Operation, ...]:
    """Return all operations of a platform over freshly seeded data."""
    return tuple(_operations(description, seed))


def _operations(description: Description, seed: int) -> Iterator[Operation]:
    for entity in description.entities:
        rows: Rows = rows_of(entity, description.slug, seed)
        for name in entity.archetypes:
            if name not in archetypes():
                raise BrokenDescription(f"{entity.name}: no archetype {name!r}, known are {', '.join(archetypes())}")
            yield from archetypes()[name](entity, rows)
