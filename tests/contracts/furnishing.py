"""A hub in which there is something in every state that a step can start from, and copies of it for single requests."""

import hashlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey

from contracts.known_places import CALLBACK, KEYED, PORTAL, PROVIDER, SHOP, places_of
from mocks.hub.calling import NOW, QUOTAS, SERVICE, SERVICE_PATH, STRANGER_DRAFT, Client
from ndxp_mocks import Hub, HubSettings, World, hub_application, hub_world
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.state.api import ApiState
from ndxp_mocks.hub.state.catalog import CatalogState
from ndxp_mocks.hub.state.clock import Clock
from ndxp_mocks.hub.state.evidence import EvidenceState
from ndxp_mocks.hub.state.exchange import ExchangeState
from ndxp_mocks.hub.state.identity import IdentityState
from ndxp_mocks.hub.state.table import Table
from ndxp_mocks.hub.transport.upstream import Pair, UpstreamAnswer
from ndxp_mocks.hub.transport.upstream_clients import InMemory

CLIENTS = ("example-portal", "example-provider", "example-stranger", "example-operator", "example-shop")
WEEK = {"expires_in": 604_800}
SPECIFICATION_TYPES = {"4.0.0": "application/yaml", "5.0.0": "application/octet-stream"}
FILE = b"SIMULATED"
TYPE = "vn.example.enterprise.changed"
EVENT_TYPE = {"Content-Type": "application/cloudevents+json"}


class Receivers:
    """Everybody whom the hub calls and who is no platform: takes each message, shakes hands, keeps nothing."""

    async def send(self, _method: str, _url: str, _headers: tuple[Pair, ...], _body: bytes) -> UpstreamAnswer:
        return UpstreamAnswer(200, (("WebHook-Allowed-Origin", "*"), ("Content-Type", "application/json")), b"{}")


@dataclass(frozen=True, slots=True)
class Furnished:
    """The world and what somebody who asks it needs.

    `tokens` are values of Authorization by client, `places` what leads to something by place and name of a parameter
    or of a member, `signatures` messages by which the parties of the pending agreement sign it.
    """

    world: World
    tokens: Mapping[str, str]
    places: Mapping[str, tuple[Any, ...]]
    signatures: tuple[str, ...]

    def copy(self, **settings: Any) -> Hub:
        """A hub of its own that begins with this state."""
        groups = (CatalogState, ExchangeState, IdentityState, EvidenceState, ApiState)
        known = {each.name: getattr(self.world, each.name) for each in fields(World)}
        parts = {name: replace(part, **_kept(part)) for name, part in known.items() if isinstance(part, groups)}
        chosen = {"settings": replace(self.world.settings, **settings), "random": copy(self.world.random)}
        world = replace(self.world, **_kept(self.world), **parts, **chosen)
        return hub_application(world, InMemory(world.platforms, Receivers()))


def _kept(state: Any) -> dict[str, Any]:
    """Copies of the tables, dictionaries and sets of a group of the state."""
    known = {each.name: getattr(state, each.name) for each in fields(state)}
    tables = {name: Table(dict(value.rows)) for name, value in known.items() if isinstance(value, Table)}
    return {**tables, **{name: value.copy() for name, value in known.items() if isinstance(value, dict | set)}}


@cache
def furnished() -> Furnished:
    """Made once; whoever changes something takes a copy."""
    world = hub_world(HubSettings(approves_versions=True))
    world.clock, world.callbacks = Clock(frozen=NOW), Receivers()
    world.exchange.callback_hosts |= {system: {"receiver.example"} for system in (PORTAL, PROVIDER, SHOP)}
    hub = hub_application(world, InMemory(world.platforms, Receivers()))
    clients = {name: Client(hub, name) for name in CLIENTS}
    pairs = keys(clients)
    for furnish in (versions, access, purposes, delegations, interactions, subscriptions, transfers, calls):
        furnish(clients)
    world.clock = Clock(frozen=NOW + 86_400)
    tokens = {name: Client(hub, name).headers["Authorization"] for name in CLIENTS}
    digest = next(row["content_hash"] for row in world.catalog.agreements if row["state"] == "pending")
    signatures = (jws.serialize_compact({"alg": "ES256", "kid": pair.thumbprint()}, digest, pair) for pair in pairs)
    return Furnished(world, tokens, places_of(world), tuple(signatures))


def keys(clients: Mapping[str, Client]) -> list[ECKey]:
    """One for each party of the agreement that is pending."""
    pairs = [ECKey.generate_key("P-256") for _ in KEYED]
    for name, pair in zip(KEYED, pairs, strict=True):
        clients[name].made(f"/oauth2/clients/{name}/keys", {"jwk": dict(pair.as_dict(private=False))})
    return pairs


def versions(clients: Mapping[str, Client]) -> None:
    """2.0.0 wants signatures and waits, like 3.0.0, for the operator; 4.0.0 is suspended, 5.0.0 a draft."""
    provider, operator = clients["example-provider"], clients["example-operator"]
    for name in ("2.0.0", "3.0.0", "4.0.0", "5.0.0"):
        policy = {"signature_policy": "required" if name == "2.0.0" else "optional", "approval_policy": "manual"}
        draft = {"version": name, "base_urls": ["https://provider.example"], "quotas": QUOTAS, **policy}
        provider.made(f"{SERVICE_PATH}/versions", draft)
        path = f"{SERVICE_PATH}/versions/{name}"
        described = {"headers": {"Content-Type": SPECIFICATION_TYPES.get(name, "application/json")}}
        provider.ask("PUT", f"{path}/specification", content=b'{"openapi": "3.1.0", "paths": {}}', **described)
        named = {"params": {"name": "annex.txt"}, "headers": {"Content-Type": "text/plain"}}
        assert provider.ask("POST", f"{path}/documents", content=FILE, **named).status_code == 201
    for name in ("2.0.0", "3.0.0", "4.0.0"):
        provider.moved(f"{SERVICE_PATH}/versions/{name}", "publish")
    for name in ("2.0.0", "4.0.0"):
        operator.moved(f"{SERVICE_PATH}/versions/{name}", "approve")
    provider.moved(f"{SERVICE_PATH}/versions/4.0.0", "suspend")


