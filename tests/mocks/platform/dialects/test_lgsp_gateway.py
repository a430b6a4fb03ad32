"""The gateway of a ministry: a token for the static header, then calls of the systems behind it."""

import base64
import json
import ssl
from collections.abc import Iterator
from typing import Any, Final

import httpx
import pytest

from ndxp_mocks import Platform, Served, serve
from ndxp_mocks.platform.descriptions import description_of
from ndxp_mocks.platform.dialects.lgsp_gateway import ACCESS_KEY, SECRET_KEY
from ndxp_mocks.specs import entry_of
from ndxp_sdk import Client, Gateway, LgspAccessToken, Secret, Tls

FORM: Final = {"grant_type": "client_credentials"}


@pytest.fixture(scope="module")
def lgsp(sockets_and_processes: None) -> Iterator[Served]:
    with serve(Platform(entry_of("mot-lgsp"), description_of("mot-lgsp"))) as running:
        yield running


@pytest.fixture(scope="module")
def client(lgsp: Served) -> Iterator[httpx.Client]:
    context = ssl.create_default_context(cafile=str(lgsp.ca_file))
    with httpx.Client(verify=context, base_url=lgsp.url, trust_env=False) as opened:
        yield opened


def static(secret: str = SECRET_KEY, **left_out: None) -> dict[str, str]:
    members = {"AccessKey": ACCESS_KEY, "SecretKey": secret, "AppName": "a", "PartnerCode": "p", "PartnerCodeCus": "c"}
    kept = {name: value for name, value in members.items() if name not in left_out}
    return {"lgspaccesstoken": base64.b64encode(json.dumps(kept).encode()).decode()}


def admitted(client: httpx.Client) -> dict[str, str]:
    granted = client.post("/token", data=FORM, headers=static())
    assert granted.status_code == 200, granted.text
    assert (granted.json()["token_type"], granted.headers["cache-control"]) == ("Bearer", "no-store")
    return {**static(), "Authorization": f"Bearer {granted.json()['access_token']}"}


@pytest.mark.parametrize(
    "path", ["/mot-journey-monitoring/1.0", "/mot-journey-monitoring/v2", "/mot-journey-monitoring"]
)
def test_a_call_goes_on_to_the_system_with_and_without_a_version(client: httpx.Client, path: str) -> None:
    listed = client.get(f"{path}/journey-violations?limit=2", headers=admitted(client))
    assert listed.status_code == 200, listed.text
    assert len(listed.json()["items"]) == 2
    code = listed.json()["items"][0]["violation_code"]
    one = client.get(f"{path}/journey-violations/{code}", headers=admitted(client))
    assert one.json()["violation_code"] == code


def test_our_client_speaks_to_it_as_to_any_gateway_with_the_static_field(lgsp: Served) -> None:
    service = "VN/GOV/G17/mot-journey-monitoring/journey-violations"
    credential = LgspAccessToken(ACCESS_KEY, Secret(SECRET_KEY), app_name="a", partner_code="p")
    gateway = Gateway({service: "mot-journey-monitoring/1.0"})
    settings: Any = {"dialect": gateway, "credential": credential, "tls": Tls(ca=lgsp.ca_file)}
    with Client(lgsp.url, client="VN/GOV/EXAMPLE/portal", **settings) as caller:
        answer = caller.exchange.call(service, "GET", "/journey-violations", query={"limit": "1"})
        assert (answer.status, len(answer.json()["items"])) == (200, 1)
        assert caller.exchange.call(service, "GET", "/none").status == 404


def test_body_method_and_errors_of_the_system_pass_unchanged(client: httpx.Client) -> None:
    headers = {**admitted(client), "X-Correlation-Id": "trace-1"}
    body = {"citizen_id": "999000000001", "purpose": "thử nghiệm (mô phỏng)"}
    found = client.post("/mot-driving-licence-system/1.0/driving-licences/search", json=body, headers=headers)
    assert (found.status_code, found.headers["x-correlation-id"]) == (200, "trace-1")
    missing = client.get("/mot-journey-monitoring/1.0/none", headers=headers)
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    wrong = client.get("/mot-journey-monitoring/1.0/journey-violations?limit=x", headers=headers)
    assert wrong.status_code == 400


@pytest.mark.parametrize(
    ("headers", "form", "status", "error"),
    [
        ({}, FORM, 401, "invalid_client"),
        (static("wrong"), FORM, 401, "invalid_client"),
        (static(PartnerCodeCus=None), FORM, 401, "invalid_client"),
        ({"lgspaccesstoken": "%"}, FORM, 401, "invalid_client"),
        (static(), {"grant_type": "password"}, 400, "unsupported_grant_type"),
        (static(), {}, 400, "unsupported_grant_type"),
    ],
)
def test_a_token_needs_the_static_header_and_the_grant(
    client: httpx.Client, headers: dict[str, str], form: dict[str, str], status: int, error: str
) -> None:
    refused = client.post("/token", data=form, headers=headers)
    assert (refused.status_code, refused.json()["error"]) == (status, error)


def test_a_call_needs_token_and_static_header_both(client: httpx.Client) -> None:
    good = admitted(client)
    path = "/mot-journey-monitoring/1.0/journey-violations"
    without_token = {"lgspaccesstoken": good["lgspaccesstoken"]}
    for headers, code in (
        ({}, 900902),
        (without_token, 900902),
        ({"Authorization": good["Authorization"]}, 900901),
        ({**good, **static("wrong")}, 900901),
        ({**good, "Authorization": "Bearer another"}, 900901),
        ({**good, "Authorization": "Bearer simulated-token"}, 900901),
    ):
        refused = client.get(path, headers=headers)
        assert (refused.status_code, refused.json()["fault"]["code"]) == (401, code)
        assert "www-authenticate" in refused.headers


def test_the_gateway_has_only_systems_of_its_own_ministry_and_its_own_rest(client: httpx.Client) -> None:
    headers = admitted(client)
    assert client.get("/mpi-e-procurement/1.0/bid-notices", headers=headers).status_code == 404
    assert client.get("/mot-lgsp/1.0/gateway-apis", headers=headers).status_code == 404
    own = client.get("/v1/gateway-apis", headers={"Authorization": "Bearer simulated-token"})
    assert own.status_code == 200
    assert client.get("/token").status_code == 405
