"""listClients, listMethods, allowedMethods, getOpenAPI."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from mocks.hub.xroad.worlds import (
    ADDRESS,
    CONSUMER,
    DOCUMENT,
    PROVIDER,
    SERVICE,
    STRANGER,
    Hub,
    add_agreement,
    add_service,
    hub,
    only_agreement,
)
from ndxp_mocks.hub.xroad.metaservices import RESERVED

LIST_METHODS, ALLOWED_METHODS = f"/r1/{PROVIDER}/listMethods", f"/r1/{PROVIDER}/allowedMethods"
GET_OPENAPI = f"/r1/{PROVIDER}/getOpenAPI"
JSON = "application/json"
ENDPOINTS = [
    {"method": "GET", "path": "/points"},
    {"method": "POST", "path": "/points"},
    {"method": "GET", "path": "/points/*"},
    {"method": "GET", "path": "/points/near"},
]


def clients(called: Hub, path: str = "/listClients") -> list[dict[str, Any]]:
    answered = called.call("GET", path, {"Accept": JSON})
    assert (answered.status_code, answered.headers["Content-Type"]) == (200, "application/json;charset=utf-8")
    return answered.json()["member"]


def test_list_clients_names_members_and_their_subsystems_to_anyone() -> None:
    rows = clients(hub())
    owner = {"xroad_instance": "VN", "member_class": "GOV", "member_code": "EXAMPLE"}
    assert rows[0] == {"id": {"object_type": "MEMBER", **owner}, "name": "Cơ quan mô phỏng"}
    portal = {"object_type": "SUBSYSTEM", **owner, "subsystem_code": "portal"}
    assert rows[1] == {"id": portal, "name": "Cơ quan mô phỏng", "subsystem_name": "Hệ thống portal"}
    assert [row["id"]["object_type"] for row in rows] == ["MEMBER", "SUBSYSTEM", "SUBSYSTEM", "MEMBER", "SUBSYSTEM"]


def test_list_clients_of_another_instance_is_empty() -> None:
    assert clients(hub(), "/listClients?xRoadInstance=EE") == []
    assert len(clients(hub(), "/listClients?xRoadInstance=VN")) == 5


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [("application/json", True), ("text/xml;q=1.0, application/json;q=0.1", True), ("*/*", False), ("text/xml", False)],
)
def test_list_clients_is_json_only_where_json_is_named(accept: str, is_json: bool) -> None:
    answered = hub().call("GET", "/listClients", {"Accept": accept})
    assert answered.headers["Content-Type"] == (
        "application/json;charset=utf-8" if is_json else "text/xml;charset=utf-8"
    )


def test_list_clients_in_xml_says_the_same() -> None:
    tree = ElementTree.fromstring(hub().call("GET", "/listClients").text)
    road, identifiers = "{http://x-road.eu/xsd/xroad.xsd}", "{http://x-road.eu/xsd/identifiers}"
    assert tree.tag == f"{road}clientList"
    codes = [each.text for each in tree.iter(f"{identifiers}subsystemCode")]
    assert codes == ["portal", "stranger", "registry"]
    kinds = [each.get(f"{identifiers}objectType") for each in tree.iter(f"{road}id")]
    assert kinds == ["MEMBER", "SUBSYSTEM", "SUBSYSTEM", "MEMBER", "SUBSYSTEM"]


def test_list_methods_lists_services_with_their_endpoints_to_strangers_too() -> None:
    for client in (CONSUMER, STRANGER):
        answered = hub().get(LIST_METHODS, client)
        assert (answered.status_code, answered.headers["Content-Type"]) == (200, JSON)
        names = dict(
            zip(("xroad_instance", "member_class", "member_code", "subsystem_code"), PROVIDER.split("/"), strict=True)
        )
        kind = {"service_code": "points", "object_type": "SERVICE", "service_type": "OPENAPI"}
        assert answered.json() == {"service": [{**names, **kind, "endpoint_list": ENDPOINTS}]}


def test_a_service_without_a_document_is_of_type_rest() -> None:
    called = hub(lambda world: world.catalog.versions.change(f"{SERVICE}@1.0.0", specification=None))
    service = called.get(LIST_METHODS).json()["service"][0]
    assert (service["service_type"], service["endpoint_list"]) == ("REST", [])


def test_allowed_methods_is_cut_down_to_the_rights_of_the_caller() -> None:
    def read_only(world) -> None:
        add_service(world, f"{PROVIDER}/secrets")
        endpoints = [{"method": "GET", "path": "/points/*"}]
        world.catalog.agreements.change(only_agreement(world), endpoints=endpoints)

    called = hub(read_only)
    assert len(called.get(LIST_METHODS).json()["service"]) == 2
    (service,) = called.get(ALLOWED_METHODS).json()["service"]
    assert service["service_code"] == "points"
    assert service["endpoint_list"] == ENDPOINTS[2:]
    assert called.get(ALLOWED_METHODS, STRANGER).json() == {"service": []}


def test_metaservices_echo_the_headers_of_the_request_and_are_logged() -> None:
    called = hub()
    answered = called.get(LIST_METHODS, X_Own="echoed", X_Road_Id="message-1", X_Road_UserId="VN1")
    assert (answered.headers["X-Own"], answered.headers["X-Road-UserId"]) == ("echoed", "VN1")
    assert answered.headers.get_list("X-Road-Id") == ["message-1"]
    assert answered.headers.get_list("X-Road-Client") == [CONSUMER]
    assert answered.headers["X-Road-Service"] == f"{PROVIDER}/listMethods"
    assert [row["service"] for row in called.world.evidence.records] == [f"{PROVIDER}/listMethods"] * 2
    assert called.provider.calls == []


def test_metaservices_still_want_a_registered_client_and_a_known_provider() -> None:
    assert hub().get(LIST_METHODS, None).json()["type"] == "server.clientproxy.invalid_client_identifier"
    assert hub().get("/r1/VN/GOV/NONE/none/listMethods").json()["type"] == "server.clientproxy.unknown_member"


@pytest.mark.parametrize("code", sorted(RESERVED))
def test_a_reserved_code_is_no_service_by_another_method(code: str) -> None:
    answered = hub().call("POST", f"/r1/{PROVIDER}/{code}", {"X-Road-Client": CONSUMER})
    assert answered.json()["type"] == "server.serverproxy.unknown_service"


def test_get_openapi_reduces_the_servers_to_their_paths_unless_they_have_variables() -> None:
    answered = hub().get(f"{GET_OPENAPI}?serviceCode=points", STRANGER)
    assert (answered.status_code, answered.headers["Content-Type"]) == (200, JSON)
    urls = [server["url"] for server in answered.json()["servers"]]
    assert urls == ["/v1/", "https://{host}/v1", ""]
    assert answered.json()["paths"] == DOCUMENT["paths"]
    assert ADDRESS not in answered.text


def test_get_openapi_of_a_document_in_yaml_stays_yaml() -> None:
    def in_yaml(world) -> None:
        world.catalog.versions.change(f"{SERVICE}@1.0.0", specification={"media_type": "application/yaml"})
        text = "openapi: 3.0.3\nservers:\n- url: https://provider.example/v1\npaths: {}\n"
        world.contents[f"specifications/{SERVICE}@1.0.0"] = text.encode()

    answered = hub(in_yaml).get(f"{GET_OPENAPI}?serviceCode=points")
    assert answered.headers["Content-Type"] == "application/yaml"
    assert "url: /v1\n" in answered.text


def content(text: bytes):
    return lambda world: world.contents.update({f"specifications/{SERVICE}@1.0.0": text})


@pytest.mark.parametrize(
    ("query", "change", "code", "message"),
    [
        ("", content(b"{}"), "invalid_request", "Missing serviceCode in message body"),
        ("?serviceCode=none", content(b"{}"), "internal_error", f"Service not found: SERVICE:{PROVIDER}/none"),
        (
            "?serviceCode=points",
            lambda world: world.catalog.versions.change(f"{SERVICE}@1.0.0", specification=None),
            "internal_error",
            "Invalid service type: REST",
        ),
        (
            "?serviceCode=points",
            content(json.dumps({"openapi": "2.0"}).encode()),
            "internal_error",
            "Incompatible openapi version. Openapi version 3 or greater expected. "
            'Given openapi document is of version "2.0"',
        ),
        (
            "?serviceCode=points",
            content(b"{"),
            "internal_error",
            "Failed overwriting origin URL for the openapi servers",
        ),
    ],
)
def test_what_get_openapi_cannot_give_is_told_by_its_text(query: str, change, code: str, message: str) -> None:
    answered = hub(change).get(f"{GET_OPENAPI}{query}")
    body = answered.json()
    assert (answered.status_code, body["type"], body["message"]) == (500, f"server.serverproxy.{code}", message)


def test_an_agreement_with_another_service_allows_nothing_here() -> None:
    called = hub(lambda world: add_agreement(world, STRANGER, "VN/GOV/G99/other/service"))
    assert called.get(ALLOWED_METHODS, STRANGER).json() == {"service": []}
