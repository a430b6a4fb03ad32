"""Every schema of the contracts is a model of the SDK: members, types, words, what must be there, what may be new."""

import json
import re
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from contracts.instances import full, instances
from contracts.reading import contracts
from contracts.sdk_models import Mapped, differences, enums, mapped, without_model
from contracts.sdk_surface import FILES, NO_MODELS
from ndxp_sdk.models import Draft, Patch

MAPPED = tuple(mapped(contracts(), FILES))


def given_back(read: BaseModel) -> Any:
    """What goes onto the wire, as it came from there."""
    return json.loads(read.model_dump_json(exclude_unset=True, by_alias=True))


def normal(value: Any) -> Any:
    """The same with times as pydantic writes them."""
    return json.loads(re.sub(r"(T\d\d:\d\d:\d\d)\.(\d{3})(?=[Z+-])", r"\1.\g<2>000", json.dumps(value)))


def test_every_schema_has_a_model() -> None:
    assert without_model(contracts(), FILES) == NO_MODELS.keys()
    assert len(MAPPED) > 45


def test_every_enumeration_has_the_words_of_its_schema() -> None:
    found = list(enums(contracts(), FILES))
    assert len(found) > 15
    for name, words, kind in found:
        assert [member.value for member in kind] == words, name


def test_a_model_is_its_schema() -> None:
    assert {each.name: found for each in MAPPED if (found := list(differences(contracts(), each)))} == {}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"required": ["id"]}, "required are"),
        ({"properties": {"more": {"type": "string"}}}, "the model lacks more"),
        ({"properties": {"member_class": {"type": "integer"}}}, "member_class: str in the model, int in the schema"),
        ({"properties": {"member_class": {"type": ["string", "null"]}}}, "member_class: None is not allowed"),
        ({"properties": {"id": {"$ref": "common.yaml#/components/schemas/SystemId"}}}, "id: MemberId in the model"),
        ({"properties": {"status": {"type": "string", "enum": ["active"]}}}, "status: OrganizationStatus in the model"),
    ],
)
def test_a_schema_that_differs_is_seen(changes: dict[str, Any], told: str) -> None:
    each = next(each for each in MAPPED if each.name == "Organization")
    properties = each.schema["properties"] | changes.get("properties", {})
    changed = Mapped(each.name, each.place, {**each.schema, **changes, "properties": properties}, each.model)
    (line,) = differences(contracts(), changed)
    assert line.startswith(told)


def test_what_the_contract_allows_is_read_and_given_back() -> None:
    for each in MAPPED:
        for instance in (*instances(contracts(), each.place, each.schema), *each.schema.get("examples", ())):
            read = each.model.model_validate_json(json.dumps(instance), strict=True)
            assert normal(given_back(read)) == normal(instance), each.name


def is_refused(each: Mapped, instance: object) -> bool:
    try:
        each.model.model_validate_json(json.dumps(instance))
    except ValidationError:
        return True
    return False


def test_what_is_missing_is_seen() -> None:
    for each in MAPPED:
        whole = full(contracts(), each.place, each.schema)
        for name in each.schema.get("required", ()):
            assert is_refused(each, {key: value for key, value in whole.items() if key != name}), (each.name, name)


def test_answers_are_open_and_requests_are_closed() -> None:
    for each in MAPPED:
        whole = full(contracts(), each.place, each.schema) | {"appeared_later": "kept"}
        is_closed = each.schema.get("additionalProperties") is False
        assert issubclass(each.model, Draft | Patch) == is_closed, each.name
        assert is_refused(each, whole) == is_closed, each.name
        if not is_closed:
            kept = given_back(each.model.model_validate_json(json.dumps(whole)))["appeared_later"]
            assert kept == "kept", each.name
