"""The way to a call: access requests, agreements with their signatures, purposes, delegations."""

from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from mocks.hub.calling import PORTAL, QUOTAS, SERVICE, SERVICE_PATH, SYSTEM, Client, ask, code_of, hub, token_of
from ndxp_mocks import Hub

REQUESTS, AGREEMENTS = "/catalog/v1/access-requests", "/catalog/v1/agreements"
STRANGER = "VN/GOV/EXAMPLE/stranger"
CALL = f"/r1/{SERVICE}/enterprises"


def stranger(hub: Hub) -> Client:
    return Client(hub, "example-stranger")


def provider(hub: Hub) -> Client:
    return Client(hub, "example-provider")


def asked(client: Client, **members: Any) -> str:
    """The path of a new access request of the stranger."""
    draft = {"consumer_system_id": STRANGER, "service_id": SERVICE, "version": "1.0.0", "justification": "Thử"}
    return f"{REQUESTS}/{client.made(REQUESTS, {**draft, **members})['id']}"


def agreed(hub: Hub, **members: Any) -> str:
    """The path of an agreement of the stranger."""
    path = asked(stranger(hub), **members)
    stranger(hub).moved(path, "submit")
    return f"{AGREEMENTS}/{provider(hub).moved(path, 'approve')['agreement_id']}"


def with_purpose(hub: Hub, agreement: str, daily_calls: int = 10) -> str:
    """The path of a purpose that was activated, as far as the consumer can."""
    draft = {"title": "Thử", "legal_basis": "Nghị định 47/2020/NĐ-CP", "daily_calls": daily_calls}
    path = f"/catalog/v1/purposes/{stranger(hub).made(f'{agreement}/purposes', draft)['id']}"
    stranger(hub).moved(path, "activate")
    return path


def published(hub: Hub, **policy: str) -> None:
    """Version 2.0.0 of the service, with this policy."""
    draft = {"version": "2.0.0", "base_urls": ["https://provider.example"], "quotas": QUOTAS, **policy}
    provider(hub).made(f"{SERVICE_PATH}/versions", draft)
    provider(hub).ask("PUT", f"{SERVICE_PATH}/versions/2.0.0/specification", json={"openapi": "3.1.0"})
    provider(hub).moved(f"{SERVICE_PATH}/versions/2.0.0", "publish")


def called(hub: Hub, client: str = STRANGER) -> int:
    return ask(hub, "GET", CALL, headers={"X-Road-Client": client}).status_code


def test_stranger_becomes_a_consumer() -> None:
    running = hub()
    assert called(running) == 500
    agreement = agreed(running)
    assert called(running) == 500
    with_purpose(running, agreement)
    assert called(running) == 200
    access = stranger(running).body(f"{SERVICE_PATH}/access", client=STRANGER)
    assert (access["allowed"], access["reasons"]) == (True, [])
    assert access["endpoints"] == [{"method": "*", "path": "/**"}]


def test_access_says_what_is_missing() -> None:
    running = hub()

    def reasons() -> list[str]:
        return list(stranger(running).body(f"{SERVICE_PATH}/access", client=STRANGER)["reasons"])

    assert reasons() == ["access-denied"]
    agreement = agreed(running)
    assert reasons() == ["purpose-inactive"]
    with_purpose(running, agreement)
    assert reasons() == []
    provider(running).moved(agreement, "suspend")
    assert reasons() == ["agreement-inactive"]
    provider(running).moved(agreement, "resume")
    provider(running).moved(f"{SERVICE_PATH}/versions/1.0.0", "suspend")
    assert reasons() == ["unavailable"]


def test_access_of_others_is_told_to_the_provider_only() -> None:
    running = hub()
    query = {"client": PORTAL}
    assert code_of(stranger(running).get(f"{SERVICE_PATH}/access", params=query)) == (403, "access-denied")
    assert provider(running).body(f"{SERVICE_PATH}/access", **query)["allowed"] is True


def test_access_is_for_the_endpoints_that_were_asked_for() -> None:
    running = hub()
    with_purpose(running, agreed(running, endpoints=[{"method": "GET", "path": "/other"}]))
    assert called(running) == 500


