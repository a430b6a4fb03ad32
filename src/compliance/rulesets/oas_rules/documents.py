"""The rules of `spectral:oas` on the document as a whole, whatever the version."""

from collections.abc import Mapping
from typing import Any, Final

from compliance.model.text import Message
from compliance.rulesets.oas_rules._entry import entry
from compliance.rulesets.ruleset import ERROR, Then

_LISTED: Final = {"schema": {"type": "array", "minItems": 1}}
_TEXTS: Final = "$..[description,title]"
RULES: Final[Mapping[str, dict[str, Any]]] = {
    "array-items": entry(
        Message.of("An array does not say what its items are"),
        "#Array",
        field="items",
        severity=ERROR,
        is_resolved=False,
    ),
    "contact-properties": {
        **entry(
            Message.of("The contact lacks a name, an address or an e-mail address"),
            "$.info.contact",
            is_recommended=False,
        ),
        "then": tuple(Then("truthy", name, {}) for name in ("name", "url", "email")),
    },
    "duplicated-entry-in-enum": entry(
        Message.of("A value stands twice in an enumeration"),
        "$..[?(@property !== 'properties' && @ && Array.isArray(@.enum))]",
        "schema",
        "enum",
        {"schema": {"type": "array", "uniqueItems": True}},
    ),
    "info-contact": entry(Message.of("The document names no contact"), "$", field="info.contact"),
    "info-description": entry(Message.of("The document does not say what it is for"), "$", field="info.description"),
    "info-license": entry(Message.of("The document names no licence"), "$", field="info.license", is_recommended=False),
    "license-url": entry(Message.of("The licence has no address"), "$", field="info.license.url", is_recommended=False),
    "no-$ref-siblings": entry(
        Message.of("Something stands beside a reference"),
        "$..[?(@property === '$ref')]",
        "refSiblings",
        formats=("oas2", "oas3.0"),
        severity=ERROR,
        is_resolved=False,
    ),
    "no-eval-in-markdown": entry(
        Message.of("A text holds a call of eval"), _TEXTS, "pattern", options={"notMatch": r"eval\("}
    ),
    "no-script-tags-in-markdown": entry(
        Message.of("A text holds a script"), _TEXTS, "pattern", options={"notMatch": "<script"}
    ),
    "openapi-tags": entry(
        Message.of("The document lists no tags"), "$", "schema", "tags", _LISTED, is_recommended=False
    ),
    "openapi-tags-alphabetical": entry(
        Message.of("The tags are not sorted by name"),
        "$",
        "alphabetical",
        "tags",
        {"keyedBy": "name"},
        is_recommended=False,
    ),
    "openapi-tags-uniqueness": entry(Message.of("Two tags have one name"), "$.tags", "uniquenessTags", severity=ERROR),
    "tag-description": entry(
        Message.of("A tag is not described"), "$.tags[*]", field="description", is_recommended=False
    ),
    "typed-enum": entry(
        Message.of("A value does not fit the type beside it"), "$..[?(@ && @.enum && @.type)]", "typedEnum"
    ),
}
