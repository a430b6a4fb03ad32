"""What the rules on functions ask of an interface in the same way."""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.interface import Interface
from compliance.model.derived.supply import Supply
from compliance.model.example import Platform
from compliance.model.facts import Facts
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation

_MARKS: Final = frozenset({"package", "changes-since"})


def offers_data(interface: Interface, facts: Facts) -> bool:
    """Return whether any operation is there for data, of a platform that may be a national database."""
    return interface.may_be_national_database and next(interface.supplies(facts), None) is not None


def offers_many(interface: Interface, facts: Facts) -> bool:
    """Return whether any operation gives many records; where none does, one rule says so and the others nothing."""
    return interface.may_be_national_database and any(map(gives_many, interface.supplies(facts)))


def gives_many(supply: Supply) -> bool:
    """Return whether an operation answers with many records, in a list or in a file."""
    return supply.operation.function in _MARKS or (supply.is_read and (supply.is_list or supply.is_file))


def missing(interface: Interface, facts: Facts, message: Message) -> Iterator[Violation | Unknown]:
    """Yield that the interface lacks a function, or what keeps one from saying so."""
    if not interface.is_whole:
        yield Unknown("not every service of the record has its document here, so another may offer it", at=interface)
    elif (supply := next(filter(takes_anything, interface.supplies(facts)), None)) is not None:
        yield Unknown(
            "{operation} says neither what it takes nor what it answers", at=supply, operation=supply.operation.name
        )
    else:
        yield Violation(message, at=interface.documents[0].root, related=interface.roots[1:])


def takes_anything(supply: Supply) -> bool:
    """Return whether one address may take all requests: the old style, with the name of the function in the body."""
    body = supply.body()
    return supply.operation.method == "post" and supply.is_untold and (body is None or not body.members())


RECORD: Final = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n"


def of_platform(text: str, record: str = RECORD) -> Platform:
    """Return an example: a document beside a record that leaves open whether it is of a national database."""
    return Platform(record, {"openapi.yaml": text})
