"""The bundled contracts stand alone and say what the contracts say, in words that generators understand."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from contracts.reading import FOLDER, Contracts, contracts, nodes

pytestmark = pytest.mark.long

BUNDLES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((FOLDER / "bundled").glob("*.json"))}
ONE = ("schema", "items", "contains", "not", "if", "then", "else", "propertyNames")
ONE += ("unevaluatedItems", "unevaluatedProperties", "contentSchema")
NAMED = ("schemas", "properties", "patternProperties", "dependentSchemas", "$defs")
LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")


def boolean_schemas(documents: Contracts) -> Iterator[str]:
    """Where `true` or `false` stands for a schema; `additionalProperties` is left out, which every generator reads."""
    for place, node in nodes(documents):
        schemas = {key: node[key] for key in ONE if key in node}
        for key in NAMED:
            schemas |= {f"{key}/{name}": each for name, each in mapping(node.get(key)).items()}
        for key in LISTED:
            found = node.get(key)
            schemas |= {f"{key}/{index}": each for index, each in enumerate(found if isinstance(found, list) else ())}
        yield from (f"{place}/{key}" for key, each in schemas.items() if isinstance(each, bool))


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def references(tree: Any) -> set[str]:
    return {node["$ref"] for _, node in nodes({"": tree}) if isinstance(node.get("$ref"), str)}


def test_no_schema_is_a_boolean() -> None:
    assert list(boolean_schemas(contracts())) == []


def test_a_boolean_in_the_place_of_a_schema_is_seen() -> None:
    broken = yaml.safe_load(
        "{A: {properties: {b: true}, additionalProperties: false, not: {anyOf: [{items: false}, true]}}}"
    )
    assert sorted(boolean_schemas({"broken.yaml": broken})) == [
        "broken.yaml#/A/not/anyOf/0/items",
        "broken.yaml#/A/not/anyOf/1",
        "broken.yaml#/A/properties/b",
    ]


def test_every_media_type_has_a_schema() -> None:
    found = [
        f"{place}/content/{media_type}"
        for place, node in nodes(contracts())
        for media_type, each in mapping(node.get("content")).items()
        if "schema" not in each
    ]
    assert found == []


def test_each_contract_has_a_bundle() -> None:
    assert {f"{name}.yaml" for name in BUNDLES} == contracts().keys() - {"common.yaml"}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_valid_openapi_by_itself(name: str) -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(BUNDLES[name]).iter_errors()] == []
    assert {each.partition("#/")[0] for each in references(BUNDLES[name])} == {""}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_says_what_its_contract_says(name: str) -> None:
    contract, shared = contracts()[f"{name}.yaml"], contracts()["common.yaml"]["components"]
    own = json.loads(json.dumps(contract).replace('"common.yaml#/', '"#/'))
    for kind, components in BUNDLES[name]["components"].items():
        others = {each: value for each, value in components.items() if each not in own["components"].get(kind, {})}
        assert others == {each: shared[kind][each] for each in others}
        own["components"].setdefault(kind, {}).update(others)
    assert BUNDLES[name] == own


@pytest.mark.parametrize("name", BUNDLES)
def test_no_component_of_a_contract_hides_one_of_the_shared(name: str) -> None:
    contract = contracts()[f"{name}.yaml"]
    own = {f"#/components/{kind}/{each}" for kind, named in contract["components"].items() for each in named}
    foreign = {
        f"{kind}/{each}": value
        for kind, named in BUNDLES[name]["components"].items()
        for each, value in named.items()
        if f"#/components/{kind}/{each}" not in own
    }
    taken = {each.removeprefix("common.yaml") for each in references(contract) if each.startswith("common.yaml")}
    assert (taken | references(foreign)) & own == set()
