"""Comparing takes work that grows with what two documents hold, and says so where it would be more than that."""

from typing import Any

import pytest

from compliance.model.changes.change import Changes
from tools.comparing import compared, heavy
from tools.counting import calls_made
from tools.pathological_changes import CHANGED, documents, names, of_two, sent

SMALL, LARGE = 25, 100
MOST = 1.6 * LARGE / SMALL


def steps(older: str, newer: str) -> int:
    """Return how many functions are called to compare two documents."""
    return calls_made(lambda: compared(older, newer))


@pytest.mark.long
@pytest.mark.parametrize("kind", list(CHANGED))
def test_four_times_the_documents_take_four_times_the_steps(kind: str) -> None:
    compared(*CHANGED[kind](SMALL))
    small, large = (steps(*CHANGED[kind](size)) for size in (SMALL, LARGE))
    assert large <= small * MOST


def gaps(found: Changes) -> set[str]:
    return {str(each.message) for each in found.uncompared}


def test_too_many_alternatives_without_a_twin_are_told_and_none_is_said_to_be_removed() -> None:
    found = compared(*of_two(lambda side: sent({"oneOf": [{"properties": {name: {}}} for name in names(300, side)]})))
    assert gaps(found) == {"the schema combines too many alternatives to be compared whole"}
    assert heavy(found) == []


def test_some_alternatives_without_a_twin_are_still_compared() -> None:
    found = compared(
        *of_two(lambda side: sent({"oneOf": [{"type": "object", "required": [name]} for name in names(9, side)]}))
    )
    assert gaps(found) == set()
    assert heavy(found)


def test_too_many_conditions_are_told() -> None:
    found = compared(
        *of_two(
            lambda side: sent(
                {"enum": names(1_000), "allOf": [{"not": {"const": name}} for name in names(1_000, side)]}
            )
        )
    )
    assert gaps(found) == {"the schema combines too many conditions to be compared whole"}


def test_too_many_patterns_of_names_are_told() -> None:
    members = {"properties": {name: {"type": "string"} for name in names(800, "k")}}
    patterns = {f"^{name}$": {} for name in names(800, "m")}
    found = compared(
        *documents(sent({**members, "patternProperties": patterns}), sent({**members, "patternProperties": {}}))
    )
    assert gaps(found) == {"the documents have too many patterns that changed to be compared whole"}


def test_what_operations_share_in_masses_is_told() -> None:
    def made(side: str) -> dict[str, Any]:
        stated = {name: {"schema": {"type": "string"}} for name in names(600)}
        answer = {"description": "a", "headers": {**stated, f"X-{side}": {"required": True, "schema": {}}}}
        shared = {"200": {"$ref": "#/components/responses/r"}}
        paths = {f"/{name}": {"get": {"responses": shared}} for name in names(600)}
        return {"components": {"responses": {"r": answer}}, "paths": paths}

    found = compared(*of_two(made))
    assert gaps(found) == {"the documents are too large to be compared whole"}
    assert {change.kind for change in heavy(found)} == {"response_header_removed"}


def test_equal_values_are_those_that_json_schema_calls_equal() -> None:
    def values(older: Any, newer: Any) -> list[str]:
        return [change.kind for change in heavy(compared(*documents(sent({"enum": [older]}), sent({"enum": [newer]}))))]

    assert values({"a": [1]}, {"a": [True]}) == ["request_value_removed"]
    assert values({"a": 1, "b": 2}, {"b": 2.0, "a": 1.0}) == []


def test_a_condition_that_says_more_beside_its_reference_is_another_one() -> None:
    schema = {"components": {"schemas": {"A": {"type": "object"}}}}
    plain, more = ({"not": {"$ref": "#/components/schemas/A", **further}} for further in ({}, {"minProperties": 5}))
    both = [
        compared(*documents(schema | sent(one), schema | sent(other))) for one, other in ((plain, more), (more, plain))
    ]
    assert all(gaps(found) for found in both)
    assert not gaps(compared(*documents(schema | sent(more), schema | sent({"minProperties": 0, **more}))))


def test_members_are_still_compared_through_patterns() -> None:
    older = sent({"properties": {"k1": {"type": "string"}}, "patternProperties": {"^k": {"maxLength": 5}}})
    newer = sent({"properties": {"k1": {"type": "string"}}, "patternProperties": {"^k": {"maxLength": 4}}})
    assert {change.kind for change in heavy(compared(*documents(older, newer)))} == {"request_bound_tightened"}
