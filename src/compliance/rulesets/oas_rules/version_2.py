"""The rules of `spectral:oas` for OpenAPI 2.0."""

from collections.abc import Mapping
from typing import Any, Final

from compliance.model.text import Message
from compliance.rulesets.oas_rules._entry import entry
from compliance.rulesets.ruleset import ERROR

_OAS2: Final = ("oas2",)
_OPERATION: Final = "#Operation"
_NO_EXAMPLE: Final = {"notMatch": r"example\.com"}
_SPECIFICATION: Final = ("openapi.document_parses", "openapi.document_matches_its_specification")
_EXAMPLES: Final = ("openapi.examples_match_their_schema",)
RULES: Final[Mapping[str, dict[str, Any]]] = {
    "oas2-anyOf": entry(
        Message.of("anyOf is used, which OpenAPI 2.0 does not have"), "$..anyOf", "undefined", formats=_OAS2
    ),
    "oas2-api-host": entry(Message.of("The document names no host"), "$", field="host", formats=_OAS2),
    "oas2-api-schemes": entry(
        Message.of("The document does not name the schemes of its host"),
        "$",
        "schema",
        "schemes",
        {"schema": {"type": "array", "minItems": 1, "items": {"type": "string"}}},
        formats=_OAS2,
    ),
    "oas2-discriminator": entry(
        Message.of("A discriminator is no property that is required"),
        "$.definitions[?(@ && @.discriminator)]",
        "oasDiscriminator",
        formats=_OAS2,
        severity=ERROR,
    ),
    "oas2-host-not-example": entry(
        Message.of("The host is an example"), "$", "pattern", "host", _NO_EXAMPLE, formats=_OAS2, is_recommended=False
    ),
    "oas2-host-trailing-slash": entry(
        Message.of("The host ends in a slash"), "$", "pattern", "host", {"notMatch": "/$"}, formats=_OAS2
    ),
    "oas2-oneOf": entry(
        Message.of("oneOf is used, which OpenAPI 2.0 does not have"), "$..oneOf", "undefined", formats=_OAS2
    ),
    "oas2-operation-formData-consume-check": entry(
        Message.of("An operation with a form consumes no forms"), _OPERATION, "oasOpFormDataConsumeCheck", formats=_OAS2
    ),
    "oas2-operation-security-defined": entry(
        Message.of("A security scheme or a scope that is demanded is not defined"),
        "#Security",
        "oasSecurityDefined",
        None,
        {"oasVersion": 2},
        formats=_OAS2,
    ),
    "oas2-parameter-description": entry(
        Message.of("A parameter is not described"),
        "$..parameters[?(@ && @.in)]",
        field="description",
        formats=_OAS2,
        is_recommended=False,
    ),
    "oas2-schema": entry(
        Message.of("The document does not keep to its specification"),
        formats=_OAS2,
        severity=ERROR,
        judged_by=_SPECIFICATION,
    ),
    "oas2-unused-definition": entry(
        Message.of("Nothing leads to a definition"),
        "$.definitions",
        "unreferencedReusableObject",
        None,
        {"reusableObjectsLocation": "#/definitions"},
        formats=_OAS2,
        is_resolved=False,
    ),
    "oas2-valid-media-example": entry(
        Message.of("An example does not fit its schema"), formats=_OAS2, severity=ERROR, judged_by=_EXAMPLES
    ),
    "oas2-valid-schema-example": entry(
        Message.of("An example does not fit its schema"), formats=_OAS2, severity=ERROR, judged_by=_EXAMPLES
    ),
}
