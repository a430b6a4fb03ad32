"""Extensions of OpenAPI documents: code and list speak of the same fields and words."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from compliance.loading.facts.codelists import extensions

OPEN = "openapi: 3.1.0\npaths: {{/prices: {{get: {{x-sharing-form: {form}}}}}}}\n"


def test_the_words_that_rules_speak_of_are_on_the_list() -> None:
    assert extensions()["x-sharing-form"].mark("open")
    assert {mark.personal for mark in extensions()["x-personal-data"].values} == {True, False}


@pytest.mark.parametrize(
    ("form", "outcome"),
    [("open", "not_applicable"), ("Open", "not_applicable"), ("on-request", "breached"), ("opened", "breached")],
)
def test_open_data_is_marked_in_any_capitals(
    run: Callable[..., Any], write: Callable[[str, str], Any], form: str, outcome: str
) -> None:
    path = write("openapi.yaml", OPEN.format(form=form))
    (subject,) = json.loads(run("check", path, "--format", "json").out)["subjects"]
    outcomes = {verdict["rule"]: verdict["outcome"] for verdict in subject["verdicts"]}
    assert outcomes["openapi.operation_requires_security"] == outcome
