"""Only public addresses are connected to, unless others are allowed."""

import asyncio
import socket
from contextlib import ExitStack

import pytest

from compliance.model.record import Record, Service
from compliance.probes.collect import collect_all
from compliance.probes.errors import Unreachable
from compliance.probes.net.address import any_addresses, is_public, proxied_addresses
from compliance.probes.net.url import Server
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


PRIVATE_NAMES = ["localhost", "LOCALHOST.", "printer", "a.local", "metadata.internal", "127.1", "0x7f000001", "1"]


async def nobody(server):
    raise AssertionError(f"{server} is not to be asked for")


def through_proxy(host, *known, allow_private=False):
    async def names(server):
        if not known:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return known

    return asyncio.run(proxied_addresses(Server(host, 443), names, allow_private=allow_private))


@pytest.mark.parametrize("known", [("10.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("::1", "93.184.216.34")])
def test_proxy_is_not_sent_to_name_of_which_one_address_is_private(known):
    with pytest.raises(Unreachable, match="is not a public address"):
        through_proxy("api.example", *known)
    assert through_proxy("api.example", *known, allow_private=True) == ("api.example",)


@pytest.mark.parametrize("known", [(), ("93.184.216.34",), ("93.184.216.34", "2606:4700::1111")])
def test_proxy_resolves_name_that_is_public_or_not_known_here(known):
    assert through_proxy("api.example", *known) == ("api.example",)


@pytest.mark.parametrize("name", PRIVATE_NAMES)
def test_proxy_is_not_asked_for_name_that_leads_to_private_networks_only(name):
    with pytest.raises(Unreachable, match="is not a public address"):
        through_proxy(name)


def test_address_stands_for_itself_and_ipv4_comes_first():
    assert asyncio.run(any_addresses(Server("10.0.0.1", 443), nobody)) == ("10.0.0.1",)

    async def names(server):
        return ["2606:4700::1111", "93.184.216.34", "2606:4700::1112"]

    expected = ("93.184.216.34", "2606:4700::1111", "2606:4700::1112")
    assert asyncio.run(any_addresses(Server("api.example", 443), names)) == expected


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
