"""Which model of the SDK stands for which schema, and where the two differ."""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args, get_origin

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from contracts.instances import is_nullable, types_of
from contracts.reading import Contracts, reachable, resolved
from ndxp_sdk import identifiers, models
from ndxp_sdk.models import OpenEnum, Page

SCALARS = {"string": str, "integer": int, "number": float, "boolean": bool}
FORMATS = {"date-time": datetime, "date": date, "byte": bytes}
IDENTIFIERS = {
    "MemberId": (identifiers.MemberId,),
    "SystemId": (identifiers.SystemId,),
    "ServiceId": (identifiers.ServiceId,),
    "ServerId": (identifiers.ServerId,),
    "ClientId": (identifiers.MemberId, identifiers.SystemId),
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """A schema and its model."""

    name: str
    place: str
    schema: Mapping[str, Any]
    model: type[BaseModel]


def mapped(documents: Contracts, files: tuple[str, ...]) -> Iterator[Mapped]:
    """Each schema of an object in these documents, and in those that they refer to, with its model."""
    for place, schema in schemas(documents, files):
        if "properties" in schema and (model := model_of(documents, place, schema)):
            yield Mapped(place.rpartition("/")[2], place, schema, model)


def without_model(documents: Contracts, files: tuple[str, ...]) -> set[str]:
    """The schemas of objects and words for which the SDK has nothing."""
    return {
        place.rpartition("/")[2]
        for place, schema in schemas(documents, files)
        if ("properties" in schema and model_of(documents, place, schema) is None)
        or ("enum" in schema and not hasattr(models, place.rpartition("/")[2]))
    }


def enums(documents: Contracts, files: tuple[str, ...]) -> Iterator[tuple[str, list[str], type[OpenEnum]]]:
    """Each named list of words, with its enumeration."""
    for place, schema in schemas(documents, files):
        if "enum" in schema:
            name = place.rpartition("/")[2]
            if hasattr(models, name):
                yield name, schema["enum"], getattr(models, name)


def schemas(documents: Contracts, files: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The named schemas that operations reach."""
    seen = set()
    for file in files:
        answers = [
            answer
            for item in documents[file]["paths"].values()
            for operation in item.values()
            if isinstance(operation, dict)
            for answer in (operation.get("requestBody", {}), *good(operation))
        ]
        for answer in answers:
            for place, node in reachable(documents, f"{file}#", answer):
                extended = ("x-payload", "x-line-schema")
                found = [(place, node), *(resolved(documents, place, node[key]) for key in extended if key in node)]
                yield from ((at, each) for at, each in found if is_named(at) and at not in seen)
                seen.update(at for at, _ in found)


def good(operation: Mapping[str, Any]) -> list[Any]:
    return [answer for status, answer in operation["responses"].items() if status < "4"]


def is_named(place: str) -> bool:
    return place.partition("#")[2].rpartition("/")[0] == "/components/schemas"


def model_of(documents: Contracts, place: str, schema: Mapping[str, Any]) -> type[BaseModel] | None:
    """The model of the same name; a list of nothing but items and cursor is a page of them. None: there is no model."""
    name = place.rpartition("/")[2]
    if not hasattr(models, name) and schema["properties"].keys() == {"items", "next_cursor"}:
        item, _ = resolved(documents, place, schema["properties"]["items"]["items"])
        return Page[getattr(models, item.rpartition("/")[2])]
    found: type[BaseModel] | None = getattr(models, name, None)
    return found


def differences(documents: Contracts, each: Mapped) -> Iterator[str]:
    """Where the model is not what the schema says."""
    each.model.model_rebuild()
    fields = {field.alias or name: field for name, field in each.model.model_fields.items()}
    properties = each.schema["properties"]
    yield from (f"the model has {name} in addition" for name in sorted(fields.keys() - properties.keys()))
    yield from (f"the model lacks {name}" for name in sorted(properties.keys() - fields.keys()))
    required = {name for name, field in fields.items() if field.is_required()}
    if required != set(each.schema.get("required", ())):
        yield f"required are {sorted(required)} in the model, {sorted(each.schema.get('required', ()))} in the schema"
    for name in sorted(fields.keys() & properties.keys()):
        told = mismatch(documents, each.place, properties[name], annotation(fields[name]), fields[name].is_required())
        yield from [f"{name}: {told}"] if told else []


def annotation(field: FieldInfo) -> Any:
    return field.annotation


def mismatch(documents: Contracts, place: str, schema: Any, kind: Any, required: bool = True) -> str | None:
    """What is wrong with this type for this schema, none where it fits."""
    kinds = alternatives(kind)
    takes_null = types.NoneType in kinds
    if takes_null != is_nullable(documents, place, schema) and (required or not takes_null):
        return f"None is {'' if takes_null else 'not '}allowed by the model"
    wanted = expected(documents, place, schema)
    found = {_as_wanted(each, wanted) for each in kinds - {types.NoneType}}
    return None if found == wanted else f"{_named(found)} in the model, {_named(wanted)} in the schema"


def alternatives(kind: Any) -> set[Any]:
    """The types that a type allows, without what annotates them; a tuple is the tuple of its item's types."""
    origin = get_origin(kind)
    if origin is typing.Annotated:
        return alternatives(get_args(kind)[0])
    if origin in {typing.Union, types.UnionType}:
        return set().union(*(alternatives(each) for each in get_args(kind)))
    if origin is typing.Literal:
        return set(get_args(kind))
    if origin is tuple:
        return {("array", frozenset(alternatives(get_args(kind)[0])))}
    return {datetime if kind is AwareDatetime else origin or kind}


def expected(documents: Contracts, place: str, schema: Any) -> set[Any]:
    """The types that a schema stands for, null left out."""
    is_reference = "$ref" in schema
    place, found = resolved(documents, place, schema)
    name = place.rpartition("/")[2] if is_reference else None
    if name in IDENTIFIERS and place.startswith("common.yaml"):
        return set(IDENTIFIERS[name])
    if "const" in found:
        return {found["const"]}
    if parts := found.get("anyOf") or found.get("oneOf"):
        return set().union(*(expected(documents, place, part) for part in parts))
    if "enum" in found:
        return {words_of(name, found["enum"])}
    if not types_of(found):
        return {Any}
    return set().union(*(_of_type(documents, place, found, kind, name) for kind in types_of(found) if kind != "null"))


def words_of(name: str | None, words: list[str]) -> Any:
    """The enumeration of this name; one without a name is known by its words."""
    if name is not None:
        return getattr(models, name, name)
    found = (each for each in OpenEnum.__subclasses__() if [member.value for member in each] == words)
    return next(found, tuple(words))


def _of_type(documents: Contracts, place: str, schema: Mapping[str, Any], kind: str, name: str | None) -> set[Any]:
    if kind == "array":
        return {("array", frozenset(expected(documents, place, schema["items"])))}
    if kind == "object":
        return {getattr(models, name, name) if name else frozenset(schema.get("properties", ())) or dict}
    return {FORMATS.get(schema.get("format", ""), SCALARS[kind])}


def _as_wanted(kind: Any, wanted: set[Any]) -> Any:
    """A model of an object without a name is known by the names of its members; a constant may be any of its type."""
    constants = [each for each in wanted if type(each) is kind]
    if constants:
        return constants[0]
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return kind
    members = frozenset(field.alias or name for name, field in kind.model_fields.items())
    return members if members in wanted else kind


def _named(kinds: set[Any]) -> str:
    return ", ".join(sorted(getattr(kind, "__name__", str(kind)) for kind in kinds)) or "nothing"
