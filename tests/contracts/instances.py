"""Instances of schemas, made without chance: the smallest, the fullest, one for each word, one for each null."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from contracts.reading import Contracts, resolved

Place = tuple[str, Any]
UUID = "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2"
FORMATS = {
    "date-time": "2026-11-22T08:30:00+07:00",
    "date": "2026-11-22",
    "uri": "https://a.example/b",
    "uuid": UUID,
    "byte": "YQ==",
}
TEXTS = (
    *("a", "a-b", "a_b.c", "/a/*", "1.4.0", "eyJ.e30.c2ln", '"a1"', "A" * 43, "https://a.example/b", "a" * 64, UUID),
    *("-----BEGIN CERTIFICATE-----", "sha-256=:YQ==:"),
)
MOST = 40
ALL_TYPES = {"object", "array", "string", "number", "boolean", "null"}


def instances(documents: Contracts, place: str, schema: Any) -> Iterator[Any]:
    """Instances of a schema; the first is the fullest, the second the smallest."""
    if isinstance(schema, bool):
        yield "anything"
        return
    place, schema = _plain(documents, place, schema)
    if "examples" in schema and schema.get("type") != "object":
        yield from schema["examples"]
    elif "const" in schema:
        yield schema["const"]
    elif "enum" in schema:
        yield from schema["enum"]
    elif "properties" not in schema and (parts := schema.get("anyOf") or schema.get("oneOf")):
        for part in parts:
            yield from islice(instances(documents, place, part), MOST)
    else:
        yield from _of_type(documents, place, schema)


def full(documents: Contracts, place: str, schema: Any) -> Any:
    """One instance, with every member."""
    return next(instances(documents, place, schema))


def is_nullable(documents: Contracts, place: str, schema: Any) -> bool:
    """Whether null is an instance."""
    place, schema = resolved(documents, place, schema)
    parts = schema.get("anyOf", ()) or schema.get("oneOf", ())
    return "null" in types_of(schema) or any(is_nullable(documents, place, part) for part in parts)


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The types that a schema names; none where it names them all."""
    named = schema.get("type", "object" if "properties" in schema else ())
    return (named,) if isinstance(named, str) else tuple(named) if not set(named) >= ALL_TYPES else ()


def text_for(schema: Mapping[str, Any]) -> str:
    """A text of this form."""
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    pattern, most = re.compile(schema.get("pattern", "")), schema.get("maxLength", 10_000)
    fitting = (text for text in TEXTS if pattern.search(text) and schema.get("minLength", 0) <= len(text) <= most)
    found = next(fitting, None)
    assert found is not None, f"no sample is of the form {pattern.pattern}: add one to TEXTS"
    return found


def _plain(documents: Contracts, place: str, schema: Any) -> Place:
    found = resolved(documents, place, schema)
    return found[0], {**found[1], **{key: value for key, value in schema.items() if key not in {"$ref", "description"}}}


def _of_type(documents: Contracts, place: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    for kind in types_of(schema) or ("string",):
        match kind:
            case "object":
                yield from _objects(documents, place, schema)
            case "array":
                yield from _arrays(documents, place, schema)
            case "string":
                yield text_for(schema)
            case "boolean":
                yield from (True, False)
            case "null":
                yield None
            case "integer" | "number":
                yield schema.get("minimum", 0) + (1 if kind == "integer" else 1.5)


def _arrays(documents: Contracts, place: str, schema: Mapping[str, Any]) -> Iterator[list[Any]]:
    found = list(islice(instances(documents, place, schema["items"]), schema.get("maxItems", 2)))
    yield found
    yield found[: schema.get("minItems", 0)]


def _objects(documents: Contracts, place: str, schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    members = {
        name: list(islice(instances(documents, place, member), MOST))
        for name, member in schema.get("properties", {}).items()
    }
    whole = {name: values[0] for name, values in members.items()}
    yield whole
    smallest = {name: whole[name] for name in schema.get("required", ())}
    yield smallest or dict(islice(whole.items(), schema.get("minProperties", 0)))
    for name, values in members.items():
        yield from ({**whole, name: value} for value in values[1:])
