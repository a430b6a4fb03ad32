"""The rules of `spectral:oas` on operations and paths, whatever the version."""

from collections.abc import Mapping
from typing import Any, Final

from compliance.model.text import Message
from compliance.rulesets.oas_rules._entry import entry
from compliance.rulesets.ruleset import ERROR

_OPERATION: Final = "#Operation"
_LISTED: Final = {"schema": {"type": "array", "minItems": 1}}
RULES: Final[Mapping[str, dict[str, Any]]] = {
    "operation-description": entry(Message.of("An operation is not described"), _OPERATION, field="description"),
    "operation-operationId": entry(Message.of("An operation has no operationId"), _OPERATION, field="operationId"),
    "operation-operationId-unique": entry(
        Message.of("Two operations have one operationId"), "$.paths", "oasOpIdUnique", severity=ERROR
    ),
    "operation-operationId-valid-in-url": entry(
        Message.of("An operationId cannot stand in an address"),
        _OPERATION,
        "pattern",
        "operationId",
        {"match": r"^[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]*$"},
    ),
    "operation-parameters": entry(
        Message.of("Parameters of an operation stand in each other's way"), "#Operation.parameters", "oasOpParams"
    ),
    "operation-singular-tag": entry(
        Message.of("An operation has several tags"), _OPERATION, "length", "tags", {"max": 1}, is_recommended=False
    ),
    "operation-success-response": entry(
        Message.of("An operation describes no response for success"), _OPERATION, "oasOpSuccessResponse", "responses"
    ),
    "operation-tag-defined": entry(Message.of("A tag of an operation is not listed"), "$", "oasTagDefined"),
    "operation-tags": entry(Message.of("An operation has no tags"), _OPERATION, "schema", "tags", _LISTED),
    "path-declarations-must-exist": entry(
        Message.of("A parameter of a path has no name"), "$.paths", "pattern", "@key", {"notMatch": "{}"}
    ),
    "path-keys-no-trailing-slash": entry(
        Message.of("A path ends in a slash"), "$.paths", "pattern", "@key", {"notMatch": r".+\/$"}
    ),
    "path-not-include-query": entry(
        Message.of("A path holds a query"), "$.paths", "pattern", "@key", {"notMatch": r"\?"}
    ),
    "path-params": entry(
        Message.of("A parameter of a path is not declared"),
        severity=ERROR,
        judged_by=("openapi.path_parameters_are_declared", "openapi.document_matches_its_specification"),
    ),
}
