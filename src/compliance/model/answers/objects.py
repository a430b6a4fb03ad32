"""The objects in the data of an answer, each member with the schemas that the document has for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from compliance.model.answers.answered import NOT_JSON, Answered
from compliance.model.answers.contract.promise import promise_of
from compliance.model.answers.contract.told import pointer_in
from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.schema import Schema

_MOST_OBJECTS: Final = 5_000
_MOST_SCHEMAS: Final = 8
_DEEPEST_CHOICE: Final = 3
Schemas = Sequence[Schema]
_Members = Mapping[str, Schemas]


@dataclass(frozen=True, slots=True)
class SeenMember:
    """One member of an object: its name, its value, and the schemas that may be meant for it; none if none is known."""

    name: str
    value: Any
    pointer: str
    schemas: Schemas

    def keyword(self, name: str) -> Any:
        """Return what stands behind a keyword in one of its schemas, None if nothing does."""
        return next((found for schema in self.schemas if (found := _keyword(schema, name)) is not None), None)


@dataclass(frozen=True, slots=True)
class SeenObject:
    """One object: its place with `*` for items, the number of the list it is in, its members, and those that are known.

    `known` are the members that its schemas have, whether they came or not. `holder` is None outside a list.
    """

    pointer: str
    holder: int | None
    members: tuple[SeenMember, ...]
    known: _Members = field(default_factory=dict)


def _keyword(schema: Schema, name: str) -> Any:
    """Return what stands behind a keyword of a schema: looked up once, because lists hold many alike."""
    found: tuple[Any] = schema.files.remember(
        ("keyword of data", name, id(schema.node.raw)), lambda: (schema.keyword(name),)
    )
    return found[0]


def objects_in(answered: Answered) -> Sequence[SeenObject]:
    """Return the objects in the data of an answer, no more than are looked at; read once for all readings."""
    return answered.once("objects", lambda: tuple(_objects(answered)))


def has_data(answered: Answered) -> bool:
    """Return whether data of a documented operation came in JSON, whole."""
    is_success = 200 <= answered.status < 300
    return is_success and answered.operation is not None and answered.is_json and answered.value is not NOT_JSON


def _objects(answered: Answered) -> Iterator[SeenObject]:
    operation = answered.operation
    answer = promise_of(operation).answer(answered.status) if operation is not None else None
    body = answer.body(answered.media_type or "") if answer is not None else None
    schemas: Schemas = (body.schema,) if body is not None and body.schema is not None else ()
    waiting: list[tuple[Any, tuple[str | int, ...], int | None, Schemas]] = [(answered.value, (), None, schemas)]
    seen = 0
    while waiting and seen < _MOST_OBJECTS:
        value, path, holder, schemas = waiting.pop()
        if isinstance(value, list):
            items = _distinct(item for schema in schemas for item in _items(schema))
            waiting.extend((each, (*path, 0), id(value), items) for each in reversed(value) if _is_container(each))
        elif isinstance(value, dict):
            seen += 1
            known = _together(schemas)
            members = tuple(
                SeenMember(name, member, pointer_in(answered, (*path, name)), known.get(name, ()))
                for name, member in value.items()
            )
            yield SeenObject(pointer_in(answered, path), holder, members, known)
            waiting.extend(
                (member.value, (*path, member.name), None, member.schemas or _additional(schemas))
                for member in reversed(members)
                if _is_container(member.value)
            )


def _is_container(value: Any) -> bool:
    return isinstance(value, dict | list)


def _together(schemas: Schemas) -> _Members:
    """Return the members of all schemas that may be meant, each with the schemas that may be meant for it."""
    if not schemas:
        return {}
    if len(schemas) == 1:
        return _members(schemas[0])
    key = ("members of data", *(id(schema.node.raw) for schema in schemas))
    return schemas[0].files.remember(key, lambda: _of_several(schemas))


def _of_several(schemas: Schemas) -> _Members:
    found: dict[str, list[Schema]] = {}
    for schema in schemas:
        for name, listed in _members(schema).items():
            found.setdefault(name, []).extend(listed)
    return {name: _distinct(listed) for name, listed in found.items()}


def _members(schema: Schema) -> _Members:
    """Return the members of a schema and of its alternatives, read once for a document."""
    return schema.files.remember(("members of data", id(schema.node.raw)), lambda: _read_members(schema))


def _read_members(schema: Schema) -> _Members:
    found: dict[str, list[Schema]] = {}
    for alternative in _alternatives(schema, 0):
        for name, member in alternative.members().items():
            found.setdefault(name, []).append(member)
    return {name: _distinct(listed) for name, listed in found.items()}


def _items(schema: Schema) -> Schemas:
    return schema.files.remember(
        ("items of data", id(schema.node.raw)),
        lambda: _distinct(items for each in _alternatives(schema, 0) if (items := each.items) is not None),
    )


def _additional(schemas: Schemas) -> Schemas:
    """Return the schemas for members of any name."""
    return _distinct(
        Schema(schema.files, additional)
        for schema in schemas
        if (meant := schema.files.meant(schema.node)) is not None
        and (additional := meant.get("additionalProperties")) is not None
        and isinstance(additional.raw, dict)
    )


def _alternatives(schema: Schema, depth: int) -> Iterator[Schema]:
    yield schema
    if depth < _DEEPEST_CHOICE:
        for choice in schema.choices():
            for each in choice:
                yield from _alternatives(each, depth + 1)


def _distinct(schemas: Iterable[Schema]) -> Schemas:
    found: dict[int, Schema] = {}
    for schema in schemas:
        if len(found) == _MOST_SCHEMAS:
            break
        found.setdefault(id(schema.node.raw), schema)
    return tuple(found.values())
