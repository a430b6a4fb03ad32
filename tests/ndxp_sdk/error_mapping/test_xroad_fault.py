"""Which error an answer through X-Road is, whose fault, whether to repeat, and what to do."""

import json
import pickle

import pytest

from ndxp_sdk import errors
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.identifiers import ServiceId

UUID = "2ea02d93-e0b8-4e2b-8c6e-fac20f53a3e3"
OWN, PROVIDER = "VN/GOV/G22/mot-cua", "VN/GOV/G12/dkkd"


@pytest.fixture(scope="session")
def failure(answer, call):
    """`failure(code, message, method="GET")`: what X-Road's JSON error becomes."""

    def found(code: str, message: str = "m", *, status: int = 500, **changes: object) -> errors.NdxpError:
        body = json.dumps({"type": code, "message": message, "detail": UUID})
        plan = XRoad().plan(call(**changes))
        error = XRoad().failure(plan, answer(status, body, X_Road_Error=code, Content_Type="application/json"))
        assert error is not None
        return error

    return found


DECISIONS = [
    ("server.clientproxy.missing_header", errors.RequestInvalid, False, False),
    ("client.invalid_protocol_version", errors.RequestInvalid, False, False),
    ("server.clientproxy.ssl_authentication_failed", errors.IdentityError, False, False),
    ("server.serverproxy.unknown_service", errors.NotFound, False, False),
    ("server.serverproxy.access_denied", errors.AccessDenied, False, False),
    ("server.serverproxy.service_disabled", errors.Unavailable, True, True),
    ("server.clientproxy.maintenance_mode", errors.Unavailable, True, True),
    ("server.clientproxy.global_conf_outdated", errors.Unavailable, True, True),
    ("server.serverproxy.service_failed", errors.UpstreamFailure, True, False),
    ("server.serverproxy.service_failed.unknown_member", errors.UpstreamFailure, True, False),
    ("server.serverproxy.network_error", errors.UpstreamFailure, True, False),
    ("server.serverproxy.internal_error", errors.UpstreamFailure, True, False),
    ("server.clientproxy.network_error", errors.GatewayFailure, True, False),
    ("server.clientproxy.internal_error", errors.GatewayFailure, True, False),
    ("server.clientproxy.logging_failed", errors.EvidenceFailure, True, False),
    ("server.clientproxy.mlog.log_manager_unavailable", errors.EvidenceFailure, True, False),
    ("server.serverproxy.signature_verification.cert_validation", errors.TrustFailure, False, False),
    ("server.serverproxy.ocsp_failed", errors.TrustFailure, False, False),
    ("server.clientproxy.inconsistent_response", errors.IntegrityError, False, False),
    ("server.clientproxy.cannot_sign", errors.GatewayFailure, False, False),
    ("signer.token_not_active", errors.GatewayFailure, False, False),
    ("server.serverproxy.key_not_found", errors.UpstreamFailure, False, False),
    ("server.clientproxy.asic_message_not_found", errors.EvidenceFailure, False, False),
    ("server.clientproxy.something_new", errors.GatewayFailure, True, False),
    ("server.serverproxy.something_new", errors.UpstreamFailure, True, False),
    ("client.something_new", errors.RequestInvalid, False, False),
]


@pytest.mark.parametrize(("code", "kind", "repeats_get", "repeats_post"), DECISIONS, ids=[row[0] for row in DECISIONS])
def test_kind_and_repetition_follow_the_family(failure, code, kind, repeats_get, repeats_post) -> None:
    for spelled in (code, ".".join("".join(map(str.title, part.split("_"))) for part in code.split("."))):
        assert type(failure(spelled)) is kind
        assert failure(spelled).retryable is repeats_get
        assert failure(spelled, method="POST").retryable is repeats_post
        assert failure(spelled, method="POST", headers=(("Idempotency-Key", "k"),)).retryable is repeats_get


def test_the_error_tells_everything_that_the_operator_needs(failure) -> None:
    error = failure("Server.ServerProxy.AccessDenied", "Request is not allowed: SERVICE:VN/GOV/G12/dkkd/enterprises")
    assert (error.origin, error.status, error.code) == ("provider-gateway", 500, "Server.ServerProxy.AccessDenied")
    assert error.facts.family_code == "access_denied"
    assert (error.ids.message_id, error.ids.detail_id) == ("m-1", UUID)
    assert "the security server of the provider" in str(error)
    assert pickle.loads(pickle.dumps(error)).facts == error.facts


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (f"Client 'SUBSYSTEM:{OWN}' not found", errors.IdentityError),
        (f'Could not find addresses for service provider "SUBSYSTEM:{PROVIDER}"', errors.NotFound),
        (f"{OWN} may not see {PROVIDER}", errors.NotFound),
        ("not found", errors.NotFound),
    ],
)
def test_an_unknown_member_is_the_caller_or_the_provider_and_both_ids_are_shown(failure, message, kind) -> None:
    error = failure("Server.ClientProxy.UnknownMember", message)
    assert type(error) is kind
    assert f"own id {OWN}, provider id {PROVIDER}" in str(error)


def test_a_member_that_owns_the_provider_is_not_taken_for_the_caller(failure) -> None:
    own = ServiceId.parse("VN/GOV/G12/dkkd/enterprises").system.member
    assert type(failure("server.clientproxy.unknown_member", f"'{PROVIDER}'", client=own)) is errors.NotFound


