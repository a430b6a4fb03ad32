"""How labels are written for a reader."""

import pytest

from compliance.locale import Translator
from compliance.report import labels


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [(0, "0", "0"), (999, "999", "999"), (1702, "1,702", "1.702"), (1234567, "1,234,567", "1.234.567")],
)
def test_a_number_is_grouped_as_its_reader_does(value: int, english: str, vietnamese: str) -> None:
    assert labels.number(value, Translator("en")) == english
    assert labels.number(value, Translator("vi")) == vietnamese
