"""Lists, feeds, conditional reads, and answers that are not what the contract says."""

import asyncio
import json

import httpx
import pytest

from contracts.samples import answer, page, problem, sample
from ndxp_sdk import AsyncClient, errors
from ndxp_sdk.identifiers import MemberId, ServiceId
from ndxp_sdk.models import Organization, Service, ServiceVersion, System, VersionId


def test_a_list_is_read_to_its_end(desk) -> None:
    first, second = page(sample("Service"), next_cursor="b"), page(sample("Service", latest_version=None))
    client, hub = desk(answer(first), answer(second))
    found = client.catalog.services.list(q="doanh nghiệp", mode="deliver", limit=1).collect()
    assert [service.latest_version for service in found] == ["1.4.0", None]
    assert [request.url.params.get("cursor") for request in hub.requests] == [None, "b"]
    assert hub.requests[1].url.params["q"] == "doanh nghiệp"


def test_a_list_goes_on_where_it_was_left(desk) -> None:
    client, hub = desk(answer(page()))
    assert client.catalog.systems.list(cursor="b2Zmc2V0OjUw").collect() == []
    assert hub.asked.url.params["cursor"] == "b2Zmc2V0OjUw"


def test_filters_take_resources_identifiers_and_texts(desk) -> None:
    client, hub = desk(answer(page()))
    organization, system = Organization.model_validate(sample("Organization")), System.model_validate(sample("System"))
    for owner in (organization, MemberId("VN", "GOV", "G12"), "VN/GOV/G12", "VN:GOV:G12"):
        client.catalog.services.list(organization=owner, system=system).collect()
    asked = {(request.url.params["organization"], request.url.params["system"]) for request in hub.requests}
    assert asked == {("VN/GOV/G12", "VN/GOV/G12/dkkd")}


def test_a_feed_ends_where_nothing_is_new_and_can_be_continued(desk) -> None:
    event = sample("CatalogEvent")
    client, hub = desk(answer(page(event, next_cursor="1")), answer(page(next_cursor="1")))
    feed = client.catalog.events.list(type_="agreement.suspended", after="0")
    assert [each.id for each in feed] == [event["id"]]
    assert feed.next_token == "1"
    assert [request.url.params["after"] for request in hub.requests] == ["0", "1"]
    assert {request.url.params["type"] for request in hub.requests} == {"agreement.suspended"}


def test_a_feed_that_never_ends_is_left(desk) -> None:
    client, _ = desk(answer(page(sample("CatalogEvent"), next_cursor="1")))
    with pytest.raises(errors.UnexpectedAnswer, match="second time"):
        client.catalog.events.list().collect()


def test_a_copy_that_is_current_is_not_sent_again(desk) -> None:
    client, hub = desk(httpx.Response(304))
    service = Service.model_validate(sample("Service"))
    assert client.catalog.services.get(service, if_none_match=service.etag) is None
    assert hub.asked.headers["If-None-Match"] == service.etag


def test_a_copy_that_is_old_is_read(desk) -> None:
    client, _ = desk(answer(sample("Service", etag='"b2"')))
    assert client.catalog.services.get("VN/GOV/G12/dkkd/enterprises", if_none_match='"a1"').etag == '"b2"'


def test_an_unasked_304_is_a_failure(desk) -> None:
    client, _ = desk(httpx.Response(304))
    with pytest.raises(errors.NdxpError):
        client.catalog.purposes.quota("019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2")


