"""The hub in memory: what it is seeded with, how clients of both kinds use it, and what a test sees of it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ndxp_sdk import LgspAccessToken, Retry, Secret, Timeout
from ndxp_sdk.errors import AccessDenied, NdxpError, OutcomeUnknown, RequestInvalid, TimedOut, UsageError
from ndxp_sdk.testing import InMemoryHub, ProviderAnswer, ProviderRequest

ENTERPRISES = "VN/GOV/G12/national-enterprise-management/enterprises"
HOUSEHOLDS = "VN/GOV/G12/register/households"
ONE = {"GET /v1/households/{code}": {"code": "H1"}}
PATH = "/v1/households/H1"


def test_a_portal_finds_services_and_may_call_all_of_them() -> None:
    with InMemoryHub() as hub:
        client = hub.client()
        assert tuple(service.id for service in client.catalog.services.list()) == hub.services
        answer = client.exchange.call(ENTERPRISES, "GET", "/enterprises")
    assert answer.is_success
    assert answer.headers.get("X-Simulated") == "true"


def test_tasks_have_the_same_hub_and_fetch_one_token() -> None:
    async def many(hub: InMemoryHub) -> list[Any]:
        async with hub.async_client() as client:
            await client.exchange.call(HOUSEHOLDS, path=PATH)
            return await asyncio.gather(*(client.catalog.services.get(HOUSEHOLDS) for _ in range(50)))

    with InMemoryHub() as hub:
        provided = hub.provide(HOUSEHOLDS, ONE)
        found = asyncio.run(many(hub))
        assert {str(service.id) for service in found} == {HOUSEHOLDS}
        assert (len(provided.requests), hub.token_requests) == (1, 1)


def test_the_message_log_has_a_record_for_each_side() -> None:
    with InMemoryHub(now=datetime(2026, 11, 22, 1, 30, tzinfo=UTC)) as hub:
        hub.provide(HOUSEHOLDS, ONE)
        assert hub.message_log == ()
        answer = hub.client().exchange.call(HOUSEHOLDS, path=PATH)
        provider, consumer = hub.message_log
    assert (provider.direction, consumer.direction) == ("incoming", "outgoing")
    assert {provider.message_id, consumer.message_id} == {answer.ids.message_id}
    assert (consumer.path_template, consumer.status) == ("/v1/households/{code}", 200)
    assert consumer.recorded_at == datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def test_time_can_be_moved_and_tokens_end_with_it() -> None:
    with InMemoryHub(now=datetime(2026, 11, 22, 1, 30, tzinfo=UTC), token_lifetime=600) as hub:
        client = hub.client()
        client.catalog.services.get(ENTERPRISES)
        hub.clock.advance(timedelta(minutes=9))
        client.catalog.services.get(ENTERPRISES)
        assert hub.token_requests == 1
        hub.clock.advance(120)
        client.catalog.services.get(ENTERPRISES)
        assert hub.token_requests == 2
        assert hub.clock.now == datetime(2026, 11, 22, 1, 41, tzinfo=UTC)
        hub.clock.release()
        assert abs(hub.clock.now - datetime.now(UTC)) < timedelta(minutes=1)
        with pytest.raises(UsageError, match="no offset"):
            hub.clock.freeze(datetime(2026, 11, 22))  # noqa: DTZ001 - which is the point


def test_a_fault_strikes_as_often_as_it_says() -> None:
    with InMemoryHub(faults=["provider-500*1"]) as hub:
        provided = hub.provide(HOUSEHOLDS, ONE)
        client = hub.client()
        assert client.exchange.call(HOUSEHOLDS, path=PATH).status == 500
        assert client.exchange.call(HOUSEHOLDS, path=PATH).status == 200
        hub.faults.add("unavailable-503*2", "own-gateway-network-error")
        assert list(hub.faults) == ["own-gateway-network-error", "unavailable-503*2"]
        hub.faults.remove("unavailable-503")
        assert list(hub.faults) == ["own-gateway-network-error"]
        hub.faults.clear()
        assert client.exchange.call(HOUSEHOLDS, path=PATH).status == 200
        assert len(provided.requests) == 3
        with pytest.raises(UsageError, match=r"unknown fault 'provider-501'.*provider-500"):
            hub.faults.add("provider-501")
        assert len(hub.faults) == 0


@pytest.mark.parametrize("fault", ["dead", "answer-reset-mid-body", "answer-truncated"])
def test_connections_break_as_over_the_wire(fault: str) -> None:
    with InMemoryHub() as hub:
        provided = hub.provide(HOUSEHOLDS, {"GET /": {}, "POST /": {}})
        client = hub.client(retry=Retry(attempts=2, first_wait=0.01))
        hub.faults.add(f"{fault}*1")
        assert client.exchange.call(HOUSEHOLDS, path="/").status == 200
        hub.faults.add(f"{fault}*1")
        with pytest.raises(OutcomeUnknown) as caught:
            client.exchange.call(HOUSEHOLDS, "POST", "/")
        records = client.transactions.find(caught.value)
        assert len(records) == (0 if fault == "dead" else 1)
        assert len(provided.requests) == (1 if fault == "dead" else 3)


def test_silence_ends_with_the_time_of_the_client() -> None:
    async def slow(hub: InMemoryHub) -> None:
        await hub.async_client(timeout=Timeout(read=0.05), retry=Retry(attempts=1)).exchange.call(ENTERPRISES)

    with InMemoryHub(faults=["timeout-after-send"]) as hub:
        with pytest.raises(TimedOut):
            hub.client(timeout=Timeout(read=0.05), retry=Retry(attempts=1)).exchange.call(ENTERPRISES)
        with pytest.raises(TimedOut):
            asyncio.run(slow(hub))


@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8", "ndxp-adapter", "gateway"])
def test_clients_speak_the_dialect_of_the_profile(profile: Any) -> None:
    with InMemoryHub(profile) as hub:
        client = hub.client()
        provided = hub.provide(HOUSEHOLDS, ONE)
        assert client.exchange.call(HOUSEHOLDS, path=PATH).json() == {"code": "H1"}
        assert provided.requests[-1].path == PATH
        assert profile in repr(hub)


def test_a_gateway_with_the_static_field_is_one_setting_away() -> None:
    with InMemoryHub("gateway") as hub:
        hub.provide(HOUSEHOLDS, ONE)
        secret = Secret("simulated-secret-example-portal")
        credential = LgspAccessToken("example-portal", secret, app_name="portal", partner_code="000.00.00.H00")
        assert hub.client(credential=credential).exchange.call(HOUSEHOLDS, path=PATH).json() == {"code": "H1"}


def test_requests_and_answers_are_held_to_the_contracts() -> None:
    with InMemoryHub() as hub:
        client = hub.client()
        with pytest.raises(RequestInvalid, match="justification"):
            client.request("POST", "/catalog/v1/access-requests", json={"service_id": ENTERPRISES})
        broken = {**(hub._world.services.find(ENTERPRISES) or {}), "mode": "nonsense"}
        hub._world.services.put(broken)
        with pytest.raises(AssertionError, match=r"catalog\.services\.get answers 200 with /mode unknown-value"):
            client.catalog.services.get(ENTERPRISES)


def test_what_a_hub_does_not_have_is_said() -> None:
    with pytest.raises(UsageError, match=r"no profile soap; known are: xroad-7\.7"):
        InMemoryHub("soap")  # type: ignore[arg-type]  # because it is wrong
    with pytest.raises(UsageError, match="lifetime_of_tokens"):
        InMemoryHub(lifetime_of_tokens=3)
    hub = InMemoryHub()
    with pytest.raises(UsageError, match="with InMemoryHub"):
        hub.client()
    with hub, pytest.raises(UsageError, match=r"no client nobody; .*example-portal"):
        hub.client("nobody")
    with pytest.raises(UsageError, match="not any more"):
        hub.client()


def test_a_stranger_is_refused_until_access_is_granted() -> None:
    with InMemoryHub() as hub:
        hub.provide(HOUSEHOLDS, ONE, consumers=())
        stranger = hub.client("VN/GOV/G22/mot-cua")
        with pytest.raises(AccessDenied) as caught:
            stranger.exchange.call(HOUSEHOLDS, path=PATH)
        assert caught.value.origin == "provider-gateway"
        agreement = hub.grant("VN/GOV/G22/mot-cua", HOUSEHOLDS)
        assert stranger.exchange.call(HOUSEHOLDS, path=PATH).json() == {"code": "H1"}
        assert [each.id for each in stranger.catalog.agreements.list()] == [agreement.id]
        assert hub.grant("VN/GOV/EXAMPLE/stranger", ENTERPRISES).state == "active"


def test_a_client_ends_with_its_hub() -> None:
    with InMemoryHub() as hub:
        client = hub.client()
    with pytest.raises(UsageError, match="closed"):
        client.catalog.services.get(ENTERPRISES)


def test_what_a_provider_raises_is_seen_by_the_test() -> None:
    def failing(request: ProviderRequest) -> object:
        raise AssertionError(f"{request.method} was not expected")

    with InMemoryHub() as hub:
        hub.provide(HOUSEHOLDS, failing)
        with pytest.raises(AssertionError, match="DELETE was not expected"):
            hub.client().exchange.call(HOUSEHOLDS, "DELETE", PATH)


def test_nobody_outside_of_the_test_is_reached() -> None:
    with InMemoryHub() as hub:
        hub.provide(HOUSEHOLDS, lambda _: ProviderAnswer(204))
        provider = hub.client("VN/GOV/G12/register")
        draft = provider.catalog.versions.create(
            HOUSEHOLDS,
            version="2.0.0",
            base_urls=["https://elsewhere.example"],
            quotas={"daily_calls_per_consumer": 1000, "daily_calls_total": 1000},
            approval_policy="automatic",
        )
        provider.catalog.specifications.put(draft, content=b"{}", media_type="application/json")
        provider.catalog.versions.publish(provider.catalog.versions.get(draft))
        hub.grant("VN/GOV/G22/mot-cua", HOUSEHOLDS)
        answer = hub.client("VN/GOV/G22/mot-cua").exchange.call(HOUSEHOLDS)
    assert (answer.status, answer.json()["title"][:35]) == (502, "https://elsewhere.example is not in")


def test_an_error_tells_the_same_in_memory_as_over_sockets() -> None:
    with InMemoryHub(faults=["provider-gateway-access-denied"]) as hub, pytest.raises(NdxpError) as caught:
        hub.client().exchange.call(ENTERPRISES)
    facts = caught.value.facts
    assert (facts.status, facts.code, facts.origin) == (500, "server.serverproxy.access_denied", "provider-gateway")
