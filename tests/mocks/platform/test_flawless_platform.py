"""A platform without faults, looked at over real sockets."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography import x509

from mocks.platform.documented import operations
from mocks.platform.looking import ADMITTED, admitted_caller, caller, certificate, verification_error
from ndxp_mocks import Served

POINTS = "service-points"


def test_certificate_is_trusted_by_whoever_trusts_the_authority(served: Served) -> None:
    assert verification_error(served) is None


def test_certificate_names_the_loopback(served: Served) -> None:
    names = certificate(served).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "*.example.gov.vn", "*.example.vn"]
    assert [str(address) for address in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1", "::1"]


def test_certificate_is_valid_today_and_for_weeks(served: Served) -> None:
    leaf = certificate(served)
    assert leaf.not_valid_before_utc < datetime.now(UTC)
    assert leaf.not_valid_after_utc > datetime.now(UTC) + timedelta(days=30)


def test_authority_file_holds_the_authority(served: Served) -> None:
    assert served.ca_file.read_text() == served.ca_pem


def test_document_is_open_to_anyone(served: Served) -> None:
    with caller(served) as client:
        answer = client.get("openapi.json")
    assert answer.status_code == 200
    assert answer.json()["info"]["title"] == "Nền tảng mẫu (MÔ PHỎNG / SIMULATED)"


def test_every_documented_operation_answers_as_documented(served: Served) -> None:
    with admitted_caller(served) as client:
        for each in operations(client.get("openapi.json").json()):
            answer = client.request(each.method, each.url, json=each.body)
            assert answer.is_success, each.path
            assert each.flaws(answer.status_code, answer.headers["content-type"], answer.json()) == []


def test_protected_operation_challenges_a_stranger(served: Served) -> None:
    with caller(served) as client:
        for each in operations(client.get("openapi.json").json()):
            if each.is_open:
                continue
            answer = client.request(each.method, each.url, json=each.body)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == 'Bearer realm="ndxp-mocks"'
            assert each.flaws(401, answer.headers["content-type"], answer.json()) == []


@pytest.mark.parametrize("authorization", ["Bearer something-else", "Basic c2ltdWxhdGVk", "simulated-token", ""])
def test_wrong_credentials_are_refused(served: Served, authorization: str) -> None:
    with caller(served, Authorization=authorization) as client:
        answer = client.get(POINTS)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_open_data_needs_no_token(served: Served) -> None:
    with caller(served) as client:
        assert client.get(f"open/{POINTS}").is_success


@pytest.mark.parametrize("path", ["openapi.json", POINTS, "nowhere", f"open/{POINTS}"])
def test_every_answer_says_that_it_is_simulated(served: Served, path: str) -> None:
    with admitted_caller(served) as client:
        headers = client.get(path).headers
    assert headers["server"] == "ndxp-mocks (SIMULATED)"
    assert headers["x-simulated"] == "true"
    assert "max-age=" in headers["strict-transport-security"]
    assert "date" in headers


def test_correlation_id_comes_back_unchanged(served: Served) -> None:
    with admitted_caller(served) as client:
        for path in (POINTS, "nowhere"):
            assert client.get(path, headers={"X-Correlation-Id": "Ab-1 2"}).headers["x-correlation-id"] == "Ab-1 2"
        assert "x-correlation-id" not in client.get(POINTS).headers


def test_protected_data_is_never_kept(served: Served) -> None:
    with admitted_caller(served) as client:
        assert client.get(POINTS).headers["cache-control"] == "no-store"


def test_answers_are_utf_8(served: Served) -> None:
    with admitted_caller(served) as client:
        assert "Điểm phục vụ" in client.get(POINTS).content.decode("utf-8")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
def test_plain_http_leads_to_https_with_nothing_in_it(served: Served, method: str) -> None:
    url = f"{served.plain_base_url}/{POINTS}?limit=1"
    answer = httpx.request(method, url, headers=ADMITTED, trust_env=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"{served.base_url}/{POINTS}?limit=1"
    assert answer.headers["x-simulated"] == "true"
    assert answer.content == b""


def test_unknown_address_is_a_problem(served: Served) -> None:
    with admitted_caller(served) as client:
        answer = client.get("nowhere")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


def test_undocumented_method_is_refused_and_the_others_named(served: Served) -> None:
    with admitted_caller(served) as client:
        answer = client.delete(f"subscriptions/{POINTS}")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=many", "cursor=x", "state=ajar", "province_code=1"],
)
def test_wrong_parameter_is_a_client_error_that_does_not_repeat_it(served: Served, query: str) -> None:
    with admitted_caller(served) as client:
        answer = client.get(f"{POINTS}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0].startswith(query.partition("=")[0])
    assert "many" not in answer.text
    assert "ajar" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"{}",
        b'{"callback": 1}',
        b'{"callback": "http://plain.example"}',
        b'{"callback": "https://a.example", "more": 1}',
        b'{"callback": "https://x\\ud800"}',
        b'{"callback": "https://"}',
        b'{"callback": "https://:443/x"}',
        b'{"callback": "https://[a.example"}',
        b'{"callback": "https://a.example:port"}',
        b'{"callback": "https://a.example/\\n"}',
        b"[" * 60_000,
        '{"callback": "https://a.example"}'.encode("utf-16"),
    ],
)
def test_wrong_body_is_a_client_error(served: Served, body: bytes) -> None:
    with admitted_caller(served) as client:
        answer = client.post(f"subscriptions/{POINTS}", content=body)
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
        assert client.get(f"subscriptions/{POINTS}").status_code == 200


@pytest.mark.parametrize("path", [f"subscriptions/{POINTS}", f"exports/{POINTS}"])
@pytest.mark.parametrize("body", [b"[" * 200_000, [b"x" * 50_000] * 8], ids=["announced", "in chunks"])
def test_body_that_is_too_large_is_refused(served: Served, path: str, body: bytes | list[bytes]) -> None:
    with admitted_caller(served) as client:
        answer = client.post(path, content=body)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert answer.json()["status"] == 413


@pytest.mark.parametrize(("method", "path"), [("POST", f"exports/{POINTS}"), ("GET", POINTS)])
def test_body_that_is_not_documented_is_a_client_error(served: Served, method: str, path: str) -> None:
    with admitted_caller(served) as client:
        answer = client.request(method, path, content=b"anything")
    assert answer.status_code == 400
    assert answer.json()["errors"] == ["nội dung: không được mô tả"]


def test_thing_that_does_not_exist_is_not_found(served: Served) -> None:
    with admitted_caller(served) as client:
        assert client.get(f"{POINTS}/DPV-999-9999").status_code == 404
        assert client.get(f"exports/{POINTS}/job-999999").status_code == 404


def test_head_answers_like_get_without_a_body(served: Served) -> None:
    with admitted_caller(served) as client:
        answer = client.head(POINTS)
    assert answer.status_code == 200
    assert answer.content == b""
