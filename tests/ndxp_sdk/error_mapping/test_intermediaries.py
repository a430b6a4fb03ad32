"""What stands in between is named, and never taken for the provider or for the gateway."""

import json

import pytest

from ndxp_sdk import errors
from ndxp_sdk._error_mapping import failure_of_problem
from ndxp_sdk.dialects.adapter import Adapter
from ndxp_sdk.dialects.direct import Direct
from ndxp_sdk.dialects.gateway import Gateway
from ndxp_sdk.dialects.xroad import XRoad

SQUID = "<!DOCTYPE html><html><head><title>ERROR: The requested URL could not be retrieved</title></head>squid</html>"
NGINX = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center>nginx/1.24.0</center>\r\n</body></html>"
)
F5 = "<html><head><title>Request Rejected</title></head>The requested URL was rejected. Your support ID is: 1</html>"
TOMCAT = "<!doctype html><html lang='vi'><head><title>HTTP Status 404</title></head><h3>Apache Tomcat/9.0</h3></html>"
PAGES_OF_MAKERS = (
    (SQUID, 503, "Squid", True),
    (NGINX, 502, "nginx", True),
    (F5, 200, "an F5 firewall", False),
    (TOMCAT, 404, "Apache Tomcat", False),
)
THROUGH = (XRoad(), Adapter(), Gateway())


def found(dialect, call, told):
    return dialect.failure(dialect.plan(call()), told)


@pytest.mark.parametrize("dialect", THROUGH, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("page", PAGES_OF_MAKERS, ids=lambda page: page[2])
@pytest.mark.parametrize("media_type", ["text/html; charset=utf-8", ""])
def test_a_page_of_something_in_between_is_named(answer, call, dialect, page, media_type) -> None:
    body, status, maker, retryable = page
    error = found(dialect, call, answer(status, body, Content_Type=media_type))
    assert type(error) is errors.UnexpectedAnswer
    assert f"HTML page of {maker} with status {status}" in str(error)
    assert (error.origin, error.retryable) == ("network", retryable)


def test_a_page_in_place_of_an_own_api_is_named_too(answer) -> None:
    error = failure_of_problem(answer(502, NGINX, Content_Type="text/html"), "catalog.services.list")
    assert type(error) is errors.UnexpectedAnswer
    assert "502 Bad Gateway" in str(error)


@pytest.mark.parametrize(("status", "kind"), [(413, errors.PayloadTooLarge), (429, errors.QuotaExceeded)])
def test_a_status_that_speaks_for_itself_does_so_on_a_page(answer, call, status, kind) -> None:
    error = found(XRoad(), call, answer(status, NGINX, Content_Type="text/html", Retry_After="3"))
    assert type(error) is kind
    assert error.retry_after == 3


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_page_never_makes_a_change_repeatable(answer, call, status) -> None:
    plan = XRoad().plan(call(method="POST"))
    assert not XRoad().failure(plan, answer(status, NGINX, Content_Type="text/html")).retryable


@pytest.mark.parametrize("dialect", THROUGH, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("body", [b"", b"  \n", b"Bad Gateway"])
def test_a_bare_refusal_is_not_taken_for_the_providers(answer, call, dialect, body) -> None:
    error = found(dialect, call, answer(502, body, Content_Type="text/plain"))
    assert type(error) is errors.UnexpectedAnswer
    assert "check the base URL" in str(error)


@pytest.mark.parametrize("dialect", [*THROUGH, Direct()], ids=lambda dialect: dialect.name)
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, '{"message": "no such person"}'),
        (404, '{"code": "404", "message": "no such person"}'),
        (404, '{"code": "no-one", "message": "no such person"}'),
        (404, '{"title": "no such person", "status": 404}'),
        (500, '{"type": "clientele", "message": "no such person"}'),
        (200, '{"code": "900901", "message": "of the data"}'),
        (200, "[]"),
        (204, ""),
        (500, "<a/>"),
        (302, ""),
    ],
)
def test_what_may_be_the_providers_own_is_left_to_the_caller(answer, call, marks, dialect, status, body) -> None:
    own = marks if isinstance(dialect, XRoad) else {}
    assert found(dialect, call, answer(status, body, Content_Type="application/json", **own)) is None


