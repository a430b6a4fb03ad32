"""A hub on real ports, its clients, and an address to which it posts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from ndxp_mocks import ServedHub, serve_hub
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer
from ndxp_sdk import Client, ClientSecret, Retry, Secret
from ndxp_sdk.webhooks import WebhookRefused, WebhookVerifier, handshake, status_for

PROVIDER = "provider-national-enterprise-management"
ORIGINS = {"hub.example", "localhost", "ndxp-mocks-hub"}


@pytest.fixture(scope="module")
def hub(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub() as served:
        yield served


@pytest.fixture
def faults(hub: ServedHub) -> Iterator[set[str]]:
    yield hub.world.faults
    hub.world.faults.clear()


@pytest.fixture(scope="module")
def settings(hub: ServedHub) -> Callable[[str], dict[str, Any]]:
    def of(client_id: str) -> dict[str, Any]:
        credential = ClientSecret(client_id, Secret(hub.secret(client_id)))
        return {"credential": credential, "retry": Retry(first_wait=0.001, longest_wait=0.002)}

    return of


@pytest.fixture(scope="module")
def portal(hub: ServedHub, settings: Any) -> Iterator[Client]:
    with Client(hub.url, **settings("example-portal"), client="VN/GOV/EXAMPLE/portal") as client:
        yield client


@pytest.fixture(scope="module")
def provider(hub: ServedHub, settings: Any) -> Iterator[Client]:
    with Client(hub.url, **settings(PROVIDER)) as client:
        yield client


@dataclass
class Receiver:
    """A program that receives events: what it was given, and what it refused."""

    verifier: WebhookVerifier
    events: list[Any] = field(default_factory=list)
    refused: list[str | None] = field(default_factory=list)
    requests: list[Any] = field(default_factory=list)

    async def send(self, method: str, url: str, headers: Any, body: bytes) -> UpstreamAnswer:
        """Answers as a web framework with our verifier in it would."""
        self.requests.append((method, url, headers, body))
        if method == "OPTIONS":
            origin = next(value for name, value in headers if name.lower() == "webhook-request-origin")
            answer = handshake(headers, {origin})
            return UpstreamAnswer(answer.status, answer.headers, b"")
        try:
            with self.verifier.receive(method, url, headers, body) as events:
                self.events.extend(events)
        except WebhookRefused as error:
            self.refused.append(error.code)
            return UpstreamAnswer(status_for(error), (), b"")
        return UpstreamAnswer(204, (), b"")


@pytest.fixture
def receiver(hub: ServedHub, portal: Client) -> Iterator[Receiver]:
    """Whatever the hub posts goes to this receiver."""
    before, receiving = hub.world.callbacks, Receiver(WebhookVerifier(portal.tokens.jwks()))
    hub.world.callbacks = receiving
    yield receiving
    hub.world.callbacks = before
