"""Clients of a seeded hub in memory: one for each made-up OAuth client, with its token."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx

from ndxp_mocks import Hub, HubSettings, hub_application, hub_world
from ndxp_mocks.hub.seeding import secret_of
from ndxp_mocks.hub.state.clock import Clock

URL = "https://hub.example"
NOW = 1_800_000_000.0
SERVICE = "VN/GOV/G12/national-enterprise-management/enterprises"
SYSTEM = "VN/GOV/G12/national-enterprise-management"
PORTAL = "VN/GOV/EXAMPLE/portal"
SERVICE_PATH = f"/catalog/v1/services/{SERVICE.replace('/', ':')}"
STRANGER_DRAFT = {
    "consumer_system_id": "VN/GOV/EXAMPLE/stranger",
    "service_id": SERVICE,
    "version": "1.0.0",
    "justification": "Thử",
}
QUOTAS = {"daily_calls_per_consumer": 100, "daily_calls_total": 1000}


def hub(**settings: Any) -> Hub:
    """A hub with a few platforms, whose clock stands still."""
    world = hub_world(HubSettings(**settings))
    world.clock = Clock(frozen=NOW)
    return hub_application(world)


def ask(hub: Hub, method: str, path: str, **members: Any) -> httpx.Response:
    """One request in memory, in an event loop of its own."""

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(hub), base_url=URL) as client:
            return await client.request(method, path, **members)

    return asyncio.run(asked())


def token_of(hub: Hub, client_id: str, **form: str) -> str:
    answer = ask(
        hub,
        "POST",
        "/oauth2/token",
        data={"grant_type": "client_credentials", **form},
        auth=(client_id, secret_of(client_id)),
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


@dataclass
class Client:
    """One OAuth client of the hub; the methods give the answer, `body` and `changed` its JSON."""

    hub: Hub
    client_id: str = "example-portal"
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.headers["Authorization"] = f"Bearer {token_of(self.hub, self.client_id)}"

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **members: Any) -> httpx.Response:
        return ask(self.hub, method, path, headers={**self.headers, **(headers or {})}, **members)

    def get(self, path: str, **members: Any) -> httpx.Response:
        return self.ask("GET", path, **members)

    def body(self, path: str, **query: Any) -> dict[str, Any]:
        """What GET shows."""
        answer = self.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def made(self, path: str, json: Any) -> dict[str, Any]:
        """What POST creates."""
        answer = self.ask("POST", path, json=json)
        assert answer.status_code == 201, answer.text
        assert answer.headers["ETag"] == answer.json()["etag"]
        assert self.body(answer.headers["Location"]) == answer.json()
        return dict(answer.json())

    def verb(self, path: str, verb: str, body: Any = None) -> httpx.Response:
        """A step of a life cycle, on the present state of the resource."""
        tag = self.get(path).headers.get("ETag", '"none"')
        return self.ask("POST", f"{path}:{verb}", headers={"If-Match": tag}, **({"json": body} if body else {}))

    def moved(self, path: str, verb: str, body: Any = None) -> dict[str, Any]:
        """The resource after a step that was allowed."""
        answer = self.verb(path, verb, body)
        assert answer.status_code == 200, answer.text
        assert answer.headers["ETag"] == answer.json()["etag"]
        return dict(answer.json())

    def patched(self, path: str, body: Any) -> httpx.Response:
        """A change of the present state."""
        headers = {"If-Match": self.get(path).headers["ETag"], "Content-Type": "application/merge-patch+json"}
        return self.ask("PATCH", path, headers=headers, json=body)


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["code"]
