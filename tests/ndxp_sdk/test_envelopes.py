"""One view over envelopes that agree on nothing, and the response that carries it."""

import json
import pickle

import pytest

from ndxp_sdk import errors
from ndxp_sdk._http.response import Headers
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.envelopes import PROFILES, EnvelopeProfile, result_of
from ndxp_sdk.exchange_response import ExchangeResponse

ENVELOPES = [
    ({"error_code": 0, "result": [1]}, True, "0", None, [1]),
    ({"error_code": "0", "result": []}, True, "0", None, []),
    ({"error_code": "00", "message": "Thành công"}, True, "00", "Thành công", ...),
    ({"error_code": "-1", "message": "Lỗi"}, False, "-1", "Lỗi", ...),
    ({"error_code": -1}, False, "-1", None, ...),
    ({"error_code": 404, "message": "x"}, False, "404", "x", ...),
    ({"error_code": "200"}, None, "200", None, ...),
    ({"error_code": None}, None, None, None, ...),
    ({"Status": "1", "Message": "OK", "DataCount": 1, "Data": [2]}, True, None, "OK", [2]),
    ({"Status": "0", "Message": "Không có"}, False, None, "Không có", ...),
    ({"STATUS": 1, "DESCRIPTION": "d"}, True, None, "d", ...),
    ({"trangThai": 0}, False, None, None, ...),
    ({"status": 1, "data": "<a/>"}, True, None, None, "<a/>"),
    ({"status": "OK", "errorCode": "0"}, True, "0", None, ...),
    ({"errorCode": "00", "x": 1}, True, "00", None, ...),
    ({"errorCode": "BHXH-1"}, False, "BHXH-1", None, ...),
    ({"MSG": "Thêm thành công", "Count": 3}, True, None, "Thêm thành công", ...),
    ({"MSG": "Trùng bản ghi", "Count": 0}, False, None, "Trùng bản ghi", ...),
    ({"fault": {"code": 900901, "message": "Invalid Credentials"}}, False, "900901", "Invalid Credentials", None),
    ({"status": "active", "name": "x"}, True, None, None, ...),
    ({"name": "x"}, True, None, None, ...),
]


@pytest.mark.parametrize(
    ("body", "ok", "code", "message", "data"), ENVELOPES, ids=[json.dumps(row[0])[:40] for row in ENVELOPES]
)
def test_each_envelope_is_read(answer, body, ok, code, message, data) -> None:
    raw = json.dumps(body).encode()
    found = result_of(answer(200, raw))
    assert (found.ok, found.code, found.message) == (ok, code, message)
    assert found.data == (body if data is ... else data)
    assert found.raw == raw


@pytest.mark.parametrize("body", [row[0] for row in ENVELOPES])
def test_a_refusing_status_is_never_a_success(answer, body) -> None:
    assert result_of(answer(500, json.dumps(body))).ok is False


def test_200_is_an_error_in_civil_status(answer) -> None:
    body = json.dumps({"status": 0, "errorCode": 200, "message": "thiếu dữ liệu"})
    found = result_of(answer(200, body), "civil-status")
    assert (found.ok, found.code, found.message) == (False, "200", "RECORD_UNCOMPLETE: thiếu dữ liệu")
    assert result_of(answer(200, '{"status": 3}'), "civil-status").ok is True


def test_a_profile_of_ones_own_is_data(answer) -> None:
    profile = EnvelopeProfile(
        "mine", ("ket_qua",), good=frozenset({"dat"}), bad=frozenset({"hong"}), messages=("loi",), data=("ds",)
    )
    assert result_of(answer(200, '{"ket_qua": "DAT", "ds": [1]}'), profile).data == [1]
    assert result_of(answer(200, '{"ket_qua": "hong", "loi": "x"}'), profile).message == "x"
    assert result_of(answer(200, '{"ket_qua": "?"}'), profile).ok is None


def test_profiles_are_found_by_their_names(answer) -> None:
    assert all(profile.name == name for name, profile in PROFILES.items())
    with pytest.raises(KeyError):
        result_of(answer(200, "{}"), "nobody")


SOAP = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{}</s:Body></s:Envelope>'
FAULT = "<s:Fault><faultcode>s:Server</faultcode><faultstring>Sai mật khẩu</faultstring></s:Fault>"
FAULT_1_2 = "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>x</s:Text></s:Reason></s:Fault>"


