"""Small worlds made for these tests, and ways to call the wire in memory."""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from ndxp_mocks.hub.exchange_app import ExchangeApp
from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.upstream import Pair, UpstreamAnswer, UpstreamFailure

CONSUMER = "VN/GOV/EXAMPLE/portal"
STRANGER = "VN/GOV/EXAMPLE/stranger"
PROVIDER = "VN/GOV/G99/registry"
SERVICE = f"{PROVIDER}/points"
CALL = f"/r1/{SERVICE}/points"
ADDRESS = "https://provider.example/v1"
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Simulated", "version": "1.0.0"},
    "servers": [{"url": f"{ADDRESS}/"}, {"url": "https://{host}/v1"}, {"url": "https://bare.example"}],
    "paths": {"/points": {"get": {}, "post": {}}, "/points/{id}": {"get": {}}, "/points/near": {"get": {}}},
}


@dataclass
class Provider:
    """A provider in memory: it keeps what it was sent and answers the same each time, or fails."""

    answer: UpstreamAnswer = field(
        default_factory=lambda: UpstreamAnswer(200, (("Content-Type", "application/json"),), b'{"points":[]}')
    )
    failure: UpstreamFailure | None = None
    calls: list[tuple[str, str, tuple[Pair, ...], bytes]] = field(default_factory=list)

    async def send(self, method: str, url: str, headers: tuple[Pair, ...], body: bytes) -> UpstreamAnswer:
        self.calls.append((method, url, headers, body))
        if self.failure is not None:
            raise self.failure
        return self.answer

    @property
    def url(self) -> str:
        return self.calls[-1][1]

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.calls[-1][2] if key.lower() == name.lower()]


@dataclass
class Hub:
    """A world with its wire."""

    world: World
    provider: Provider
    application: ASGIApp

    def call(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | Iterable[tuple[Any, Any]] = (),
        body: bytes = b"",
        *,
        scheme: str = "http",
        certificate: bytes | None = None,
    ) -> httpx.Response:
        """One request; `path` goes out as it is written."""
        return asyncio.run(self._call(method, path, headers, body, scheme, certificate))

    def get(self, path: str = CALL, client: str | None = CONSUMER, **headers: str) -> httpx.Response:
        """A GET by this client; header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call("GET", path, {**({} if client is None else {"X-Road-Client": client}), **named})

    async def _call(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | Iterable[tuple[Any, Any]],
        body: bytes,
        scheme: str,
        certificate: bytes | None,
    ) -> httpx.Response:
        application = self.application if scheme == "http" else behind_tls(self.application, certificate)
        transport = httpx.ASGITransport(at(application, path))
        url = httpx.URL(f"{scheme}://hub.example").copy_with(raw_path=path.encode("ascii"))
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.request(
                method,
                url,
                headers=list(dict(headers).items()) if isinstance(headers, Mapping) else list(headers),
                content=body,
            )

    def records(self, direction: str) -> list[dict[str, Any]]:
        """The records of one side, in order."""
        return list(self.world.evidence.records.where(lambda row: row["direction"] == direction))


def at(application: ASGIApp, path: str) -> ASGIApp:
    """The application as it is called at this raw path, of which httpx would take the dot segments."""
    raw, _, query = path.partition("?")

    async def written(scope: Scope, receive: Receive, send: Send) -> None:
        target = {"path": unquote(raw), "raw_path": raw.encode("ascii"), "query_string": query.encode("ascii")}
        await application({**scope, **target}, receive, send)

    return written


def behind_tls(application: ASGIApp, certificate: bytes | None) -> ASGIApp:
    """The application as it is called behind TLS, with this client certificate."""

    async def secured(scope: Scope, receive: Receive, send: Send) -> None:
        await application({**scope, "extensions": {"tls": {"client_certificate": certificate}}}, receive, send)

    return secured


def hub(change: Callable[[World], object] = lambda _: None, **settings: Any) -> Hub:
    """A hub with one consumer, one stranger and one provider; `change` may alter the world before it is served."""
    world = World(settings=HubSettings(**settings))
    seed(world)
    change(world)
    provider = Provider()
    return Hub(world, provider, ExchangeApp(world, provider))


def seed(world: World) -> None:
    for code, name in (("EXAMPLE", "Cơ quan mô phỏng"), ("G99", "Bộ mô phỏng")):
        row = {"id": f"VN/GOV/{code}", "member_class": "GOV", "member_code": code, "name": {"vi": name}}
        world.catalog.organizations.put({**row, "status": "active"})
    for system in (CONSUMER, STRANGER, PROVIDER):
        add_system(world, system)
    add_service(world, SERVICE)
    add_agreement(world)
    for name, system in (("example-portal", CONSUMER), ("example-stranger", STRANGER)):
        secret = f"simulated-secret-{name}"
        world.identity.clients.put({"id": name, "system_id": system, "state": "active", "secret": secret, "scopes": []})


def add_system(world: World, system: str, connection_type: str = "http", thumbprints: Iterable[str] = ()) -> None:
    certificates = [{"sha256": each, "not_after": "2027-01-01T00:00:00Z"} for each in thumbprints]
    owner, _, code = system.rpartition("/")
    row = {"id": system, "organization_id": owner, "subsystem_code": code, "name": {"vi": f"Hệ thống {code}"}}
    world.catalog.systems.put(
        {**row, "connection_type": connection_type, "certificates": certificates, "platform_slug": None}
    )


def add_service(world: World, service: str, **members: Any) -> None:
    system, _, code = service.rpartition("/")
    world.catalog.services.put({"id": service, "system_id": system, "service_code": code, "state": "published"})
    version = {"id": f"{service}@1.0.0", "service_id": service, "version": "1.0.0", "state": "published"}
    described = {"media_type": "application/json"}
    world.catalog.versions.put(
        {**version, "base_urls": [ADDRESS], "specification": described, "reason": None, **members}
    )
    world.contents[f"specifications/{service}@1.0.0"] = json.dumps(DOCUMENT).encode()


def add_agreement(world: World, client: str = CONSUMER, service: str = SERVICE, **members: Any) -> str:
    agreement = {
        "id": world.new_id(),
        "consumer_system_id": client,
        "service_id": service,
        "version": "1.0.0",
        "endpoints": [{"method": "*", "path": "/**"}],
        "state": "active",
        "suspended_by": [],
        "valid_from": "2026-01-01T00:00:00Z",
        "valid_until": None,
    }
    row = world.catalog.agreements.put({**agreement, **members})
    purpose = {"id": world.new_id(), "agreement_id": row["id"], "state": "active", "suspended_by": []}
    world.catalog.purposes.put(purpose)
    return str(row["id"])


def only_agreement(world: World) -> str:
    """The id of the agreement that `seed` made."""
    return str(next(iter(world.catalog.agreements))["id"])


def only_purpose(world: World) -> str:
    """The id of the purpose that `seed` made."""
    return str(next(iter(world.catalog.purposes))["id"])
