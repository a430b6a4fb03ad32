"""Only public addresses are connected to, unless others are allowed."""

import socket
from contextlib import ExitStack

import pytest

from compliance.model.record import Record, Service
from compliance.probes.collect import collect_all
from compliance.probes.net.address import is_public
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "240.0.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "192.0.0.9",
        "192.88.99.1",
        "fec0::1",
        "3fff::1",
        "64:ff9b:1::1",
        "ff0e::1",
        "::ffff:224.0.0.1",
        "not an address",
    ],
)
def test_address_that_is_not_public_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_address_is_known(address):
    assert is_public(address)


def test_private_address_is_a_gap_unless_allowed(servers, tls, look):
    listener = servers.answer(OK, tls())
    service = Service(
        "api", base_url=f"https://api.example:{listener.port}", plain_http_url=f"http://api.example:{listener.port}"
    )
    looks = look(service, settings=NetworkSettings(timeout=60), names={"api.example": ["127.0.0.1"]})
    assert looks.observations == ()
    assert listener.requests == []
    assert {gap.hides for gap in looks.gaps} == {
        frozenset({"NameLookup"}),
        frozenset({"TlsHandshake", "Certificate"}),
        frozenset({"HttpExchange"}),
    }
    assert "127.0.0.1, which is not a public address" in str(looks.gaps[0].message)


@pytest.mark.usefixtures("sockets_and_processes")
def test_other_notations_of_loopback_are_seen_through(document):
    services = [Service(str(port), base_url=f"https://{host}") for port, host in enumerate(["2130706433", "0x7f.1"])]
    target = Target(Record("p", None, services=services), {service.id: document() for service in services})
    looks = collect_all([target], NetworkSettings(timeout=60), lambda _: None)["p"]
    assert looks.observations == ()
    assert all("127.0.0.1, which is not a public address" in str(gap.message) for gap in looks.gaps)


def test_next_address_is_tried_where_the_first_refuses(servers, tls, look):
    listener = servers.answer(OK, tls())
    service = Service(
        "api", base_url=f"https://api.example:{listener.port}", plain_http_url=f"http://api.example:{listener.port}"
    )
    looks = look(service, names={"api.example": ["::1", "127.0.0.2", "127.0.0.1"]})
    assert len(listener.requests) == 1
    assert {gap.hides for gap in looks.gaps} == {frozenset({"AddressPair"})}


def test_next_address_is_tried_where_the_first_is_silent(servers, tls, look):
    listener = servers.answer(OK, tls())
    url = f"api.example:{listener.port}"
    service = Service("api", base_url=f"https://{url}", plain_http_url=f"http://{url}")
    with ExitStack() as stack:
        full = stack.enter_context(socket.create_server(("127.0.0.2", listener.port), backlog=0))
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        settings = NetworkSettings(timeout=5, rate=1000, allow_private=True)
        looks = look(service, names={"api.example": ["127.0.0.2", "127.0.0.1"]}, settings=settings)
    assert len(listener.requests) == 1
    assert {gap.hides for gap in looks.gaps} == {frozenset({"AddressPair"})}
