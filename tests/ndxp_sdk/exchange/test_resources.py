"""Interactions, events, subscriptions and tokens against a hub on real ports, its webhooks verified by our code."""

import asyncio
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey

from ndxp_mocks import ServedHub
from ndxp_sdk import AsyncClient, Client, ClientSecret, Secret
from ndxp_sdk.errors import Conflict, EvidenceFailure, IdentityError, NotFound, RequestInvalid, UsageError
from ndxp_sdk.models import CloudEvent, InteractionOutcome, PushDelivery, RequestedInteraction
from ndxp_sdk.models.problems import Problem

SYSTEM = "VN/GOV/G12/national-enterprise-management"
SERVICE = f"{SYSTEM}/enterprises"
ADDRESS = "https://localhost/events"
PULL: Any = {"mode": "pull"}


def changed(**attributes: Any) -> CloudEvent:
    return CloudEvent.new("vn.example.enterprise.changed", f"/{SYSTEM}", **attributes)


def test_a_request_is_taken_up_answered_in_parts_and_confirmed(portal: Client, provider: Client) -> None:
    interactions = portal.exchange.interactions
    begun = interactions.create(service=SERVICE, method="POST", path="/v1/extracts", data={"year": 2026})
    assert (begun.state, begun.method) == ("started", "POST")
    with pytest.raises(Conflict) as caught:
        interactions.result(begun)
    assert caught.value.code == "result-pending"
    taken = provider.exchange.interactions.respond(begun, "accepted", source=f"/{SYSTEM}", parts=2)
    assert (taken.state, taken.parts_expected) == ("callback_received", 2)
    provider.exchange.interactions.put_result(begun, content="mã;tên\n", media_type="text/csv")
    ready = provider.exchange.interactions.put_result(begun, 2, content=b"\x00", media_type="application/octet-stream")
    assert ready.state == "resource_ready"
    first = interactions.result(begun)
    assert (first.text, first.media_type, first.is_verified) == ("mã;tên\n", "text/csv; charset=utf-8", True)
    assert interactions.result(begun, 2).content == b"\x00"
    assert interactions.result(begun, if_none_match=first.etag) is None
    assert interactions.confirm(interactions.get(begun)).state == "confirmed"
    with pytest.raises(UsageError, match="etag"):
        interactions.confirm(begun.id)
    interactions.delete(begun)
    with pytest.raises(NotFound):
        interactions.get(begun)


def test_a_refusal_says_why(portal: Client, provider: Client) -> None:
    begun = portal.exchange.interactions.create(service=SERVICE)
    problem = Problem(
        type="https://hub.example/problems/not-found",
        title="There is no such year",
        status=404,
        code="not-found",
        origin="provider",
        retryable=False,
    )
    outcome = InteractionOutcome(outcome="refused", problem=problem)
    refused = provider.exchange.interactions.respond(begun.id, outcome, source=f"/{SYSTEM}")
    assert refused.problem is not None
    assert refused.problem.title == "There is no such year"
    with pytest.raises(UsageError, match="accepted or refused"):
        provider.exchange.interactions.respond(begun, "perhaps", source="/")


def test_a_consumer_hears_of_its_request_and_a_personal_path_is_not_shown(
    portal: Client, provider: Client, receiver: Any
) -> None:
    begun = portal.exchange.interactions.create(
        service=SERVICE, path="/v1/extracts?citizen=001099000001", callback=ADDRESS, user_id="VN-SIMULATED"
    )
    assert "001099000001" not in repr(begun)
    provider.exchange.interactions.respond(begun, "accepted", source=f"/{SYSTEM}")
    provider.exchange.interactions.put_result(begun, content=b"{}", media_type="application/json")
    told = [event.type.rpartition(".")[2] for event in receiver.events]
    assert told == ["callback_received", "resource_ready"]
    assert {event.subject for event in receiver.events} == {begun.id}
    assert receiver.refused == []


def test_a_provider_reads_the_request_from_its_event() -> None:
    event = changed(
        data={
            "interaction_id": "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2",
            "service": SERVICE,
            "client": "VN/GOV/EXAMPLE/portal",
            "method": "POST",
            "path": "/v1/extracts",
            "data_base64": "AAE=",
            "message_id": "1",
            "expires_at": "2026-11-22T08:30:00+07:00",
        }
    )
    asked = RequestedInteraction.of(event)
    assert (asked.data_base64, str(asked.client)) == (b"\x00\x01", "VN/GOV/EXAMPLE/portal")


