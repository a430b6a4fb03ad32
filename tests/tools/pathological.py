"""Documents made so that work grows with a product if anything lets it: each of a size that is given."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tools import pathological_schemas as of_schemas
from tools.pathological_parts import components, document


def paths(size: int, item: Any) -> dict[str, Any]:
    return {f"/p{number}": item for number in range(size)}


def alternatives_and_operations(size: int) -> str:
    choices = [{f"t{number}": []} for number in range(size)]
    return document(security=choices, paths=paths(size, {"get": {}}))


def addresses_of_schemes(size: int) -> str:
    choices = [{f"https://a.example/s{number}": []} for number in range(size)]
    return document(security=choices, paths=paths(size, {"get": {}}))


def token_addresses_and_servers(size: int) -> str:
    schemes = {
        f"t{number}": {"type": "oauth2", "flows": {"password": {"tokenUrl": f"/t{number}"}}} for number in range(size)
    }
    servers = [{"url": f"https://s{number}.example/v1"} for number in range(size)]
    return document(components={"securitySchemes": schemes}, servers=servers, paths=paths(size, {"get": {}}))


def paths_to_one_item_with_parameters(size: int) -> str:
    item = {"parameters": [{"name": f"n{number}", "in": "query"} for number in range(size)], "get": {}}
    return document(components={"pathItems": {"i": item}}, paths=paths(size, {"$ref": "#/components/pathItems/i"}))


def templates_of_paths_to_one_item(size: int) -> str:
    item = {"parameters": [{"name": f"n{number}", "in": "path"} for number in range(size)], "get": {}}
    named = {f"/{{a{number}}}/x": {"$ref": "#/components/pathItems/i"} for number in range(size)}
    return document(components={"pathItems": {"i": item}}, paths=named)


def paths_to_one_item_with_operations(size: int) -> str:
    item = {"additionalOperations": {f"M{number}": {} for number in range(size)}}
    return document(components={"pathItems": {"i": item}}, paths=paths(size, {"$ref": "#/components/pathItems/i"}))


def operations_with_the_same_words(size: int) -> str:
    return document(paths={"/" + "/".join(["a"] * 40) + f"/{number}": {"get": {}} for number in range(size)})


def links_and_operations(size: int) -> str:
    links = {f"l{number}": {"operationId": f"o{number}"} for number in range(size)}
    named = {f"/p{number}": {"get": {"operationId": f"o{number}"}} for number in range(size)}
    return document(components={"links": links}, paths=named)


def mappings_to_one_schema(size: int) -> str:
    mapping = {f"m{number}": "A" for number in range(size)}
    schemas = {f"S{number}": {"discriminator": {"mapping": mapping}} for number in range(30)}
    return components(schemas={"A": {}, **schemas})


def dangling_references(size: int) -> str:
    named = {f"p{number}": {"$ref": f"https://a.example/{number % 7}#/{number}"} for number in range(size)}
    return components(schemas={"A": {"properties": named}})


def chained_references(size: int) -> str:
    named: dict[str, Any] = {f"S{number}": {"$ref": f"#/components/schemas/S{number + 1}"} for number in range(size)}
    fields = {f"maTinh{number}": {"$ref": "#/components/schemas/S0"} for number in range(size)}
    return components(schemas={**named, f"S{size}": {"type": "integer"}, "A": {"properties": fields}})


def fields_of_one_wide_schema(size: int) -> str:
    wide = {"anyOf": [{"type": "integer", "title": str(number)} for number in range(size)]}
    fields = {f"maTinh{number}": {"$ref": "#/components/schemas/W"} for number in range(size)}
    return components(schemas={"W": wide, "A": {"properties": fields}})


def bases_in_depth(size: int) -> str:
    schema: dict[str, Any] = {"properties": {f"p{number}": {"$ref": "#/a"} for number in range(size)}}
    for number in range(200):
        schema = {"$id": f"s{number}/", "not": schema}
    return components(schemas={"A": schema, "a": {}})


def anchors(size: int) -> str:
    named = {f"S{number}": {"$anchor": f"a{number}", "not": {"$ref": f"#a{number - 1}"}} for number in range(size)}
    return components(schemas=named)


def dynamic_references_and_anchors(size: int) -> str:
    schemas = {
        f"S{number}": {"$dynamicAnchor": f"a{number}", "properties": {"n": {"$dynamicRef": f"#a{number}"}}}
        for number in range(size)
    }
    return components(schemas=schemas)


def patterns_of_long_texts(size: int) -> str:
    return components(schemas={f"S{number}": {"pattern": f"^[a-z]{{1,{number + 1}}}$"} for number in range(size)})


def links_and_passed_parameters(size: int) -> str:
    passed = {f"n{number}": 1 for number in range(size)}
    links = {f"l{number}": {"operationId": "o", "parameters": {"n1": 1}} for number in range(size)}
    links["l"] = {"operationId": "o", "parameters": passed}
    listed = [{"name": name, "in": "query", "schema": {}} for name in passed]
    return document(components={"links": links}, paths={"/a": {"get": {"operationId": "o", "parameters": listed}}})


def findings_in_one_object(size: int) -> str:
    fields = {f"maTinh{number}": {"type": "integer"} for number in range(size)}
    return components(schemas={"A": {"properties": fields}})


def findings_in_one_object_of_yaml(size: int) -> str:
    rows = "".join(f"        maTinh{number}: {{type: integer}}\n" for number in range(size))
    head = "openapi: 3.1.0\ninfo: {version: 1.0.0}\npaths: {}\ncomponents:\n  schemas:\n    A:\n      properties:\n"
    return head + rows


def keys_given_twice(size: int) -> str:
    rows = "".join(f"x-{number}: 1\n" for number in range(size))
    return f"openapi: 3.1.0\ninfo: {{version: 1.0.0}}\npaths: {{}}\n{rows}" + f"x-{size - 1}: 1\n" * size


def keys_given_twice_in_json(size: int) -> str:
    return document()[:-1] + ', "x-a": 1' * size + "}"


def aliases_of_one_item(size: int) -> str:
    rows = "".join(f"  /p{number}: *i\n" for number in range(size))
    return f"openapi: 3.1.0\nx-i: &i {{get: {{}}, put: {{}}}}\ninfo: {{version: 1.0.0}}\npaths:\n{rows}"


def merges_of_one_object(size: int) -> str:
    rows = "".join(f"    S{number}: {{<<: *a}}\n" for number in range(size))
    members = ", ".join(f"x-{number}: 1" for number in range(100))
    return f"openapi: 3.1.0\nx-a: &a {{{members}}}\npaths: {{}}\ncomponents:\n  schemas:\n{rows}"


def halves_of_characters(size: int) -> str:
    return document(x=["\ud800"] * size)


def long_names(size: int) -> str:
    fields = {f"{'ma' * 30}{number}so": {"type": "integer"} for number in range(size)}
    return components(schemas={"A": {"properties": fields}})


def people_in_one_wide_schema(size: int) -> str:
    named = {f"hoTen{number}": {"type": "string", "pattern": "^[a-z]+$"} for number in range(size)}
    numbered = {f"soCCCD{number}": {"type": "string", "example": "001190012345"} for number in range(size)}
    places = {f"{name}{number}": {} for name in ("maXa", "maHuyen") for number in range(size)}
    return components(schemas={"A": {"required": list(places), "properties": named | numbered | places}})


def birth_dates_of_one_wide_choice(size: int) -> str:
    wide = {"anyOf": [{"pattern": f"^{number}$"} for number in range(size)]}
    fields = {f"ngaySinh{number}": {"$ref": "#/components/schemas/W"} for number in range(size)}
    return components(schemas={"W": wide, "A": {"required": list(fields), "properties": fields}})


def deidentified_in_a_ring(size: int) -> str:
    return components(
        schemas={
            f"S{number}": {
                "x-deidentified": True,
                "properties": {"sdt": {}, "next": {"$ref": f"#/components/schemas/S{(number + 1) % size}"}},
            }
            for number in range(size)
        }
    )


KINDS: Final[Mapping[str, Callable[[int], str]]] = {
    made.__name__: made
    for made in (
        *(alternatives_and_operations, addresses_of_schemes, token_addresses_and_servers),
        *(paths_to_one_item_with_parameters, templates_of_paths_to_one_item, paths_to_one_item_with_operations),
        *(operations_with_the_same_words, links_and_operations, mappings_to_one_schema, dangling_references),
        *(chained_references, fields_of_one_wide_schema, bases_in_depth, anchors, findings_in_one_object),
        *(dynamic_references_and_anchors, patterns_of_long_texts, links_and_passed_parameters),
        *(findings_in_one_object_of_yaml, keys_given_twice, keys_given_twice_in_json, aliases_of_one_item),
        *(merges_of_one_object, halves_of_characters, long_names),
        *(people_in_one_wide_schema, birth_dates_of_one_wide_choice, deidentified_in_a_ring),
        *(of_schemas.values_of_two_parts, of_schemas.required_names_and_patterns, of_schemas.members_of_many_parts),
        *(of_schemas.members_of_one_part_beside_others, of_schemas.parameters_listed_again),
        *(of_schemas.tags_in_a_chain, of_schemas.keys_and_operations, of_schemas.one_schema_that_uses_its_users),
    )
}
