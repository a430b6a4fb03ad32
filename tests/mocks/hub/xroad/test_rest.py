"""`/r1` when all goes well: what reaches the provider and what comes back."""

import base64
import re

import pytest

from mocks.hub.xroad.worlds import (
    ADDRESS,
    CALL,
    CONSUMER,
    SERVICE,
    Hub,
    add_agreement,
    add_service,
    add_system,
    hub,
)
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer

ROAD = ("X-Road-Id", "X-Road-Client", "X-Road-Service", "X-Road-Request-Id", "X-Road-Request-Hash")
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"


def test_an_answer_comes_back_with_the_headers_of_x_road() -> None:
    answered = hub().get(X_Road_Id="message-1")
    assert (answered.status_code, answered.content) == (200, b'{"points":[]}')
    assert answered.headers["X-Road-Id"] == "message-1"
    assert answered.headers["X-Road-Client"] == CONSUMER
    assert answered.headers["X-Road-Service"] == SERVICE
    assert re.fullmatch(UUID, answered.headers["X-Road-Request-Id"])
    assert len(base64.b64decode(answered.headers["X-Road-Request-Hash"], validate=True)) == 64
    assert "X-Road-Error" not in answered.headers


def test_a_message_without_an_id_gets_one_of_its_instance() -> None:
    called = hub()
    answered = called.get()
    assert re.fullmatch(f"VN-{UUID}", answered.headers["X-Road-Id"])
    assert called.provider.header("X-Road-Id") == [answered.headers["X-Road-Id"]]


def test_the_request_hash_differs_on_the_same_request() -> None:
    called = hub()
    hashes = {called.get(X_Road_Id="same").headers["X-Road-Request-Hash"] for _ in range(3)}
    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("path", "url"),
    [
        (f"/r1/{SERVICE}", ADDRESS),
        (f"/r1/{SERVICE}/", f"{ADDRESS}/"),
        (f"/r1/{SERVICE}/a%3B/b%2Fc/", f"{ADDRESS}/a%3B/b%2Fc/"),
        (f"/r1/{SERVICE}/points?x=1&x=%20&y", f"{ADDRESS}/points?x=1&x=%20&y"),
    ],
)
def test_path_and_query_are_passed_on_raw(path: str, url: str) -> None:
    called = hub()
    assert called.get(path).status_code == 200
    assert called.provider.url == url


def test_an_address_without_a_path_gets_a_slash() -> None:
    called = hub(lambda world: world.catalog.versions.change(f"{SERVICE}@1.0.0", base_urls=["https://bare.example"]))
    called.get(f"/r1/{SERVICE}")
    assert called.provider.url == "https://bare.example/"
    called = hub(
        lambda world: world.catalog.versions.change(f"{SERVICE}@1.0.0", base_urls=["https://bare.example/v1/"])
    )
    called.get(f"/r1/{SERVICE}/points")
    assert called.provider.url == "https://bare.example/v1/points"


def odd_names(made: Hub) -> str:
    client, provider = "VN/GOV/EXAMPLE/sub/system", "VN/GOV/G99/s/ub"
    add_system(made.world, client)
    add_system(made.world, provider)
    add_service(made.world, f"{provider}/öäå")
    add_agreement(made.world, client, f"{provider}/öäå")
    return "/r1/VN/GOV/G99/s%2Fub/%C3%B6%C3%A4%C3%A5/path%3B/"


def test_each_part_of_an_identifier_is_decoded_by_itself_and_encoded_again() -> None:
    called = hub()
    answered = called.get(odd_names(called), "VN/GOV/EXAMPLE/sub%2Fsystem")
    assert answered.status_code == 200, answered.text
    assert called.provider.url == f"{ADDRESS}/path%3B/"
    assert answered.headers["X-Road-Client"] == "VN/GOV/EXAMPLE/sub%2Fsystem"
    assert answered.headers["X-Road-Service"] == "VN/GOV/G99/s%2Fub/%C3%B6%C3%A4%C3%A5"


def test_headers_are_passed_on_but_for_those_of_the_connection_and_of_the_server() -> None:
    called = hub()
    sent = {
        "User-Agent": "sdk/1",
        "TE": "trailers",
        "Expect": "100-continue",
        "X-Road-Request-Id": "mine",
        "X-Road-Request-Hash": "mine",
        "X-Road-UserId": "VN0000000001",
        "X-Own": "kept",
        "Accept": "application/json;q=0.5",
        "Authorization": "Bearer mine",
    }
    called.call("GET", CALL, {"X-Road-Client": CONSUMER, **sent})
    for name in ("User-Agent", "TE", "Expect", "Host", "Connection", "X-Road-Request-Hash"):
        assert called.provider.header(name) == [], name
    for name in ("X-Road-UserId", "X-Own", "Accept", "Authorization"):
        assert called.provider.header(name) == [sent[name]]
    assert called.provider.header("X-Road-Request-Id") != ["mine"]
    assert called.provider.header("X-Road-Client") == [CONSUMER]


