"""Checks of the form of a token request, before anybody is known."""

from typing import Final

from ndxp_mocks.hub.domain.identity.checks import Check, Finding, always, equals
from ndxp_mocks.hub.domain.identity.token_request import TokenAttempt

_GRANT: Final = "client_credentials"


def _form(attempt: TokenAttempt) -> Finding:
    faults = list(attempt.form.faults)
    if attempt.uses("private_key_jwt") and attempt.form.get("purpose_id"):
        faults.append("purpose_id stands beside an assertion, whose claim counts")
    return Finding(not faults, "each field of the form at most once, and no other", "; ".join(faults) or None)


def _grant_type(attempt: TokenAttempt) -> Finding:
    found = attempt.form.get("grant_type")
    finding = equals(_GRANT, found)
    return finding if found else Finding(False, finding.expected, finding.found, "invalid_request")


def _single_method(attempt: TokenAttempt) -> Finding:
    expected = "one of client_secret_basic, client_secret_post, private_key_jwt, tls_client_auth"
    error = "invalid_request" if len(attempt.methods) > 1 else "invalid_client"
    return Finding(len(attempt.methods) == 1, expected, ", ".join(attempt.methods) or "none", error)


CHECKS: Final = (
    Check(
        name="form",
        text_en="The body is a form in which no field stands twice and none is unknown.",
        text_vi="Nội dung là một biểu mẫu, không trường nào lặp lại và không có trường lạ.",
        examine=_form,
        error="invalid_request",
        concerns=always,
    ),
    Check(
        name="grant_type",
        text_en="grant_type is client_credentials.",
        text_vi="grant_type là client_credentials.",
        examine=_grant_type,
        error="unsupported_grant_type",
        concerns=always,
    ),
    Check(
        name="single_method",
        text_en="The client authenticates in exactly one way.",
        text_vi="Ứng dụng khách xác thực theo đúng một cách.",
        examine=_single_method,
        concerns=always,
    ),
)
