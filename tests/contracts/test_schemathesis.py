"""Whatever schemathesis makes of the contracts, a hub in memory answers as they say.

SCHEMATHESIS_EXAMPLES=100 tries that many examples of each operation, and every boundary of its schemas besides.
"""

import base64
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.generation.meta import TestPhase
from starlette.types import Receive, Scope, Send

from contracts.furnishing import furnished
from contracts.reading import FOLDER, contracts, operations
from mocks.hub.calling import secret_of
from ndxp_mocks.hub.digests import content_digest

ASKED = os.environ.get("SCHEMATHESIS_EXAMPLES")
EXAMPLES = int(ASKED or 5)
MODES = tuple(HypothesisTestMode) if ASKED else (HypothesisTestMode.EXAMPLES, HypothesisTestMode.FUZZING)
CALLERS = ("example-portal", "example-provider", "example-operator")
FILES = {each.id: each.contract for each in operations(contracts())}

# Checks that say nothing of an operation, with the reason.
LEFT_OUT = {
    # X-Road tells almost every error by 500, and a gateway passes on what it does not know.
    r"exchange\.(?!interactions|events|subscriptions|transfers)": (
        "not_a_server_error",
        "positive_data_acceptance",
        "negative_data_rejection",
        "missing_required_header",
        "unsupported_method",
        "allow_header_conformance",
        "refusal_of_a_valid_request_is_beyond_the_schema",
    ),
    # It answers 200 and says which check failed, those of the form and of the credentials too.
    r"tokens\.diagnose": ("negative_data_rejection", "ignored_auth"),
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
    await furnished().copy()(scope, receive, send)


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
    places = {name: values for name, values in furnished().places.items() if isinstance(values[0], str)}
    checks = {
        "missing_required_header": {"expected-statuses": [400, 401, 403, 415, 422, 428]},
        "positive_data_acceptance": {"enabled": False},  # refusal_of_a_valid_request_is_beyond_the_schema looks closer
    }
    left_out = [
        {"include-operation-id-regex": f"^{pattern}", "checks": {name: {"enabled": False} for name in names}}
        for pattern, names in LEFT_OUT.items()
    ]
    return SchemathesisConfig.from_dict(
        {
            "generation": {"deterministic": True, "max-examples": EXAMPLES, "no-shrink": not ASKED},
            "suppress-health-check": ["all"],
            "dictionaries": {name: {"values": list(values)} for name, values in places.items()},
            "parameters": {name: {"dictionary": name, "probability": 0.8} for name in places},
            "checks": checks,
            "operations": left_out,
        }
    )


@cache
def schema_of(file: str) -> Any:
    schema = schemathesis.openapi.from_path(FOLDER / file, config=configuration())
    schema.app = fresh_hub
    return schema


def credentials(operation: Any) -> list[Mapping[str, str]]:
    """The headers of those who call this operation."""
    ways = {name for way in operation.definition.raw.get("security", ()) for name in way}
    if "oauth2" in ways:
        return [{"Authorization": furnished().tokens[each]} for each in CALLERS]
    if "clientSecretBasic" in ways:
        pairs = (f"{each}:{secret_of(each)}".encode() for each in CALLERS[:1])
        return [{"Authorization": f"Basic {base64.b64encode(pair).decode()}"} for pair in pairs]
    return [{}]


def answered(case: Any) -> None:
    if case.meta.phase.name is TestPhase.COVERAGE and case.meta.generation.mode.is_positive:
        case.headers.update({name: value for name, value in QUOTED.items() if name in case.headers})
    for headers in credentials(case.operation):
        case.call_and_validate(headers=dict(headers))


@pytest.mark.parametrize("operation_id", FILES)
def test_hub_answers_as_the_contract_says(operation_id: str) -> None:
    schema = schema_of(FILES[operation_id])
    operation = schema.find_operation_by_id(operation_id)
    config = schema.config
    settings = config.get_hypothesis_settings(operation=operation, phase="fuzzing")
    tried = HypothesisTestConfig(
        project=config, modes=list(MODES), settings=hypothesis.settings(settings, database=None, deadline=None)
    )
    create_test(operation=operation, test_func=answered, config=tried)()
