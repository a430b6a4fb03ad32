"""Whatever schemathesis makes of the contracts, a hub in memory answers as they say.

SCHEMATHESIS_EXAMPLES=100 tries that many examples of each operation, and every boundary of its schemas besides.
"""

import os
from functools import cache
from typing import Any

import pytest
import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.generation.meta import TestPhase
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from contracts.asking import callers
from contracts.furnishing import furnished
from contracts.reading import FOLDER, contracts, operations
from ndxp_mocks.hub.http.digests import content_digest
from tools.properties import settings

pytestmark = pytest.mark.long
ASKED = os.environ.get("SCHEMATHESIS_EXAMPLES")
EXAMPLES = int(ASKED or 12)
MODES = tuple(HypothesisTestMode) if ASKED else (HypothesisTestMode.EXAMPLES, HypothesisTestMode.FUZZING)
CALLERS = ("example-portal", "example-provider", "example-operator")
BY_ID = {each.id: each for each in operations(contracts())}

WIRE = r"exchange\.(?!interactions|events|subscriptions|transfers)"
# Checks that say nothing of an operation, and why.
LEFT_OUT = {
    (WIRE, "not_a_server_error"): "X-Road tells almost every error by 500",
    (WIRE, "positive_data_acceptance"): "what a provider refuses is not in the contract",
    (WIRE, "refusal_of_a_valid_request_is_beyond_the_schema"): "what a provider refuses is not in the contract",
    (WIRE, "negative_data_rejection"): "a security server passes on what it does not know",
    (WIRE, "missing_required_header"): "a call without a client is refused by 500",
    (WIRE, "unsupported_method"): "a path that misses /r1 is answered by a SOAP fault, and /r1 passes every method on",
    (WIRE, "allow_header_conformance"): "Allow is the provider's own",
    (r"tokens\.diagnose", "negative_data_rejection"): "it answers 200 and names the check that failed",
    (r"tokens\.diagnose", "ignored_auth"): "it answers 200 and names the check that failed",
    (".", "positive_data_acceptance"): "refusal_of_a_valid_request_is_beyond_the_schema looks closer",
}
BY_STATE = (401, 403, 404, 409, 412)
# What a request that follows the schema may be refused for: the hub knows more than a schema can say.
REFERENCES = "after agreement_id challenge consumer_system_id cursor delegate_organization_id delegation_id purpose_id"
REASONS = {
    "unknown-value": {*REFERENCES.split(), "recipient", "service", "service_ids", "subject", "system_id", "version"},
    "missing": {"ce-specversion", "ce-id", "ce-source", "ce-type"},  # of an event whose body is not CloudEvents JSON
    "repeated": {"files"},
    "too-many": {"part_size"},
    "too-large": {"part"},
    "wrong-order": {"to"},
    "too-early": {"expires_at"},
    "too-small": {"sunset_at", "valid_until"},
    "not-allowed": {"address", "callback"},
    "digest-mismatch": {"Content-Digest"},
    "unusable": {"certificate", "jwk"},
    "unknown-key": {""},
    "wrong-signature": {""},
}
# Headers for which the coverage phase of schemathesis finds no valid value, because it writes no quotes and colons.
QUOTED = {"If-Match": "*", "If-None-Match": '"a"', "Content-Digest": content_digest(b"")}


async def fresh_hub(scope: Scope, receive: Receive, send: Send) -> None:
    """Every request meets the same world."""
    if scope["type"] == "http":
        await furnished().copy()(scope, receive, send)


async def careless_hub(scope: Scope, receive: Receive, send: Send) -> None:
    """Every request is answered the same."""
    if scope["type"] == "http":
        await JSONResponse({"items": 1})(scope, receive, send)


@schemathesis.serializer("application/jose")
def as_text(_context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.check
def refusal_of_a_valid_request_is_beyond_the_schema(_ctx: CheckContext, response: Response, case: Any) -> None:
    is_problem = response.headers.get("content-type", [""])[0] == "application/problem+json"
    if not is_problem or response.status_code in BY_STATE or not case.meta.generation.mode.is_positive:
        return
    for error in response.json()["errors"]:
        path = [part for part in error["pointer"].split("/") if not part.isdigit()]
        assert path[-1] in REASONS.get(error["code"], ()), error


def configuration() -> SchemathesisConfig:
    places = {name: values for name, values in furnished().places.items() if not isinstance(values[0], dict)}
    left_out = [
        {"include-operation-id-regex": f"^{pattern}", "checks": {name: {"enabled": False}}}
        for pattern, name in LEFT_OUT
    ]
    return SchemathesisConfig.from_dict(
        {
            "generation": {"deterministic": True, "max-examples": EXAMPLES, "no-shrink": not ASKED},
            "suppress-health-check": ["all"],
            "dictionaries": {name: {"values": list(values)} for name, values in places.items()},
            "parameters": {name: {"dictionary": name, "probability": 0.8} for name in places},
            # 428 says that If-Match is missing (RFC 6585 §3)
            "checks": {"missing_required_header": {"expected-statuses": [400, 401, 403, 415, 422, 428]}},
            "operations": left_out,
        }
    )


@cache
def schema_of(file: str, application: ASGIApp) -> Any:
    schema = schemathesis.openapi.from_path(FOLDER / file, config=configuration())
    schema.app = application
    return schema


def answered(case: Any) -> None:
    """Every caller's answer to the case is held to the contract."""
    if case.meta.phase.name is TestPhase.COVERAGE and case.meta.generation.mode.is_positive:
        case.headers.update({name: value for name, value in QUOTED.items() if name in case.headers})
    for headers in callers(BY_ID[case.operation.definition.raw["operationId"]], furnished(), CALLERS):
        case.call_and_validate(headers=dict(headers))


def tried(operation_id: str, application: ASGIApp) -> None:
    """Every case of one operation, the same ones each time."""
    schema = schema_of(BY_ID[operation_id].contract, application)
    operation = schema.find_operation_by_id(operation_id)
    usual = schema.config.get_hypothesis_settings(operation=operation, phase="fuzzing")
    # explicit, because the number of examples of the profile that is loaded would count otherwise
    explicit = settings(usual, database=None)
    config = HypothesisTestConfig(
        project=schema.config, modes=list(MODES), settings=explicit, explicit_settings=explicit
    )
    create_test(operation=operation, test_func=answered, config=config)()


@pytest.mark.parametrize("operation_id", BY_ID)
def test_hub_answers_as_the_contract_says(operation_id: str) -> None:
    tried(operation_id, fresh_hub)


@pytest.mark.parametrize("operation_id", ["catalog.services.list", "tokens.issue", "exchange.list_methods"])
def test_hub_that_answers_something_else_is_seen(operation_id: str) -> None:
    with pytest.raises(FailureGroup):
        tried(operation_id, careless_hub)
