"""The API gateway: tokens, URL forms, its own errors, and the envelopes of the APIs behind it."""

import base64
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from mocks.hub.xroad.worlds import ADDRESS, CALL, Hub, hub
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer, UpstreamReset, UpstreamTimeout, UpstreamUnreachable

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
GRANT = b"grant_type=client_credentials"
SECRET = "simulated-secret-example-portal"


def gateway(**settings: Any) -> Hub:
    return hub(profile="gateway", **settings)


def basic(key: str, secret: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(f'{key}:{secret}'.encode()).decode()}", **FORM}


def static(key: str = "example-portal", secret: str = SECRET, **members: str) -> dict[str, str]:
    named = {"AppName": "app", "PartnerCode": "p", "PartnerCodeCus": "c", **members}
    written = json.dumps({"AccessKey": key, "SecretKey": secret, **named})
    return {"lgspaccesstoken": base64.b64encode(written.encode()).decode()}


def token(called: Hub, headers: dict[str, str] | None = None) -> str:
    answered = called.call("POST", "/token", headers or basic("example-portal", SECRET), GRANT)
    assert answered.status_code == 200, answered.text
    body = answered.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", called.world.settings.token_lifetime)
    return str(body["access_token"])


def bearer(called: Hub) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(called)}"}


def test_key_and_secret_give_a_token_that_opens_the_platforms() -> None:
    called = gateway()
    admitted = bearer(called)
    for path in ("/registry/1.0/points/17?x=1", "/registry/v2/points/17?x=1", "/registry/points/17?x=1"):
        answered = called.call("GET", path, admitted)
        assert (answered.status_code, answered.content) == (200, called.provider.answer.body)
        assert called.provider.url == f"{ADDRESS}/points/17?x=1"
        assert not [name for name in answered.headers if name.startswith("x-road")]
    assert len(called.records("outgoing")) == 3


@pytest.mark.parametrize(
    ("headers", "form", "status", "error"),
    [
        (basic("example-portal", "wrong"), GRANT, 401, "invalid_client"),
        (basic("none", SECRET), GRANT, 401, "invalid_client"),
        ({"Authorization": "Basic %", **FORM}, GRANT, 401, "invalid_client"),
        (FORM, GRANT, 401, "invalid_client"),
        ({**static(secret="wrong"), **FORM}, GRANT, 401, "invalid_client"),
        ({"lgspaccesstoken": "%%%", **FORM}, GRANT, 401, "invalid_client"),
        (basic("example-portal", SECRET), b"grant_type=password", 400, "unsupported_grant_type"),
        (basic("example-portal", SECRET), b"", 400, "unsupported_grant_type"),
    ],
)
def test_a_token_is_refused_in_the_words_of_rfc_6749(
    headers: dict[str, str], form: bytes, status: int, error: str
) -> None:
    answered = gateway().call("POST", "/token", headers, form)
    assert (answered.status_code, answered.json()["error"]) == (status, error)


def test_every_token_is_new_and_ends() -> None:
    called = gateway()
    first = bearer(called)
    assert first != bearer(called)
    assert called.call("GET", "/registry/points", first).status_code == 200
    called.world.clock.advance(called.world.settings.token_lifetime + 1)
    assert called.call("GET", "/registry/points", first).json()["fault"]["code"] == 900901


def fault(answered) -> tuple[int, int, str]:
    told = answered.json()["fault"]
    assert set(told) == {"code", "message", "description"}
    return answered.status_code, told["code"], told["message"]


def test_who_is_not_admitted_is_told_in_the_gateways_own_json() -> None:
    called = gateway()
    good = token(called)
    assert fault(called.call("GET", "/registry/points")) == (401, 900902, "Missing Credentials")
    for shown in ("Bearer wrong", f"Bearer {good}x", f"Bearer x{good}", "Bearer "):
        answered = called.call("GET", "/registry/points", {"Authorization": shown})
        assert fault(answered) == (401, 900901, "Invalid Credentials")
        assert "WWW-Authenticate" in answered.headers
    called.world.identity.clients.change("example-portal", state="disabled")
    assert fault(called.call("GET", "/registry/points", {"Authorization": f"Bearer {good}"}))[1] == 900901


def test_a_session_of_the_adapter_is_no_token_of_the_gateway() -> None:
    from ndxp_mocks.hub.domain.identity.sealed_tokens import seal

    called = gateway()
    other = seal(called.world, "session", {"client_id": "example-portal", "is_static": False}, 600)
    assert fault(called.call("GET", "/registry/points", {"Authorization": f"Bearer {other}"}))[1] == 900901


def test_the_static_header_stands_for_basic_and_is_needed_on_each_call() -> None:
    called = gateway()
    good = {"Authorization": f"Bearer {token(called, {**static(), **FORM})}"}
    assert called.call("GET", "/registry/points", {**good, **static()}).status_code == 200
    assert fault(called.call("GET", "/registry/points", good))[1] == 900901
    assert fault(called.call("GET", "/registry/points", {**good, **static(key="example-stranger")}))[1] == 900901


