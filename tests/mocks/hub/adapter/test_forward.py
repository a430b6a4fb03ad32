"""The forward convention of the NDXP adapters."""

import hashlib
import json

import pytest

from mocks.hub.xroad.worlds import (
    ADDRESS,
    CALL,
    CONSUMER,
    PROVIDER,
    STRANGER,
    Hub,
    add_agreement,
    add_service,
    add_system,
    hub,
)
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer

FORWARD = "/XrdAdapter/RestService/forward"
DESTINATION = PROVIDER.replace("/", ":")
ENCODED = DESTINATION.replace(":", "%3A")
ENCODED_ADDRESS = "https%3A%2F%2Fprovider.example%2Fv1"
CERTIFICATE = b"certificate of the portal"


def refused(answered) -> tuple[int, str, str]:
    body = answered.json()
    assert body["error_code"] == "-1"
    assert body["type"] == answered.headers["X-Road-Error"]
    assert body["detail"]
    assert body["simulated"] is True
    return answered.status_code, body["type"], body["message"]


@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8", "ndxp-adapter"])
@pytest.mark.parametrize("prefix", [FORWARD, "/VXPAdapter/RestService/forward"])
@pytest.mark.parametrize("destination", [DESTINATION, ENCODED])
def test_the_destination_is_a_system_and_the_path_chooses_the_service(
    profile: str, prefix: str, destination: str
) -> None:
    called = hub(profile=profile)
    answered = called.call("GET", f"{prefix}/points/17?dstcode={destination}")
    assert (answered.status_code, answered.content) == (200, called.provider.answer.body)
    assert called.provider.url == f"{ADDRESS}/points/17"
    assert called.records("outgoing")[0]["service"] == f"{PROVIDER}/points"


def test_the_destination_may_be_a_header() -> None:
    for destination in (DESTINATION, ENCODED):
        called = hub()
        assert called.call("GET", f"{FORWARD}/points", {"dstcode": destination}).status_code == 200
        assert called.provider.url == f"{ADDRESS}/points"


def test_the_callers_own_parameters_are_passed_on_raw_without_those_of_the_adapter() -> None:
    called = hub()
    called.call("GET", f"{FORWARD}/points?a=%20&dstcode={ENCODED}&b=1&providerurl={ENCODED_ADDRESS}&b=2&c")
    assert called.provider.url == f"{ADDRESS}/points?a=%20&b=1&b=2&c"


def test_the_prefix_is_kept_where_the_adapter_is_set_so() -> None:
    called = hub(keeps_adapter_prefix=True)
    assert called.call("GET", f"{FORWARD}/points?dstcode={DESTINATION}").status_code == 200
    assert called.provider.url == f"{ADDRESS}{FORWARD}/points"


def test_among_several_services_the_beginning_of_the_path_chooses() -> None:
    def more(world) -> None:
        for code in ("point", "other"):
            add_service(world, f"{PROVIDER}/{code}")
            add_agreement(world, CONSUMER, f"{PROVIDER}/{code}")

    called = hub(more)
    for path, code in (("points/1", "points"), ("point/1", "point"), ("other", "other"), ("other/points", "other")):
        assert called.call("GET", f"{FORWARD}/{path}?dstcode={DESTINATION}").status_code == 200
        assert called.records("outgoing")[-1]["service"] == f"{PROVIDER}/{code}"
    unknown = refused(called.call("GET", f"{FORWARD}/none?dstcode={DESTINATION}"))
    assert unknown[:2] == (500, "server.serverproxy.unknown_service")


def test_a_system_with_one_service_takes_any_path() -> None:
    called = hub()
    assert called.call("GET", f"{FORWARD}/none?dstcode={DESTINATION}").status_code == 200
    assert called.provider.url == f"{ADDRESS}/none"


def test_a_registered_address_may_be_chosen() -> None:
    addresses = ["https://first.example/v1", ADDRESS]
    called = hub(lambda world: world.catalog.versions.change(f"{PROVIDER}/points@1.0.0", base_urls=addresses))
    for written in (ENCODED_ADDRESS, f"{ENCODED_ADDRESS}%2F", ADDRESS):
        called.call("GET", f"{FORWARD}/points?dstcode={DESTINATION}&providerurl={written}")
        assert called.provider.url == f"{ADDRESS}/points"
    called.call("GET", f"{FORWARD}/points?dstcode={DESTINATION}")
    assert called.provider.url == "https://first.example/v1/points"


@pytest.mark.parametrize(
    "address",
    [
        "https%3A%2F%2Fevil.example%2F",
        "https%3A%2F%2Fprovider.example",
        "https%3A%2F%2Fprovider.example%2Fv1%2F..%2Fadmin",
        "https%3A%2F%2Fprovider.example%2Fv1%3Fx",
        "http%3A%2F%2F127.0.0.1%2F",
        "",
    ],
)
def test_an_address_that_is_not_registered_is_refused_and_nobody_is_called(address: str) -> None:
    called = hub()
    answered = called.call("GET", f"{FORWARD}/points?dstcode={DESTINATION}&providerurl={address}")
    text = "providerurl is not an address that the provider registered"
    assert refused(answered) == (400, "client.invalid_request", text)
    assert called.provider.calls == []


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", "dstcode is missing"),
        ("?x=1", "dstcode is missing"),
        (
            f"?{ENCODED}&{ENCODED_ADDRESS}",
            "dstcode is missing; the query has a value without a parameter name",
        ),
        ("?dstcode=VN:GOV:G99", "dstcode is not of the form INSTANCE:CLASS:MEMBER:SUBSYSTEM"),
        ("?dstcode=VN:GOV::x", "dstcode is not of the form INSTANCE:CLASS:MEMBER:SUBSYSTEM"),
        ("?dstcode=VN/GOV/G99/registry", "dstcode is not of the form INSTANCE:CLASS:MEMBER:SUBSYSTEM"),
        (f"?dstcode={DESTINATION}&dstcode=VN:GOV:G99:x", "dstcode is given twice and differs"),
    ],
)
def test_a_missing_or_malformed_destination_is_the_callers_mistake(query: str, text: str) -> None:
    called = hub()
    assert refused(called.call("GET", f"{FORWARD}/points{query}")) == (400, "client.invalid_request", text)
    assert called.provider.calls == []