@pytest.mark.parametrize(
    "given",
    [
        ("VN/GOV/G12/dkkd/enterprises", "1.4.0"),
        ("VN:GOV:G12:dkkd:enterprises", "1.4.0"),
        (ServiceId.parse("VN/GOV/G12/dkkd/enterprises"), "1.4.0"),
        ("VN/GOV/G12/dkkd/enterprises@1.4.0",),
        (VersionId.parse("VN/GOV/G12/dkkd/enterprises@1.4.0"),),
        (ServiceVersion.model_validate(sample("ServiceVersion")),),
        (Service.model_validate(sample("Service")), "1.4.0"),
    ],
)
def test_a_version_is_named_in_any_way(desk, given) -> None:
    client, hub = desk(answer(sample("ServiceVersion")))
    assert client.catalog.versions.get(*given).version == "1.4.0"
    assert hub.asked.url.raw_path == b"/catalog/v1/services/VN:GOV:G12:dkkd:enterprises/versions/1.4.0"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("VN/GOV/G12/dkkd/enterprises",), "not said"),
        ((VersionId.parse("VN/GOV/G12/dkkd/enterprises@1.4.0"), "1.4.0"), "twice"),
        (("VN/GOV/G12/dkkd/enterprises", "1.4.0:archive"), "another path"),
        (("VN/GOV/G12/dkkd/enterprises", ""), "empty"),
        (("VN/GOV/G12/dkkd", "1.4.0"), "4 parts"),
        ((MemberId("VN", "GOV", "G12"), "1.4.0"), "a service id is expected"),
    ],
)
def test_a_version_that_is_not_named_is_not_asked_for(desk, given, told) -> None:
    client, hub = desk(answer(sample("ServiceVersion")))
    with pytest.raises(errors.UsageError, match=told):
        client.catalog.versions.get(*given)
    assert hub.requests == []


@pytest.mark.parametrize("identity", ["", "a/b", "..", "a:revoke", 7])
def test_an_id_cannot_become_another_path(desk, identity) -> None:
    client, hub = desk(answer({}))
    with pytest.raises(errors.UsageError):
        client.catalog.agreements.get(identity)
    assert hub.requests == []


def test_an_answer_that_differs_is_told_without_its_values(desk) -> None:
    broken = sample("Service", created_at="on 012345678901", personal_data="Nguyễn Văn A")
    client, _ = desk(answer(broken))
    with pytest.raises(errors.ContractViolation) as caught:
        client.catalog.services.get("VN/GOV/G12/dkkd/enterprises")
    assert "created_at" in str(caught.value)
    assert caught.value.facts.operation == "catalog.services.get"
    for secret in ("012345678901", "Nguyễn"):
        assert secret not in f"{caught.value!r} {caught.value}"


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[]", b'{"items": 1}', b"\xff"])
def test_an_answer_of_something_else_is_told(desk, body) -> None:
    client, _ = desk(httpx.Response(200, content=body))
    with pytest.raises(errors.UnexpectedAnswer):
        client.catalog.agreements.list().first()


def test_a_problem_is_raised_with_its_kind(desk) -> None:
    client, _ = desk(problem(404, "not-found", detail="no such service"))
    with pytest.raises(errors.NotFound, match="no such service"):
        client.catalog.services.health("VN/GOV/G12/dkkd/enterprises")


def test_access_asks_for_one_client(desk) -> None:
    client, hub = desk(answer(sample("Access", client="VN/GOV/G22")))
    access = client.catalog.services.access("VN/GOV/G12/dkkd/enterprises", "VN/GOV/G22")
    assert access.client == MemberId("VN", "GOV", "G22")
    assert hub.asked.url.params["client"] == "VN/GOV/G22"


def test_endpoints_come_all_at_once(desk) -> None:
    client, _ = desk(answer({"items": [{"method": "*", "path": "/**"}, {"method": "QUERY", "path": "/a"}]}))
    first, second = client.catalog.versions.endpoints("VN/GOV/G12/dkkd/enterprises@1.4.0")
    assert (first.method, second.method, second.method.is_known) == ("*", "QUERY", False)


def test_counts_come_as_models_or_as_csv(desk) -> None:
    client, hub = desk(answer(sample("ServiceStatistics")), httpx.Response(200, text="date,organizations\n"))
    assert client.catalog.statistics.services().items[0].async_ == 1
    assert client.catalog.statistics.services_csv() == "date,organizations\n"
    assert [request.headers["Accept"].partition(",")[0] for request in hub.requests] == ["application/json", "text/csv"]


def test_tasks_read_lists_too() -> None:
    async def collected() -> list[str]:
        pages = iter(
            [page(sample("Service", state="published"), next_cursor="b"), page(sample("Service", state="published"))]
        )
        transport = httpx.MockTransport(lambda _: httpx.Response(200, content=json.dumps(next(pages))))
        async with AsyncClient("https://hub.example", transport=transport) as client:
            return [str(service.state) async for service in client.catalog.services.list()]

    assert asyncio.run(collected()) == ["published", "published"]
