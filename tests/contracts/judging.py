"""Whether an answer is one that an operation documents: its status, its headers, its media type, its body."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from contracts.reading import Operation, contracts, resolved

Place = tuple[str, Any]


def flaws(operation: Operation, answer: httpx.Response) -> list[str]:
    """What the contract says against the answer."""
    described = answer_of(operation, answer.status_code)
    if described is None:
        return [f"the status {answer.status_code} is not documented: {answer.text[:300]}"]
    return [*_in_headers(described, answer), *_in_body(described, answer)]


def answer_of(operation: Operation, status: int) -> Place | None:
    """What the operation says of answers with this status, and where."""
    answers = operation.raw["responses"]
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in answers:
            return resolved(contracts(), below(place_of(operation), "responses", key), answers[key])
    return None


def place_of(operation: Operation) -> str:
    return below(f"{operation.contract}#", "paths", operation.path, operation.method)


def below(place: str, *names: str) -> str:
    """The place of what stands under these names."""
    return "/".join([place, *(name.replace("~", "~0").replace("/", "~1") for name in names)])


def errors(place: str, value: Any) -> Iterator[str]:
    """What the schema at this place says against the value."""
    return (f"{error.json_path}: {error.message[:300]}" for error in _validator(place).iter_errors(value))


def _in_headers(described: Place, answer: httpx.Response) -> Iterator[str]:
    place, node = described
    for name, written in node.get("headers", {}).items():
        header_place, header = resolved(contracts(), below(place, "headers", name), written)
        if name in answer.headers:
            value = answer.headers.get_list(name)[0]
            yield from (f"{name} {told}" for told in errors(below(header_place, "schema"), value))
        elif header.get("required"):
            yield f"the header {name} is missing"


def _in_body(described: Place, answer: httpx.Response) -> Iterator[str]:
    place, node = described
    contents: Mapping[str, Any] = node.get("content", {})
    media_type = answer.headers.get("Content-Type", "").partition(";")[0]
    key = next((each for each in (media_type, "*/*") if each in contents), None)
    if answer.request.method == "HEAD" or (key is None and not contents):
        yield from ["a body is not documented"] if answer.content else []
    elif key is None:
        yield f"the media type {media_type or 'none'} is not documented"
    elif "schema" in contents[key] and media_type.endswith("json"):
        yield from errors(below(place, "content", key, "schema"), answer.json())


@cache
def _validator(place: str) -> Draft202012Validator:
    schema = {"$ref": place.replace("{", "%7B").replace("}", "%7D")}
    return Draft202012Validator(schema, registry=_registry(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@cache
def _registry() -> Registry[Any]:
    known = contracts().items()
    return Registry().with_resources(
        (name, Resource.from_contents(each, default_specification=DRAFT202012)) for name, each in known
    )
