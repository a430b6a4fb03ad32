"""Personal data in a document: the fields, the schemas that hold them, and the operations that they travel with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.openapi.document import Document, document_of
from compliance.model.openapi.field import Field
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.references import Home, Homes
from compliance.model.openapi.schema import Property

MARK: Final = "x-personal-data"
_OF_ANYBODY: Final = frozenset({"address", "phone", "email", "bank_account", "household_vehicle_land"})
"""What agencies, companies and things have too: without a person beside it this is nobody's personal data."""
_REQUEST: Final = ("requestBody", "parameters")
_ANSWER: Final = ("responses",)


@dataclass(frozen=True, slots=True)
class PersonalSchema:
    """An object with personal data: its fields that are personal by mark, and by name."""

    node: Node
    marked: tuple[Property, ...]
    named: tuple[Property, ...]

    @property
    def fields(self) -> Sequence[Property]:
        return (*self.marked, *self.named)

    @property
    def is_of_a_person(self) -> bool:
        """Whether it tells of a person, more than one marked field such as the account of an officer does."""
        return bool(self.named) or len(self.marked) > 1


@dataclass(frozen=True, slots=True)
class Travelling:
    """The parts of a document that hold or lead to personal data, what is marked as such, and what tells of persons."""

    homes: Homes
    any: frozenset[Home] = frozenset()
    marked: frozenset[Home] = frozenset()
    of_persons: frozenset[Home] = frozenset()


def mark_on(field: Field | Property | Parameter, facts: Facts) -> bool | None:
    """Return whether a field is marked as personal data or as none, None if its mark says neither."""
    stated = field.node.text(MARK) or field.schema.keyword(MARK)
    mark = facts.extensions[MARK].mark(stated if isinstance(stated, str) else None)
    return mark.personal if mark else None


def is_personal(field: Field | Property | Parameter, facts: Facts) -> bool:
    """Return whether a field holds personal data: by its mark, else by its name."""
    marked = mark_on(field, facts)
    return facts.field_names.is_personal(field.name) if marked is None else marked


def personal_schemas(document: Document, facts: Facts) -> Sequence[PersonalSchema]:
    """Return the objects with marked personal data, with a citizen id, or with two kinds, one of a person alone."""
    return document.files.remember("personal schemas", lambda: tuple(_personal_schemas(document, facts)))


def _personal_schemas(document: Document, facts: Facts) -> Iterator[PersonalSchema]:
    holders: dict[int, list[Property]] = defaultdict(list)
    names = facts.field_names
    for field in document.nodes.properties:
        if names.is_personal(field.name) or field.node.has(MARK):
            holders[id(field.parent.raw)].append(field)
    for fields in holders.values():
        marked = tuple(field for field in fields if mark_on(field, facts))
        named = tuple(field for field in fields if mark_on(field, facts) is None and names.is_personal(field.name))
        concepts = {names.concept(field.name) for field in (*marked, *named)}
        if marked or "citizen_id" in concepts or (len(concepts) > 1 and not concepts <= _OF_ANYBODY):
            yield PersonalSchema(fields[0].parent, marked, named)


def takes_personal_data(operation: Operation, facts: Facts) -> bool:
    """Return whether a caller has to give personal data, in the body or as a parameter."""
    key = ("personal parameters", id(operation.node.raw), id(operation.path_item.raw))
    return _travels(operation, facts, _REQUEST, "any") or operation.files.remember(
        key, lambda: any(is_personal(parameter, facts) for parameter in operation.parameters())
    )


def gives_personal_data(operation: Operation, facts: Facts) -> bool:
    """Return whether one of its answers holds personal data."""
    return _travels(operation, facts, _ANSWER, "any")


def gives_data_of_persons(operation: Operation, facts: Facts) -> bool:
    """Return whether one of its answers tells of persons."""
    return _travels(operation, facts, _ANSWER, "of_persons")


def gives_marked_data(operation: Operation, facts: Facts) -> bool:
    """Return whether one of its answers holds what the document marks as personal data."""
    return _travels(operation, facts, _ANSWER, "marked")


def _travels(operation: Operation, facts: Facts, parts: Sequence[str], what: str) -> bool:
    travelling = _travelling(document_of(operation.files), facts)
    wanted: frozenset[Home] = getattr(travelling, what)
    return bool(wanted) and any(home in wanted for home in travelling.homes.of_operation(operation, parts))


def _travelling(document: Document, facts: Facts) -> Travelling:
    return document.files.remember("personal data", lambda: _trace(document, facts))


def _trace(document: Document, facts: Facts) -> Travelling:
    found = personal_schemas(document, facts)
    homes = Homes(document)
    if not found:
        return Travelling(homes)
    users = homes.users()
    return Travelling(
        homes,
        _reaching({homes.of(schema.node) for schema in found}, users),
        _reaching({homes.of(schema.node) for schema in found if schema.marked}, users),
        _reaching({homes.of(schema.node) for schema in found if schema.is_of_a_person}, users),
    )


def _reaching(start: set[Home], users: Mapping[Home, set[Home]]) -> frozenset[Home]:
    reached, waiting = set(start), list(start)
    while waiting:
        further = users.get(waiting.pop(), set()) - reached
        reached |= further
        waiting.extend(further)
    return frozenset(reached)