@pytest.mark.parametrize(
    ("status", "inner", "ok", "code", "message"),
    [
        (200, "<r/>", True, None, None),
        (500, FAULT, False, "s:Server", "Sai mật khẩu"),
        (200, FAULT, False, "s:Server", "Sai mật khẩu"),
        (200, FAULT_1_2, False, "s:Sender", "x"),
    ],
)
def test_soap_is_read_by_its_fault(answer, status, inner, ok, code, message) -> None:
    found = result_of(answer(status, SOAP.format(inner)))
    assert (found.ok, found.code, found.message, found.envelope) == (ok, code, message, "soap")


@pytest.mark.parametrize(("status", "ok"), [(200, True), (204, True), (304, None), (404, False)])
@pytest.mark.parametrize("body", ["", "text", "<a/>", "[1]", "3"])
def test_without_envelope_the_status_decides(answer, status, ok, body) -> None:
    found = result_of(answer(status, body))
    assert (found.ok, found.envelope) == (ok, None)


def response(answer, call, status=200, body="{}", method="GET", **headers):
    return ExchangeResponse.of(XRoad().plan(call(method=method)), answer(status, body, **headers))


def test_a_response_keeps_what_came(answer, call) -> None:
    got = response(
        answer,
        call,
        200,
        '{"a": "ộ"}',
        X_Road_Request_Id="r-1",
        X_Road_Request_Hash="abc=",
        Content_Type="application/json",
    )
    assert got.raise_for_status() is got
    assert (got.json(), got.text, got.media_type) == ({"a": "ộ"}, '{"a": "ộ"}', "application/json")
    assert (got.ids.message_id, got.ids.request_id, got.request_hash) == ("m-1", "r-1", "abc=")
    assert pickle.loads(pickle.dumps(got)).content == got.content
    assert repr(got) == "ExchangeResponse(200, 12 bytes from VN/GOV/G12/dkkd/enterprises)"


def test_headers_that_came_twice_are_both_kept(answer, call) -> None:
    raw = [(b"X-Road-Service", b"a"), (b"x-road-service", b"b")]
    got = response(answer, call)
    twice = ExchangeResponse(200, Headers(raw), b"", got.service)
    assert twice.headers.get_list("X-Road-Service") == ("a", "b")


@pytest.mark.parametrize("charset", ["windows-1258", "utf-8", "no-such-charset", "base64", "idna"])
def test_text_is_read_whatever_charset_is_named(answer, call, charset) -> None:
    assert response(answer, call, 200, "abc", Content_Type=f"text/plain; charset={charset}").text == "abc"


@pytest.mark.parametrize("body", ["", "x" * 999, "[" * 100_000, "\udcff".encode("utf-8", "surrogatepass")])
def test_a_body_that_is_no_json_says_so_and_stays_unseen(answer, call, body) -> None:
    with pytest.raises(errors.UnexpectedAnswer, match="cannot be read as JSON") as caught:
        response(answer, call, 200, body).json()
    assert len(str(caught.value)) < 300
    assert caught.value.ids.message_id == "m-1"


@pytest.mark.parametrize(
    ("status", "method", "retryable"),
    [
        (400, "GET", False),
        (404, "GET", False),
        (429, "POST", True),
        (503, "GET", True),
        (503, "POST", False),
        (500, "GET", True),
        (302, "GET", False),
    ],
)
def test_the_providers_own_error_is_raised_on_request_only(answer, call, status, method, retryable) -> None:
    body = '{"code": "E1", "message": "Không có hồ sơ 012345678901"}'
    got = response(answer, call, status, body, method, Retry_After="4")
    with pytest.raises(errors.ProviderError, match=f"status {status}") as caught:
        got.raise_for_status()
    error = caught.value
    assert (error.origin, error.status, error.retryable, error.retry_after) == ("provider", status, retryable, 4)
    assert "012345678901" not in str(error)
    assert error.code == ("E1" if status >= 400 else None)


@pytest.mark.parametrize("status", [200, 201, 206, 304])
def test_success_and_not_modified_are_no_errors(answer, call, status) -> None:
    assert response(answer, call, status).raise_for_status().status == status
