"""What a server said before it hung up is read, by both clients, even where sending to it fails meanwhile."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_sdk import Direct, Retry, Tls
from ndxp_sdk.errors import OutcomeUnknown, PayloadTooLarge, TlsFailed
from tools.servers import Certificates, Connection, serving

Connect = Callable[..., Any]
ONCE = Retry(attempts=1)
TRIES = 20
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems drop what came before a reset")


def refuse(connection: Connection) -> None:
    connection.answer(413, b'{"code": "payload-too-large", "title": "t"}', Connection="close")
    connection.stream.close()


@pytest.mark.parametrize("size", [1_000, 200_000, 5_000_000])
def test_a_refusal_that_comes_before_the_body_was_sent_is_told(connect: Connect, size: int) -> None:
    with serving(refuse, rude=True) as server:
        client = connect(server.url, retry=ONCE)
        for _ in range(TRIES):
            with pytest.raises(PayloadTooLarge) as caught:
                client.request("POST", "/x", content=b"x" * size)
            assert (caught.value.sent, caught.value.status) == ("yes", 413)


def test_behind_tls_too(connect: Connect, authority: trustme.CA, ca_file: Path) -> None:
    with serving(refuse, context=Certificates(authority), rude=True) as server:
        client = connect(server.url, retry=ONCE, tls=Tls(ca=ca_file))
        for _ in range(TRIES):
            with pytest.raises(PayloadTooLarge):
                client.request("POST", "/x", content=b"x" * 1_000_000)


def test_a_server_that_takes_half_of_a_body_and_says_nothing_leaves_the_outcome_open(connect: Connect) -> None:
    with serving(Connection.reset, rude=True) as server:
        with pytest.raises(OutcomeUnknown) as caught:
            connect(server.url, retry=ONCE).request("POST", "/x", content=b"x" * 5_000_000)
        assert caught.value.code == "connection-lost"


def test_no_more_of_a_body_in_pieces_is_made_once_nobody_takes_it(connect: Connect) -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(2_000):
            made.append(number)
            yield b"x" * 65_536

    async def async_pieces() -> Any:
        for piece in pieces():
            yield piece

    with serving(refuse, rude=True) as server:
        client = connect(server.url, retry=ONCE, dialect=Direct())
        content = pieces if type(client).__name__ == "Client" else async_pieces
        answer = client.exchange.call("VN/GOV/G12/dkkd/enterprises", "POST", "/x", content=content)
        assert (answer.status, len(made) < 1_000) == (413, True)


def test_the_alert_that_refuses_a_client_certificate_is_told(
    connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path
) -> None:
    leaf = authority.issue_cert("agency.example", not_before=YESTERDAY - timedelta(days=1), not_after=YESTERDAY)
    files = {"client_certificate": tmp_path / "client.pem", "client_key": tmp_path / "client.key"}
    leaf.cert_chain_pems[0].write_to_path(str(files["client_certificate"]))
    leaf.private_key_pem.write_to_path(str(files["client_key"]))
    with serving(context=Certificates(authority, asks=True), rude=True) as server:
        for method in ("GET", "POST") * TRIES:
            client = connect(server.url, retry=ONCE, tls=Tls(ca=ca_file, **files))
            with pytest.raises(TlsFailed) as caught:
                client.request(method, "/x", content=b"x" * 100_000)
            assert (caught.value.code, caught.value.sent) == ("tls-client-certificate-expired", "no")
        assert server.requests == []
