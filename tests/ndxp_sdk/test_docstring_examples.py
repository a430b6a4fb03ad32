"""The examples in the docstrings are true."""

import doctest
import importlib

import pytest

MODULES = (
    "codes",
    "dates",
    "dialects.adapter",
    "dialects.direct",
    "dialects.gateway",
    "dialects.xroad",
    "exchange_response",
    "explanations",
    "identifiers",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name) -> None:
    found = doctest.testmod(importlib.import_module(f"ndxp_sdk.{name}"))
    assert found.attempted > 0
    assert found.failed == 0
