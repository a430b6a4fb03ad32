"""What is said of plain regular expressions is what the validator says, which is asked about all others."""

from itertools import product

import jsonschema_rs
import pytest

from compliance.loading.instances import JsonSchemaInstances
from compliance.loading.json_schema.patterns import is_plain, matches

CLASSES = ["[a-z]", "[A-Z0-9_]", "a", "-", " ", "[0-9]"]
COUNTS = ["", "*", "+", "?", "{2}", "{2,}", "{0,3}", "{1,2}"]
TEXTS = ["", "a", "ab", "abc", "A1_", "a\n", "\na", "đ", "a-", "12", "1234", "aa aa", "٣"]


@pytest.mark.parametrize("anchors", [("^", "$"), ("^", ""), ("", "$"), ("", "")])
def test_they_match_what_the_validator_matches(anchors: tuple[str, str]) -> None:
    for (one, often), (other, how_often) in product(product(CLASSES, COUNTS), repeat=2):
        pattern = f"{anchors[0]}{one}{often}{other}{how_often}{anchors[1]}"
        assert is_plain(pattern)
        validator = jsonschema_rs.Draft202012Validator({"pattern": pattern})
        told = [text for text in TEXTS if matches(pattern, text)]
        assert told == [text for text in TEXTS if validator.is_valid(text)], pattern


@pytest.mark.parametrize("pattern", ["[a-zA-Z0-9_]{1,9999}" * 3, "[a-zA-Z0-9_]{9999}" * 3, "[a-z]{9999,}" * 3])
def test_the_largest_of_them_is_within_the_bounds_of_the_validator(pattern: str) -> None:
    assert is_plain(pattern) is (len(pattern) <= 60)
    jsonschema_rs.Draft202012Validator({"pattern": pattern})


@pytest.mark.parametrize(
    "pattern", ["[z-a]", "a{2,1}", "a**", "[", r"\d", "(a)", ".", "a|b", "a{1,0}", "^^a", "a$b", "a" * 61]
)
def test_any_other_is_left_to_the_validator(pattern: str) -> None:
    assert not is_plain(pattern)


def test_a_long_text_is_left_to_the_validator_which_never_goes_back() -> None:
    pattern, text = "[a-z]*[a-z]*[a-z]*$", "a" * 20_000 + "!"
    assert is_plain(pattern)
    assert JsonSchemaInstances().matches(pattern, text) is True


def test_a_plain_one_with_a_fault_beside_it_is_none() -> None:
    assert JsonSchemaInstances().matches("^[a-z]{1,3}(", "a") is None
    assert JsonSchemaInstances().matches("^[a-z]{1,3}$", "abc") is True
    assert JsonSchemaInstances().matches("^[a-z]{1,3}$", "abcd") is False
