"""What an error claims of a request has to be true: whether it left, whether it may be sent again."""

import asyncio
import contextlib
import io
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_sdk import Adapter, AsyncClient, Gateway, Retry, Timeout, Tls
from ndxp_sdk.audit import Audit
from ndxp_sdk.errors import NdxpError, OutcomeUnknown, TlsFailed, UnexpectedAnswer, UsageError
from tools.servers import Certificates, Connection, serving, silence, status

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

Connect = Callable[..., Any]
SHORT = Timeout(total=300, read=2)
ONCE = Retry(attempts=1)
CALL = "VN/GOV/G12/dkkd/enterprises"


def garbage(connection: Connection) -> None:
    """Bytes that are no TLS, after a request was read."""
    with contextlib.suppress(OSError):
        super(ssl.SSLSocket, connection.stream).sendall(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")  # type: ignore[misc]  # below TLS


def test_a_call_made_while_another_failure_is_handled_is_judged_by_its_own(
    connect: Connect, authority: trustme.CA
) -> None:
    with serving(context=Certificates(authority)) as first, serving(silence) as second:
        other = connect(second.url, timeout=SHORT)
        try:
            connect(first.url).request("GET", "/x")
        except TlsFailed:
            with pytest.raises(OutcomeUnknown) as caught:
                other.request("POST", "/x", json={"a": 1})
        assert (len(second.requests), caught.value.sent) == (1, "maybe")


def test_tls_that_breaks_after_the_request_does_not_claim_that_nothing_was_sent(
    connect: Connect, authority: trustme.CA, ca_file: Path
) -> None:
    with serving(garbage, context=Certificates(authority)) as server:
        with pytest.raises(OutcomeUnknown) as caught:
            connect(server.url, tls=Tls(ca=ca_file)).request("POST", "/x", json={"a": 1})
        assert (len(server.requests), caught.value.code) == (1, "connection-lost")


def test_an_answer_that_is_cut_inside_its_coding_does_not_claim_that_a_write_may_be_repeated(connect: Connect) -> None:
    with serving(status(200, b"\x1f\x8b", Content_Encoding="gzip")) as server:
        with pytest.raises(UnexpectedAnswer) as caught:
            connect(server.url).request("POST", "/x")
        assert (caught.value.sent, caught.value.retryable) == ("yes", False)
        with pytest.raises(UnexpectedAnswer) as caught:
            connect(server.url, retry=ONCE).request("GET", "/x")
        assert caught.value.retryable


@pytest.mark.parametrize(
    ("dialect", "body"),
    [(Adapter(), b'{"error_code":"-1","message":"ban"}'), (Gateway(), b'{"fault":{"code":1,"message":"busy"}}')],
)
def test_a_503_of_whoever_wrote_it_does_not_repeat_a_write(connect: Connect, dialect: Any, body: bytes) -> None:
    with serving(status(503, body)) as server:
        with pytest.raises(NdxpError) as caught:
            connect(server.url, dialect=dialect).exchange.call(CALL, "POST", "/x", json={"a": 1})
        assert (len(server.requests), caught.value.retryable) == (1, False)


@pytest.mark.parametrize("content", [io.BytesIO(b"abc"), iter([b"abc"]), "abc", bytearray(b"abc")])
def test_a_body_that_could_be_read_once_only_is_refused_before_anything_is_sent(connect: Connect, content: Any) -> None:
    with serving() as server:
        with pytest.raises(UsageError, match="anew for each try"):
            connect(server.url, dialect=Gateway()).exchange.call(CALL, "PUT", "/x", content=content)
        assert server.requests == []


def test_a_task_that_is_cancelled_in_the_handshake_leaves_no_socket_open() -> None:
    async def main() -> None:
        ended, begun = asyncio.Event(), asyncio.Event()

        async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            begun.set()
            while await reader.read(65536):
                pass
            ended.set()
            writer.close()

        server = await asyncio.start_server(accept, "127.0.0.1", 0)
        async with server, AsyncClient(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}") as client:
            task = asyncio.ensure_future(client.request("GET", "/x"))
            await begun.wait()
            await asyncio.sleep(0.05)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await asyncio.wait_for(ended.wait(), 600)

    asyncio.run(main())


def test_a_task_that_is_cancelled_stays_so_where_its_record_cannot_be_kept() -> None:
    class Sink:
        def prepare(self) -> None:
            pass

        def write(self, record: object) -> None:
            raise OSError(record)

    async def main() -> None:
        with serving(silence) as server:
            async with AsyncClient(server.url, audit=Audit(Sink())) as client:
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.2):
                        await client.request("GET", "/x")

    asyncio.run(main())
