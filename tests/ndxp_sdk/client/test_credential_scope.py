"""Which credential is seen by whom: on the wire of small servers, and as the mock hub takes it."""

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ndxp_mocks import HubSettings, ServedHub, serve_hub
from ndxp_sdk import (
    Adapter,
    ApiKey,
    Direct,
    Gateway,
    LgspAccessToken,
    Secret,
    SessionLogin,
    StaticToken,
    TimestampedBasic,
    XRoad,
)
from ndxp_sdk.errors import IdentityError, InvalidConfiguration, InvalidIdentifier, TokenUnavailable, UsageError
from tools.servers import Connection, Script, serving, status

Connect = Callable[..., Any]
PORTAL = "VN/GOV/EXAMPLE/portal"
POPULATION = "VN/GOV/G01/dancu"
OTHER = "VN/GOV/G12/dkkd"
PORTAL_SYSTEM = "VN/GOV/G12/national-enterprise-management"
FORWARD = "XrdAdapter/RestService/forward"


def echo(connection: Connection) -> None:
    connection.answer(200, b"{}", X_Road_Id=str(connection.field("x-road-id")))


@pytest.fixture(scope="module")
def gateway(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub(HubSettings(profile="gateway")) as running:
        yield running


@pytest.fixture(scope="module")
def adapter(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub(HubSettings(profile="ndxp-adapter")) as running:
        yield running


# lgspaccesstoken


def lgsp(secret: str = "simulated-secret-example-portal") -> LgspAccessToken:
    return LgspAccessToken("example-portal", Secret(secret), "example", "partner", "customer")


def test_the_static_field_and_the_token_are_both_on_every_call_through_a_gateway(
    connect: Connect, gateway: ServedHub
) -> None:
    client = connect(gateway.url, dialect=Gateway(version="1.0"), credential=lgsp())
    before = gateway.world.token_requests
    for method, options in (("GET", {"query": {"MaHoSo": "H1"}}), ("POST", {"json": {"MaHoSo": "H1"}})):
        answer = client.exchange.call("VN/GOV/G22/motcua/apiMotCua", method, "/TraCuu", **options)
        assert (answer.status, answer.result("lgsp").ok) == (200, True)
    assert gateway.world.token_requests == before  # because the gateway's token endpoint is not the hub's


def test_both_fields_are_as_the_gateway_convention_has_them(connect: Connect) -> None:
    token = status(200, b'{"access_token": "token-1", "token_type": "Bearer", "expires_in": 600}')
    with serving(token, status(200)) as server:
        client = connect(server.url, dialect=Gateway(), credential=lgsp("planted"))
        client.exchange.call("VN/GOV/G22/motcua/apiMotCua", "GET", "/x")
        client.exchange.call("VN/GOV/G22/motcua/apiMotCua", "GET", "/y")
        asked, first, second = server.requests
    members = json.loads(b64decode(str(asked.field("lgspaccesstoken"))))
    assert members["SecretKey"] == "planted"
    assert (asked.target, asked.field("Authorization")) == ("/token", None)
    for call in (first, second):
        assert call.field("lgspaccesstoken") == asked.field("lgspaccesstoken")
        assert call.field("Authorization") == "Bearer token-1"


def test_a_wrong_static_key_is_told_before_anything_is_sent(connect: Connect, gateway: ServedHub) -> None:
    client = connect(gateway.url, dialect=Gateway(), credential=lgsp("wrong"))
    with pytest.raises(TokenUnavailable) as caught:
        client.exchange.call("VN/GOV/G22/motcua/apiMotCua", "GET", "/x")
    assert (caught.value.sent, caught.value.code) == ("no", "invalid_client")


# a session in the body


def login(url: str, **settings: Any) -> SessionLogin:
    where = f"{url}/{FORWARD}/mapi/login?dstcode=VN%3AGOV%3AG12%3Anational-enterprise-management"
    secret = settings.pop("secret", "simulated-secret-G99")
    return SessionLogin(where, "G99", Secret(secret), **settings)


def test_the_session_of_a_log_in_travels_in_the_body_of_calls_through_an_adapter(
    connect: Connect, adapter: ServedHub
) -> None:
    client = connect(adapter.url, dialect=Adapter(), credential=login(adapter.url))
    body = {"madonvi": "G99", "service": "LayDanhSachTTHC"}
    answer = client.exchange.call(PORTAL_SYSTEM, "POST", "/mapi/g", json=body)
    assert (answer.result().ok, len(answer.result().data)) == (True, 2)


def test_a_session_that_ended_early_is_replaced_where_its_code_is_known(connect: Connect) -> None:
    with serve_hub(HubSettings(profile="ndxp-adapter")) as hub:
        told = connect(hub.url, dialect=Adapter(), credential=login(hub.url, ended_codes=("2",)))
        untold = connect(hub.url, dialect=Adapter(), credential=login(hub.url))
        options = {"json": {"service": "TraCuuHoSo"}}
        for client in (told, untold):
            assert client.exchange.call(PORTAL_SYSTEM, "POST", "/mapi/g", **options).result().ok
        hub.world.clock.advance(3600)
        assert told.exchange.call(PORTAL_SYSTEM, "POST", "/mapi/g", **options).result().ok
        assert untold.exchange.call(PORTAL_SYSTEM, "POST", "/mapi/g", **options).result().code == "2"


SESSION = status(200, b'{"session": "s-1", "error_code": 0}')


@pytest.mark.parametrize("refused", [status(200, b'{"error_code": "2"}'), status(401, b'{"error_code": "2"}')])
def test_a_session_that_is_refused_again_is_not_replaced_again(connect: Connect, refused: Script) -> None:
    again = status(200, b'{"session": "s-2", "error_code": 0}')
    with serving(SESSION, refused, again, refused, status(200)) as server:
        client = connect(server.url, dialect=Adapter(), credential=login(server.url, ended_codes=("2",)))
        try:
            assert client.exchange.call(OTHER, "POST", "/mapi/g", json={}).result().code == "2"
        except IdentityError as error:
            assert error.code == "2"
        bodies = [json.loads(request.body) for request in server.requests]
        assert [body.get("session") for body in bodies] == [None, "s-1", None, "s-2"]


@pytest.mark.parametrize(
    ("content", "sent"),
    [
        (b"{}", b'{"session": "s-1"}'),
        (b' \n{"a": 1.0, "b":"\xe1\xbb\x99"} ', b'{"session": "s-1", "a": 1.0, "b":"\xe1\xbb\x99"} '),
        (b'{ "madonvi": "G99" }', b'{"session": "s-1",  "madonvi": "G99" }'),
    ],
)
def test_the_rest_of_the_body_stays_as_it_is(connect: Connect, content: bytes, sent: bytes) -> None:
    with serving(SESSION, status(200)) as server:
        client = connect(server.url, dialect=Adapter(), credential=login(server.url))
        client.exchange.call(OTHER, "POST", "/mapi/g", content=content, media_type="application/json")
        call = server.requests[1]
        assert call.body == sent
        assert call.field("Content-Length") == str(len(sent))
        assert call.head.lower().count(b"content-length") == 1
        assert json.loads(call.body)["session"] == "s-1"


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"json": [1]},
        {"json": "text"},
        {"content": b"not JSON"},
        {"content": '{"a": 1}'.encode("utf-16")},
        {"content": lambda: iter([b"{}"])},
        {"json": {"session": "planted"}},
    ],
)
def test_a_body_that_has_no_place_for_the_session_is_refused_before_anything_is_sent(
    connect: Connect, options: dict[str, Any]
) -> None:
    with serving(SESSION) as server:
        client = connect(server.url, dialect=Adapter(), credential=login(server.url))
        with pytest.raises(UsageError, match=r"JSON object|session of its own") as caught:
            client.exchange.call(OTHER, "POST", "/mapi/g", **options)
        assert (server.requests, "planted" in str(caught.value)) == ([], False)


