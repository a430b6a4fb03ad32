"""Long lists of allowed values against long values: what is found, and what would take too long to find."""

from typing import Any

import pytest

from compliance.loading.instances import JsonSchemaInstances
from compliance.model.instances import Fault, Undecided
from compliance.model.openapi.schema import Schema

from .test_instances import document

MANY = 2_000
CODES = [f"{number:05}" for number in range(MANY)]
PLACES = [{"code": code} for code in CODES]


def held(schema: Any, value: Any) -> tuple[list[Fault | Undecided], list[Fault | Undecided]]:
    """What is said of an example, and of the same in an answer."""
    opened = document("3.1", {"S": {**schema, "examples": [value]}})
    subject: Schema = opened.nodes.schemas[0]
    instances = JsonSchemaInstances()
    return list(instances.faults(subject, value)), list(instances.of_answers(subject)(value, None))


@pytest.mark.parametrize("count", [3, MANY])
def test_codes_of_a_long_list_are_held_whatever_their_number(count: int) -> None:
    for said in held({"items": {"enum": CODES}}, CODES[:count]):
        assert said == []


@pytest.mark.parametrize(("count", "found"), [(3, 3), (MANY, 1)])
@pytest.mark.parametrize("schema", [{"items": {"enum": CODES}}, {"items": {"$ref": "#/components/schemas/S/$defs/C"}}])
def test_of_many_wrong_codes_the_first_is_told(schema: Any, count: int, found: int) -> None:
    for said in held({**schema, "$defs": {"C": {"enum": CODES}}}, [f"x{code}" for code in CODES[:count]]):
        assert [fault.path for fault in said if isinstance(fault, Fault)] == [(index,) for index in range(found)]


def test_many_names_that_none_may_have_are_told_by_the_first() -> None:
    for said in held({"propertyNames": {"enum": CODES}}, {f"x{code}": 1 for code in CODES}):
        assert len(said) == 1
        assert isinstance(said[0], Fault)


@pytest.mark.parametrize(("count", "is_decided"), [(100, True), (MANY, False)])
def test_objects_are_compared_with_objects_up_to_a_limit(count: int, is_decided: bool) -> None:
    for said in held({"items": {"enum": PLACES}}, PLACES[-count:]):
        assert [type(each) for each in said] == ([] if is_decided else [Undecided])


def test_what_may_follow_from_another_fault_is_not_told_alone() -> None:
    schema = {"unevaluatedProperties": False, "properties": {"a": {"enum": CODES}}}
    for said in held(schema, {f"x{code}": 1 for code in CODES}):
        assert [type(each) for each in said] == [Undecided]