def test_events_are_pulled_and_acknowledged(portal: Client, provider: Client) -> None:
    wanted = {"types": ["vn.example.pulled.*"]}
    subscription = portal.exchange.subscriptions.create(filter=wanted, delivery=PULL, name="SIMULATED")
    events = [CloudEvent.new(f"vn.example.pulled.{word}", f"/{SYSTEM}") for word in ("a", "b", "c")]
    assert provider.exchange.events.publish(events).accepted == 3
    again = provider.exchange.events.publish(events[0])
    assert (again.accepted, again.duplicates) == (0, 1)
    feed = portal.exchange.subscriptions.events(subscription, limit=2)
    assert [event.id for event in feed] == [event.id for event in events]
    assert feed.next_token is not None
    done = portal.exchange.subscriptions.ack(subscription, feed.next_token)
    assert done.pending == 0
    assert portal.exchange.subscriptions.events(subscription).collect() == []


def test_an_event_may_carry_bytes_and_travel_in_headers(portal: Client, provider: Client) -> None:
    wanted = {"types": ["vn.example.binary"]}
    subscription = portal.exchange.subscriptions.create(filter=wanted, delivery=PULL)
    headed = CloudEvent.new(
        "vn.example.binary", f"/{SYSTEM}", subject="hộ kinh doanh %", datacontenttype="application/pdf"
    )
    provider.exchange.events.publish(headed, content=b"%PDF")
    inside = CloudEvent.new("vn.example.binary", f"/{SYSTEM}", data_base64=b"\x00\xff")
    provider.exchange.events.publish(inside)
    first, second = portal.exchange.subscriptions.events(subscription)
    assert (first.subject, first.datacontenttype, first.data_base64) == (headed.subject, "application/pdf", b"%PDF")
    assert second.data_base64 == b"\x00\xff"
    with pytest.raises(UsageError, match="data of its own"):
        provider.exchange.events.publish(inside, content=b"")
    with pytest.raises(UsageError, match="1 to 100"):
        provider.exchange.events.publish([])


@pytest.mark.parametrize("mode", ["structured", "binary", "batch"])
def test_events_are_pushed_signed_and_verified(portal: Client, provider: Client, receiver: Any, mode: str) -> None:
    delivery = PushDelivery(mode="push", address=f"{ADDRESS}/{mode}", content_mode=mode)
    wanted = {"types": [f"vn.example.{mode}"]}
    subscription = portal.exchange.subscriptions.create(filter=wanted, delivery=delivery)
    assert subscription.state == "active"
    event = CloudEvent.new(f"vn.example.{mode}", f"/{SYSTEM}", subject="1", data={"href": "https://hub.example/1"})
    provider.exchange.events.publish(event)
    assert [(each.id, each.subject, each.data) for each in receiver.events] == [(event.id, "1", event.data)]
    (delivered,) = portal.exchange.subscriptions.deliveries(subscription, state="delivered")
    assert delivered.event_id == event.id
    portal.exchange.subscriptions.redeliver(subscription, delivered)
    assert (len(receiver.events), receiver.refused) == (1, [])


def test_a_message_that_comes_twice_is_dealt_with_once_and_a_wrong_signature_not_at_all(
    portal: Client, provider: Client, receiver: Any, faults: set[str]
) -> None:
    subscription = portal.exchange.subscriptions.create(
        filter={"types": ["vn.example.faulty"]}, delivery={"mode": "push", "address": ADDRESS}
    )
    faults.add("webhook-twice")
    provider.exchange.events.publish(CloudEvent.new("vn.example.faulty", f"/{SYSTEM}"))
    posts = [request for request in receiver.requests if request[0] == "POST"]
    assert (len(posts), len(receiver.events)) == (2, 1)
    faults.clear()
    faults.add("webhook-wrong-signature")
    provider.exchange.events.publish(CloudEvent.new("vn.example.faulty", f"/{SYSTEM}"))
    assert (len(receiver.events), receiver.refused) == (1, ["signature-wrong"])
    (failed,) = portal.exchange.subscriptions.deliveries(subscription, state="failed")
    assert failed.last_status == 401


def test_a_subscription_lives(portal: Client) -> None:
    subscriptions = portal.exchange.subscriptions
    made = subscriptions.create(filter={}, delivery=PULL, idempotency_key="one")
    assert subscriptions.create(filter={}, delivery=PULL, idempotency_key="one").id == made.id
    named = subscriptions.update(made, name="Theo dõi")
    assert named.name == "Theo dõi"
    with pytest.raises(Conflict):
        subscriptions.update(made, name=None)
    paused = subscriptions.pause(named)
    assert (paused.state, subscriptions.resume(paused).state) == ("paused", "active")
    assert made.id in {each.id for each in subscriptions.list(state="active")}
    subscriptions.delete(made)
    with pytest.raises(NotFound):
        subscriptions.get(made)


def test_an_address_that_did_not_answer_is_verified_later(portal: Client, hub: ServedHub, receiver: Any) -> None:
    hub.world.callbacks = None
    made = portal.exchange.subscriptions.create(filter={}, delivery={"mode": "push", "address": ADDRESS})
    assert made.state == "pending_verification"
    hub.world.callbacks = receiver
    assert portal.exchange.subscriptions.verify(made).state == "active"


