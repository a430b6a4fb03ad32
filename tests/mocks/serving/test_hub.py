"""The hub on real sockets: TLS with client certificates, providers on the network, start and end."""

import asyncio
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mocks.hub.calling import PORTAL, QUOTAS, SERVICE
from ndxp_mocks import Fleet, HubSettings, ServedHub, UnknownFault, serve_hub
from ndxp_mocks.hub.transport.upstream import (
    UpstreamAnswer,
    UpstreamFailure,
    UpstreamReset,
    UpstreamTimeout,
    UpstreamUnreachable,
)
from ndxp_mocks.hub.transport.upstream_clients import Sockets
from ndxp_mocks.platform.linkage import USUAL

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

SHOP = "VN/COM/0000000000/shop"
CALL = f"/r1/{SERVICE}/enterprises?limit=1"


@pytest.fixture(scope="module")
def served(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub() as running:
        yield running


@contextmanager
def trusting(served: ServedHub, certificate: Path | None = None, key: Path | None = None) -> Iterator[httpx.Client]:
    context = ssl.create_default_context(cafile=str(served.ca_file))
    if certificate is not None:
        context.load_cert_chain(certificate, key)
    with httpx.Client(verify=context, base_url=served.tls_url, trust_env=False) as client:
        yield client


def bearer(served: ServedHub, client_id: str = "example-portal") -> dict[str, str]:
    answer = httpx.post(
        f"{served.url}/oauth2/token",
        data={"grant_type": "client_credentials"},
        auth=(client_id, served.secret(client_id)),
        trust_env=False,
    )
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_hub_answers_on_both_ports(served: ServedHub) -> None:
    assert httpx.get(f"{served.url}/catalog/v1/health", trust_env=False).json()["status"] == "up"
    with trusting(served) as client:
        assert client.get("/catalog/v1/health").json()["status"] == "up"


def test_call_goes_through_to_a_platform(served: ServedHub) -> None:
    answer = httpx.get(f"{served.url}{CALL}", headers={"X-Road-Client": PORTAL}, trust_env=False)
    assert (answer.status_code, len(answer.json()["items"])) == (200, 1)


def test_issuer_is_where_the_hub_was_called(served: ServedHub) -> None:
    metadata = httpx.get(f"{served.url}/.well-known/oauth-authorization-server", trust_env=False).json()
    assert metadata["issuer"] == served.url
    assert metadata["token_endpoint"] == f"{served.url}/oauth2/token"


def test_system_with_a_certificate_is_known_by_it(served: ServedHub) -> None:
    with trusting(served) as client:
        refused = client.get(CALL, headers={"X-Road-Client": SHOP})
        assert refused.json()["type"].endswith("ssl_authentication_failed")
    shop = served.certificates["example-shop"]
    with trusting(served, shop.certificate_file, shop.key_file) as client:
        known = client.get(CALL, headers={"X-Road-Client": SHOP})
        assert known.json()["type"].endswith("access_denied")
    assert shop.key_file.stat().st_mode & 0o077 == 0


def test_certificate_of_another_system_does_not_count(served: ServedHub) -> None:
    portal = served.certificates["example-portal"]
    with trusting(served, portal.certificate_file, portal.key_file) as client:
        refused = client.get(CALL, headers={"X-Road-Client": SHOP})
        assert refused.json()["type"].endswith("ssl_authentication_failed")


def test_certificate_can_be_replaced_while_the_hub_runs(served: ServedHub) -> None:
    newer = served.issue_certificate(SHOP, "newer")
    with trusting(served, newer.certificate_file, newer.key_file) as client:
        assert client.get(CALL, headers={"X-Road-Client": SHOP}).json()["type"].endswith("access_denied")


def test_ended_certificate_ends_the_handshake(served: ServedHub) -> None:
    ended = served.issue_certificate(SHOP, "ended", life=timedelta(days=-1))
    with trusting(served, ended.certificate_file, ended.key_file) as client, pytest.raises(httpx.TransportError):
        client.get("/catalog/v1/health")


def self_signed(directory: Path) -> tuple[Path, Path]:
    """Certificate and key of a system that trusts nobody else."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "shop")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = builder.serial_number(7).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    files = directory / "own.pem", directory / "own.key"
    files[0].write_bytes(dated.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return files


def test_self_signed_certificate_counts_once_it_is_accepted(served: ServedHub, tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    with trusting(served, certificate, key) as client, pytest.raises(httpx.TransportError):
        client.get("/catalog/v1/health")
    served.accept_certificate(SHOP, certificate.read_text())
    with trusting(served, certificate, key) as client:
        assert client.get(CALL, headers={"X-Road-Client": SHOP}).json()["type"].endswith("access_denied")


def test_settings_can_want_certificates_of_everybody() -> None:
    with serve_hub(HubSettings(requires_client_certificate=True)) as served:
        refused = httpx.get(f"{served.url}{CALL}", headers={"X-Road-Client": PORTAL}, trust_env=False)
        assert refused.json()["type"].endswith("ssl_authentication_failed")
        portal = served.certificates["example-portal"]
        with trusting(served, portal.certificate_file, portal.key_file) as client:
            assert client.get(CALL, headers={"X-Road-Client": PORTAL}).status_code == 200


@pytest.fixture(scope="module")
def held(sockets_and_processes: None) -> Iterator[ServedHub]:
    """A hub whose systems are of the connection type that X-Road gives them by itself."""
    with serve_hub(HubSettings("xroad-7.7", connection_type="https")) as running:
        yield running


FORWARD = "/XrdAdapter/RestService/forward/enterprises?limit=1&dstcode=VN:GOV:G12:national-enterprise-management"


@pytest.mark.parametrize(
    ("shown", "client", "text"),
    [
        ("example-portal", PORTAL, None),
        ("example-stranger", PORTAL, "TLS certificate does not match any IS certificates"),
        (None, PORTAL, "specifies HTTPS but did not supply TLS certificate"),
        ("example-portal", "VN/GOV/EXAMPLE", "has no IS certificates"),
        ("example-portal", "VN/GOV/G12/national-enterprise-management", "has no IS certificates"),
    ],
)
def test_each_system_is_held_to_its_certificate(
    held: ServedHub, shown: str | None, client: str, text: str | None
) -> None:
    files = None if shown is None else held.certificates[shown]
    with trusting(held, files and files.certificate_file, files and files.key_file) as caller:
        answer = caller.get(CALL, headers={"X-Road-Client": client})
    if text is None:
        assert answer.status_code == 200
    else:
        assert answer.headers["X-Road-Error"] == "Server.ClientProxy.SslAuthenticationFailed"
        assert answer.json()["message"].endswith(text)


def test_systems_that_need_certificates_are_refused_on_the_plain_port(held: ServedHub) -> None:
    for path in (CALL, FORWARD):
        refused = httpx.get(f"{held.url}{path}", headers={"X-Road-Client": PORTAL}, trust_env=False)
        assert refused.headers["X-Road-Error"] == "Server.ClientProxy.SslAuthenticationFailed"


@pytest.mark.parametrize(
    ("shown", "error"), [("example-portal", None), ("example-stranger", "AccessDenied"), (None, "AuthenticationFailed")]
)
def test_an_adapter_knows_a_system_by_its_certificate(held: ServedHub, shown: str | None, error: str | None) -> None:
    files = None if shown is None else held.certificates[shown]
    with trusting(held, files and files.certificate_file, files and files.key_file) as caller:
        answer = caller.get(FORWARD)
    assert answer.headers.get("X-Road-Error", "").endswith(error or "")
    assert (answer.status_code == 200) is (error is None)


def test_own_apis_are_open_on_both_ports_whatever_systems_need(held: ServedHub) -> None:
    assert httpx.get(f"{held.url}/catalog/v1/services", headers=bearer(held), trust_env=False).status_code == 200
    with trusting(held) as caller:
        assert caller.get("/catalog/v1/services", headers=bearer(held)).status_code == 200


def test_systems_that_need_tls_only_show_no_certificate() -> None:
    with serve_hub(HubSettings(connection_type="https_no_auth")) as served:
        refused = httpx.get(f"{served.url}{CALL}", headers={"X-Road-Client": PORTAL}, trust_env=False)
        assert "specifies HTTPS NO AUTH" in refused.json()["message"]
        with trusting(served) as caller:
            assert caller.get(CALL, headers={"X-Road-Client": PORTAL}).status_code == 200


def test_fleet_is_reached_on_its_own_ports_as_far_as_it_is_registered(fleet: Fleet) -> None:
    registered = {each.platform.hub_id for each in fleet.platforms.values() if each.platform.linkage.hub == "ndxp"}
    with serve_hub(fleet=fleet) as served:
        services = httpx.get(
            f"{served.url}/catalog/v1/services?limit=500", headers=bearer(served), trust_env=False
        ).json()["items"]
        assert {each["id"] for each in services} == registered
        assert 30 < len(registered) < 60
        usual = next(each for each in fleet.platforms.values() if each.platform.linkage == USUAL and not each.faults)
        service = usual.platform.hub_id
        version = next(row for row in served.world.catalog.versions if row["service_id"] == service)
        assert version["base_urls"] == [usual.base_url]
        call = f"{served.url}/r1/{service}/{service.rpartition('/')[2]}?limit=1"
        assert httpx.get(call, headers={"X-Road-Client": PORTAL}, trust_env=False).status_code == 200


def test_files_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    with serve_hub(directory=tmp_path / "new" / "hub") as served:
        assert {"ca.pem", "example-portal.pem", "example-portal.key"} <= {
            each.name for each in served.directory.iterdir()
        }
    assert (tmp_path / "new" / "hub" / "ca.pem").exists()


def test_files_go_with_the_hub_otherwise() -> None:
    with serve_hub() as served:
        directory = served.directory
    assert not directory.exists()
    with pytest.raises(ConnectionError), socket.create_connection(("localhost", served.port), timeout=60):
        pass


def test_unknown_fault_is_refused_at_once() -> None:
    with pytest.raises(UnknownFault), serve_hub(HubSettings(faults=frozenset({"nothing"}))):
        pass


def test_clock_of_the_hub_can_be_ahead() -> None:
    with serve_hub(HubSettings(clock_skew=86_400.0)) as served:
        checked = httpx.get(f"{served.url}/catalog/v1/health", trust_env=False).json()["checked_at"]
        assert datetime.fromisoformat(checked) > datetime.now(UTC) + timedelta(hours=23)


@contextmanager
def provider(*answers: bytes, sees_the_end: bool = False) -> Iterator[tuple[str, list[bytes]]]:
    """The address of a provider that gives these raw answers, one a connection, and what it was sent."""
    sent: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for answer in answers:
                connection, _ = listening.accept()
                with connection:
                    sent.append(received(connection))
                    connection.sendall(answer)
                    if sees_the_end:
                        connection.settimeout(5)
                        sent.append(connection.recv(1))

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", sent
        thread.join()


def received(connection: socket.socket) -> bytes:
    """One request with its body."""
    got = b""
    while True:
        head, end, body = got.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if end and len(body) >= (int(length[1]) if length else 0):
            return got
        got += connection.recv(65_536)


def send(url: str, upstream: Sockets | None = None, **members: object) -> UpstreamAnswer:
    chosen = {"method": "GET", "headers": (), "body": b"", **members}

    async def sent() -> UpstreamAnswer:
        reached = upstream or Sockets(answer_seconds=0.05)
        try:
            return await reached.send(str(chosen["method"]), url, chosen["headers"], chosen["body"])  # type: ignore[arg-type]
        finally:
            await reached.close()

    return asyncio.run(sent())


def test_provider_gets_the_target_and_the_headers_as_they_are() -> None:
    with provider(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\nx-a: 2\r\n\r\nok") as (url, sent):
        answer = send(f"{url}/a/../b%3B?x=%20&y=a+b", headers=(("X-Test", "é"), ("Accept", "a/b")))
    assert (answer.status, answer.body) == (200, b"ok")
    assert [pair for pair in answer.headers if pair[0].lower() == "x-a"] == [("X-A", "1"), ("x-a", "2")]
    request, _, rest = sent[0].partition(b"\r\n")
    assert request == b"GET /a/../b%3B?x=%20&y=a+b HTTP/1.1"
    assert {line.split(b":")[0].lower() for line in rest.strip().split(b"\r\n")} == {b"host", b"x-test", b"accept"}


def test_connection_is_not_kept_where_nobody_would_close_it() -> None:
    with provider(b"HTTP/1.1 204 No Content\r\n\r\n", sees_the_end=True) as (url, sent):
        asyncio.run(Sockets().send("GET", url, (), b""))
    assert sent[-1] == b"", "the provider sees the end of the connection"


def test_body_comes_without_its_transfer_coding() -> None:
    chunked = b"HTTP/1.1 404 Nope\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n2\r\nab\r\n0\r\n\r\n"
    with provider(chunked) as (url, sent):
        answer = send(url, method="POST", body=b"{}")
    assert (answer.status, answer.body) == (404, b"ab")
    assert sent[0].endswith(b"{}")
    assert b"Content-Length: 2" in sent[0]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"", UpstreamReset),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", UpstreamReset),
        (b"nonsense\r\n\r\n", UpstreamReset),
    ],
)
def test_answer_that_is_not_whole_is_a_reset(answer: bytes, expected: type[UpstreamFailure]) -> None:
    with provider(answer) as (url, _), pytest.raises(expected):
        send(url)


def test_provider_that_is_not_there_was_sent_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "http://provider.invalid", "gopher://provider"):
        with pytest.raises(UpstreamUnreachable):
            send(url)


def test_provider_that_is_silent_was_sent_the_request() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(UpstreamTimeout) as failure:
        send(f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert failure.value.moment == "after-send"


def test_provider_that_nobody_vouches_for_is_not_called() -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, pytest.raises(ssl.SSLError):
                context.wrap_socket(connection, server_side=True).close()

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(UpstreamUnreachable):
            send(f"https://localhost:{listening.getsockname()[1]}")
        thread.join()


def test_service_of_a_new_provider_is_called_where_it_listens(served: ServedHub) -> None:
    headers = bearer(served, "example-provider")
    path = f"{served.url}/catalog/v1/services/{SERVICE.replace('/', ':')}/versions"
    with (
        provider(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi") as (url, sent),
        httpx.Client(headers=headers, trust_env=False) as client,
    ):
        draft = {"version": "9.0.0", "base_urls": [url], "quotas": QUOTAS, "approval_policy": "automatic"}
        client.post(path, json=draft).raise_for_status()
        client.put(f"{path}/9.0.0/specification", json={"openapi": "3.1.0"}).raise_for_status()
        tag = client.get(f"{path}/9.0.0").headers["ETag"]
        client.post(f"{path}/9.0.0:publish", headers={"If-Match": tag}).raise_for_status()
        agreement = next(row for row in served.world.catalog.agreements if row["service_id"] == SERVICE)
        served.world.catalog.agreements.change(agreement["id"], version="9.0.0")
        answer = httpx.get(f"{served.url}/r1/{SERVICE}/x", headers={"X-Road-Client": PORTAL}, trust_env=False)
        served.world.catalog.agreements.change(agreement["id"], version="1.0.0")
    assert answer.text == "hi", answer.text
    assert b"Authorization: Bearer simulated-token" in sent[0] or b"authorization: Bearer simulated-token" in sent[0]