def test_a_session_is_for_calls_through_an_adapter_and_for_nothing_else(connect: Connect) -> None:
    with serving(status(200)) as server:
        for dialect in (XRoad(), Gateway(), Direct()):
            with pytest.raises(InvalidConfiguration, match=f"the dialect here is {dialect.name}"):
                connect(server.url, dialect=dialect, client=PORTAL, credential=login(server.url))
        with pytest.raises(InvalidConfiguration, match="the dialect here is xroad"):
            connect(server.url, client=PORTAL, credential=login(server.url))
        assert server.requests == []


# fields of each call


def test_through_x_road_a_key_is_seen_by_the_providers_that_are_named_and_by_nobody_else(connect: Connect) -> None:
    with serving(echo) as server:
        client = connect(server.url, client=PORTAL, credential=ApiKey(Secret("planted"), providers=(POPULATION,)))
        client.exchange.call(f"{POPULATION}/xacthuc", "GET", "/x")
        client.exchange.call(f"{OTHER}/enterprises", "GET", "/x")
        client.request("GET", "/hub")
        assert [request.field("ApiKey") for request in server.requests] == ["planted", None, None]


def test_through_an_adapter_too(connect: Connect) -> None:
    with serving(status(200)) as server:
        credential = TimestampedBasic("officer", Secret("s"), providers=("VN:GOV:G01:dancu",))
        client = connect(server.url, dialect=Adapter(), credential=credential)
        client.exchange.call(POPULATION, "POST", "/x", json={})
        client.exchange.call(OTHER, "POST", "/x", json={})
        named, other = server.requests
        assert str(named.field("Authorization")).startswith("Basic ")
        assert str(named.field("Timestamp")).isdecimal()
        assert (other.field("Authorization"), other.field("Timestamp")) == (None, None)