@pytest.mark.parametrize(
    "code", ["Server.ClientProxy.IOError", "Server.ClientProxy.LoggingFailed", "server.serverproxy.io_error"]
)
def test_the_limit_of_size_is_said_where_xroad_shows_an_io_error(failure, code) -> None:
    error = failure(code, "LoggingFailed: Message size exceeds maximum loggable size", method="GET")
    assert type(error) is errors.PayloadTooLarge
    assert not error.retryable
    assert "10 MiB" in str(error)


def test_a_log_that_fails_for_another_reason_is_a_matter_of_evidence(failure) -> None:
    error = failure("Server.ClientProxy.IOError", "LoggingFailed: no space left on device")
    assert type(error) is errors.EvidenceFailure
    assert "transaction log" in str(error)


@pytest.mark.parametrize(
    ("message", "remedy"),
    [
        ("Client (SUBSYSTEM:x) specifies HTTPS but did not supply TLS certificate", "none was presented"),
        ("Client (SUBSYSTEM:x) has no IS certificates", "has no certificate for"),
        ("Client (SUBSYSTEM:x) TLS certificate does not match any IS certificates", "equals none of those"),
        ("Client (SUBSYSTEM:x) TLS certificate is expired", "out of date"),
        ("Client (SUBSYSTEM:x) specifies HTTPS NO AUTH but client made  plaintext connection", "begins with https://"),
    ],
)
def test_each_text_about_the_client_certificate_has_its_remedy(failure, message, remedy) -> None:
    assert remedy in (failure("Server.ClientProxy.SslAuthenticationFailed", message).facts.hint or "")


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Service not found", errors.NotFound),
        ("Invalid service type: REST", errors.NotFound),
        ("Failed reading service description from", errors.UpstreamFailure),
        ("Connection pool shut down", errors.UpstreamFailure),
    ],
)
def test_a_metaservice_is_understood_by_its_words_alone(failure, message, kind) -> None:
    service = ServiceId.parse("VN/GOV/G12/dkkd/getOpenAPI")
    assert type(failure("Server.ServerProxy.InternalError", message, service=service)) is kind
    assert type(failure("Server.ServerProxy.InternalError", message)) is errors.UpstreamFailure


def test_a_time_out_of_the_provider_has_its_hint(failure) -> None:
    assert "did not answer its gateway" in str(failure("Server.ServerProxy.IOError", "Read timed out"))


def test_an_xml_error_says_the_same_as_a_json_error(answer, call, failure) -> None:
    members = f"<type>Server.ServerProxy.AccessDenied</type><message>m</message><detail>{UUID}</detail>"
    body = f"<?xml version='1.0'?><error>{members}</error>"
    told = answer(
        500, body, X_Road_Error="Server.ServerProxy.AccessDenied", Content_Type="application/xml;charset=utf-8"
    )
    error = XRoad().failure(XRoad().plan(call()), told)
    expected = failure("Server.ServerProxy.AccessDenied")
    assert (type(error), error.args) == (type(expected), expected.args)


@pytest.mark.parametrize("body", ["", "no json", "[]", '{"type": "about:blank", "message": "x"}'])
def test_without_a_readable_body_the_header_counts(answer, call, body) -> None:
    error = XRoad().failure(XRoad().plan(call()), answer(500, body, X_Road_Error="Server.ServerProxy.AccessDenied"))
    assert type(error) is errors.AccessDenied


def test_without_its_header_an_error_of_xroad_is_known_by_its_body(answer, call) -> None:
    body = json.dumps({"type": "Server.ServerProxy.AccessDenied", "message": "m", "detail": UUID})
    assert type(XRoad().failure(XRoad().plan(call()), answer(500, body))) is errors.AccessDenied


@pytest.mark.parametrize("status", [200, 301, 404, 500, 503])
@pytest.mark.parametrize(
    "body", ["", "<html>", '{"type": "Server.ServerProxy.AccessDenied", "message": "m"}', '{"error_code": 1}']
)
def test_what_the_provider_answers_is_no_failure_whatever_it_is(answer, call, marks, status, body) -> None:
    assert XRoad().failure(XRoad().plan(call()), answer(status, body, **marks)) is None


@pytest.mark.parametrize(("given", "is_ours"), [("m-1", True), ("m%2D1", True), ("m-2", False)])
def test_an_answer_to_another_call_is_not_used(answer, call, marks, given, is_ours) -> None:
    error = XRoad().failure(XRoad().plan(call()), answer(200, "{}", **{**marks, "X_Road_Id": given}))
    assert (error is None) is is_ours
    assert is_ours or type(error) is errors.IntegrityError


@pytest.mark.parametrize(
    "code", ["Client.InvalidHttpMethod", "SOAP-ENV:Client.MissingHeader", "Server.ClientProxy.InternalError"]
)
def test_a_soap_fault_says_that_the_call_missed_r1(answer, call, code) -> None:
    body = (
        '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault>'
        f"<faultcode>{code}</faultcode><faultstring>Must use POST request method instead of GET</faultstring>"
        f"<detail><faultDetail>{UUID}</faultDetail></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"
    )
    error = XRoad().failure(XRoad().plan(call()), answer(500, body, Content_Type="text/xml;charset=utf-8"))
    assert type(error) is errors.UnexpectedAnswer
    assert "missed /r1/" in str(error)
    assert not error.retryable
