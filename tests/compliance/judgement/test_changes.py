"""What changed between two documents: nothing where they say the same, and each change by its name and no other."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from compliance.loading.documents import load_document
from compliance.loading.reader import MemoryReader
from compliance.model.changes.change import Change, Changes, Part
from compliance.model.changes.compare import compare
from compliance.model.openapi.document import Document
from tools.properties import example, given, st

Tree = dict[str, Any]


def opened(tree: Tree) -> Document:
    loaded = load_document("a.json", MemoryReader({"a.json": json.dumps(tree).encode()}))
    assert loaded.document is not None
    return loaded.document


def changes(older: Tree, newer: Tree) -> Changes:
    return compare(opened(older), opened(newer))


def told(found: Changes) -> list[str]:
    return [f"{one.part} {one.kind} {one.name}" for one in found.found]


def base() -> Tree:
    """A document in which everything that can change is there once."""
    household = {
        "type": "object",
        "required": ["so_ho", "chu_ho"],
        "properties": {
            "so_ho": {"type": "string"},
            "loai": {"type": "string", "enum": ["A", "B"]},
            "chu_ho": {"$ref": "#/components/schemas/Person"},
            "thanh_vien": {"type": "array", "items": {"$ref": "#/components/schemas/Person"}},
            "ngay": {"type": "string", "format": "date"},
            "khac": {"oneOf": [{"$ref": "#/components/schemas/Person"}, {"$ref": "#/components/schemas/Other"}]},
        },
    }
    person = {
        "allOf": [
            {"type": "object", "properties": {"ten": {"type": "string"}}, "required": ["ten"]},
            {"properties": {"cha": {"$ref": "#/components/schemas/Person"}, "tuoi": {"type": ["integer", "null"]}}},
        ]
    }
    query = {"type": "object", "required": ["ma"], "properties": {"ma": {"type": "string", "maxLength": 9}}}
    query["properties"]["loai"] = {"enum": ["A", "B"]}
    get = {
        "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer", "maximum": 50}}],
        "responses": {
            "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Household"}}}},
            "404": {"content": {"application/problem+json": {"schema": {"properties": {"title": {"type": "string"}}}}}},
        },
    }
    post = {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Query"}}}},
        "responses": {"201": {"description": "Đã tạo"}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hộ", "version": "1.0.0"},
        "security": [{"key": []}],
        "paths": {
            "/households/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True}],
                "get": get,
                "post": post,
            }
        },
        "components": {
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "login": {"type": "http", "scheme": "bearer"},
            },
            "schemas": {
                "Household": household,
                "Person": person,
                "Query": query,
                "Other": {"type": "object", "properties": {"ghi_chu": {"type": "string"}}},
            },
        },
    }


def shuffled(tree: Any, chance: random.Random, key: str = "") -> Any:
    if isinstance(tree, dict):
        names = list(tree)
        chance.shuffle(names)
        return {name: shuffled(tree[name], chance, name) for name in names}
    if isinstance(tree, list):
        items = [shuffled(item, chance) for item in tree]
        if key in {"required", "enum", "type", "allOf", "oneOf", "anyOf", "parameters"}:
            chance.shuffle(items)
        return items
    return tree


def inlined(tree: Any, root: Tree, depth: int = 0) -> Any:
    """The tree with references replaced by what they lead to, three deep: beyond that they stay."""
    if isinstance(tree, list):
        return [inlined(item, root, depth) for item in tree]
    if not isinstance(tree, dict):
        return tree
    if isinstance(tree.get("$ref"), str) and depth < 3:
        return inlined(copy.deepcopy(root["components"]["schemas"][tree["$ref"].rpartition("/")[2]]), root, depth + 1)
    return {name: inlined(member, root, depth) for name, member in tree.items()}


NAMES = ["A", "B", "C", "D"]
LEAVES = st.sampled_from(
    [{"type": "string"}, {"type": "integer", "maximum": 9}, {"enum": ["a", "b"]}, {"type": ["string", "null"]}, {}]
    + [{"$ref": f"#/components/schemas/{name}"} for name in NAMES]
)
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(st.sampled_from("pqr"), inner, max_size=3)},
            optional={"required": st.lists(st.sampled_from("pqr"), unique=True), "additionalProperties": inner},
        ),
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}),
        st.fixed_dictionaries({"allOf": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"oneOf": st.lists(inner, min_size=1, max_size=3)}),
    ),
    max_leaves=8,
)


def of_schemas(schemas: Tree) -> Tree:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}
    operation = {"requestBody": {"content": content}, "responses": {"200": {"content": content}}}
    head = {"openapi": "3.1.0", "info": {"title": "T", "version": "1.0.0"}}
    return {**head, "paths": {"/a": {"post": operation}}, "components": {"schemas": schemas}}


def is_ordinary(schemas: Tree) -> bool:
    """Return whether no schema consists of itself, and none asks for several alternatives at once."""
    return is_founded(schemas) and not multiplies([*schemas.values()], schemas)


def is_founded(schemas: Tree) -> bool:
    """Return whether every way round leads through a member or an item."""
    made_of = {name: set(within(schema)) for name, schema in schemas.items()}
    for _ in schemas:
        made_of = {name: parts.union(*(made_of[part] for part in parts)) for name, parts in made_of.items()}
    return not any(name in parts for name, parts in made_of.items())


def multiplies(schema: Any, schemas: Tree) -> bool:
    """Two sets of alternatives are asked for at once somewhere: their combinations are many, and none has a name."""
    if isinstance(schema, list):
        return any(multiplies(part, schemas) for part in schema)
    if not isinstance(schema, dict):
        return False
    parts = schema.get("allOf", ())
    is_here = sum(has_alternatives(part, schemas) for part in parts) > 1
    return is_here or any(multiplies(part, schemas) for part in schema.values())


def has_alternatives(schema: Tree, schemas: Tree) -> bool:
    named = [schemas[schema["$ref"].rpartition("/")[2]]] if "$ref" in schema else []
    parts = (*named, *schema.get("allOf", ()))
    return "oneOf" in schema or any(has_alternatives(part, schemas) for part in parts)


def within(schema: Tree) -> Iterator[str]:
    """The names of the schemas that say something of the same value."""
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    for part in (*schema.get("allOf", ()), *schema.get("oneOf", ())):
        yield from within(part)


TEXT: Tree = {"type": "string"}
OF_ITSELF = {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/B"}}
TURNED: Tree = {
    "A": {"type": "array", "items": {"$ref": "#/components/schemas/B"}},
    "B": {
        "oneOf": [
            {"type": "array", "items": {**OF_ITSELF, "properties": {}}},
            {"type": "array", "items": {**OF_ITSELF, "properties": {"p": TEXT, "q": TEXT}}},
        ]
    },
    "C": TEXT,
    "D": TEXT,
}
TWICE: Tree = {
    "A": {"allOf": [{"$ref": "#/components/schemas/D"}, {"$ref": "#/components/schemas/D"}]},
    "B": TEXT,
    "C": TEXT,
    "D": {"type": "array", "items": {"oneOf": [{"type": "integer", "maximum": 9}, {"enum": ["a", "b"]}]}},
}


@pytest.mark.long
@example(TURNED, 0)
@example(TWICE, 0)
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, SCHEMAS)).filter(is_ordinary), st.integers())
def test_a_document_in_another_order_or_without_its_references_has_no_changes(schemas: Tree, seed: int) -> None:
    tree = of_schemas(schemas)
    for other in (tree, shuffled(tree, random.Random(seed)), {**tree, "paths": inlined(tree["paths"], tree)}):
        assert told(changes(tree, other)) == []
        assert told(changes(other, tree)) == []
    unseen = [changes(tree, other).uncompared for other in (tree, shuffled(tree, random.Random(seed)))]
    assert {one.message for one in unseen[0]} == {one.message for one in unseen[1]}


def test_the_whole_document_in_another_order_or_version_has_no_changes() -> None:
    tree = base()
    older = json.loads(json.dumps(tree).replace('["integer", "null"]', '"integer", "nullable": true'))
    for other in (tree, shuffled(tree, random.Random(1)), {**older, "openapi": "3.0.3"}):
        assert (changes(tree, other).found, changes(other, tree).found) == ((), ())
        assert changes(tree, other).uncompared == ()


def test_the_same_service_in_version_2_and_3_has_no_changes() -> None:
    schema = {"type": "object", "properties": {"ten": {"type": "string"}}, "required": ["ten"]}
    older = {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1.0.0"},
        "basePath": "/v1",
        "host": "a.example",
        "securityDefinitions": {"b": {"type": "basic"}},
        "security": [{"b": []}],
        "paths": {
            "/a/{so}": {
                "post": {
                    "parameters": [
                        {"name": "so", "in": "path", "required": True, "type": "string"},
                        {"name": "body", "in": "body", "schema": {"$ref": "#/definitions/T"}},
                    ],
                    "responses": {"200": {"schema": {"$ref": "#/definitions/T"}}},
                }
            }
        },
        "definitions": {"T": schema},
    }
    content = {"application/json": {"schema": schema}}
    newer = {
        "openapi": "3.0.3",
        "info": older["info"],
        "servers": [{"url": "https://a.example"}],
        "components": {"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}},
        "security": [{"basic": []}],
        "paths": {
            "/v1/a/{number}": {
                "post": {
                    "parameters": [{"name": "number", "in": "path", "required": True, "schema": {"type": "string"}}],
                    "requestBody": {"content": content},
                    "responses": {"200": {"content": content}},
                }
            }
        },
    }
    assert told(changes(older, newer)) == ["request path_parameter_renamed number"]
    assert changes(older, newer).uncompared == ()


def at(tree: Tree, path: str) -> Any:
    """What a path leads to: from an operation by its method, from a schema by its name, or from the top."""
    first, *rest = path.split("/")
    starts = {"": tree, "path": tree["paths"]["/households/{id}"], **tree["components"]["schemas"]}
    found = starts.get(first) or starts["path"][first]
    for step in rest:
        found = found[int(step) if isinstance(found, list) else step]
    return found


def without(path: str) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        holder, _, name = path.rpartition("/")
        del at(tree, holder)[name]

    return change


def put(path: str, value: Any) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        holder, _, name = path.rpartition("/")
        at(tree, holder)[name] = value

    return change


NEW = {"name": "muc_dich", "in": "query", "schema": {"type": "string"}}
PAGE = {"name": "page", "in": "query", "schema": {"type": "integer", "maximum": 50}}
PERSON = {"$ref": "#/components/schemas/Person"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (without("path/get"), ["operation operation_removed GET /households/{id}"]),
        (put("path/delete", {}), ["operation operation_added DELETE /households/{id}"]),
        (without("get/responses/200"), ["response success_removed 200"]),
        (put("get/responses/200/content", {}), ["response response_media_type_removed 200 application/json"]),
        (without("Household/properties/loai"), ["response response_property_removed loai"]),
        (without("Other/properties/ghi_chu"), ["response response_property_removed khac.ghi_chu"]),
        (put("Household/properties/moi", {}), ["response response_property_added moi"]),
        (put("Household/properties/loai/enum", ["A", "B", "C"]), ["response response_value_added loai"]),
        (put("Household/properties/loai/enum", ["A"]), []),
        (without("Household/properties/loai/enum"), ["response response_value_added loai"]),
        (put("Household/properties/so_ho/type", "integer"), ["response response_type_widened so_ho"]),
        (put("Household/properties/so_ho/type", ["string", "null"]), ["response response_may_be_null so_ho"]),
        (put("Household/properties/ngay/format", "date-time"), ["response response_format_widened ngay"]),
        (put("Household/required", ["chu_ho"]), ["response response_property_became_optional so_ho"]),
        (put("Household/required", ["so_ho", "chu_ho", "loai"]), []),
        (put("Person/allOf/0/properties/ten/type", "integer"), ["response response_type_widened chu_ho.ten"]),
        (put("Household/properties/thanh_vien", PERSON), ["response response_type_widened thanh_vien"]),
        (put("Query/required", ["ma", "loai"]), ["request request_property_became_required loai"]),
        (put("Query/required", []), []),
        (put("Query/properties/loai/enum", ["A"]), ["request request_value_removed loai"]),
        (put("Query/properties/loai/enum", ["A", "B", "C"]), []),
        (put("Query/properties/ma/maxLength", 8), ["request request_bound_tightened ma"]),
        (put("Query/properties/ma/maxLength", 10), []),
        (put("Query/properties/ma/pattern", "^a"), ["request request_pattern_tightened ma"]),
        (put("Query/properties/ma/type", ["string", "null"]), []),
        (put("Query/properties/ma/type", "integer"), ["request request_type_narrowed ma"]),
        (put("post/requestBody/required", True), ["request body_became_required requestBody"]),
        (put("get/parameters", [PAGE, NEW]), ["request optional_parameter_added muc_dich"]),
        (put("get/parameters", [PAGE, {**NEW, "required": True}]), ["request required_parameter_added muc_dich"]),
        (put("get/parameters", [{**PAGE, "required": True}]), ["request parameter_became_required page"]),
        (put("get/parameters", []), ["request parameter_removed page"]),
        (put("get/parameters/0/schema/maximum", 20), ["request request_bound_tightened page"]),
        (put("get/security", []), ["security security_weakened security"]),
        (put("get/security", [{"key": []}, {}]), ["security security_weakened security"]),
        (put("get/security", [{"login": []}]), ["security security_tightened security"]),
        (put("get/security", [{"login": [], "key": []}]), ["security security_tightened security"]),
        (put("Household/description", "Hộ gia đình"), []),
        (put("get/responses/500", {"description": "Lỗi"}), ["response answer_added 500"]),
        (without("get/responses/404"), ["response error_removed 404"]),
        (
            put("get/responses/200/content", {"application/json": {}}),
            ["response response_schema_removed 200 application/json"],
        ),
        (
            put("Household/properties/khac/oneOf", [PERSON, {"type": "string"}]),
            ["response response_alternative_added khac"],
        ),
        (
            put("Household/properties/so_ho", {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
            ["response response_type_widened so_ho"],
        ),
    ],
)
def test_each_change_is_found_by_its_name_and_no_other(change: Callable[[Tree], None], expected: list[str]) -> None:
    newer = base()
    change(newer)
    found = changes(base(), newer)
    assert told(found) == expected
    assert found.uncompared == ()
    assert all(one.older.pointer or one.kind in {"operation_added", "answer_added"} for one in found.found)


@pytest.mark.parametrize(
    "change",
    [
        put("Household/properties/chu_ho", {"$ref": "#/components/schemas/Nobody"}),
        put("get/responses/200", {"$ref": "#/components/responses/Nobody"}),
        put("get/parameters", [{"$ref": "#/components/parameters/Nobody"}]),
        put("get/parameters", {"$ref": "#/components/parameters"}),
        put("Household/properties", {"$ref": "#/components/nowhere"}),
        put("get/responses/200/content", {"application/json": {"$ref": "#/components/mediaTypes/Nobody"}}),
        put("get/responses/200/content", {"$ref": "#/components/nowhere"}),
        put("get/security", [{"nobody": []}]),
        put("/paths", {"/households/{id}": {"$ref": "elsewhere.json"}}),
    ],
)
def test_nothing_is_claimed_of_what_cannot_be_seen(change: Callable[[Tree], None]) -> None:
    newer = base()
    change(newer)
    found = changes(base(), newer)
    assert found.found == ()
    assert found.uncompared != ()


def test_what_is_not_seen_of_a_request_hides_no_answer() -> None:
    newer = base()
    put("Query/properties/ma", {"$ref": "#/components/schemas/Nobody"})(newer)
    found = changes(base(), newer)
    assert [list(found.unseen_in(part)) for part in (Part.RESPONSE, Part.SECURITY)] == [[], []]
    assert len(list(found.unseen_in(Part.REQUEST))) == 1


def test_what_stands_beside_a_reference_counts_from_version_3_1_on() -> None:
    older, newer = base(), base()
    for tree, most in ((older, 9), (newer, 1)):
        put("Household/properties/khac/oneOf", [{**PERSON, "maxProperties": most}, {"type": "string"}])(tree)
    assert changes(older, older) == Changes(())
    put("Household/properties/khac", {"not": {**PERSON, "maxProperties": 9}})(older)
    put("Household/properties/khac", {"not": {**PERSON, "maxProperties": 1}})(newer)
    assert changes(older, newer).uncompared != ()


def test_a_map_that_stands_elsewhere_is_followed() -> None:
    newer = base()
    newer["components"]["x-fields"] = newer["components"]["schemas"]["Household"]["properties"]
    newer["components"]["schemas"]["Household"]["properties"] = {"$ref": "#/components/x-fields"}
    assert changes(base(), newer) == Changes(())


def test_a_schema_that_many_operations_use_changes_once() -> None:
    older = base()
    older["paths"]["/all"] = {"get": copy.deepcopy(at(older, "get"))}
    newer = copy.deepcopy(older)
    del newer["components"]["schemas"]["Household"]["properties"]["loai"]
    found: tuple[Change, ...] = changes(older, newer).found
    assert [(one.operation, one.newer.pointer) for one in found] == [
        ("GET /households/{id}", "/components/schemas/Household")
    ]
