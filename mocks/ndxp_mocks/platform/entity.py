"""Entities of a platform, their properties, and the archetypes through which they are shared."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Property:
    """One piece of data. `kind` is a key of `kinds.KINDS`; the other fields are for the kinds that need them.

    `form` is the pattern of a code with a place for a number, `values` the sample texts, `choices` the allowed values
    with their meaning, `low` and `high` the bounds of a number, `personal` is basic or sensitive.
    """

    name: str
    kind: str
    means: str
    form: str = ""
    values: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    low: float = 0
    high: float = 1000
    personal: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of thing: `name` in schemas, `path` in addresses, `title` inside Vietnamese sentences."""

    name: str
    path: str
    title: str
    identifier: str
    archetypes: tuple[str, ...]
    properties: tuple[Property, ...]
    paging: str = "cursor"

    @property
    def key(self) -> Property:
        """The property that tells one such thing from another."""
        return next(each for each in self.properties if each.name == self.identifier)

    @property
    def is_personal(self) -> bool:
        """Whether what is told is about people."""
        return any(each.personal for each in self.properties)


@dataclass(frozen=True, slots=True)
class Description:
    """Offer of one platform: the name of its service, its purpose in Vietnamese, and its entities.

    `dialect` is what it speaks beside REST, a file of dialects/ with hyphens; None for most.
    """

    slug: str
    service: str
    purpose: str
    entities: tuple[Entity, ...]
    dialect: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether everything is open data."""
        return all(entity.archetypes == ("open_data",) for entity in self.entities)

    @property
    def guards_no_people(self) -> bool:
        """Whether there are entities that are not open to everybody, and none of them is about people."""
        guarded = [entity for entity in self.entities if "open_data" not in entity.archetypes]
        return bool(guarded) and not any(entity.is_personal for entity in guarded)
