"""Messages as the hub sends them, and a receiver in a process of its own: `python events.py JSON`."""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import OKPKey

from ndxp_sdk.models.cloud_events import CloudEvent
from ndxp_sdk.secrets import Secret
from ndxp_sdk.signatures import MessageKey, RequestMessage, Validity, sign_request
from ndxp_sdk.webhooks import WebhookVerifier

NOW = 1_800_000_000
ADDRESS = "https://agency.example/events"
PRIVATE = ed25519.Ed25519PrivateKey.generate()
KEY = MessageKey(Secret(PRIVATE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()))
JWK = OKPKey(PRIVATE.public_key(), PRIVATE.public_key()).as_dict(private=False)
KEYS = {"keys": [{**JWK, "kid": KEY.key_id, "use": "sig", "alg": "EdDSA"}]}
EVENT = {
    "specversion": "1.0",
    "id": "1",
    "source": "/VN/GOV/G12/dkkd",
    "type": "vn.example.enterprise.changed",
    "subject": "0999999999",
    "time": "2026-11-22T08:30:00+07:00",
    "datacontenttype": "application/json",
    "data": {"href": "https://hub.example/r1/VN/GOV/G12/dkkd/enterprises/0999999999"},
    "comexampleextension": "kept",
}
Sent = tuple[str, str, dict[str, str], bytes]


def sent(headers: Mapping[str, str], body: bytes, *components: str, address: str = ADDRESS, at: int = NOW) -> Sent:
    """A message as the hub sends it."""
    covered = ("@method", "@target-uri", "content-digest", "content-type", *components)
    request = RequestMessage.of("POST", address, headers, body)
    return "POST", address, {**headers, **dict(sign_request(request, KEY, covered, validity=Validity(at)))}, body


def structured(*events: Mapping[str, Any], **options: Any) -> Sent:
    kind = "application/cloudevents-batch+json" if len(events) > 1 else "application/cloudevents+json; charset=utf-8"
    body = json.dumps(events[0] if len(events) == 1 else events).encode()
    return sent({"Content-Type": kind}, body, **options)


class Table:
    """A memory in a database, shared by processes."""

    def __init__(self, path: str) -> None:
        self.path = path
        with self.connected() as table:
            table.execute("CREATE TABLE IF NOT EXISTS claims (id TEXT PRIMARY KEY)")
            table.execute("CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY)")

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()

    def holds(self, event: CloudEvent) -> bool:
        with self.connected() as table:
            return bool(table.execute("SELECT 1 FROM events WHERE id = ?", (event.id,)).fetchall())

    def add(self, event: CloudEvent) -> None:
        with self.connected() as table:
            table.execute("INSERT OR IGNORE INTO events VALUES (?)", (event.id,))

    def claim(self, event: CloudEvent) -> bool:
        with self.connected() as table:
            return table.execute("INSERT OR IGNORE INTO claims VALUES (?)", (event.id,)).rowcount == 1

    def release(self, event: CloudEvent) -> None:
        with self.connected() as table:
            table.execute("DELETE FROM claims WHERE id = ?", (event.id,))


def main(told: str) -> None:
    given = json.loads(told)
    verifier = WebhookVerifier(given["keys"], seen=Table(given["table"]), now=lambda: NOW)
    with verifier.receive(*given["message"]) as found:
        time.sleep(0.2)
    sys.stdout.write(str(len(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
