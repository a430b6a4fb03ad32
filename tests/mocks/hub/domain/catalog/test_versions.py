"""Services and their versions: what their provider can do, and what nobody else can."""

import hashlib
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from mocks.hub.calling import QUOTAS, SERVICE, SERVICE_PATH, SYSTEM, Client, code_of, hub
from ndxp_mocks import Hub

DOCUMENT = {"openapi": "3.1.0", "paths": {"/things/{id}": {"get": {}, "delete": {}}, "/things": {"post": {}}}}
VERSION_PATH = f"{SERVICE_PATH}/versions/2.0.0"


def provider(hub: Hub) -> Client:
    return Client(hub, "example-provider")


def drafted(client: Client, **members: Any) -> dict[str, Any]:
    draft = {"version": "2.0.0", "base_urls": ["https://provider.example/v2"], "quotas": QUOTAS, **members}
    return client.made(f"{SERVICE_PATH}/versions", draft)


def published(client: Client, **members: Any) -> dict[str, Any]:
    drafted(client, **members)
    assert client.ask("PUT", f"{VERSION_PATH}/specification", json=DOCUMENT).status_code == 201
    return client.moved(VERSION_PATH, "publish")


def test_service_is_registered_by_its_own_system_only() -> None:
    running = hub()
    draft = {
        "system_id": SYSTEM,
        "service_code": "licences",
        "title": {"vi": "Giấy phép"},
        "mode": "deliver",
        "interaction": "sync",
        "personal_data": False,
    }
    assert code_of(Client(running).ask("POST", "/catalog/v1/services", json=draft)) == (403, "access-denied")
    made = provider(running).made("/catalog/v1/services", draft)
    assert (made["id"], made["state"], made["latest_version"]) == (f"{SYSTEM}/licences", "draft", None)
    again = provider(running).ask("POST", "/catalog/v1/services", json=draft)
    assert code_of(again) == (409, "already-exists")
    reserved = provider(running).ask("POST", "/catalog/v1/services", json={**draft, "service_code": "listMethods"})
    assert code_of(reserved) == (422, "request-invalid")


def test_draft_is_known_to_its_provider_only() -> None:
    running = hub()
    drafted(provider(running))
    assert provider(running).get(VERSION_PATH).status_code == 200
    assert Client(running).get(VERSION_PATH).status_code == 404
    names = [each["version"] for each in Client(running).body(f"{SERVICE_PATH}/versions")["items"]]
    assert names == ["1.0.0"]


def test_version_is_published_once_it_is_described() -> None:
    client = provider(hub())
    drafted(client)
    assert code_of(client.verb(VERSION_PATH, "publish")) == (409, "state-conflict")
    assert client.ask("PUT", f"{VERSION_PATH}/specification", json=DOCUMENT).status_code == 201
    version = client.moved(VERSION_PATH, "publish")
    assert (version["state"], version["published_at"] is not None) == ("published", True)
    service = client.body(SERVICE_PATH)
    assert (service["state"], service["latest_version"]) == ("published", "2.0.0")
    assert [each["version"] for each in client.body(f"{SERVICE_PATH}/versions")["items"]] == ["2.0.0", "1.0.0"]


def test_operator_approves_where_the_settings_want_it() -> None:
    running = hub(approves_versions=True)
    operator = Client(running, "example-operator")
    assert published(provider(running))["state"] == "pending_approval"
    assert code_of(provider(running).verb(VERSION_PATH, "approve")) == (403, "access-denied")
    rejected = operator.moved(VERSION_PATH, "reject", {"reason": "Thiếu mô tả"})
    assert (rejected["state"], rejected["reason"]) == ("draft", "Thiếu mô tả")
    provider(running).moved(VERSION_PATH, "publish")
    assert operator.moved(VERSION_PATH, "approve")["state"] == "published"


def test_where_a_service_listens_is_told_to_its_provider_only() -> None:
    running = hub()
    assert "base_urls" in provider(running).body(f"{SERVICE_PATH}/versions/1.0.0")
    assert "base_urls" not in Client(running).body(f"{SERVICE_PATH}/versions/1.0.0")


def test_version_goes_through_its_life() -> None:
    client = provider(hub())
    published(client)
    assert client.moved(VERSION_PATH, "suspend", {"reason": "Bảo trì"})["reason"] == "Bảo trì"
    assert code_of(client.verb(VERSION_PATH, "deprecate")) == (409, "state-conflict")
    assert client.moved(VERSION_PATH, "resume")["state"] == "published"
    assert client.moved(VERSION_PATH, "deprecate", {"sunset_at": "2030-01-01T00:00:00Z"})["state"] == "deprecated"
    announced = client.get(VERSION_PATH).headers
    assert announced["Deprecation"] == "@1800000000"
    assert parsedate_to_datetime(announced["Sunset"]).year == 2030
    assert client.moved(VERSION_PATH, "archive")["state"] == "archived"
    assert code_of(client.patched(VERSION_PATH, {"token_lifetime": 60})) == (409, "state-conflict")


def test_end_of_a_version_lies_ahead() -> None:
    client = provider(hub())
    published(client)
    assert code_of(client.verb(VERSION_PATH, "deprecate", {"sunset_at": "2020-01-01T00:00:00Z"}))[0] == 422


def test_version_runs_out_while_agreements_remain() -> None:
    running = hub()
    old = f"{SERVICE_PATH}/versions/1.0.0"
    assert provider(running).moved(old, "archive")["state"] == "archiving"
    operator = Client(running, "example-operator")
    for agreement in operator.body("/catalog/v1/agreements", service=SERVICE)["items"]:
        assert provider(running).body(old)["state"] == "archiving"
        operator.moved(f"/catalog/v1/agreements/{agreement['id']}", "revoke")
    assert provider(running).body(old)["state"] == "archived"
    assert provider(running).body(SERVICE_PATH)["state"] == "archived"


