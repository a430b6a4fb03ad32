"""More documents made so that work grows with a product if anything lets it: schemas, lists and who refers to them."""

from typing import Any, Final

from tools.pathological_parts import components, document

ANSWER: Final = {"200": {"description": "a"}}


def schemas(**named: Any) -> str:
    return components(schemas=named)


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def names(size: int, beginning: str = "n") -> list[str]:
    return [f"{beginning}{number}" for number in range(size)]


def values_of_two_parts(size: int) -> str:
    return schemas(A={"allOf": [{"enum": names(size)}, {"enum": names(size, "m")}]})


def required_names_and_patterns(size: int) -> str:
    patterns = {f"^{name}$": {} for name in names(size, "m")}
    return schemas(A={"required": names(size), "additionalProperties": False, "patternProperties": patterns})


def members_of_many_parts(size: int) -> str:
    return schemas(A={"allOf": [{"properties": {name: {}}} for name in names(size)]})


def members_of_one_part_beside_others(size: int) -> str:
    members = {"properties": {name: {} for name in names(size)}}
    return schemas(
        A={**members, "anyOf": [members, {}]}, B={"allOf": [members, *({"required": [each]} for each in names(size))]}
    )


def parameters_listed_again(size: int) -> str:
    listed = [{"in": "query", "name": "a", "schema": {"type": "string"}}] * size
    return document(paths={"/a": {"get": {"parameters": listed, "responses": ANSWER}}})


def tags_in_a_chain(size: int) -> str:
    tags = [{"name": f"t{number}", "parent": f"t{number + 1}"} for number in range(size)]
    return document(tags=[*tags, {"name": f"t{size}"}])


def keys_and_operations(size: int) -> str:
    schemes = {name: {"type": "http", "scheme": "bearer"} for name in names(size)}
    paths = {f"/{name}": {"get": {"responses": ANSWER}} for name in names(size)}
    return document(components={"securitySchemes": schemes}, security=[{name: []} for name in names(size)], paths=paths)


def one_schema_that_uses_its_users(size: int) -> str:
    users = {f"B{number}": {"type": "object", "properties": {"a": reference("A")}} for number in range(size)}
    whole = {"type": "object", "properties": {name: reference(name) for name in users}}
    body = {name: {"content": {"application/json": {"schema": reference(name)}}} for name in users}
    paths = {f"/{name}": {"post": {"requestBody": sent, "responses": ANSWER}} for name, sent in body.items()}
    return document(components={"schemas": {"A": whole, **users}}, paths=paths)
