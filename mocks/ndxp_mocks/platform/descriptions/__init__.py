"""The files of this folder read as descriptions. Every file holds the platforms of one field, by slug."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from ndxp_mocks import yaml_codec
from ndxp_mocks.errors import BrokenDescription, UndescribedPlatform
from ndxp_mocks.platform.entity import Description, Entity, Property
from ndxp_mocks.platform.property_types import KINDS


@cache
def descriptions() -> Mapping[str, Description]:
    """Return every description, by slug."""
    found: dict[str, Description] = {}
    for slug, described in chain.from_iterable(_documents()):
        if slug in found:
            raise BrokenDescription(f"{slug} is described twice in ndxp_mocks/platform/descriptions")
        found[slug] = _description(slug, described)
    return found


def description_of(slug: str) -> Description:
    """Return the description of one platform; UndescribedPlatform where there is none."""
    try:
        return descriptions()[slug]
    except KeyError:
        raise UndescribedPlatform(slug) from None


def _documents() -> Iterator[Iterator[tuple[str, Any]]]:
    for file in sorted(files(__name__).iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            yield iter(yaml_codec.read(file.read_bytes()).items())


def _description(slug: str, described: Mapping[str, Any]) -> Description:
    entities = tuple(_entity(each) for each in described["entities"])
    return Description(slug, described["service"], described["purpose"], entities, described.get("dialect"))


def _entity(described: Mapping[str, Any]) -> Entity:
    properties = tuple(_property(name, each) for name, each in described["properties"].items())
    entity = Entity(**{**described, "archetypes": tuple(described["archetypes"]), "properties": properties})
    if entity.identifier not in described["properties"]:
        raise BrokenDescription(f"{entity.name} has no property {entity.identifier!r} to be known by")
    if entity.is_personal and "open_data" in entity.archetypes:
        raise BrokenDescription(f"{entity.name} is about people and cannot be open data")
    return entity


def _property(name: str, described: Mapping[str, Any]) -> Property:
    if described["kind"] not in KINDS:
        raise BrokenDescription(f"{name} is of kind {described['kind']!r}, known are: {', '.join(KINDS)}")
    low, high = described.get("range", (0, 1000))
    rest = {key: value for key, value in described.items() if key not in {"range", "values"}}
    personal = rest.pop("personal", KINDS[described["kind"]].personal)
    values = tuple(described.get("values", ()))
    return Property(name=name, values=values, low=low, high=high, personal=personal, **rest)