def test_the_gateway_adds_its_own_credentials_where_the_caller_sent_none() -> None:
    called = hub()
    called.get()
    assert called.provider.header("Authorization") == ["Bearer simulated-token"]


def test_the_body_reaches_the_provider_and_changes_the_hash() -> None:
    called = hub()
    headers = {"X-Road-Client": CONSUMER, "Content-Type": "text/plain;charset=utf-8"}
    called.call("POST", CALL, headers, b"\x00\xff body")
    assert called.provider.calls[-1][3] == b"\x00\xff body"
    assert called.provider.header("Content-Type") == ["text/plain;charset=utf-8"]


def test_what_the_service_sets_itself_is_replaced_except_x_road_service() -> None:
    called = hub()
    own = tuple((name, "from the service") for name in (*ROAD, "Server", "X-Own"))
    called.provider.answer = UpstreamAnswer(200, own, b"")
    answered = called.get()
    assert answered.headers.get_list("X-Road-Service") == ["from the service", SERVICE]
    assert answered.headers["X-Own"] == "from the service"
    assert "Server" not in answered.headers
    for name in ROAD:
        if name != "X-Road-Service":
            assert len(answered.headers.get_list(name)) == 1
            assert answered.headers[name] != "from the service"


@pytest.mark.parametrize("status", [204, 302, 304, 404, 500, 503])
def test_the_providers_own_answer_is_passed_on_whatever_its_status(status: int) -> None:
    called = hub()
    location = (("Location", "https://elsewhere.example/"), ("Retry-After", "7"))
    called.provider.answer = UpstreamAnswer(status, location, b"" if status in (204, 304) else b"own words")
    answered = called.get()
    assert answered.status_code == status
    assert answered.headers["Location"] == "https://elsewhere.example/"
    assert "X-Road-Error" not in answered.headers
    assert "X-Road-Request-Id" in answered.headers
    assert answered.content == called.provider.answer.body


@pytest.mark.parametrize("method", ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"])
def test_every_method_of_the_protocol_is_passed_on(method: str) -> None:
    called = hub()
    assert called.call(method, CALL, {"X-Road-Client": CONSUMER}).status_code == 200
    assert called.provider.calls[-1][0] == method


def test_two_clients_are_refused_by_a_hub_that_is_asked_to() -> None:
    called = hub(refuses_two_clients=True)
    answered = called.call("GET", CALL, [("X-Road-Client", "VN/GOV/EXAMPLE/none"), ("X-Road-Client", CONSUMER)])
    assert answered.status_code == 400
    assert answered.json()["type"] == "client.duplicate_header_field"
    assert called.provider.calls == []


def test_of_two_clients_the_last_is_checked_and_both_are_passed_on() -> None:
    called = hub()
    both = ["VN/GOV/EXAMPLE/none", CONSUMER]
    answered = called.call("GET", CALL, [("X-Road-Client", value) for value in both])
    assert answered.status_code == 200
    assert answered.headers["X-Road-Client"] == CONSUMER
    assert called.provider.header("X-Road-Client") == both
    assert called.call("GET", CALL, [("X-Road-Client", value) for value in reversed(both)]).status_code == 500


def test_of_two_ids_the_last_counts_and_both_are_passed_on() -> None:
    called = hub()
    answered = called.call("GET", CALL, [("X-Road-Client", CONSUMER), ("X-Road-Id", "first"), ("x-road-id", "last")])
    assert answered.headers.get_list("X-Road-Id") == ["last"]
    assert called.provider.header("X-Road-Id") == ["first", "last"]
    assert {row["message_id"] for row in called.world.evidence.records} == {"last"}


def test_the_service_of_a_provider_that_names_one_comes_twice() -> None:
    called = hub()
    called.provider.answer = UpstreamAnswer(200, (("x-road-service", "VN/own"), ("X-Road-Id", "own")), b"")
    answered = called.get(X_Road_Id="message-1")
    assert answered.headers.get_list("X-Road-Service") == ["VN/own", SERVICE]
    assert answered.headers.get_list("X-Road-Id") == ["message-1"]


def test_odd_characters_in_identifiers_are_let_pass() -> None:
    called = hub(lambda world: (add_system(world, f"{CONSUMER}_1"), add_agreement(world, f"{CONSUMER}_1")))
    assert called.get(client=f"{CONSUMER}_1").status_code == 200
    assert called.provider.header("X-Road-Client") == [f"{CONSUMER}_1"]
