"""Random steps by every party: whatever they do, each answer is what the contract promises."""

from random import Random
from typing import Any

import pytest

from mocks.hub.calling import QUOTAS, SERVICE, SERVICE_PATH, STRANGER_DRAFT, Client, hub
from ndxp_mocks import Hub
from ndxp_mocks.hub.domain.catalog.agreements import is_in_use

pytestmark = pytest.mark.long

CLIENTS = (
    "example-portal",
    "example-stranger",
    "example-suspended",
    "example-shop",
    "example-provider",
    "example-operator",
)
FOLDERS = {
    "/catalog/v1/access-requests": ("submit", "approve", "reject", "withdraw"),
    "/catalog/v1/agreements": ("suspend", "resume", "revoke", "upgrade", "archive"),
    "/catalog/v1/delegations": ("accept", "reject", "revoke"),
    f"{SERVICE_PATH}/versions": ("publish", "approve", "reject", "suspend", "resume", "deprecate", "archive"),
}
VERBS = ("activate", "approve", "reject", "suspend", "resume", "archive")


def purposes(client: Client, random: Random) -> None:
    """A step on the purposes of some agreement."""
    agreements = client.body("/catalog/v1/agreements")["items"]
    if not agreements:
        return
    path = f"/catalog/v1/agreements/{random.choice(agreements)['id']}"
    draft = {"title": "Thử", "legal_basis": "Luật", "daily_calls": random.choice((1, 1_000_000))}
    client.ask("POST", f"{path}/purposes", json=draft)
    chosen = random.choice(client.body(f"{path}/purposes")["items"] or [{"id": "0" * 32}])
    client.verb(f"/catalog/v1/purposes/{chosen['id']}", random.choice(VERBS))
    client.get(f"/catalog/v1/purposes/{chosen['id']}/quota")
    client.get(f"{path}/contract")


def requests(client: Client, random: Random) -> None:
    system = client.hub.world.identity.clients.rows[client.client_id]["system_id"]
    wanted = {"consumer_system_id": system, "version": random.choice(("1.0.0", "2", "3"))}
    client.ask("POST", "/catalog/v1/access-requests", json={**STRANGER_DRAFT, **wanted})


def delegations(client: Client, random: Random) -> None:
    delegate = random.choice(("VN/GOV/EXAMPLE", "VN/COM/0000000000", "VN/GOV/G12"))
    role = random.choice(("consumer", "producer"))
    draft = {"delegate_organization_id": delegate, "role": role, "scope": {"service_ids": [SERVICE]}}
    client.ask("POST", "/catalog/v1/delegations", json=draft)


def versions(client: Client, random: Random) -> None:
    policy = {
        "approval_policy": random.choice(("automatic", "manual")),
        "signature_policy": random.choice(("optional", "required")),
    }
    name = random.choice(("2", "3", "4"))
    draft: dict[str, Any] = {"version": name, "base_urls": ["https://provider.example"], "quotas": QUOTAS, **policy}
    client.ask("POST", f"{SERVICE_PATH}/versions", json=draft)
    client.ask("PUT", f"{SERVICE_PATH}/versions/{name}/specification", json={"openapi": "3.1.0"})


def steps(client: Client, random: Random) -> None:
    folder = random.choice(tuple(FOLDERS))
    found = client.body(folder)["items"]
    if found:
        chosen = random.choice(found)
        body = random.choice((None, {"reason": "Thử"}))
        client.verb(f"{folder}/{chosen.get('id') or chosen['version']}", random.choice(FOLDERS[folder]), body)


def looks(client: Client, random: Random) -> None:
    access = f"{SERVICE_PATH}/access?client={random.choice(('VN/GOV/EXAMPLE/portal', 'VN/GOV/EXAMPLE/stranger'))}"
    for path in ("/catalog/v1/events", "/audit/v1/audit-events", "/catalog/v1/snapshot", SERVICE_PATH, access):
        client.get(path)


def walked(running: Hub, random: Random) -> None:
    """Many steps by everybody, a second apart."""
    clients = [Client(running, client_id) for client_id in CLIENTS]
    kinds = (purposes, requests, delegations, versions, steps, steps, steps, looks)
    for _ in range(120):
        random.choice(kinds)(random.choice(clients), random)
        running.world.clock.advance(1)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_step_leads_out_of_the_contract(seed: int) -> None:
    running = hub(approves_versions=bool(seed % 2))
    walked(running, Random(seed))
    world = running.world
    assert len({row["type"] for row in world.catalog.events}) >= 5
    assert len(world.catalog.events) == len(world.evidence.audit_events)
    for table in (world.catalog.agreements, world.catalog.purposes):
        assert all((row["state"] == "active") <= (not row["suspended_by"]) for row in table)
        assert all((row["state"] == "suspended") <= bool(row["suspended_by"]) for row in table)
    for version in world.catalog.versions:
        assert version["state"] != "archiving" or is_in_use(world, version)
    revoked = {row["object_id"] for row in world.identity.revocations}
    assert {row["id"] for row in world.catalog.agreements if row["state"] in ("revoked", "archived")} <= revoked