def test_the_same_in_tasks(hub: ServedHub, settings: Any) -> None:
    async def life() -> None:
        async with (
            AsyncClient(hub.url, **settings("example-portal")) as portal,
            AsyncClient(hub.url, **settings("provider-national-enterprise-management")) as provider,
        ):
            subscription = await portal.exchange.subscriptions.create(
                filter={"types": ["vn.example.tasks"]}, delivery=PULL
            )
            event = CloudEvent.new("vn.example.tasks", f"/{SYSTEM}")
            assert (await provider.exchange.events.publish(event)).accepted == 1
            assert [each.id async for each in portal.exchange.subscriptions.events(subscription)] == [event.id]
            begun = await portal.exchange.interactions.create(service=SERVICE)
            assert (await provider.exchange.interactions.get(begun)).state == "started"

    asyncio.run(life())


def test_tokens_are_issued_looked_up_and_revoked(portal: Client) -> None:
    token = portal.tokens.issue(["exchange"])
    assert token.access_token not in repr(token)
    held = portal.tokens.introspect(token.access_token)
    assert (held.active, held.client_id, held.scope) == (True, "example-portal", "exchange")
    portal.tokens.revoke(Secret(token.access_token), token_type_hint="access_token")
    assert not portal.tokens.introspect(token.access_token).active
    revoked = portal.tokens.revocations.list().collect()
    assert ("token", held.jti) in {(each.kind, each.object_id) for each in revoked}


def test_the_issuer_tells_of_itself_and_of_each_check(portal: Client) -> None:
    metadata = portal.tokens.metadata()
    assert metadata.token_endpoint.endswith("/oauth2/token")
    assert {key.kty for key in portal.tokens.jwks().keys} == {"EC", "OKP"}
    told = portal.tokens.diagnose(["exchange"])
    assert told.passed
    assert [check.name for check in portal.tokens.explain(["exchange"]) if check.passed is False] == []
    failing = [check.name for check in portal.tokens.explain(["nothing:known"]) if check.passed is False]
    assert failing == ["scope_offered", "scope"]  # the issuer does not know it, so this client cannot have it either


def test_who_is_nobody_is_told_so(hub: ServedHub) -> None:
    wrong = ClientSecret("example-portal", Secret("not-the-secret"))
    with Client(hub.url, credential=wrong) as client:
        with pytest.raises(IdentityError) as caught:
            client.tokens.introspect("x")
        assert "not-the-secret" not in repr(caught.value)
        assert not any("not-the-secret" in str(check) for check in client.tokens.explain())
    with Client(hub.url) as client, pytest.raises(UsageError, match="no credential"):
        client.tokens.issue()


def test_keys_are_registered_listed_and_revoked(portal: Client) -> None:
    pair = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = ECKey(pair, pair)
    made = portal.tokens.client_keys.create("example-portal", jwk=key.as_dict(private=False))
    assert (made.kid, made.state) == (key.thumbprint(), "active")
    assert portal.tokens.client_keys.get("example-portal", made) == made
    assert portal.tokens.client_keys.get("example-portal", made.kid, if_none_match=made.etag) is None
    assert [each.kid for each in portal.tokens.client_keys.list("example-portal")] == [made.kid]
    portal.tokens.client_keys.delete("example-portal", made)
    assert portal.tokens.client_keys.get("example-portal", made).state == "revoked"


def test_evidence_is_had_from_the_security_server(hub: ServedHub) -> None:
    with Client(hub.url, client="VN/GOV/EXAMPLE/portal") as client:
        answer = client.exchange.call(SERVICE, "GET", "/")
        asked = answer.ids.message_id or ""
        found = client.exchange.asic(asked, force=True)
        assert (found.media_type, found.content[:2]) == ("application/zip", b"PK")
        with pytest.raises(EvidenceFailure, match="timestamped yet") as caught:
            client.exchange.asic(asked)
        assert (caught.value.code, caught.value.retryable) == ("evidence-pending", True)
        assert client.exchange.verification_conf().content[:2] == b"PK"
        with pytest.raises(NotFound):
            client.exchange.asic("unknown")
        with pytest.raises(IdentityError):
            client.exchange.asic(asked, "VN/GOV/EXAMPLE/nobody")
        with pytest.raises(UsageError, match="of one leg"):
            client.exchange.asic(asked, unique=True)


def test_a_wrong_filter_is_told_with_its_place(portal: Client) -> None:
    with pytest.raises(UsageError, match="filter"):
        portal.exchange.subscriptions.create(filter={"colour": "red"}, delivery=PULL)  # type: ignore[arg-type]
    with pytest.raises(RequestInvalid):
        portal.exchange.subscriptions.create(filter={}, delivery={"mode": "push", "address": "http://10.0.0.1/"})
