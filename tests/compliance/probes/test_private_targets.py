"""Addresses that nobody outside may have the checker connect to, however they are written, reached or resolved."""

import asyncio
import json
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.model.observation import LinkCheck
from compliance.model.record import Record, Service
from compliance.model.record_form.papers import DataUseRegulation
from compliance.probes.collect import Collected, collect_all
from compliance.probes.net.resolver import Resolver
from compliance.probes.net.url import Server
from compliance.probes.proxy_reference import ProxyReference
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target
from tools.connects import connects
from tools.servers import serving
from tools.tunnels import tunnelling

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
PUBLIC = "93.184.216.34"
PRIVATE = ("169.254.169.254", "127.0.0.1", "::ffff:127.0.0.1", "10.0.0.1", "fd00::1", "0.0.0.0", "64:ff9b::7f00:1")
# One machine, as the system's resolver, a URL parser or a proxy may read it
LOOPBACK = (
    *("127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0x7f000001", "0177.0.0.1", "017700000001", "127.0.0.1."),
    *("127。0。0。1", "𝟙𝟚𝟟.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[0:0:0:0:0:0:0:1]", "0", "0.0.0.0", "[::]"),
)
OTHERS = (
    *("169.254.169.254", "2852039166", "0xa9fea9fe", "[::ffff:169.254.169.254]", "[fe80::1]", "[fe80::1%25lo]"),
    *("10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "[fd00:ec2::254]", "[64:ff9b::a9fe:a9fe]"),
    *("[2002:7f00:1::]", "224.0.0.1", "255.255.255.255"),
)
NAMES = ("metadata.internal", "a.localhost", "printer", "a.local")

pytestmark = pytest.mark.usefixtures("sockets_and_processes")


class Fickle:
    """A name system that gives one answer to the first who asks for a name, and another ever after."""

    def __init__(self, first: str, later: str) -> None:
        self._first, self._later = first, later
        self.asked = Counter[str]()

    async def __call__(self, server: Server) -> list[str]:
        self.asked[server.host] += 1
        await asyncio.sleep(0)
        return [self._first if self.asked[server.host] == 1 else self._later]


def looked(names: Resolver, port: int, document: Any, **settings: Any) -> Collected:
    services = [
        Service(name, base_url=f"https://api.example:{port}/v1", plain_http_url=f"http://api.example:{port}/v1")
        for name in ("first", "second")
    ]
    paper = DataUseRegulation(url=f"https://api.example:{port}/12")
    record = Record("platform", None, services=services, data_use_regulation=paper)
    target = Target(record, {each.id: document(("/a", {"get": {}}), ("/b", {"get": {}})) for each in services})
    limits = NetworkSettings(timeout=60, rate=1000, **settings)
    return collect_all([target], limits, lambda _: None, resolver=names)["platform"]


@pytest.mark.parametrize("later", PRIVATE)
def test_a_name_that_leads_elsewhere_in_mid_run_is_not_followed(document: Any, later: str) -> None:
    names = Fickle(PUBLIC, later)
    with connects() as tried:
        looks = looked(names, 443, document)
    assert set(tried) == {(PUBLIC, 443)}
    assert len(tried) > 2
    assert names.asked == {"api.example": 1}
    assert "allow-private" not in {gap.remedy for gap in looks.gaps}


@pytest.mark.parametrize("first", PRIVATE)
def test_a_name_that_leads_to_a_private_address_first_is_not_asked_for_again(document: Any, first: str) -> None:
    names = Fickle(first, PUBLIC)
    with connects() as tried:
        looks = looked(names, 443, document)
    assert tried == []
    assert names.asked == {"api.example": 1}
    assert looks.observations == ()
    assert {gap.remedy for gap in looks.gaps} == {"allow-private", "consent-to-trials"}


@pytest.mark.parametrize("private", PRIVATE)
def test_of_a_name_with_both_only_the_public_address_is_connected_to(document: Any, private: str) -> None:
    async def names(server: Server) -> list[str]:
        return [private, PUBLIC]

    with connects() as tried:
        looks = looked(names, 443, document)
    assert set(tried) == {(PUBLIC, 443)}
    assert "allow-private" not in {gap.remedy for gap in looks.gaps}


def test_requests_stay_at_the_machine_to_which_the_name_led_at_first(servers: Any, tls: Any, document: Any) -> None:
    listener = servers.answer(OK, tls(names=("api.example",)))
    names = Fickle("127.0.0.1", "127.0.0.2")
    with connects() as tried:
        looked(names, listener.port, document, allow_private=True)
    assert len(listener.requests) > 2
    assert set(tried) == {("127.0.0.1", listener.port)}


@pytest.fixture
def trap() -> Iterator[int]:
    """A port of this machine, of IPv4 and IPv6, to which nobody may connect."""
    with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as listening:
        listening.setblocking(False)
        yield listening.getsockname()[1]
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_no_way_of_writing_a_private_address_is_connected_to(
    run: Callable[..., Any], write: Callable[..., Path], trap: int
) -> None:
    write("openapi.yaml", "{openapi: 3.1.0, info: {title: a, version: 1.0.0}, paths: {/a: {get: {responses: {}}}}}")
    services = [
        {"id": f"s{number}", "base_url": f"https://{host}:{trap}/v1", "document": "openapi.yaml"}
        for number, host in enumerate((*LOOPBACK, *OTHERS))
    ]
    write("record.yaml", json.dumps({"slug": "a", "owner": {"code": "G12"}, "services": services}))
    with connects() as tried:
        result = run("audit", "record.yaml", "--rate", "500", "--timeout", "5", "--format", "json")
    assert tried == []
    (subject,) = json.loads(result.out)["subjects"]
    outcomes = {each["outcome"] for each in subject["verdicts"] if each["rule"].startswith("endpoint.")}
    assert outcomes <= {"not_observed", "not_applicable"}
    assert result.out.count("which is not a public address") >= len(services)


@pytest.mark.parametrize("host", [*LOOPBACK, *OTHERS, *NAMES])
def test_no_redirection_leads_to_a_private_address(servers: Any, tls: Any, look: Any, host: str) -> None:
    moved = f"HTTP/1.1 302 X\r\nLocation: http://{host}/latest/meta-data/\r\nContent-Length: 0\r\n\r\n".encode()
    page = servers.answer(moved, tls(names=("papers.example",)))
    with serving(tunnelling(b"HTTP/1.1 200 X\r\n\r\n", {"papers.example": "127.0.0.1"})) as proxy:
        settings = NetworkSettings(timeout=60, rate=1000, proxy=ProxyReference(proxy.url))
        paper = DataUseRegulation(url=f"https://papers.example:{page.port}/12")
        looks = look(settings=settings, names={"localhost": ["127.0.0.1"]}, data_use_regulation=paper)
        assert {each.target for each in proxy.requests} == {f"papers.example:{page.port}"}
    seen = [each.answers[0].status for each in looks.observations if isinstance(each, LinkCheck)]
    is_refused = "which is not a public address" in " ".join(str(gap.message) for gap in looks.gaps)
    assert is_refused or seen == [302]  # the redirection itself, where it leads to what can be no address
