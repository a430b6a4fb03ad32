"""Where a client asks for its tokens, and that tokens, connections and certificate belong together."""

import json
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_mocks import ServedHub, serve_hub
from ndxp_sdk import ClientSecret, FileCache, Limits, MutualTls, Secret, Tls
from ndxp_sdk.errors import TokenUnavailable
from tools.servers import Certificates, Connection, Script, Server, serving, status

Connect = Callable[..., Any]
PORTAL = "VN/GOV/EXAMPLE/portal"
ID = "example-portal"
EXPIRED = timedelta(days=-2)


def issuer_of(server: Server, **members: str) -> Callable[[Connection], None]:
    """Answers for metadata, tokens and everything else."""

    def answer(connection: Connection) -> None:
        told = {"issuer": server.url, "token_endpoint": f"{server.url}/somewhere/token", **members}
        if connection.target == "/mtls/token":
            told = {"access_token": "bound", "token_type": "Bearer"}
        elif connection.target == "/somewhere/token":
            told = {"access_token": "plain", "token_type": "Bearer"}
        connection.answer(200, json.dumps(told).encode())

    return answer


def test_an_issuer_tells_in_its_metadata_where_tokens_are_had(connect: Connect) -> None:
    with serving(status(200)) as hub, serving() as issuer:
        issuer.scripts = [issuer_of(issuer)]
        client = connect(hub.url, issuer=issuer.url, credential=ClientSecret("me", Secret("s")))
        client.request("GET", "/x")
        asked = [request.target for request in issuer.requests]
        assert asked == ["/.well-known/oauth-authorization-server", "/somewhere/token"]
        assert [request.field("Authorization") for request in hub.requests] == ["Bearer plain"]


def test_a_client_with_a_certificate_asks_at_the_address_for_certificates(connect: Connect) -> None:
    with serving(status(200)) as hub, serving() as issuer:
        aliases: Any = {"mtls_endpoint_aliases": {"token_endpoint": f"{issuer.url}/mtls/token"}}
        issuer.scripts = [issuer_of(issuer, **aliases)]
        client = connect(hub.url, issuer=issuer.url, credential=MutualTls("me"))
        client.request("GET", "/x")
        assert issuer.requests[-1].target == "/mtls/token"
        assert hub.requests[0].field("Authorization") == "Bearer bound"


def test_an_address_that_is_given_counts_more_than_the_metadata(connect: Connect) -> None:
    with serving(status(200)) as hub, serving() as issuer:
        issuer.scripts = [issuer_of(issuer)]
        settings = {"issuer": issuer.url, "token_url": f"{issuer.url}/mtls/token"}
        connect(hub.url, credential=ClientSecret("me", Secret("s")), **settings).request("GET", "/x")
        assert [request.target for request in issuer.requests] == ["/mtls/token"]


def noting(shown: list[bytes | None], answer: Script) -> Script:
    """The same script, which also notes the certificate of the client."""

    def noted(connection: Connection) -> None:
        assert isinstance(connection.stream, ssl.SSLSocket)
        shown.append(connection.stream.getpeercert(binary_form=True))
        answer(connection)

    return noted


def write(leaf: trustme.LeafCert, files: dict[str, Path]) -> bytes:
    """Replace certificate and key, each file at once; the certificate in DER."""
    pems = (leaf.cert_chain_pems[0].bytes(), leaf.private_key_pem.bytes())
    for pem, name in zip(pems, ("client_certificate", "client_key"), strict=True):
        fresh = files[name].with_suffix(".fresh")
        fresh.write_bytes(pem)
        fresh.replace(files[name])
    return ssl.PEM_cert_to_DER_cert(pems[0].decode())


