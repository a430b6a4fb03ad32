"""The way from a new service to a recorded call, through every resource, against the mock hub in memory."""

import asyncio
import datetime as dt
import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from mocks.hub.calling import SERVICE, SYSTEM, URL, hub
from ndxp_mocks import Hub
from ndxp_mocks.hub.seeding import secret_of
from ndxp_sdk import Client, ClientSecret, Secret, errors
from ndxp_sdk.models import Agreement

DOCUMENT = b'{"openapi": "3.1.1", "info": {"title": "a", "version": "1"}, "paths": {}}'


class InMemory(httpx.BaseTransport):
    """The hub, asked by threads; an event loop for each request."""

    def __init__(self, running: Hub) -> None:
        self._hub = httpx.ASGITransport(running)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def asked() -> httpx.Response:
            response = await self._hub.handle_async_request(request)
            content = b"".join([piece async for piece in response.stream])
            return httpx.Response(response.status_code, headers=response.headers, content=content)

        return asyncio.run(asked())


class Parties:
    """Clients of one hub, one for each OAuth client."""

    def __init__(self, stack: ExitStack) -> None:
        self.hub = hub()
        self._stack = stack

    def __call__(self, client_id: str, **settings: Any) -> Client:
        credential = ClientSecret(client_id, Secret(secret_of(client_id)))
        client = Client(URL, transport=InMemory(self.hub), credential=credential, **settings)
        return self._stack.enter_context(client)


@pytest.fixture
def parties() -> Iterator[Parties]:
    with ExitStack() as stack:
        yield Parties(stack)


def test_the_catalogue_is_found(parties: Parties) -> None:
    catalog = parties("example-portal").catalog
    (service,) = catalog.services.list(organization="VN/GOV/G12", system=SYSTEM, limit=1)
    assert str(service.id) == SERVICE
    assert service == catalog.services.get(service)
    assert catalog.services.get(service, if_none_match=service.etag) is None
    assert catalog.systems.get(service.system_id).organization_id == service.organization_id
    assert catalog.organizations.get(service.organization_id).name.vi == "Bộ Tài chính"
    assert service.system_id in {system.id for system in catalog.systems.list(limit=2)}
    assert len(catalog.organizations.list(limit=1).collect()) > 3
    assert catalog.services.access(service, "VN/GOV/EXAMPLE/portal").allowed
    stranger = parties("example-stranger").catalog.services
    assert "access-denied" in stranger.access(service, "VN/GOV/EXAMPLE/stranger").reasons
    assert catalog.services.health(service).service_id == service.id
    assert catalog.health.get().status == "up"
    with pytest.raises(errors.NotFound):
        catalog.services.get("VN/GOV/G12/dkkd/nothing")


def test_a_version_is_described(parties: Parties) -> None:
    catalog = parties("example-portal").catalog
    version = catalog.versions.list(SERVICE).first()
    assert version is not None
    described = catalog.specifications.get(version)
    assert described.is_verified
    assert version.specification is not None
    assert described.sha256 == version.specification.sha256
    assert json.loads(described.content)["openapi"]
    assert {endpoint.method for endpoint in catalog.versions.endpoints(version)} >= {"GET"}


def test_a_service_is_brought_into_the_world(parties: Parties) -> None:
    catalog = parties("example-provider").catalog
    service = catalog.services.create(
        system_id=SYSTEM,
        service_code="branches",
        title={"vi": "Chi nhánh", "en": "Branches"},
        mode="deliver",
        interaction="sync",
        personal_data=False,
    )
    service = catalog.services.update(service, description={"vi": "Tra cứu chi nhánh"})
    assert catalog.services.update(service, description=None).description is None
    with pytest.raises(errors.Conflict):
        catalog.services.update(service, personal_data=True)
    quotas = {"daily_calls_per_consumer": 10, "daily_calls_total": 100}
    draft = catalog.versions.create(service, version="1.0.0", base_urls=["https://a.example.gov.vn/v1"], quotas=quotas)
    draft = catalog.versions.update(draft, token_lifetime=300, description={"vi": "Bản đầu"})
    uploaded = catalog.specifications.put(draft, content=DOCUMENT, media_type="application/json")
    assert catalog.specifications.get(service, "1.0.0").etag == uploaded.etag
    annex = catalog.documents.create(draft, name="hướng dẫn.txt", content=b"abc", media_type="text/plain")
    assert [each.name for each in catalog.documents.list(draft)] == ["hướng dẫn.txt"]
    found = catalog.documents.get(draft, document=annex)
    assert (found.content, found.name, found.is_verified) == (b"abc", "hướng dẫn.txt", True)
    published = catalog.versions.publish(catalog.versions.get(draft))
    assert (published.state, published.token_lifetime) == ("published", 300)
    suspended = catalog.versions.suspend(published, reason="Bảo trì")
    assert (suspended.state, suspended.reason) == ("suspended", "Bảo trì")
    sunset = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    gone = catalog.versions.deprecate(catalog.versions.resume(suspended), sunset_at=sunset, reason="Có bản mới")
    assert (gone.state, gone.sunset_at) == ("deprecated", sunset)
    assert catalog.versions.archive(gone).state == "archived"


def agreed(parties: Parties) -> Agreement:
    """An agreement of the stranger, by the long way."""
    stranger, provider = parties("example-stranger").catalog, parties("example-provider").catalog
    request = stranger.access_requests.create(
        consumer_system_id="VN/GOV/EXAMPLE/stranger",
        service_id=SERVICE,
        version="1.0.0",
        justification="Kiểm tra tình trạng doanh nghiệp",
        endpoints=[{"method": "GET", "path": "/**"}],
    )
    request = stranger.access_requests.submit(request)
    assert [each.id for each in provider.access_requests.list(service=SERVICE, state="pending")] == [request.id]
    approved = provider.access_requests.approve(provider.access_requests.get(request))
    assert approved.agreement_id is not None
    return stranger.agreements.get(approved.agreement_id)