def test_rights_and_unknown_names_are_told_by_status() -> None:
    called = gateway()
    secret = "simulated-secret-example-stranger"
    stranger = {"Authorization": f"Bearer {token(called, basic('example-stranger', secret))}"}
    assert fault(called.call("GET", "/registry/points", stranger))[:2] == (403, 900908)
    assert fault(called.call("GET", "/none/1.0/x", bearer(called)))[:2] == (404, 900906)
    assert fault(called.call("GET", "/", bearer(called)))[:2] == (404, 900906)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (UpstreamUnreachable("no"), 101503),
        (UpstreamReset("no"), 101503),
        (UpstreamTimeout("no", "after-send"), 101504),
    ],
)
def test_a_platform_that_does_not_answer_is_a_fault_of_the_gateway(failure: Exception, code: int) -> None:
    called = gateway()
    called.provider.failure = failure
    assert fault(called.call("GET", "/registry/points", bearer(called)))[:2] == (500, code)


def test_a_platforms_own_error_is_passed_on() -> None:
    called = gateway()
    called.provider.answer = UpstreamAnswer(500, (("Content-Type", "text/plain"),), b"own words")
    answered = called.call("GET", "/registry/points", bearer(called))
    assert (answered.status_code, answered.text) == (500, "own words")


def test_faults_of_the_servers_show_as_faults_of_the_gateway() -> None:
    called = gateway(faults={"service-disabled:Closed"})
    status, code, _ = fault(called.call("GET", "/registry/points", bearer(called)))
    assert (status, code) == (500, 101500)
    assert "Closed" in called.call("GET", "/registry/points", bearer(called)).text


def test_the_gateway_profile_knows_no_other_wire() -> None:
    called = gateway()
    for path in (CALL, "/listClients", "/XrdAdapter/RestService/forward/points"):
        assert fault(called.call("GET", path, bearer(called)))[:2] == (404, 900906)


def asked(path: str, method: str = "GET", body: object = None) -> Any:
    called = gateway()
    content = b"" if body is None else json.dumps(body).encode()
    return called.call(method, path, bearer(called), content).json()


def test_the_business_registry_says_status_and_data_count() -> None:
    found = asked("/apiCSDLDKDN/1.0/chiTietDoanhNghiep?msdn=0000000000")
    assert (found["Status"], found["DataCount"], found["Data"][0]["MaSoDoanhNghiep"]) == ("1", 1, "0000000000")
    assert asked("/apiCSDLDKDN/chiTietDoanhNghiep?msdn=1")["Status"] == "0"
    assert asked("/apiCSDLDKDN/1.0/none")["fault"]["code"] == 900906


def test_the_civil_status_says_errors_by_codes_in_the_body_and_data_in_xml() -> None:
    found = asked("/apiHoTichTuPhap/1.0/traCuu", "POST", {"maHoSo": "1"})
    assert found["status"] == 1
    assert ElementTree.fromstring(found["data"]).tag == "hoTich"
    for code, message in ((200, "RECORD_UNCOMPLETE"), (201, "RECORD_NOT_FOUND"), (100, "AUTHEN_ERROR")):
        wrong = asked("/apiHoTichTuPhap/1.0/traCuu", "POST", {"error": code})
        assert (wrong["status"], wrong["errorCode"], wrong["message"]) == (0, code, message)


def test_the_criminal_record_says_status_in_capitals() -> None:
    assert asked("/apiLyLichTuPhap/1.0/nhanHoSo", "POST", {"maHoSo": "1"})["STATUS"] == "1"
    wrong = asked("/apiLyLichTuPhap/1.0/nhanHoSo", "POST", {})
    assert (wrong["STATUS"], wrong["DESCRIPTION"]) == ("0", "Thiếu mã hồ sơ")


def test_the_social_insurance_has_its_error_code_among_the_fields() -> None:
    assert asked("/apiBHXH/1.0/thongTin?maSoBHXH=0000000000")["errorCode"] is None
    assert asked("/apiBHXH/1.0/thongTin?maSoBHXH=1")["errorCode"] == "404"


def test_the_shared_platform_says_error_code_and_unwraps_data() -> None:
    good = asked("/apiMotCua/1.0/traCuu", "POST", {"data": {"MaHoSo": "1"}})
    assert (good["error_code"], good["result"][0]["MaHoSo"]) == ("0", "1")
    assert asked("/apiMotCua/1.0/traCuu", "POST", {})["error_code"] == "-1"


def test_the_categories_have_metadata_rows_and_a_counted_write() -> None:
    assert asked("/dmdc/1.0/AllCategory")[0]["CategoryCode"] == "DM999"
    types = {row["PropertyType"] for row in asked("/dmdc/Metadata/DM999")}
    assert types == {"String", "DateTime"}
    assert asked("/dmdc/Category/DM999")[0]["MA"] == "999"
    assert asked("/dmdc/Category/DM999", "POST", {"MA": "998"}) == {"MSG": "Thành công", "Count": 1}
    assert asked("/dmdc/Category/DM999", "POST", {"MA": "999"})["Count"] == 0
    assert asked("/dmdc/Category/none")["fault"]["code"] == 900906