def access(clients: Mapping[str, Client]) -> None:
    """Requests of the stranger that are a draft, pending, and agreed on; the agreement waits for its signatures."""
    stranger, provider = clients["example-stranger"], clients["example-provider"]
    requests = "/catalog/v1/access-requests"
    stranger.made(requests, STRANGER_DRAFT)
    pending = stranger.made(requests, STRANGER_DRAFT)["id"]
    stranger.moved(f"{requests}/{pending}", "submit")
    agreed = stranger.made(requests, {**STRANGER_DRAFT, "version": "2.0.0"})["id"]
    stranger.moved(f"{requests}/{agreed}", "submit")
    provider.moved(f"{requests}/{agreed}", "approve")


def purposes(clients: Mapping[str, Client]) -> None:
    """Of the portal's first agreement: a draft, one that waits for approval, one that is suspended."""
    portal = clients["example-portal"]
    agreement = portal.body("/catalog/v1/agreements", service=SERVICE)["items"][0]["id"]
    for calls_a_day, verbs in ((10, ()), (200_000, ("activate",)), (10, ("activate", "suspend"))):
        draft = {"title": "Thử", "legal_basis": "Nghị định 47/2020/NĐ-CP", "daily_calls": calls_a_day}
        made = portal.made(f"/catalog/v1/agreements/{agreement}/purposes", draft)["id"]
        for verb in verbs:
            portal.moved(f"/catalog/v1/purposes/{made}", verb)


def delegations(clients: Mapping[str, Client]) -> None:
    """Of the portal's organization to the shop's: one that waits, one in force."""
    offer = {"delegate_organization_id": "VN/COM/0000000000", "role": "consumer", "scope": {"service_ids": [SERVICE]}}
    for verbs in ((), ("accept",)):
        made = clients["example-portal"].made("/catalog/v1/delegations", offer)["id"]
        for verb in verbs:
            clients["example-shop"].moved(f"/catalog/v1/delegations/{made}", verb)


def interactions(clients: Mapping[str, Client]) -> None:
    """Started, taken up, and with a result."""
    event = {"specversion": "1.0", "id": "c-1", "source": f"/{PROVIDER}", "type": "example.hub.interaction.callback"}
    for steps in range(3):
        started = clients["example-portal"].ask("POST", "/exchange/v1/interactions", json={"service": SERVICE, **WEEK})
        path, provider = started.headers["Location"], clients["example-provider"]
        if steps > 0:
            taken = {**event, "data": {"outcome": "accepted", "parts": 1}}
            assert provider.ask("POST", f"{path}:callback", json=taken, headers=EVENT_TYPE).status_code == 200
        if steps > 1:
            put = provider.ask("PUT", f"{path}/result", content=FILE, headers={"Content-Type": "text/plain"})
            assert put.json()["state"] == "resource_ready"


def subscriptions(clients: Mapping[str, Client]) -> None:
    """By pull, active and paused; by push, with a delivery, and not verified."""
    portal, folder = clients["example-portal"], "/exchange/v1/subscriptions"
    push = {"mode": "push", "address": CALLBACK}
    pull, paused, pushed = (
        portal.made(folder, {"filter": {}, "delivery": delivery})["id"]
        for delivery in ({"mode": "pull"}, {"mode": "pull"}, push)
    )
    portal.moved(f"{folder}/{paused}", "pause")
    unverified = portal.made(folder, {"filter": {}, "delivery": push})["id"]
    portal.hub.world.exchange.subscriptions.change(
        unverified, state="pending_verification", challenge="a-1", verified_at=None
    )
    event = {"specversion": "1.0", "id": "e-1", "source": f"/{PROVIDER}", "type": TYPE, "data": {"number": 1}}
    assert clients["example-provider"].ask("POST", "/exchange/v1/events", json=event, headers=EVENT_TYPE).is_success
    assert portal.body(f"{folder}/{pull}/events")["items"] == [event]
    assert len(portal.body(f"{folder}/{pushed}/deliveries")["items"]) == 1


def transfers(clients: Mapping[str, Client]) -> None:
    """To the portal: announced, uploaded, available."""
    provider, portal = clients["example-provider"], clients["example-portal"]
    file = {"name": "a.txt", "size": len(FILE), "sha256": hashlib.sha256(FILE).hexdigest(), "media_type": "text/plain"}
    for steps in range(3):
        made = provider.made("/exchange/v1/transfers", {"recipient": PORTAL, "files": [file]})
        path = f"/exchange/v1/transfers/{made['id']}"
        if steps > 0:
            headers = {"Content-Type": "application/octet-stream", "Content-Digest": content_digest(FILE)}
            assert provider.ask("PUT", f"{path}/parts/1", content=FILE, headers=headers).is_success
        if steps > 1:
            provider.moved(path, "seal")
    assert portal.body("/exchange/v1/transfers", state="available")["items"]


def calls(clients: Mapping[str, Client]) -> None:
    """One that was answered, one that was refused."""
    for system in (PORTAL, SHOP):
        clients["example-portal"].get(
            f"/r1/{SERVICE}/enterprises", headers={"X-Road-Client": system, "X-Road-Id": "m-1"}
        )
