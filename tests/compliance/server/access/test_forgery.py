"""Requests that another site makes a browser send change nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.dashboard import HOST, behind_proxy, entries, named, on_loopback, proxy_access

OURS = "http://127.0.0.1:8000"


def _token(client: Any) -> str:
    return client.get("/see-pages").json()["token"]


def test_form_with_the_token_is_taken() -> None:
    client = on_loopback()
    answer = client.post("/start-audit", data={"csrf_token": _token(client), "note": "được"}, headers={"origin": OURS})
    assert (answer.status_code, answer.json()["note"]) == (200, "được")


def test_form_with_files_and_header_field_are_taken_too() -> None:
    client = on_loopback()
    token = _token(client)
    files = {"file": ("a.txt", b"x")}
    assert client.post("/start-audit", data={"csrf_token": token, "a": "b"}, files=files).json()["a"] == "b"
    assert client.post("/start-audit", data={"a": "b"}, headers={"X-CSRF-Token": token}).json()["a"] == "b"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "FOO"])
def test_nothing_is_changed_without_the_token(method: str) -> None:
    client = on_loopback()
    _token(client)
    assert client.request(method, "/start-audit", headers={"origin": OURS}).status_code == 403


@pytest.mark.parametrize("wrong", ["", "x", "0" * 64, "đ", "\ud800"])
def test_wrong_token_is_refused(wrong: str) -> None:
    client = on_loopback()
    _token(client)
    body = b"csrf_token=" + wrong.encode("utf-8", "surrogatepass")
    sent = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/start-audit", content=body, headers=sent).status_code == 403


def test_two_tokens_or_a_file_in_place_of_one_are_refused() -> None:
    client = on_loopback()
    token = _token(client)
    assert client.post("/start-audit", data={"csrf_token": [token, token]}).status_code == 403
    assert client.post("/start-audit", files={"csrf_token": ("a", token.encode())}).status_code == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"csrf_token": "TOKEN"}'), ("text/plain", "csrf_token=TOKEN"), ("", "csrf_token=TOKEN"),
        ("multipart/form-data", "csrf_token=TOKEN"), ("multipart/form-data; boundary=x", "--x\r\nTOKEN"),
    ],
)  # fmt: skip
def test_token_in_another_kind_of_body_does_not_count(kind: str, body: str) -> None:
    client = on_loopback()
    sent = body.replace("TOKEN", _token(client)).encode()
    assert client.post("/start-audit", content=sent, headers={"content-type": kind}).status_code == 403


def test_token_in_the_address_does_not_count() -> None:
    client = on_loopback()
    assert client.post(f"/start-audit?csrf_token={_token(client)}").status_code == 403


def test_token_of_another_session_is_refused() -> None:
    client = on_loopback()
    token = _token(client)
    client.cookies.clear()
    assert _token(client) != token
    assert client.post("/start-audit", data={"csrf_token": token}).status_code == 403


def test_token_of_another_person_in_the_same_browser_is_refused(tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), headers=named("lan", "giam-sat"))
    token = _token(client)
    client.headers.update(named("minh", "giam-sat"))
    assert client.post("/start-audit", data={"csrf_token": token}).status_code == 403


def test_token_of_another_log_in_is_refused(visit: Callable[..., Any]) -> None:
    first, second = visit(), visit()
    first.log_in()
    second.log_in()
    token = _token(first.client)
    assert second.client.post("/start-audit", data={"csrf_token": token}).status_code == 403
    assert first.client.post("/start-audit", data={"csrf_token": token}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://attacker.example", "null", "http://127.0.0.1", "http://127.0.0.1:8001", "https://127.0.0.1:8000",
        "http://127.0.0.1:8000.attacker.example", "http://127.0.0.1:8000@attacker.example", "http://localhost:8000",
        "", "http://[::1", "file://",
    ],
)  # fmt: skip
def test_foreign_origin_is_refused_even_with_the_token(origin: str, tmp_path: Path) -> None:
    client = on_loopback(tmp_path / "log")
    answer = client.post("/start-audit", data={"csrf_token": _token(client)}, headers={"origin": origin})
    assert answer.status_code == 403
    assert entries(tmp_path / "log")[-1]["reason"] == "the request comes from another site"


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 200), ("same-site", 403), ("cross-site", 403), ("none", 403)]
)
def test_browser_that_says_where_a_request_comes_from_is_believed(site: str, status: int) -> None:
    client = on_loopback()
    sent = {"sec-fetch-site": site}
    assert client.post("/start-audit", data={"csrf_token": _token(client)}, headers=sent).status_code == status


def test_origin_without_the_usual_port_is_the_same(tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), headers=named("lan", "giam-sat"))
    for origin, status in ((f"https://{HOST}", 200), (f"https://{HOST}:443", 200), (f"http://{HOST}", 403)):
        sent = {"origin": origin}
        assert client.post("/start-audit", data={"csrf_token": _token(client)}, headers=sent).status_code == status
