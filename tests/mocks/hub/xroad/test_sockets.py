"""What happens below HTTP, and what only a real connection can show: over real sockets."""

import socket
import ssl
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.serving.hub import ServedHub, serve_hub

PORTAL, SHOP = "VN/GOV/EXAMPLE/portal", "VN/COM/0000000000/shop"


@pytest.fixture(scope="module")
def served(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub(HubSettings()) as running:
        yield running


@pytest.fixture
def hub(served: ServedHub) -> Iterator[ServedHub]:
    yield served
    served.world.faults.clear()


def path_of(served: ServedHub) -> str:
    service = next(iter(served.world.catalog.services))
    return f"/r1/{service['id']}/{service['service_code']}"


def called(served: ServedHub, **options: object) -> httpx.Response:
    headers = {"X-Road-Client": PORTAL}
    return httpx.get(f"{served.url}{path_of(served)}", headers=headers, trust_env=False, **options)


def lost(served: ServedHub, count: int) -> list[dict[str, Any]]:
    """The records of a call without an answer, once there are so many."""
    before = len(served.world.evidence.records)
    with pytest.raises(httpx.ReadTimeout):
        called(served, timeout=httpx.Timeout(60, read=0.5))
    while len(served.world.evidence.records) < before + count:
        time.sleep(0.01)
    return list(served.world.evidence.records)[before:]


def received(served: ServedHub) -> bytes:
    """Everything that comes over one connection until it ends."""
    lines = (f"GET {path_of(served)} HTTP/1.1", "Host: localhost", f"X-Road-Client: {PORTAL}", "Connection: close")
    with socket.create_connection(("localhost", served.port), timeout=60) as connection:
        connection.sendall("\r\n".join((*lines, "", "")).encode("ascii"))
        content = b""
        while chunk := connection.recv(65536):
            content += chunk
    return content


def test_a_platform_is_called_through_the_wire(hub: ServedHub) -> None:
    answered = called(hub)
    assert answered.status_code == 200, answered.text
    assert answered.headers["X-Road-Client"] == PORTAL
    assert len(answered.headers.get_list("Date")) == 1


def test_a_dead_hub_ends_the_connection_without_a_byte(hub: ServedHub) -> None:
    hub.world.faults.add("dead")
    assert received(hub) == b""
    with pytest.raises(httpx.RemoteProtocolError):
        called(hub)


def test_a_truncated_answer_is_shorter_than_it_says(hub: ServedHub) -> None:
    hub.world.faults.add("answer-truncated")
    head, _, body = received(hub).partition(b"\r\n\r\n")
    said = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
    assert 0 < len(body) < int(said.partition(b":")[2])
    with pytest.raises(httpx.RemoteProtocolError, match="peer closed"):
        called(hub)


def test_an_answer_that_is_reset_ends_with_an_error_of_the_connection(hub: ServedHub) -> None:
    hub.world.faults.add("answer-reset-mid-body")
    with pytest.raises(httpx.ReadError):
        called(hub)
    with pytest.raises(ConnectionResetError):
        received(hub)


def test_a_reset_tears_a_connection_of_tls_too(hub: ServedHub) -> None:
    hub.world.faults.add("answer-reset-mid-body")
    context = ssl.create_default_context(cafile=str(hub.ca_file))
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        httpx.get(f"{hub.tls_url}{path_of(hub)}", headers={"X-Road-Client": PORTAL}, verify=context, trust_env=False)


def test_a_dripping_answer_outlasts_the_patience_of_a_caller_who_counts_the_whole(hub: ServedHub) -> None:
    hub.world.faults.add("answer-drips:0.2")
    with httpx.stream(
        "GET", f"{hub.url}{path_of(hub)}", headers={"X-Road-Client": PORTAL}, trust_env=False
    ) as answered:
        pieces = answered.iter_raw()
        first, second = next(pieces), next(pieces)
    assert len(first + second) < int(answered.headers["Content-Length"])


def test_an_answer_lost_after_sending_stands_in_the_log(hub: ServedHub) -> None:
    hub.world.faults.add("timeout-after-send")
    new = lost(hub, 2)
    assert [(row["direction"], row["outcome"]) for row in new] == [("incoming", "succeeded"), ("outgoing", "succeeded")]


def test_a_call_lost_before_sending_is_open_and_reached_nobody(hub: ServedHub) -> None:
    hub.world.faults.add("timeout-before-send")
    (row,) = lost(hub, 1)
    assert row["direction"] == "outgoing"
    assert row["outcome"] in ("unknown", "failed")  # failed as soon as the hub sees that the caller went away
    assert row["timings"]["request_out_at"] is None


def test_a_certificate_on_the_connection_is_what_counts(hub: ServedHub) -> None:
    """The made-up shop is of connection type https."""
    plain = httpx.get(f"{hub.url}{path_of(hub)}", headers={"X-Road-Client": SHOP}, trust_env=False)
    assert plain.json()["message"].endswith("specifies HTTPS but did not supply TLS certificate")
    context = ssl.create_default_context(cafile=str(hub.ca_file))
    context.load_cert_chain(*certificate_of(hub, "example-shop"))
    secured = httpx.get(
        f"{hub.tls_url}{path_of(hub)}", headers={"X-Road-Client": SHOP}, verify=context, trust_env=False
    )
    assert secured.json()["type"] == "server.serverproxy.access_denied"
    context = ssl.create_default_context(cafile=str(hub.ca_file))
    context.load_cert_chain(*certificate_of(hub, "example-portal"))
    other = httpx.get(f"{hub.tls_url}{path_of(hub)}", headers={"X-Road-Client": SHOP}, verify=context, trust_env=False)
    assert other.json()["message"].endswith("TLS certificate does not match any IS certificates")


def certificate_of(hub: ServedHub, client_id: str) -> tuple[str, str]:
    issued = hub.certificates[client_id]
    return str(issued.certificate_file), str(issued.key_file)


@pytest.mark.parametrize("path", ["/listClients", "/catalog/v1/services"])
def test_a_target_in_absolute_form_is_answered_as_its_path_is(hub: ServedHub, path: str) -> None:
    host = hub.url.partition("://")[2]
    name, _, port = host.partition(":")
    statuses = []
    for target, named in ((path, host), (f"http://{host}{path}", "other.example")):
        with socket.create_connection((name, int(port)), timeout=60) as stream:
            stream.sendall(f"GET {target} HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n".encode())
            statuses.append(stream.recv(64).split(b"\r\n")[0])
    assert statuses[0] == statuses[1]
    assert b" 404 " not in statuses[0]
