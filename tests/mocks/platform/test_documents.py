"""The documents of all platforms: valid, distinct, and without the faults that a checker of documents would find."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from mocks.platform.documented import Documented, operations, properties, strings
from ndxp_mocks.platform.descriptions import descriptions
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.serving.fleet import fleet
from ndxp_mocks.specs import lists, members

pytestmark = pytest.mark.long

PERSONAL = re.compile(r"citizen|full_name|phone|person|_name\b|birth")
TEXT_NAMES = re.compile(r"_code$|^citizen_id$|^tax_code$|_agency$|_province$")
MEMBERS = {entry.slug: entry for name in lists() for entry in members(name)}
POSSIBLE_CITIZEN_ID = re.compile(r"\b0\d{11}\b")


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Mapping[str, Any]]:
    platforms = {platform.entry.slug: platform for name in lists() for platform in fleet(played=name)}
    return {slug: document(replace(platform, faults=frozenset())) for slug, platform in platforms.items()}


@pytest.fixture(scope="module")
def documented(documents: Mapping[str, Mapping[str, Any]]) -> list[Documented]:
    return [each for found in documents.values() for each in operations(found)]


def test_every_member_of_a_list_is_described(documents: Mapping[str, Mapping[str, Any]]) -> None:
    assert len(documents) == 141
    assert set(MEMBERS) <= set(descriptions())


@pytest.mark.parametrize("slug", MEMBERS)
def test_document_is_valid_openapi(documents: Mapping[str, Mapping[str, Any]], slug: str) -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(documents[slug]).iter_errors()] == []


def test_no_two_platforms_offer_the_same(documents: Mapping[str, Mapping[str, Any]]) -> None:
    for part in ("description", "summary"):  # because two systems of 2024 bear names that later lists print again
        assert len({each["info"][part] for each in documents.values()}) == 141
    entities = Counter(tag["name"] for each in documents.values() for tag in each["tags"])
    shared = {"procedure-dossiers": 17, "offered-procedures": 17}
    assert {path: count for path, count in entities.items() if count > 1} == shared
    assert len(entities) > 200


def test_title_is_the_vietnamese_name_and_says_simulated(documents: Mapping[str, Mapping[str, Any]]) -> None:
    for entry in MEMBERS.values():
        assert documents[entry.slug]["info"]["title"] == f"{entry.name_vi} (MÔ PHỎNG / SIMULATED)"


def test_version_server_and_contact_are_stated(documents: Mapping[str, Mapping[str, Any]]) -> None:
    for slug, each in documents.items():
        assert re.fullmatch(r"1\.\d+\.\d+", each["info"]["version"])
        assert [server["url"] for server in each["servers"]] == [f"https://{slug}.example.gov.vn/v1"]
        assert each["info"]["contact"]["email"].endswith("@example.gov.vn")
        assert "license" not in each["info"]
        assert each["security"]


def test_protected_operations_demand_a_scope_that_is_defined(documented: list[Documented]) -> None:
    for each in documented:
        flow = each.document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]
        assert flow["tokenUrl"].startswith("https://")
        scopes = [scope for wanted in each.operation["security"] for scope in wanted["oauth2"]]
        assert each.is_open or (scopes and set(scopes) <= set(flow["scopes"]))


def test_open_means_open_in_both_places(documented: list[Documented]) -> None:
    for each in documented:
        assert each.is_open == (each.operation.get("x-sharing-form") == "open")


def test_open_operations_tell_nothing_about_people(documented: list[Documented]) -> None:
    for each in documented:
        if each.is_open:
            assert "x-legal-basis" not in each.operation


def test_no_address_holds_a_personal_identifier(documented: list[Documented]) -> None:
    for each in documented:
        assert not PERSONAL.search(each.path)
        in_address = [found["name"] for found in each.parameters if found["in"] in {"path", "query"}]
        assert not any(PERSONAL.search(name) for name in in_address)


def test_every_operation_is_explained(documented: list[Documented]) -> None:
    for each in documented:
        assert len(each.operation["summary"]) > 15
        assert len(each.operation["description"]) > 40
        assert all(found["description"] and found["schema"] for found in each.parameters)


def test_errors_are_documented_as_problems(documented: list[Documented]) -> None:
    for each in documented:
        wanted = {"400", "404", "429", "500", "default"} | (set() if each.is_open else {"401", "403"})
        assert wanted <= set(each.operation["responses"])
        assert each.flaws(400, "application/problem+json", {"type": "about:blank", "title": "x", "status": 400}) == []


def test_examples_fit_their_schemas(documented: list[Documented]) -> None:
    for each in documented:
        status = next(status for status in each.operation["responses"] if status.startswith("2"))
        example = each.operation["responses"][status]["content"]["application/json"]["example"]
        assert each.flaws(int(status), "application/json", example) == []


def test_identifiers_are_text(documents: Mapping[str, Mapping[str, Any]]) -> None:
    for each in documents.values():
        for name, schema in properties(each):
            assert not TEXT_NAMES.search(name) or schema["type"] == "string", name


def test_every_property_is_described(documents: Mapping[str, Mapping[str, Any]]) -> None:
    for each in documents.values():
        assert [
            name for name, schema in properties(each) if "$ref" not in schema and not schema.get("description")
        ] == []


def test_people_are_marked_and_made_up(documents: Mapping[str, Mapping[str, Any]]) -> None:
    for each in documents.values():
        assert not any(POSSIBLE_CITIZEN_ID.search(text) for text in strings(each))
        for name, schema in properties(each):
            assert not PERSONAL.search(name) or schema["x-personal-data"] in {"basic", "sensitive"}, name


def test_text_is_nfc(documents: Mapping[str, Mapping[str, Any]]) -> None:
    for each in documents.values():
        assert all(unicodedata.is_normalized("NFC", text) for text in strings(each))


def test_document_begins_with_a_read_that_tells_nothing_about_people(
    documents: Mapping[str, Mapping[str, Any]],
) -> None:
    for slug, each in documents.items():
        first = next(found for found in operations(each) if found.method == "get")
        assert "x-legal-basis" not in first.operation, slug


def test_entities_have_five_to_eight_properties() -> None:
    for described in descriptions().values():
        for entity in described.entities:
            assert 5 <= len(entity.properties) <= 8, entity.name