@pytest.mark.parametrize("dialect", [XRoad(), Adapter()], ids=lambda dialect: dialect.name)
def test_a_key_that_names_nobody_is_not_passed_on_to_whoever_is_called(connect: Connect, dialect: Any) -> None:
    with serving(echo) as server:
        client = connect(server.url, dialect=dialect, client=PORTAL, credential=ApiKey(Secret("planted")))
        with pytest.raises(UsageError, match=r"providers=\('VN/GOV/G01/dancu',\)") as caught:
            client.exchange.call(f"{POPULATION}/xacthuc", "POST", "/x", json={})
        assert (server.requests, "planted" in str(caught.value)) == ([], False)
        client.request("GET", "/hub")
        assert server.requests[0].field("ApiKey") == "planted"


@pytest.mark.parametrize("dialect", [Direct(), Gateway()], ids=lambda dialect: dialect.name)
def test_a_gateway_and_a_provider_called_directly_see_the_key(connect: Connect, dialect: Any) -> None:
    with serving(status(200)) as server:
        for providers in ((), (POPULATION,)):
            client = connect(server.url, dialect=dialect, credential=ApiKey(Secret("k"), "X-Key", providers))
            client.exchange.call(f"{POPULATION}/xacthuc", "GET", "/x")
            client.exchange.call(f"{OTHER}/enterprises", "GET", "/x")
        assert [request.field("X-Key") for request in server.requests] == ["k", "k", "k", None]


def test_providers_are_systems() -> None:
    with pytest.raises(InvalidIdentifier):
        ApiKey(Secret("k"), providers=("VN/GOV/G01/dancu/xacthuc",))
    with pytest.raises(InvalidConfiguration, match="give a tuple"):
        ApiKey(Secret("k"), providers="VN/GOV/G01/dancu")  # type: ignore[arg-type]  # because people do


# one field, one value


def test_a_call_does_not_set_what_the_credential_sets(connect: Connect) -> None:
    with serving(echo) as server:
        own = {"authorization": "Bearer planted"}
        client = connect(server.url, dialect=Gateway(), client=PORTAL, credential=StaticToken(Secret("t")))
        for call in (
            lambda: client.request("GET", "/x", headers=own),
            lambda: client.exchange.call(f"{OTHER}/x", "GET", "/y", headers=own),
        ):
            with pytest.raises(UsageError, match="the credential of the client sets") as caught:
                call()
            assert "planted" not in str(caught.value)
        assert server.requests == []
        through = connect(server.url, client=PORTAL, credential=StaticToken(Secret("t")))
        through.exchange.call(f"{OTHER}/x", "GET", "/y", headers=own)
        assert server.requests[0].field("Authorization") == "Bearer planted"