def test_request_is_decided_by_the_provider() -> None:
    running = hub()
    path = asked(stranger(running))
    assert code_of(provider(running).verb(path, "approve")) == (409, "state-conflict")
    assert stranger(running).moved(path, "submit")["state"] == "pending"
    assert code_of(stranger(running).verb(path, "approve")) == (403, "access-denied")
    assert provider(running).moved(path, "reject", {"reason": "Không đủ căn cứ"})["reason"] == "Không đủ căn cứ"
    assert code_of(stranger(running).verb(path, "withdraw")) == (409, "state-conflict")


def test_request_is_withdrawn_by_the_consumer() -> None:
    running = hub()
    path = asked(stranger(running))
    assert code_of(provider(running).verb(path, "withdraw")) == (403, "access-denied")
    assert stranger(running).moved(path, "withdraw")["state"] == "withdrawn"


def test_request_is_seen_by_its_parties_only() -> None:
    running = hub()
    path = asked(stranger(running))
    assert Client(running, "example-portal").get(path).status_code == 404
    assert [each["id"] for each in provider(running).body(REQUESTS, state="draft")["items"]] == [path.split("/")[-1]]


def test_request_is_made_for_the_own_system_only() -> None:
    draft = {"consumer_system_id": PORTAL, "service_id": SERVICE, "version": "1.0.0", "justification": "Thử"}
    assert code_of(stranger(hub()).ask("POST", REQUESTS, json=draft)) == (403, "access-denied")


@pytest.mark.parametrize(
    "wrong", [{"version": "9.9.9"}, {"service_id": f"{SYSTEM}/nothing"}, {"consumer_system_id": "VN/GOV/X/Y"}]
)
def test_request_names_what_exists(wrong: dict[str, str]) -> None:
    draft = {"consumer_system_id": STRANGER, "service_id": SERVICE, "version": "1.0.0", "justification": "Thử", **wrong}
    assert code_of(stranger(hub()).ask("POST", REQUESTS, json=draft)) == (422, "request-invalid")


def test_second_agreement_on_a_version_is_refused() -> None:
    running = hub()
    agreed(running)
    assert code_of(stranger(running).verb(asked(stranger(running)), "submit")) == (409, "already-exists")


def test_automatic_approval_needs_no_person() -> None:
    running = hub()
    published(running, approval_policy="automatic")
    path = asked(stranger(running), version="2.0.0")
    submitted = stranger(running).moved(path, "submit")
    assert submitted["state"] == "approved"
    assert stranger(running).body(f"{AGREEMENTS}/{submitted['agreement_id']}")["state"] == "active"


def test_each_party_suspends_for_itself() -> None:
    running = hub()
    path = agreed(running)
    operator = Client(running, "example-operator")
    assert stranger(running).moved(path, "suspend")["suspended_by"] == ["consumer"]
    assert code_of(stranger(running).verb(path, "suspend")) == (409, "state-conflict")
    assert provider(running).moved(path, "suspend")["suspended_by"] == ["consumer", "producer"]
    assert operator.moved(path, "suspend")["suspended_by"] == ["consumer", "producer", "platform"]
    assert stranger(running).moved(path, "resume")["state"] == "suspended"
    assert code_of(stranger(running).verb(path, "resume")) == (409, "state-conflict")
    assert operator.moved(path, "resume")["state"] == "suspended"
    assert provider(running).moved(path, "resume")["state"] == "active"


def test_revocation_is_for_good_and_told() -> None:
    running = hub()
    path = agreed(running)
    assert provider(running).moved(path, "revoke", {"reason": "Vi phạm"})["state"] == "revoked"
    for verb in ("suspend", "resume", "revoke", "archive", "upgrade"):
        assert code_of(stranger(running).verb(path, verb)) == (409, "state-conflict")
    told = stranger(running).body("/oauth2/revocations")["items"]
    assert [(each["kind"], each["object_id"]) for each in told] == [("agreement", path.split("/")[-1])]
    assert told[0]["reason"] == {"vi": "Vi phạm"}


