"""What the members of an object tell of each other, looked for once per object."""

from collections.abc import Iterator, Sequence

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Property


def siblings(property_: Property) -> Sequence[str]:
    """Return the names of the members of the object in which a property stands."""
    listed = property_.parent.get("properties")
    return tuple(listed.mapping) if listed is not None else ()


def named(property_: Property, facts: Facts, *concepts: str) -> Sequence[str]:
    """Return those of the members whose names stand for one of the concepts."""
    concept = facts.field_names.concept
    key = ("siblings named", id(property_.parent.raw), concepts)
    return property_.files.remember(key, lambda: [name for name in siblings(property_) if concept(name) in concepts])


def tell(property_: Property, facts: Facts, what: str) -> bool:
    """Return whether the name of one of the members tells something of `codelists/field-words.yaml`."""
    key, phrases = ("siblings tell", id(property_.parent.raw), what), facts.field_words[what]
    return property_.files.remember(key, lambda: any(tells(name, phrases) for name in siblings(property_)))


def tells_its_time(property_: Property, facts: Facts) -> bool:
    """Return whether a validity stands beside a property, or its name, or that of what holds it, tells of the past."""
    above = any(tells(name, facts.field_words["validity"]) for name in _names_above(property_.parent))
    return above or tell(property_, facts, "validity")


def _names_above(node: Node) -> Iterator[str]:
    """Yield the names under which an object stands: its own, and that of the object which holds it."""
    here: Node | None = node
    for _ in range(3):
        if here is not None:
            yield str(here.key)
            here = here.parent
