"""Parties of asynchronous exchange in memory, and a receiver of webhooks that verifies what it gets by itself."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from mocks.hub.domain.identity.asking import PORTAL, SERVICE, ask, bearer, token
from mocks.hub.domain.identity.asking import world as identity_world
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer, UpstreamUnreachable

ADDRESS = "https://receiver.example/events"
PROVIDER = "VN/GOV/G12/dkkd"
SECRETS = {"portal": "simulated-secret-portal", "stranger": "other", "provider": "third"}
Pairs = tuple[tuple[str, str], ...]


@dataclass
class Received:
    """One message as it came."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """The world outside of the hub: answers each message with the next of `statuses`, of which the last one stays."""

    statuses: list[int] = field(default_factory=lambda: [204])
    allowed: str | None = "*"
    received: list[Received] = field(default_factory=list)
    headers: Pairs = ()
    is_reachable: bool = True

    async def send(self, method: str, url: str, headers: Pairs, body: bytes) -> UpstreamAnswer:
        if not self.is_reachable:
            raise UpstreamUnreachable("nobody listens")
        if method == "OPTIONS":
            told = (("WebHook-Allowed-Origin", self.allowed),) if self.allowed else ()
            assert dict(headers)["WebHook-Request-Origin"] == "hub.example"
            return UpstreamAnswer(200, told, b"")
        self.received.append(Received(method, url, {name.lower(): value for name, value in headers}, body))
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return UpstreamAnswer(status, self.headers, b"")

    @property
    def ids(self) -> list[str]:
        """The ids of the structured events, in the order in which they came."""
        return [each.event["id"] for each in self.received]


def world(receiver: Receiver | None = None, **settings: Any) -> World:
    """A portal, a stranger and a provider whose service the portal may use; messages go to the receiver."""
    made = identity_world(**settings)
    for system in ("VN/GOV/EXAMPLE/stranger", PROVIDER):
        made.catalog.systems.put({"id": system, "certificates": []})
    made.catalog.services.put({"id": SERVICE, "system_id": PROVIDER})
    for system in (PORTAL, PROVIDER, "VN/GOV/EXAMPLE/stranger"):
        made.exchange.callback_hosts[system] = {"receiver.example"}
    made.callbacks = receiver
    return made


@dataclass
class Wallet:
    """The tokens of the clients at the hub that was asked last, as long as its clock stands still."""

    hub: World | None = None
    moment: float = 0.0
    tokens: dict[str, str] = field(default_factory=dict)

    def token_of(self, hub: World, client: str) -> str:
        if hub is not self.hub or hub.clock.now() != self.moment:
            self.hub, self.moment, self.tokens = hub, hub.clock.now(), {}
        if client not in self.tokens:
            self.tokens[client] = token(hub, client, SECRETS[client])
        return self.tokens[client]


WALLET = Wallet()


def call(hub: World, method: str, path: str, client: str = "portal", **members: Any) -> httpx.Response:
    """A request to the exchange API by one of the clients."""
    headers = {**bearer(WALLET.token_of(hub, client)), **members.pop("headers", {})}
    return ask(hub, method, f"/exchange/v1{path}", headers=headers, **members)


def matching(answer: httpx.Response) -> dict[str, str]:
    """The header that makes a change depend on the state that the answer showed."""
    return {"If-Match": answer.json()["etag"]}


def signature_is_right(hub: World, message: Received) -> bool:
    """RFC 9421 §3.2 and RFC 9530, written down once more so that the hub is not its own judge."""
    label, parameters = message.headers["signature-input"].split("=", 1)
    components = re.findall(r'"([^"]+)"', parameters[: parameters.index(")")])
    assert components[:4] == ["@method", "@target-uri", "content-digest", "content-type"]
    derived = {"@method": message.method, "@target-uri": message.url}
    lines = [f'"{name}": {derived.get(name) or message.headers[name]}' for name in components]
    base = "\n".join([*lines, f'"@signature-params": {parameters}']).encode()
    signature = base64.b64decode(message.headers["signature"].removeprefix(f"{label}=:").removesuffix(":"))
    key_id = re.search(r'keyid="([^"]+)"', parameters)
    assert key_id
    keys = ask(hub, "GET", "/.well-known/jwks.json").json()["keys"]
    jwk = next(each for each in keys if each["kid"] == key_id[1])
    digest = f"sha-256=:{base64.b64encode(hashlib.sha256(message.body).digest()).decode()}:"
    return message.headers["content-digest"] == digest and _verifies(jwk, signature, base)


def _verifies(jwk: dict[str, str], signature: bytes, base: bytes) -> bool:
    x = base64.urlsafe_b64decode(jwk["x"] + "=")
    try:
        if jwk["kty"] == "OKP":
            ed25519.Ed25519PublicKey.from_public_bytes(x).verify(signature, base)
            return True
        y = base64.urlsafe_b64decode(jwk["y"] + "=")
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\4" + x + y)
        r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        public.verify(encode_dss_signature(r, s), base, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def event(number: int = 1, **members: Any) -> dict[str, Any]:
    """A made-up event of the provider."""
    usual = {
        "specversion": "1.0",
        "id": f"e-{number}",
        "source": f"/{PROVIDER}",
        "type": "vn.example.enterprise.changed",
    }
    return {**usual, "subject": f"s-{number}", "data": {"number": number}, **members}


def publish(hub: World, *events: dict[str, Any]) -> httpx.Response:
    """One event structured, several as a batch."""
    if len(events) == 1:
        headers = {"Content-Type": "application/cloudevents+json"}
        return call(hub, "POST", "/events", "provider", json=events[0], headers=headers)
    headers = {"Content-Type": "application/cloudevents-batch+json"}
    return call(hub, "POST", "/events", "provider", json=list(events), headers=headers)


def subscribe(hub: World, client: str = "portal", **members: Any) -> httpx.Response:
    """A subscription to everything, pushed one by one unless said otherwise."""
    body = {"filter": {}, "delivery": {"mode": "push", "address": ADDRESS}, **members}
    return call(hub, "POST", "/subscriptions", client, json=body)
