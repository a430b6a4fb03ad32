"""A platform speaks what was agreed on, at each of its addresses."""

import socket
import ssl

import h2.config
import h2.connection
import h2.events
import httpx
import pytest

from ndxp_mocks import Platform, Served, serve


def get_over_http_2(served: Served, path: str, address: str = "127.0.0.1") -> tuple[dict[str, str], bytes]:
    """Header fields and body of an answer over HTTP/2."""
    context = ssl.create_default_context(cafile=str(served.ca_file))
    context.set_alpn_protocols(["h2"])
    connecting = socket.create_connection((address, served.port), timeout=60)
    with connecting as plain, context.wrap_socket(plain, server_hostname="localhost") as secured:
        assert secured.selected_alpn_protocol() == "h2"
        state = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        state.initiate_connection()
        fields = ((":method", "GET"), (":scheme", "https"), (":authority", f"localhost:{served.port}"), (":path", path))
        state.send_headers(state.get_next_available_stream_id(), fields, end_stream=True)
        secured.sendall(state.data_to_send())
        return _answer(secured, state)


def _answer(secured: ssl.SSLSocket, state: h2.connection.H2Connection) -> tuple[dict[str, str], bytes]:
    headers: dict[str, str] = {}
    body = b""
    while received := secured.recv(65536):
        for event in state.receive_data(received):
            if isinstance(event, h2.events.ResponseReceived):
                headers = dict(event.headers)  # type: ignore[arg-type]  # because the encoding makes them text
            if isinstance(event, h2.events.DataReceived):
                body += event.data or b""
                state.acknowledge_received_data(event.flow_controlled_length or 0, event.stream_id or 1)
            if isinstance(event, h2.events.StreamEnded):
                return headers, body
        secured.sendall(state.data_to_send())
    return headers, body


def test_answers_over_http_2_are_those_over_http_1_1(served: Served) -> None:
    headers, body = get_over_http_2(served, "/v1/openapi.json")
    with httpx.Client(verify=ssl.create_default_context(cafile=str(served.ca_file)), trust_env=False) as client:
        older = client.get(f"{served.base_url}/openapi.json")
    assert (headers[":status"], older.http_version) == ("200", "HTTP/1.1")
    assert body == older.content
    assert headers["server"] == older.headers["server"]


def test_platform_listens_on_ipv6_too(served: Served) -> None:
    if served.addresses == ("127.0.0.1",):
        pytest.skip("this machine has no loopback of IPv6")
    headers, _ = get_over_http_2(served, "/v1/openapi.json", "::1")
    assert headers[":status"] == "200"


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_platform_without_http_2_speaks_the_other() -> None:
    with serve(Platform(faults={"no-http-2"})) as served:
        with pytest.raises(AssertionError):
            get_over_http_2(served, "/v1/openapi.json")
        with httpx.Client(verify=ssl.create_default_context(cafile=str(served.ca_file)), trust_env=False) as client:
            assert client.get(f"{served.base_url}/openapi.json").status_code == 200
