"""Where a client asks for its tokens, and that tokens, connections and certificate belong together."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_mocks import HubSettings, ServedHub, serve_hub
from ndxp_sdk import ClientSecret, FileCache, MutualTls, Secret, Tls
from ndxp_sdk.errors import NdxpError, NotFound, TokenUnavailable
from tools.servers import Certificates, Connection, Server, serving, status

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


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[ServedHub]:
    settings = HubSettings(requires_client_certificate=True)
    with serve_hub(settings, directory=tmp_path / "hub") as running:
        yield running


def paths(hub: ServedHub, folder: Path) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    return {"ca": hub.ca_file, "client_certificate": folder / "c.pem", "client_key": folder / "c.key"}


def install(certificate: Any, files: dict[str, Path]) -> None:
    """Replace certificate and key as an operator does: each file at once."""
    for source, name in ((certificate.certificate_file, "client_certificate"), (certificate.key_file, "client_key")):
        fresh = files[name].with_suffix(".fresh")
        fresh.write_bytes(source.read_bytes())
        fresh.replace(files[name])


def mine(client: Any) -> int:
    """Something that only a bound token opens."""
    status_: int = client.request("GET", "/oauth2/clients/example-portal/keys").status
    return status_


def test_tokens_and_connections_follow_the_certificate(connect: Connect, hub: ServedHub, tmp_path: Path) -> None:
    files = paths(hub, tmp_path / "own")
    install(hub.certificates[ID], files)
    client = connect(hub.tls_url, client=PORTAL, credential=MutualTls(ID), tls=Tls(**files))
    asked = hub.world.token_requests
    assert (mine(client), mine(client)) == (200, 200)
    assert hub.world.token_requests == asked + 1
    install(hub.issue_certificate(PORTAL, "next"), files)
    forget_connections(client)
    assert [mine(client) for _ in range(4)] == [200] * 4
    assert hub.world.token_requests == asked + 2


def test_a_token_that_is_renewed_is_bound_to_the_certificate_of_the_calls_to_come(
    connect: Connect, tmp_path: Path
) -> None:
    with serve_hub(HubSettings(token_lifetime=1), directory=tmp_path / "hub") as hub:
        files = paths(hub, tmp_path / "own")
        install(hub.certificates[ID], files)
        cache = FileCache(tmp_path / "cache")
        settings = {"credential": MutualTls(ID), "tls": Tls(**files), "token_cache": cache}
        client = connect(hub.tls_url, client=PORTAL, **settings)
        assert mine(client) == 200
        install(hub.issue_certificate(PORTAL, "next"), files)
        hub.world.clock.advance(60)
        assert mine(client) == 200
        other = connect(hub.tls_url, client=PORTAL, **settings)
        before = hub.world.token_requests
        assert (mine(other), mine(client)) == (200, 200)
        assert hub.world.token_requests <= before + 1


def test_a_certificate_that_has_expired_gets_no_token_until_it_is_replaced(
    connect: Connect, hub: ServedHub, tmp_path: Path
) -> None:
    files = paths(hub, tmp_path / "own")
    install(hub.issue_certificate(PORTAL, "old", EXPIRED), files)
    client = connect(hub.tls_url, client=PORTAL, credential=MutualTls(ID), tls=Tls(**files))
    with pytest.raises(NdxpError) as caught:
        mine(client)
    assert caught.value.sent == "no"
    assert isinstance(caught.value, TokenUnavailable)
    install(hub.issue_certificate(PORTAL, "new"), files)
    assert mine(client) == 200