def test_header_and_query_must_agree() -> None:
    path = f"{FORWARD}/points?dstcode={DESTINATION}"
    assert hub().call("GET", path, {"dstcode": ENCODED}).status_code == 200
    assert hub().call("GET", path, {"dstcode": "VN:GOV:G99:other"}).status_code == 400


def test_an_unknown_destination_is_told_as_x_road_tells_it() -> None:
    answered = hub().call("GET", f"{FORWARD}/points?dstcode=VN:GOV:G99:none")
    assert refused(answered)[:2] == (500, "server.clientproxy.unknown_member")


def test_an_error_is_xml_where_the_caller_wants_it() -> None:
    answered = hub().call("GET", f"{FORWARD}/points", {"Accept": "text/xml"})
    assert answered.status_code == 400
    assert "<type>client.invalid_request</type>" in answered.text


def clients_of(called: Hub) -> list[str]:
    return [row["client"] for row in called.records("outgoing")]


def test_the_client_is_the_adapters_own_or_named_by_certificate_or_header() -> None:
    path = f"{FORWARD}/points?dstcode={DESTINATION}"
    called = hub(lambda world: add_agreement(world, STRANGER))
    add_system(called.world, STRANGER, "http", [hashlib.sha256(CERTIFICATE).hexdigest()])
    called.call("GET", path)
    called.call("GET", path, {"X-Road-Client": STRANGER})
    called.call("GET", path, scheme="https", certificate=CERTIFICATE)
    called.call("GET", path, scheme="https", certificate=b"unknown")
    assert clients_of(called) == [CONSUMER, STRANGER, STRANGER, CONSUMER]


def test_rights_count_on_this_wire_too() -> None:
    called = hub(adapter_client=STRANGER)
    answered = called.call("GET", f"{FORWARD}/points?dstcode={DESTINATION}")
    assert refused(answered)[:2] == (500, "server.serverproxy.access_denied")
    assert called.provider.calls == []


def test_the_adapter_adds_nothing_of_its_own_to_an_answer() -> None:
    called = hub()
    own = (("Content-Type", "text/plain"), ("X-Own", "1"), ("X-Road-Service", "the service's"))
    called.provider.answer = UpstreamAnswer(422, own, b"own words")
    answered = called.call("POST", f"{FORWARD}/points?dstcode={DESTINATION}", {}, b"{}")
    assert (answered.status_code, answered.content) == (422, b"own words")
    road = {name: answered.headers.get_list(name) for name in answered.headers if name.startswith("x-road")}
    assert road == {"x-road-service": ["the service's"]}


def test_the_adapter_profile_knows_no_other_wire() -> None:
    called = hub(profile="ndxp-adapter")
    for path in (CALL, "/listClients", "/asic", "/token", "/XrdAdapter/RestService/forwards/points"):
        answered = called.get(path)
        assert (answered.status_code, answered.text) == (404, "Not Found")


LOGIN = f"{FORWARD}/mapi/login?dstcode={DESTINATION}"
SHARE = f"{FORWARD}/mapi/g?dstcode={DESTINATION}&providerurl={ENCODED_ADDRESS}"


def posted(called: Hub, path: str, **members: str) -> dict[str, object]:
    answered = called.call("POST", path, {"Content-Type": "application/json"}, json.dumps(members).encode())
    assert answered.status_code == 200
    return answered.json()


def session_of(called: Hub) -> str:
    logged_in = posted(called, LOGIN, username="G99", password="simulated-secret-G99")
    assert logged_in["error_code"] == 0
    return str(logged_in["session"])


def test_a_session_in_the_body_opens_the_older_services() -> None:
    called = hub(profile="ndxp-adapter")
    session = session_of(called)
    answered = posted(called, SHARE, session=session, madonvi="G99", service="LayThuTuc")
    assert answered["error_code"] == "0"
    assert answered["result"] == [
        {"MATTHC": "1.000999", "TENTTHC": "Thủ tục mô phỏng", "MACOQUAN": "G99", "TRANGTHAI": "1"}
    ]
    assert called.provider.calls == []


def test_the_older_services_tell_failures_with_status_200() -> None:
    called = hub()
    session = session_of(called)
    assert posted(called, LOGIN, username="G99", password="wrong")["error_code"] == "1"
    assert posted(called, SHARE, session="wrong", service="LayThuTuc")["error_code"] == "2"
    assert posted(called, SHARE, session=session, service="KhongCo")["error_code"] == "3"
    called.world.clock.advance(1801)
    assert posted(called, SHARE, session=session, service="LayThuTuc")["error_code"] == "2"
    assert called.call("POST", SHARE, {}, b"[").json()["error_code"] == "1"
    assert called.call("GET", SHARE).json()["error_code"] == "1"


def test_the_older_services_want_a_destination_too() -> None:
    assert hub().call("POST", f"{FORWARD}/mapi/login", {}, b"{}").status_code == 400
