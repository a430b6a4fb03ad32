"""Whether places or values stand beside something that tells of which time they are."""

from collections.abc import Iterator

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Property


def siblings(property_: Property) -> Iterator[str]:
    """Yield the names of the members of the object in which a property stands."""
    listed = property_.parent.get("properties")
    return iter(listed.mapping if listed is not None else ())


def tells_its_time(property_: Property, facts: Facts) -> bool:
    """Return whether a validity stands beside a property, or its name, or that of what holds it, tells of the past."""
    names = (property_.name, *siblings(property_), *_names_above(property_.parent))
    return any(tells(name, facts.field_words["validity"]) for name in names)


def _names_above(node: Node) -> Iterator[str]:
    """Yield the names under which an object stands: its own, and that of the object which holds it."""
    here: Node | None = node
    for _ in range(3):
        if here is not None:
            yield str(here.key)
            here = here.parent
