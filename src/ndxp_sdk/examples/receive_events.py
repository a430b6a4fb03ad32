"""Subscribe to events, let the hub push them to an address of yours, and believe only what the hub has signed.

Đăng ký nhận sự kiện, để trục gửi đến địa chỉ của bạn, và chỉ tin những gì trục đã ký.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from ndxp_sdk import Client
from ndxp_sdk.examples._connecting import PROVIDER, SYSTEM, run
from ndxp_sdk.models import CloudEvent
from ndxp_sdk.webhooks import WebhookRefused, WebhookVerifier, handshake, status_for

PATIENCE = 10.0


def main(ndxp: Client, provider: Client) -> None:
    """Receive one event that the provider publishes."""
    received: Queue[CloudEvent] = Queue()
    hub = urlsplit(ndxp.tokens.metadata().issuer).netloc
    verifier = WebhookVerifier(lambda: ndxp.tokens.jwks().model_dump(mode="json", by_alias=True))
    with receiver(hub, verifier, received) as address:
        subscription = ndxp.exchange.subscriptions.create(
            filter={"types": ["vn.example.enterprise.*"]}, delivery={"mode": "push", "address": address}
        )
        print("subscription:", subscription.state)  # the hub has asked the address whether it wants events

        event = CloudEvent.new("vn.example.enterprise.changed", f"/{SYSTEM}", subject="9999000001")
        provider.exchange.events.publish([event, event])  # the same one twice counts once
        print("received:", received.get(timeout=PATIENCE).type)
        ndxp.exchange.subscriptions.delete(subscription)


@contextmanager
def receiver(hub: str, verifier: WebhookVerifier, received: "Queue[CloudEvent]") -> Iterator[str]:
    """Run a web server on this machine; in your program it is a route of the framework that you use."""

    class Receiver(BaseHTTPRequestHandler):
        """A handler that answers the hub's question whether events are wanted, and takes events."""

        def do_OPTIONS(self) -> None:
            """Are messages of this hub wanted here?"""
            asked = handshake(self.headers.items(), {hub})
            self.finish_with(asked.status, asked.headers)

        def do_POST(self) -> None:
            """Take the events that are new and signed; ask for the others again."""
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                with verifier.receive("POST", f"{address}{self.path}", self.headers.items(), body) as events:
                    for event in events:
                        received.put(event)
            except WebhookRefused as refused:
                self.finish_with(status_for(refused))
            else:
                self.finish_with(204)

        def finish_with(self, status: int, headers: tuple[tuple[str, str], ...] = ()) -> None:
            """Answer without a body."""
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        address = f"http://localhost:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"{address}/events"
        server.shutdown()


if __name__ == "__main__":
    run(main, "example-portal", PROVIDER)
