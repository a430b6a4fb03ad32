"""A rule is called after where its module lies."""

import pytest

from compliance.model.rule_name import RuleName, id_of


@pytest.mark.parametrize(
    ("module", "id_"),
    [
        ("compliance.rules.openapi.security.operation_requires_security", "openapi.operation_requires_security"),
        ("compliance.rules.xml.text_is_nfc", "xml.text_is_nfc"),
        ("ours.rules.records.rules.named.record_is_named", "named.record_is_named"),
        ("ours.rules.too.deep.below.here", "below.here"),
        ("loose.module", "loose.module"),
        ("loose", "loose.loose"),
    ],
)
def test_the_id_is_that_of_the_name(module: str, id_: str) -> None:
    assert id_of(module) == RuleName.of(module).id == id_
