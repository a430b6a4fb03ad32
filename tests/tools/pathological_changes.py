"""Pairs of documents made so that the work of comparing them grows with a product if anything lets it."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

ANSWER: Final = {"200": {"description": "a"}}
Pair = tuple[str, str]


def documents(older: Mapping[str, Any], newer: Mapping[str, Any]) -> Pair:
    head = {"openapi": "3.1.0", "info": {"title": "a", "version": "1.0.0"}, "paths": {}}
    return json.dumps({**head, **older}), json.dumps({**head, **newer})


def of_two(made: Callable[[str], Mapping[str, Any]]) -> Pair:
    return documents(made("a"), made("b"))


def content(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def sent(schema: Any) -> dict[str, Any]:
    return {"paths": {"/a": {"post": {"requestBody": content(schema), "responses": ANSWER}}}}


def names(size: int, beginning: str = "n") -> list[str]:
    return [f"{beginning}{number}" for number in range(size)]


def operations(size: int, **members: Any) -> dict[str, Any]:
    return {f"/p{number}": {"get": {"responses": ANSWER, **members}} for number in range(size)}


def values(size: int) -> Pair:
    return of_two(lambda side: sent({"enum": names(size, side)}))


def values_of_two_parts(size: int) -> Pair:
    parts = [{"enum": names(size)}, {"enum": names(size)[::-1]}]
    return documents(sent({"allOf": parts}), sent({"allOf": parts, "minLength": 1}))


def alternatives_in_another_order(size: int) -> Pair:
    parts = [{"properties": {name: {"type": "string"}}} for name in names(size)]
    return documents(sent({"oneOf": parts}), sent({"oneOf": parts[::-1], "minProperties": 1}))


def conditions_in_another_order(size: int) -> Pair:
    parts = [{"not": {"required": [name]}} for name in names(size)]
    return documents(sent({"allOf": parts}), sent({"allOf": parts[::-1], "minProperties": 1}))


def links(size: int) -> Pair:
    def made(side: str) -> Mapping[str, Any]:
        told = {name: {"operationId": name, "parameters": {"x": side}} for name in names(size)}
        first = {"/a": {"get": {"responses": {"200": {"description": "a", "links": told}}}}}
        return {"paths": first | {f"/{name}": {"get": {"operationId": name}} for name in names(size)}}

    return of_two(made)


def flows(size: int) -> Pair:
    def made(side: str) -> Mapping[str, Any]:
        flow = {"clientCredentials" if side == "a" else "password": {"tokenUrl": "/t", "scopes": {}}}
        return {"components": {"securitySchemes": {name: {"type": "oauth2", "flows": flow} for name in names(size)}}}

    return of_two(made)


def ways_in_of_operations(size: int) -> Pair:
    def made(side: str) -> Mapping[str, Any]:
        schemes = {name: {"type": "apiKey", "in": "header", "name": name} for name in names(size, side)}
        ways: list[Any] = [{name: []} for name in schemes]
        return {"components": {"securitySchemes": schemes}, "security": ways, "paths": operations(size)}

    return of_two(made)


def parameters_moved(size: int) -> Pair:
    def made(side: str) -> Mapping[str, Any]:
        place = "query" if side == "a" else "header"
        listed = [{"name": name, "in": place, "schema": {"type": "string"}} for name in names(size)]
        return {"paths": operations(1, parameters=listed)}

    return of_two(made)


def media_types(size: int) -> Pair:
    def made(side: str) -> Mapping[str, Any]:
        answer = {"description": "a", "content": {f"application/{name}": {"schema": {}} for name in names(size, side)}}
        return {"paths": operations(1, responses={"200": answer})}

    return of_two(made)


def parts_of_a_form(size: int) -> Pair:
    def made(side: str) -> Mapping[str, Any]:
        schema = {"properties": {name: {"type": "string"} for name in names(size)}}
        form = {"schema": schema, "encoding": {name: {"contentType": f"text/{side}"} for name in names(size)}}
        return {"paths": operations(1, requestBody={"content": {"multipart/form-data": form}})}

    return of_two(made)


def answers_that_are_the_same(size: int) -> Pair:
    """Every operation answers with the same headers, of which none changed."""

    def made(side: str) -> Mapping[str, Any]:
        stated = {name: {"schema": {"type": "string"}} for name in names(size)}
        answer = {"200": {"$ref": "#/components/responses/r"}}
        components = {"responses": {"r": {"description": "a", "headers": stated}}}
        return {"components": components, "paths": operations(size, summary=side, responses=answer)}

    return of_two(made)


def users_of_one_schema(size: int) -> Pair:
    def made(side: str) -> Mapping[str, Any]:
        bodies = {
            f"/{name}": {"post": {"requestBody": content({"properties": {"x": {"$ref": "#/components/schemas/A"}}})}}
            for name in names(size)
        }
        return {"paths": bodies, "components": {"schemas": {"A": {"type": "string" if side == "a" else "integer"}}}}

    return of_two(made)


CHANGED: Final[Mapping[str, Callable[[int], Pair]]] = {
    made.__name__: made
    for made in (
        *(values, values_of_two_parts, alternatives_in_another_order, conditions_in_another_order),
        *(links, flows, ways_in_of_operations, parameters_moved, media_types),
        *(parts_of_a_form, answers_that_are_the_same, users_of_one_schema),
    )
}