def test_no_connection_of_the_old_certificate_is_used_once_the_new_one_is_known(
    connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path
) -> None:
    files = {"ca": ca_file, "client_certificate": tmp_path / "c.pem", "client_key": tmp_path / "c.key"}
    certificates = Certificates(authority, asks=True)
    at_hub: list[bytes | None] = []
    at_issuer: list[bytes | None] = []
    token = noting(at_issuer, status(200, b'{"access_token": "t", "expires_in": "0.001"}'))
    with (
        serving(noting(at_hub, status(200)), context=certificates) as hub,
        serving(token, context=certificates) as issuer,
    ):
        first = write(authority.issue_cert("agency.example"), files)
        settings = {"token_url": f"{issuer.url}/token", "credential": MutualTls("me"), "tls": Tls(**files)}
        client = connect(hub.url, **settings)
        client.request("GET", "/1")
        client.request("GET", "/2")
        second = write(authority.issue_cert("agency.example"), files)
        client.request("GET", "/3")
        client.request("GET", "/4")
        assert at_hub == at_issuer == [first, first, second, second]
        assert (hub.connections, issuer.connections) == (2, 2)


def install(certificate: Any, files: dict[str, Path]) -> None:
    """A certificate of the hub in the place of the old one."""
    for source, name in ((certificate.certificate_file, "client_certificate"), (certificate.key_file, "client_key")):
        fresh = files[name].with_suffix(".fresh")
        fresh.write_bytes(source.read_bytes())
        fresh.replace(files[name])


@pytest.fixture
def hub(sockets_and_processes: None, tmp_path: Path) -> Iterator[ServedHub]:
    with serve_hub(directory=tmp_path / "hub") as running:
        yield running


@pytest.fixture
def files(hub: ServedHub, tmp_path: Path) -> dict[str, Path]:
    return {"ca": hub.ca_file, "client_certificate": tmp_path / "c.pem", "client_key": tmp_path / "c.key"}


def mine(client: Any) -> int:
    """Something that only a token opens, and only over the connection to which it is bound."""
    found: int = client.request("GET", "/catalog/v1/services", scopes=frozenset({"catalog:read"})).status
    return found


def test_a_token_is_got_anew_for_another_certificate(connect: Connect, hub: ServedHub, files: dict[str, Path]) -> None:
    install(hub.certificates[ID], files)
    settings = {"credential": MutualTls(ID), "tls": Tls(**files), "limits": Limits(idle_connections=0)}
    client = connect(hub.tls_url, client=PORTAL, **settings)
    asked = hub.world.token_requests
    assert (mine(client), mine(client)) == (200, 200)
    assert hub.world.token_requests == asked + 1
    install(hub.issue_certificate(PORTAL, "next"), files)
    assert [mine(client) for _ in range(4)] == [200] * 4
    assert hub.world.token_requests == asked + 2


def test_processes_that_share_tokens_take_up_the_new_certificate_together(
    connect: Connect, hub: ServedHub, files: dict[str, Path], tmp_path: Path
) -> None:
    install(hub.certificates[ID], files)
    cache = FileCache(tmp_path / "cache")
    settings = {"credential": MutualTls(ID), "tls": Tls(**files), "token_cache": cache}
    one, other = (connect(hub.tls_url, client=PORTAL, **settings) for _ in range(2))
    assert (mine(one), mine(other)) == (200, 200)
    asked = hub.world.token_requests
    install(hub.issue_certificate(PORTAL, "next"), files)
    hub.world.clock.advance(3600)
    assert (mine(one), mine(other), mine(one)) == (200, 200, 200)
    assert hub.world.token_requests == asked + 1


def test_a_certificate_that_has_expired_gets_no_token_until_it_is_replaced(
    connect: Connect, hub: ServedHub, files: dict[str, Path]
) -> None:
    install(hub.issue_certificate(PORTAL, "old", EXPIRED), files)
    client = connect(hub.tls_url, client=PORTAL, credential=MutualTls(ID), tls=Tls(**files))
    with pytest.raises(TokenUnavailable) as caught:
        mine(client)
    assert caught.value.sent == "no"
    install(hub.issue_certificate(PORTAL, "new"), files)
    assert mine(client) == 200
