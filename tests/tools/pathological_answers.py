"""Answers beside their documents made so that the work of reading them grows with a product if anything lets it."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

Headers = tuple[tuple[str, str], ...]
Answer = tuple[Mapping[str, Any], Any, Headers]
"""What the document promises as one answer, the body that came, and the headers."""


def names(size: int, beginning: str = "n") -> list[str]:
    return [f"{beginning}{number}" for number in range(size)]


def promised(schema: Any, headers: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"description": "", "content": {"application/json": {"schema": schema}}, "headers": headers or {}}


def members(size: int) -> Answer:
    return (
        promised({"properties": {name: {"type": "string"} for name in names(size)}}),
        dict.fromkeys(names(size), 1),
        (),
    )


def items(size: int) -> Answer:
    return promised({"type": "array", "items": {"required": ["a"]}}), [{}] * size, ()


def unique_items(size: int) -> Answer:
    return promised({"type": "array", "uniqueItems": True}), [{"a": number} for number in range(size)], ()


def headers_with_schemas(size: int) -> Answer:
    stated = {name: {"schema": {"type": "integer"}} for name in names(size)}
    return promised({}, stated), {}, tuple((name, "x") for name in names(size))


def headers_that_come_again(size: int) -> Answer:
    stated = {"x-a": {"schema": {"type": "array", "items": {"type": "integer"}}}}
    return promised({}, stated), {}, (("x-a", "1, 2"),) * size


def cookies(size: int) -> Answer:
    return promised({}), {}, tuple(("set-cookie", f"{name}=v; Path=/") for name in names(size))


def challenges(size: int) -> Answer:
    return promised({}), {}, (("www-authenticate", ", ".join(f'Bearer realm="{name}"' for name in names(size))),)


def links(size: int) -> Answer:
    return promised({}), {}, (("link", ", ".join(f'<https://a.example/{name}>; rel="next"' for name in names(size))),)


def records_of_many_forms(size: int) -> Answer:
    forms = [{"properties": {"k": {"const": name}, name: {}}, "required": ["k", name]} for name in names(size)]
    return promised({"type": "array", "items": {"oneOf": forms}}), [{"k": "n0"}] * size, ()


def keys_that_do_not_come(size: int) -> Answer:
    schema = {"properties": {name: {"type": "string"} for name in names(size)}}
    return promised({"type": "array", "items": schema}), [{} for _ in range(size)], ()


def patterns_of_names(size: int) -> Answer:
    schema = {"patternProperties": {f"^{name}$": {"type": "integer"} for name in names(size)}}
    return promised(schema), dict.fromkeys(names(size), "a"), ()


def errors_of_a_problem(size: int) -> Answer:
    told = [{"detail": "at x.java:1", "pointer": "/a"} for _ in range(size)]
    return promised({}), {"title": "x", "status": 200, "errors": told}, ()


def people(size: int) -> Answer:
    one = {"hoTen": "Nguyễn Văn A", "soCCCD": "001190012345", "email": "a@b.example", "maTinh": "01"}
    return promised({"type": "array"}), [one] * size, ()


def document(promise: Mapping[str, Any]) -> bytes:
    paths = {"/a": {"get": {"responses": {"200": promise}}}}
    return json.dumps({"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": paths}).encode()


ANSWERS: Final[Mapping[str, Callable[[int], Answer]]] = {
    made.__name__: made
    for made in (
        *(members, items, unique_items, headers_with_schemas, headers_that_come_again, cookies, challenges, links),
        *(records_of_many_forms, keys_that_do_not_come, patterns_of_names, errors_of_a_problem, people),
    )
}