@pytest.mark.parametrize("dialect", THROUGH, ids=lambda dialect: dialect.name)
def test_a_problem_that_does_not_say_where_it_arose_may_be_the_providers(answer, call, marks, dialect) -> None:
    own = marks if isinstance(dialect, XRoad) else {}
    problem = {"type": "about:blank", "title": "no such person", "status": 404, "code": "not-found"}
    told = answer(404, json.dumps(problem), Content_Type="application/problem+json", **own)
    assert found(dialect, call, told) is None


def test_without_gateway_only_the_pages_of_proxies_are_failures(answer, call) -> None:
    assert found(Direct(), call, answer(404, TOMCAT, Content_Type="text/html")) is None
    assert type(found(Direct(), call, answer(503, SQUID, Content_Type="text/html"))) is errors.UnexpectedAnswer


@pytest.mark.parametrize("dialect", THROUGH, ids=lambda dialect: dialect.name)
def test_a_problem_of_the_hub_is_read_where_its_gateway_refuses(answer, call, dialect) -> None:
    body = json.dumps({"title": "t", "status": 429, "code": "quota-exceeded", "origin": "platform", "retryable": True})
    error = found(dialect, call, answer(429, body, Content_Type="application/problem+json", Retry_After="9"))
    assert (type(error), error.retry_after, error.origin) == (errors.QuotaExceeded, 9, "platform")


GATEWAY = [
    ("900800", 429, errors.QuotaExceeded, True),
    ("900901", 401, errors.IdentityError, False),
    ("900906", 404, errors.NotFound, False),
    ("900908", 403, errors.AccessDenied, False),
    ("101504", 500, errors.UpstreamFailure, True),
    ("303001", 503, errors.UpstreamFailure, True),
    ("999999", 403, errors.AccessDenied, False),
    (None, 500, errors.GatewayFailure, True),
]


@pytest.mark.parametrize("row", GATEWAY, ids=str)
@pytest.mark.parametrize("form", ["fault", "flat", "xml"])
def test_a_fault_of_an_api_gateway_is_read_in_each_form(answer, call, form, row) -> None:
    code, status, kind, retryable = row
    members = {"code": code, "message": "Invalid Credentials", "description": "Give the correct token"}
    inner = f"<ams:code>{code or ''}</ams:code><ams:message>m</ams:message>"
    forms = {
        "fault": json.dumps({"fault": {**members, "code": int(code) if code else None}}),
        "flat": json.dumps(members),
        "xml": f'<ams:fault xmlns:ams="urn:x">{inner}</ams:fault>',
    }
    error = found(Gateway(), call, answer(status, forms[form], Content_Type="application/json"))
    if code is None and form == "flat":
        assert error is None
        return
    assert (type(error), error.retryable, error.code) == (kind, retryable, code)


@pytest.mark.parametrize("body", ['{"error": "invalid_token"}', "", '{"message": "x"}'])
def test_a_gateway_that_refuses_the_token_is_believed(answer, call, body) -> None:
    error = found(Gateway(), call, answer(401, body, WWW_Authenticate='Bearer error="invalid_token"'))
    assert type(error) is errors.IdentityError
    assert "tokens.explain()" in str(error)


@pytest.mark.parametrize(
    ("status", "kind"), [(401, errors.IdentityError), (404, errors.NotFound), (500, errors.GatewayFailure)]
)
def test_a_refusal_in_the_form_of_an_adapter_follows_the_status(answer, call, status, kind) -> None:
    error = found(Adapter(), call, answer(status, '{"error_code": "-1", "message": "Không tìm thấy"}'))
    assert (type(error), error.code, error.origin) == (kind, "-1", "unknown")
    assert "Không tìm thấy" in str(error)


def test_a_code_in_a_body_of_status_200_is_no_failure_of_an_adapter(answer, call) -> None:
    assert found(Adapter(), call, answer(200, '{"error_code": "-1", "message": "x"}')) is None


@pytest.mark.parametrize("header", [{}, {"X_Road_Error": "Server.ServerProxy.AccessDenied"}])
def test_an_adapter_speaks_xroad_when_it_refuses(answer, call, header) -> None:
    body = json.dumps({"type": "Server.ServerProxy.AccessDenied", "message": "m", "detail": "d"})
    assert type(found(Adapter(), call, answer(500, body, **header))) is errors.AccessDenied