def test_agreement_moves_to_a_newer_version() -> None:
    running = hub()
    path = agreed(running)
    assert code_of(stranger(running).verb(path, "upgrade")) == (409, "state-conflict")
    before = stranger(running).body(path)
    published(running, signature_policy="required")
    assert code_of(provider(running).verb(path, "upgrade")) == (403, "access-denied")
    after = stranger(running).moved(path, "upgrade")
    assert (after["version"], after["state"], after["signatures"]) == ("2.0.0", "pending", [])
    assert after["content_hash"] != before["content_hash"]


def test_version_that_is_suspended_is_not_the_newest_to_move_to() -> None:
    running = hub()
    path = agreed(running)
    published(running)
    provider(running).moved(f"{SERVICE_PATH}/versions/2.0.0", "suspend")
    refused = stranger(running).verb(path, "upgrade")
    assert code_of(refused) == (409, "state-conflict")
    assert refused.json()["detail"] == "the agreement is on version 1.0.0 already"


def test_agreement_that_wants_signatures_is_active_once_both_have_signed() -> None:
    running = hub()
    published(running, signature_policy="required")
    path = agreed(running, version="2.0.0")
    assert stranger(running).body(path)["state"] == "pending"
    assert signed(stranger(running), path, "consumer")["state"] == "pending"
    agreement = signed(provider(running), path, "producer")
    assert (agreement["state"], agreement["valid_from"] is not None) == ("active", True)
    assert [each["party"] for each in agreement["signatures"]] == ["consumer", "producer"]


def test_signature_is_by_an_own_key_over_the_content() -> None:
    running = hub()
    path = agreed(running)
    client, key = stranger(running), ECKey.generate_key("P-256")
    digest = client.body(f"{path}/contract")["content_hash"]
    assert digest == client.body(path)["content_hash"]
    assert code_of(sent(client, path, "consumer", digest, key)) == (422, "request-invalid")
    register(client, key)
    assert code_of(sent(client, path, "producer", digest, key)) == (403, "access-denied")
    assert code_of(sent(client, path, "consumer", "0" * 64, key)) == (409, "state-conflict")
    assert sent(client, path, "consumer", digest, key).status_code == 200
    forged = jws.serialize_compact({"alg": "ES256", "kid": key.thumbprint()}, digest, ECKey.generate_key("P-256"))
    assert code_of(put(client, path, "consumer", forged)) == (422, "request-invalid")


def register(client: Client, key: ECKey) -> None:
    jwk = {"jwk": dict(key.as_dict(private=False))}
    assert client.ask("POST", f"/oauth2/clients/{client.client_id}/keys", json=jwk).status_code == 201


def put(client: Client, path: str, party: str, message: str) -> Any:
    headers = {"Content-Type": "application/jose"}
    return client.ask("PUT", f"{path}/signatures/{party}", headers=headers, content=message)


def sent(client: Client, path: str, party: str, digest: str, key: ECKey) -> Any:
    return put(client, path, party, jws.serialize_compact({"alg": "ES256", "kid": key.thumbprint()}, digest, key))


def signed(client: Client, path: str, party: str) -> dict[str, Any]:
    key = ECKey.generate_key("P-256")
    register(client, key)
    answer = sent(client, path, party, client.body(path)["content_hash"], key)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_purpose_beyond_the_quota_waits_for_the_provider() -> None:
    running = hub()
    path = with_purpose(running, agreed(running), daily_calls=100_001)
    assert stranger(running).body(path)["state"] == "waiting_for_approval"
    assert code_of(stranger(running).verb(path, "approve")) == (403, "access-denied")
    assert provider(running).moved(path, "approve")["state"] == "active"
    other = with_purpose(running, "/catalog/v1/agreements/" + stranger(running).body(path)["agreement_id"], 200_000)
    assert provider(running).moved(other, "reject")["state"] == "rejected"


def test_purpose_is_suspended_resumed_and_archived() -> None:
    running = hub()
    path = with_purpose(running, agreed(running))
    assert called(running) == 200
    assert provider(running).moved(path, "suspend")["suspended_by"] == ["producer"]
    assert called(running) == 500
    assert code_of(stranger(running).verb(path, "resume")) == (409, "state-conflict")
    assert provider(running).moved(path, "resume")["state"] == "active"
    assert code_of(provider(running).verb(path, "archive")) == (403, "access-denied")
    assert stranger(running).moved(path, "archive")["state"] == "archived"
    assert [each["kind"] for each in stranger(running).body("/oauth2/revocations")["items"]] == ["purpose"]