def test_access_is_asked_for_and_used(parties: Parties) -> None:
    agreement = agreed(parties)
    stranger, provider = parties("example-stranger"), parties("example-provider").catalog
    agreements, purposes = stranger.catalog.agreements, stranger.catalog.purposes
    assert agreement in agreements.list(service=SERVICE, state="active").collect()
    contract = agreements.contract(agreement)
    assert contract.content_hash == agreement.content_hash
    assert agreements.contract(agreement, if_none_match=contract.etag) is None
    purpose = purposes.create(agreement, title="Xác thực", legal_basis="Nghị định 47/2020/NĐ-CP", daily_calls=5)
    purpose = purposes.activate(purpose)
    assert [each.id for each in purposes.list(agreement, state="active")] == [purpose.id]
    assert purposes.quota(purpose).remaining == 5
    assert purposes.resume(purposes.suspend(purpose, reason="Tạm nghỉ")).state == "active"
    suspended = provider.agreements.suspend(provider.agreements.get(agreement), reason="Bảo trì")
    assert suspended.suspended_by == ("producer",)
    resumed = provider.agreements.resume(suspended)
    assert provider.agreements.revoke(resumed).state == "revoked"


def test_an_agreement_is_signed(parties: Parties) -> None:
    portal = parties("example-portal").catalog
    agreement = portal.agreements.list(state="active").first()
    assert agreement is not None
    key = ECKey.generate_key("P-256")
    signature = jws.serialize_compact({"alg": "ES256", "kid": key.thumbprint()}, agreement.content_hash, key)
    with pytest.raises(errors.Answered):  # because the hub has never seen this key
        portal.agreements.sign(agreement, "consumer", signature)


def test_somebody_acts_for_another(parties: Parties) -> None:
    portal, provider = parties("example-portal").catalog, parties("example-provider").catalog
    offered = portal.delegations.create(
        delegate_organization_id="VN/GOV/G12", role="consumer", scope={"service_ids": [SERVICE]}
    )
    accepted = provider.delegations.accept(provider.delegations.get(offered.id))
    assert accepted in portal.delegations.list(delegate="VN/GOV/G12", state="active").collect()
    assert portal.delegations.revoke(accepted, reason="Hết việc").state == "revoked"


def test_changes_are_read_as_a_feed(parties: Parties) -> None:
    events = parties("example-stranger").catalog.events
    feed = events.list()
    assert list(feed) == []
    agreed(parties)
    types = [event.type for event in events.list(after=feed.next_token, limit=1)]
    assert types[:2] == ["access_request.created", "access_request.submitted"]
    assert {event.type for event in events.list(type_="access_request.submitted")} == {"access_request.submitted"}


def test_the_snapshot_is_believed(parties: Parties) -> None:
    client = parties("example-portal")
    snapshot = client.catalog.snapshot.get()
    keys = client.tokens.jwks().keys
    assert snapshot.verified(keys, now=snapshot.payload.iat).is_verified
    assert SERVICE in {str(service.id) for service in snapshot.payload.services}


def test_the_catalogue_is_counted(parties: Parties) -> None:
    statistics = parties("example-portal").catalog.statistics
    counts = statistics.services()
    assert counts.items[-1].services == 4
    assert statistics.services(from_=counts.to, to=counts.to).items == counts.items[-1:]
    assert statistics.services_csv(from_=counts.to, to=counts.to).count("\n") == 2


def test_a_call_is_found_in_the_log(parties: Parties) -> None:
    portal = parties("example-portal", client="VN/GOV/EXAMPLE/portal")
    response = portal.exchange.call(SERVICE, "GET", "/enterprises", query={"limit": "1"}, message_id="m-1")
    assert response.status == 200
    (record,) = portal.transactions.find("m-1")
    assert (record.direction, record.outcome, str(record.service)) == ("outgoing", "succeeded", SERVICE)
    detail = portal.transactions.get(record)
    assert [leg.direction for leg in detail.legs] == ["outgoing", "incoming"]
    assert portal.transactions.get(record, if_none_match=detail.etag) is None
    log = portal.transactions.list(service=SERVICE, before=dt.datetime.now(dt.UTC) + dt.timedelta(days=3650))
    assert log.collect() == [record]
    assert log.complete_until is not None
    day = record.recorded_at.astimezone(dt.timezone(dt.timedelta(hours=7))).date()
    counts = portal.audit.statistics.exchange(from_=day, to=day, group_by="outcome")
    assert [(row.key, row.calls) for row in counts.items] == [("succeeded", 1)]


def test_changes_stand_in_the_audit_log(parties: Parties) -> None:
    agreement = agreed(parties)
    provider = parties("example-provider")
    provider.catalog.agreements.suspend(provider.catalog.agreements.get(agreement), reason="Bảo trì")
    (event,) = provider.audit.events.list(object_=agreement.id).collect()[-1:]
    assert event.action == "catalog.agreements.suspend"
    assert event.reason is not None


def test_an_export_is_open_to_everybody(parties: Parties) -> None:
    with Client(URL, transport=InMemory(parties.hub)) as anybody:
        with pytest.raises(errors.NotFound):
            anybody.audit.exports.get(dt.date(2999, 1, 1))
        yesterday = dt.datetime.fromtimestamp(parties.hub.world.clock.now(), dt.UTC).date() - dt.timedelta(days=1)
        export = anybody.audit.exports.get(yesterday)
        assert list(export.records()) == []
        assert gzip.decompress(export.content) == b""
