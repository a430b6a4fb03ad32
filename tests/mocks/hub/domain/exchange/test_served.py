"""What only real sockets show: certificates, webhooks that arrive, downloads that break."""

import hashlib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from mocks.hub.domain.exchange.receiving import Received, event, signature_is_right
from mocks.hub.domain.exchange.test_transfers import declaration
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.serving.hub import ServedHub, serve_hub

PORTAL = "VN/GOV/EXAMPLE/portal"
BODY = bytes(range(256)) * 4096


@pytest.fixture(scope="module")
def served(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub() as running:
        yield running


@dataclass
class Listener:
    """A receiver of webhooks on a port of its own."""

    url: str
    received: list[Received] = field(default_factory=list)
    has_received: threading.Event = field(default_factory=threading.Event)


@contextmanager
def listener() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self.send_response(200)
            self.send_header("WebHook-Allowed-Origin", "*")
            self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            heard.received.append(Received("POST", f"{heard.url}{self.path}", headers, body))
            heard.has_received.set()
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        heard = Listener(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield heard
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def client_of(served: ServedHub, client_id: str) -> Iterator[httpx.Client]:
    """A client with a token, over plain HTTP."""
    form = {"grant_type": "client_credentials"}
    with httpx.Client(base_url=served.url, trust_env=False) as client:
        answer = client.post("/oauth2/token", data=form, auth=(client_id, served.secret(client_id)))
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield client


def test_event_arrives_at_a_real_receiver_and_is_signed(served: ServedHub) -> None:
    with (
        listener() as heard,
        client_of(served, "example-portal") as portal,
        client_of(served, "example-provider") as own,
    ):
        delivery = {"mode": "push", "address": f"{heard.url}/events"}
        made = portal.post("/exchange/v1/subscriptions", json={"filter": {}, "delivery": delivery})
        assert made.json()["state"] == "active"
        system = served.world.identity.clients.rows["example-provider"]["system_id"]
        headers = {"Content-Type": "application/cloudevents+json"}
        published = own.post("/exchange/v1/events", json=event(source=f"/{system}"), headers=headers)
        assert published.json() == {"accepted": 1, "duplicates": 0}
        (message,) = heard.received
        assert message.event == event(source=f"/{system}")
        assert signature_is_right(served.world, message)


def test_served_hub_delivers_by_itself_what_becomes_due_later(served: ServedHub) -> None:
    with listener() as heard, client_of(served, "example-provider") as own:
        delivery = {"mode": "push", "address": f"{heard.url}/events"}
        own.post("/exchange/v1/subscriptions", json={"filter": {"subject": "late"}, "delivery": delivery})
        served.world.faults.add("webhook-late:0.5")
        system = served.world.identity.clients.rows["example-provider"]["system_id"]
        headers = {"Content-Type": "application/cloudevents+json"}
        own.post("/exchange/v1/events", json=event(2, subject="late", source=f"/{system}"), headers=headers)
        assert heard.has_received.wait(timeout=30)
        served.world.faults.clear()
        assert heard.received[0].event["id"] == "e-2"


def test_client_certificate_gives_a_token_that_is_bound_to_it(served: ServedHub) -> None:
    shown = served.certificates["example-portal"]
    context = ssl.create_default_context(cafile=str(served.ca_file))
    context.load_cert_chain(shown.certificate_file, shown.key_file)
    form = {"grant_type": "client_credentials", "client_id": "example-portal"}
    with httpx.Client(base_url=served.tls_url, verify=context, trust_env=False) as client:
        token = client.post("/oauth2/token", data=form).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/oauth2/revocations", headers=headers).status_code == 200
    elsewhere = httpx.get(f"{served.url}/oauth2/revocations", headers=headers, trust_env=False)
    assert elsewhere.status_code == 401


def _available(sender: httpx.Client) -> str:
    """A transfer of one file to the portal, ready to be read; the address of the file."""
    body = {"recipient": PORTAL, "files": [declaration("a.bin", BODY)]}
    made = sender.post("/exchange/v1/transfers", json=body)
    path = f"/exchange/v1/transfers/{made.json()['id']}"
    headers: dict[str, Any] = {"Content-Type": "application/octet-stream", "Content-Digest": content_digest(BODY)}
    assert sender.put(f"{path}/parts/1", content=BODY, headers=headers).status_code == 200
    assert sender.post(f"{path}:seal", headers={"If-Match": "*"}).json()["state"] == "available"
    return f"{path}/files/a.bin"


def test_download_breaks_where_it_is_told_and_goes_on_from_there(served: ServedHub) -> None:
    with client_of(served, "example-portal") as portal, client_of(served, "example-provider") as provider:
        path = _available(provider)
        served.world.faults.add("transfer-cut:100000*1")
        got = bytearray()
        with portal.stream("GET", path) as answer, pytest.raises(httpx.RemoteProtocolError):
            assert answer.headers["content-length"] == str(len(BODY))
            for chunk in answer.iter_raw():
                got += chunk
        assert bytes(got) == BODY[:100000]
        headers = {"Range": f"bytes={len(got)}-", "If-Range": answer.headers["etag"]}
        rest = portal.get(path, headers=headers)
        assert (rest.status_code, rest.headers["content-range"]) == (206, f"bytes 100000-{len(BODY) - 1}/{len(BODY)}")
        assert hashlib.sha256(bytes(got) + rest.content).hexdigest() == hashlib.sha256(BODY).hexdigest()
        assert not served.world.faults