@pytest.mark.parametrize("change", [{"approval_policy": "automatic"}, {"signature_policy": "required"}])
def test_policies_are_fixed_once_a_version_is_published(change: dict[str, str]) -> None:
    client = provider(hub())
    drafted(client)
    assert client.patched(VERSION_PATH, change).status_code == 200
    assert code_of(client.patched(f"{SERVICE_PATH}/versions/1.0.0", change)) == (409, "state-conflict")


def test_patch_takes_a_text_away() -> None:
    client = provider(hub())
    drafted(client, description={"vi": "Mới"})
    assert client.patched(VERSION_PATH, {"description": None}).json()["description"] is None
    assert client.patched(SERVICE_PATH, {"description": None, "personal_data": True}).json()["personal_data"] is True


def test_specification_comes_back_byte_for_byte_with_its_hash() -> None:
    client = provider(hub())
    drafted(client)
    upload = b"openapi: 3.1.0\npaths:\n  /a/{b}:\n    get: {}\n"
    headers = {"Content-Type": "application/yaml; charset=utf-8"}
    told = client.ask("PUT", f"{VERSION_PATH}/specification", headers=headers, content=upload)
    assert told.status_code == 201
    assert told.json()["sha256"] == hashlib.sha256(upload).hexdigest()
    shown = client.get(f"{VERSION_PATH}/specification")
    assert (shown.content, shown.headers["Content-Type"]) == (upload, "application/yaml")
    assert shown.headers["ETag"] == f'"{told.json()["sha256"]}"'
    assert client.body(f"{VERSION_PATH}/endpoints") == {"items": [{"method": "GET", "path": "/a/*"}]}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"- a", (422, "request-invalid")),
        (b"false", (422, "request-invalid")),
        (b"{", (400, "request-invalid")),
        (b"\xff", (400, "request-invalid")),
        (b"a: 2026-13-01", (400, "request-invalid")),
        (b"[" * 100_000, (400, "request-invalid")),
    ],
)
def test_specification_in_yaml_is_an_object(content: bytes, expected: tuple[int, str]) -> None:
    client = provider(hub())
    drafted(client)
    headers = {"Content-Type": "application/yaml"}
    refused = client.ask("PUT", f"{VERSION_PATH}/specification", headers=headers, content=content)
    assert code_of(refused) == expected


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff", b"- a"])
def test_specification_that_nobody_can_read_has_no_endpoints(content: bytes) -> None:
    client = provider(hub())
    drafted(client)
    headers = {"Content-Type": "application/octet-stream"}
    assert client.ask("PUT", f"{VERSION_PATH}/specification", headers=headers, content=content).status_code == 201
    assert client.body(f"{VERSION_PATH}/endpoints") == {"items": []}


def test_specification_is_replaced_by_who_has_seen_it() -> None:
    client = provider(hub())
    drafted(client)
    path = f"{VERSION_PATH}/specification"
    assert client.get(path).status_code == 404
    assert client.ask("PUT", path, headers={"If-Match": '"x"'}, json=DOCUMENT).status_code == 412
    first = client.ask("PUT", path, json=DOCUMENT)
    assert first.status_code == 201
    assert client.ask("PUT", path, headers={"If-Match": '"x"'}, json=DOCUMENT).status_code == 412
    again = client.ask("PUT", path, headers={"If-Match": first.headers["ETag"]}, json={"openapi": "3.1.0"})
    assert again.status_code == 200
    client.moved(VERSION_PATH, "publish")
    assert code_of(client.ask("PUT", path, json=DOCUMENT)) == (409, "state-conflict")


@pytest.mark.parametrize("upload", [b"<wsdl/>", b"\xff\xfe", b"- just\n- a list\n", b"{", b"a: [", b"paths: {1: 2}"])
def test_specification_that_names_no_endpoints_is_kept_all_the_same(upload: bytes) -> None:
    client = provider(hub())
    drafted(client)
    headers = {"Content-Type": "application/octet-stream"}
    assert client.ask("PUT", f"{VERSION_PATH}/specification", headers=headers, content=upload).status_code == 201
    assert client.body(f"{VERSION_PATH}/endpoints") == {"items": []}


def test_annex_comes_back_as_a_file() -> None:
    client = provider(hub())
    folder = f"{SERVICE_PATH}/versions/1.0.0/documents"
    headers = {"Content-Type": "application/pdf"}
    made = client.ask("POST", folder, headers=headers, params={"name": "Mô tả.pdf"}, content=b"%PDF-")
    assert made.status_code == 201
    shown = client.get(made.headers["Location"])
    assert (shown.content, shown.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert shown.headers["Content-Disposition"] == "attachment; filename*=UTF-8''M%C3%B4%20t%E1%BA%A3.pdf"
    assert client.body(folder)["items"] == [made.json()]
    again = client.ask("POST", folder, headers=headers, params={"name": "Mô tả.pdf"}, content=b"other")
    assert code_of(again) == (409, "already-exists")


def test_services_are_found_whatever_the_marks() -> None:
    client = Client(hub())
    found = [each["id"] for each in client.body("/catalog/v1/services", q="DOANH nghiep")["items"]]
    assert SERVICE in found
    assert client.body("/catalog/v1/services", q="không có gì như thế")["items"] == []
    assert {each["system_id"] for each in client.body("/catalog/v1/services", system=SYSTEM)["items"]} == {SYSTEM}
    assert client.body("/catalog/v1/services", state="archived")["items"] == []
