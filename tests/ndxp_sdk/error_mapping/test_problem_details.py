"""Failures of the hub's own APIs."""

import json
import re
from pathlib import Path

import pytest

from ndxp_sdk import errors
from ndxp_sdk._error_mapping import failure_of_problem
from ndxp_sdk._error_mapping.problem_details import KINDS
from ndxp_sdk.errors import Ids

COMMON = Path(__file__).parents[3] / "specs/contracts/common.yaml"
PROBLEM = {
    "type": "https://hub.example/problems/request-invalid",
    "title": "The request does not follow the contract",
    "status": 422,
    "detail": 'mode is "take", deliver or receive is expected',
    "instance": "urn:uuid:019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2",
    "code": "request-invalid",
    "origin": "caller",
    "retryable": False,
    "errors": [{"pointer": "/mode", "code": "unknown-value", "detail": "deliver or receive is expected"}],
}


def problem(
    answer, status: int = 422, *, is_repeatable: bool = True, headers: dict[str, str] | None = None, **changes: object
):
    body = {**PROBLEM, "status": status, **changes}
    told = answer(status, json.dumps(body), Content_Type="application/problem+json", **(headers or {}))
    return failure_of_problem(told, "catalog.services.create", Ids(message_id="m-1"), is_repeatable=is_repeatable)


def test_every_code_of_the_contracts_has_its_class() -> None:
    listed = re.search(r"Known so far: ([a-z\-,\s]+)\.", COMMON.read_text("utf-8"))
    assert listed is not None
    assert {word.strip() for word in listed.group(1).split(",")} == set(KINDS)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_known_code_decides_whatever_the_status(answer, code) -> None:
    assert type(problem(answer, 500, code=code)) is KINDS[code]


def test_a_problem_shows_its_pointers_and_keeps_its_ids(answer) -> None:
    error = problem(answer, transaction_id="t-1", headers={"X_Correlation_Id": "c-1"})
    assert type(error) is errors.RequestInvalid
    assert "/mode unknown-value: deliver or receive is expected" in str(error)
    assert str(error).startswith("[catalog.services.create] request-invalid: mode is")
    assert error.ids == Ids("m-1", None, "t-1", "c-1", "urn:uuid:019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2")
    assert error.origin == "caller"


def test_long_lists_of_faults_are_cut(answer) -> None:
    error = problem(answer, errors=[{"pointer": f"/{number}", "code": "x", "detail": "d"} for number in range(9)])
    assert "; 4 more)" in error.message


def test_what_stood_behind_the_hub_is_told(answer) -> None:
    error = problem(
        answer,
        502,
        code="upstream-failure",
        upstream={"status": 503, "type": "busy", "detail": "later"},
        retryable=True,
    )
    assert "behind the hub: 503 busy later" in error.message


@pytest.mark.parametrize(
    ("status", "code", "retryable", "is_repeatable", "expected"),
    [
        (503, "unavailable", True, False, True),
        (429, "quota-exceeded", True, False, True),
        (502, "upstream-failure", True, True, True),
        (502, "upstream-failure", True, False, False),
        (502, "integrity-failure", False, True, False),
        (409, "idempotency-in-progress", True, True, True),
        (409, "state-conflict", False, True, False),
        (503, "unavailable", False, True, False),
        (500, "internal-error", None, True, True),
        (422, "request-invalid", None, True, False),
    ],
)
def test_repetition_follows_the_hub_and_does_no_harm(answer, status, code, retryable, is_repeatable, expected) -> None:
    error = problem(answer, status, code=code, retryable=retryable, is_repeatable=is_repeatable)
    assert error.retryable is expected


@pytest.mark.parametrize(
    ("headers", "member", "expected"),
    [
        ({"Retry_After": "30"}, None, 30.0),
        ({"Retry_After": "30"}, 5, 30.0),
        ({"Retry_After": "Sun, 22 Nov 2026 00:00:30 GMT", "Date": "Sun, 22 Nov 2026 00:00:00 GMT"}, None, 30.0),
        ({"Retry_After": "Sun, 06 Nov 1994 08:49:37 GMT"}, None, 0.0),
        ({"RateLimit": '"default";r=0;t=12'}, None, 12.0),
        ({"RateLimit-Reset": "7"}, None, 7.0),
        ({"Retry_After": "soon"}, None, 60.0),
        ({"Retry_After": "-1"}, None, 60.0),
        ({"Retry_After": "9" * 400}, None, 86_400.0),
        ({}, -3, None),
        ({}, True, None),
    ],
)
def test_how_long_to_wait_is_read_from_whatever_says_it(answer, headers, member, expected) -> None:
    assert problem(answer, 429, code="quota-exceeded", retry_after=member, headers=headers).retry_after == expected


@pytest.mark.parametrize(
    ("status", "kind", "retryable"),
    [
        (400, errors.RequestInvalid, False),
        (401, errors.IdentityError, False),
        (403, errors.AccessDenied, False),
        (404, errors.NotFound, False),
        (410, errors.NotFound, False),
        (412, errors.Conflict, False),
        (413, errors.PayloadTooLarge, False),
        (418, errors.RequestInvalid, False),
        (428, errors.Conflict, False),
        (429, errors.QuotaExceeded, True),
        (500, errors.GatewayFailure, True),
        (501, errors.GatewayFailure, False),
        (502, errors.UpstreamFailure, True),
        (503, errors.Unavailable, True),
        (599, errors.GatewayFailure, True),
    ],
)
@pytest.mark.parametrize("body", [b"", b"text", b'{"message": "m"}', b"[1]"])
def test_without_a_problem_the_status_decides(answer, status, kind, retryable, body) -> None:
    error = failure_of_problem(answer(status, body), "x.y", is_repeatable=True)
    assert (type(error), error.retryable, error.status) == (kind, retryable, status)


def test_an_unknown_code_falls_back_to_the_status(answer) -> None:
    assert type(problem(answer, 409, code="brand-new")) is errors.Conflict


def test_a_refused_token_points_to_its_explanation(answer) -> None:
    error = failure_of_problem(answer(401, WWW_Authenticate='Bearer error="invalid_token"'), "x.y")
    assert error.code == "invalid_token"
    assert "tokens.explain()" in str(error)


def test_a_redirect_is_not_followed(answer) -> None:
    error = failure_of_problem(answer(302, Location="https://elsewhere.example/?token=abc"), "x.y")
    assert type(error) is errors.UnexpectedAnswer
    assert "redirects are not followed" in str(error)
    assert "elsewhere" not in str(error)


def test_an_error_of_xroad_is_known_on_metaservices_too(answer) -> None:
    body = json.dumps({"type": "Server.ClientProxy.OutdatedGlobalConf", "message": "m", "detail": "d"})
    error = failure_of_problem(
        answer(500, body, X_Road_Error="Server.ClientProxy.OutdatedGlobalConf"), "exchange.list_clients"
    )
    assert type(error) is errors.Unavailable