def test_calls_are_taken_off_the_quota_of_their_purpose() -> None:
    running = hub()
    path = with_purpose(running, agreed(running))
    assert stranger(running).body(f"{path}/quota")["remaining"] == 10
    for _ in range(3):
        called(running)
    quota = stranger(running).body(f"{path}/quota")
    assert (quota["used"], quota["remaining"], quota["date"]) == (3, 7, "2027-01-15")
    assert quota["resets_at"] == "2027-01-15T17:00:00.000Z"
    running.world.clock.advance(86_400)
    assert stranger(running).body(f"{path}/quota")["remaining"] == 10


def test_token_is_bound_to_agreement_and_purpose() -> None:
    running = hub()
    agreement = agreed(running)
    purpose = with_purpose(running, agreement)
    scope = f"exchange agreement:{agreement.split('/')[-1]}"
    token = token_of(running, "example-stranger", scope=scope, purpose_id=purpose.split("/")[-1])
    headers = {"Authorization": f"Bearer {token}"}
    assert ask(running, "GET", "/oauth2/revocations", headers=headers).status_code == 200
    provider(running).moved(agreement, "revoke")
    assert ask(running, "GET", "/oauth2/revocations", headers=headers).status_code == 401


def offered(client: Client, **members: Any) -> str:
    draft = {"delegate_organization_id": "VN/COM/0000000000", "role": "consumer", "scope": {"service_ids": [SERVICE]}}
    return f"/catalog/v1/delegations/{client.made('/catalog/v1/delegations', {**draft, **members})['id']}"


def test_delegate_asks_for_its_delegator() -> None:
    running = hub()
    shop = Client(running, "example-shop")
    path = offered(stranger(running))
    delegation = {"delegation_id": path.split("/")[-1]}
    draft = {
        "consumer_system_id": STRANGER,
        "service_id": SERVICE,
        "version": "1.0.0",
        "justification": "Thử",
        **delegation,
    }
    assert code_of(shop.ask("POST", REQUESTS, json=draft)) == (422, "request-invalid")
    assert code_of(stranger(running).verb(path, "accept")) == (403, "access-denied")
    assert shop.moved(path, "accept")["state"] == "active"
    request = f"{REQUESTS}/{shop.made(REQUESTS, draft)['id']}"
    assert shop.moved(request, "submit")["state"] == "pending"
    assert stranger(running).moved(path, "revoke")["state"] == "revoked"
    assert shop.get(request).status_code == 404


def test_delegate_decides_for_its_delegator() -> None:
    running = hub()
    shop = Client(running, "example-shop")
    path = asked(stranger(running))
    stranger(running).moved(path, "submit")
    assert shop.get(path).status_code == 404
    shop.moved(offered(provider(running), role="producer"), "accept")
    assert shop.moved(path, "approve")["state"] == "approved"


def test_delegation_ends_when_it_was_given_to_end() -> None:
    running = hub()
    shop = Client(running, "example-shop")
    path = asked(stranger(running))
    shop.moved(offered(provider(running), role="producer", valid_until="2027-01-15T09:00:00Z"), "accept")
    assert shop.get(path).status_code == 200
    running.world.clock.advance(3600)
    assert Client(running, "example-shop").get(path).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"delegate_organization_id": "VN/GOV/EXAMPLE"},
        {"delegate_organization_id": "VN/GOV/NOBODY"},
        {"scope": {"service_ids": [f"{SYSTEM}/nothing"]}},
        {"role": "producer"},
        {"valid_until": "2020-01-01T00:00:00Z"},
    ],
)
def test_delegation_that_nobody_could_use_is_refused(wrong: dict[str, Any]) -> None:
    draft = {"delegate_organization_id": "VN/COM/0000000000", "role": "consumer", "scope": {"service_ids": [SERVICE]}}
    refused = stranger(hub()).ask("POST", "/catalog/v1/delegations", json={**draft, **wrong})
    assert code_of(refused) == (422, "request-invalid")
