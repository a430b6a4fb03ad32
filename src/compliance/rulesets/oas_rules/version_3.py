"""The rules of `spectral:oas` for OpenAPI 3."""

from collections.abc import Mapping
from typing import Any, Final

from compliance.model.text import Message
from compliance.rulesets.oas_rules._entry import entry
from compliance.rulesets.ruleset import ERROR

_OAS3: Final = ("oas3",)
_OAS3_1: Final = ("oas3.1", "oas3.2")
_NO_EXAMPLE: Final = {"notMatch": r"example\.com"}
_SPECIFICATION: Final = ("openapi.document_parses", "openapi.document_matches_its_specification")
_EXAMPLES: Final = ("openapi.examples_match_their_schema",)
RULES: Final[Mapping[str, dict[str, Any]]] = {
    "oas3-api-servers": entry(
        Message.of("The document names no servers"),
        "$",
        "schema",
        "servers",
        {"schema": {"type": "array", "minItems": 1, "items": {"type": "object"}}},
        formats=_OAS3,
    ),
    "oas3-callbacks-in-callbacks": entry(
        Message.of("A callback has callbacks"), "#Operation.callbacks[*][*][*].callbacks", "undefined", formats=_OAS3
    ),
    "oas3-examples-value-or-externalValue": entry(
        Message.of("An example has neither a value nor an address, or both"),
        (
            "$.components.examples[*]",
            "$.paths[*][*]..content[*].examples[*]",
            "$.paths[*][*]..parameters[*].examples[*]",
            "$.components.parameters[*].examples[*]",
            "$.paths[*][*]..headers[*].examples[*]",
            "$.components.headers[*].examples[*]",
        ),
        "xor",
        options={"properties": ["externalValue", "value"]},
        formats=_OAS3,
    ),
    "oas3-operation-security-defined": entry(
        Message.of("A security scheme or a scope that is demanded is not defined"),
        "#Security",
        "oasSecurityDefined",
        None,
        {"oasVersion": 3},
        formats=_OAS3,
    ),
    "oas3-parameter-description": entry(
        Message.of("A parameter is not described"),
        (
            "#Path.parameters[?(@ && @.in)]",
            "#Operation.parameters[?(@ && @.in)]",
            "$.components.parameters[?(@ && @.in)]",
        ),
        field="description",
        formats=_OAS3,
        is_recommended=False,
    ),
    "oas3-schema": entry(
        Message.of("The document does not keep to its specification"),
        formats=_OAS3,
        severity=ERROR,
        judged_by=_SPECIFICATION,
    ),
    "oas3-server-not-example.com": entry(
        Message.of("A server is an example"),
        "$.servers[*].url",
        "pattern",
        None,
        _NO_EXAMPLE,
        formats=_OAS3,
        is_recommended=False,
    ),
    "oas3-server-trailing-slash": entry(
        Message.of("The address of a server ends in a slash"),
        "$.servers[*].url",
        "pattern",
        options={"notMatch": "./$"},
        formats=_OAS3,
    ),
    "oas3-server-variables": entry(Message.of("A variable of a server is not defined"), formats=_OAS3, severity=ERROR),
    "oas3-unused-component": entry(
        Message.of("Nothing leads to a component"), "$", "oasUnusedComponent", formats=_OAS3, is_resolved=False
    ),
    "oas3-valid-media-example": entry(
        Message.of("An example does not fit its schema"), formats=_OAS3, severity=ERROR, judged_by=_EXAMPLES
    ),
    "oas3-valid-schema-example": entry(
        Message.of("An example does not fit its schema"), formats=_OAS3, severity=ERROR, judged_by=_EXAMPLES
    ),
    "oas3_1-callbacks-in-webhook": entry(
        Message.of("A webhook has callbacks"), "$.webhooks[*][*].callbacks", "undefined", formats=_OAS3_1
    ),
    "oas3_1-servers-in-webhook": entry(
        Message.of("A webhook has servers"),
        ("$.webhooks.servers", "$.webhooks[*][*].servers"),
        "undefined",
        formats=_OAS3_1,
    ),
}
