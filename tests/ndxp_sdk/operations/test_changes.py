"""What changes something says which state it changes, can be repeated where that is safe, and sends what was meant."""

import datetime as dt
import json

import httpx
import pytest

from contracts.samples import answer, problem, sample
from ndxp_sdk import Client, errors
from ndxp_sdk.models import Agreement, LocalisedText, Purpose, Service, ServiceDraft, ServicePatch, ServiceVersion

AGREEMENT_ID = "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2"
DRAFT = sample("ServiceDraft")


def sent(request: httpx.Request) -> object:
    return json.loads(request.content)


def test_a_resource_tells_which_state_of_it_was_seen(desk) -> None:
    client, hub = desk(answer(sample("Agreement", state="suspended", etag='"b2"')))
    agreement = Agreement.model_validate(sample("Agreement"))
    assert client.catalog.agreements.suspend(agreement, reason="Bảo trì").state == "suspended"
    assert hub.asked.url.path == f"/catalog/v1/agreements/{agreement.id}:suspend"
    assert hub.asked.headers["If-Match"] == agreement.etag
    assert sent(hub.asked) == {"reason": "Bảo trì"}


def test_an_entity_tag_that_is_given_comes_first(desk) -> None:
    client, hub = desk(answer(sample("Agreement")))
    client.catalog.agreements.revoke(Agreement.model_validate(sample("Agreement")), if_match='"c3"')
    assert hub.asked.headers["If-Match"] == '"c3"'


def test_an_id_alone_does_not_say_which_state_was_seen(desk) -> None:
    client, hub = desk(answer(sample("Agreement")))
    with pytest.raises(errors.UsageError, match=r"give the Agreement that you read, or if_match=…"):
        client.catalog.agreements.suspend(AGREEMENT_ID)
    assert hub.requests == []
    client.catalog.agreements.suspend(AGREEMENT_ID, if_match="*")
    assert hub.asked.headers["If-Match"] == "*"


def test_the_state_of_something_else_is_not_taken(desk) -> None:
    client, hub = desk(answer(sample("ServiceVersion")))
    with pytest.raises(errors.UsageError, match="the ServiceVersion that you read"):
        client.catalog.versions.publish(Service.model_validate(sample("Service")), "1.4.0")
    assert hub.requests == []


def test_a_verb_without_a_reason_has_no_body(desk) -> None:
    client, hub = desk(answer(sample("ServiceVersion")))
    client.catalog.versions.suspend(ServiceVersion.model_validate(sample("ServiceVersion")))
    assert hub.asked.content == b""
    assert "Content-Type" not in hub.asked.headers
    assert hub.asked.headers["Content-Length"] == "0"


def test_an_end_is_announced_with_its_time(desk) -> None:
    client, hub = desk(answer(sample("ServiceVersion")))
    version, end = ServiceVersion.model_validate(sample("ServiceVersion")), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    client.catalog.versions.deprecate(version, sunset_at=end)
    assert sent(hub.asked) == {"sunset_at": "2027-01-01T00:00:00Z"}
    with pytest.raises(errors.UsageError, match="sunset_at"):
        client.catalog.versions.deprecate(version, sunset_at=dt.datetime(2027, 1, 1))  # noqa: DTZ001


def test_a_change_says_only_what_changes(desk) -> None:
    client, hub = desk(answer(sample("Service")))
    client.catalog.services.update(Service.model_validate(sample("Service")), description=None)
    assert sent(hub.asked) == {"description": None}
    assert hub.asked.headers["Content-Type"] == "application/merge-patch+json"


def test_a_change_can_be_a_patch(desk) -> None:
    client, hub = desk(answer(sample("Service")))
    patch = ServicePatch(title=LocalisedText(vi="Tra cứu"))
    client.catalog.services.update("VN/GOV/G12/dkkd/enterprises", patch=patch, if_match='"a1"')
    assert sent(hub.asked) == {"title": {"vi": "Tra cứu"}}


def test_a_change_of_nothing_is_not_sent(desk) -> None:
    client, hub = desk(answer(sample("Service")))
    with pytest.raises(errors.UsageError, match="nothing to change"):
        client.catalog.services.update(Service.model_validate(sample("Service")))
    with pytest.raises(errors.UsageError, match="nothing to change"):
        client.catalog.services.update(Service.model_validate(sample("Service")), patch=ServicePatch())
    assert hub.requests == []


@pytest.mark.parametrize("given", [{"draft": ServiceDraft.model_validate(DRAFT)}, DRAFT])
def test_a_new_one_is_a_draft_or_its_fields(desk, given) -> None:
    client, hub = desk(answer(sample("Service"), 201))
    draft = given.get("draft")
    made = client.catalog.services.create(draft) if draft else client.catalog.services.create(**given)
    assert isinstance(made, Service)
    assert sent(hub.asked) == DRAFT


def test_a_draft_and_fields_are_too_much(desk) -> None:
    client, hub = desk(answer(sample("Service"), 201))
    with pytest.raises(errors.UsageError, match="give one of the two"):
        client.catalog.services.create(ServiceDraft.model_validate(DRAFT), mode="deliver")
    assert hub.requests == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"personal_data": "012345678901"}, "personal_data"),
        ({"system_id": "VN/GOV"}, "system_id"),
        ({"citizen": "012345678901"}, "citizen"),
    ],
)
def test_a_draft_that_is_none_is_told_without_its_values(desk, changed, told) -> None:
    client, hub = desk(answer(sample("Service"), 201))
    with pytest.raises(errors.UsageError) as caught:
        client.catalog.services.create(**(DRAFT | changed))
    assert told in str(caught.value)
    assert "012345678901" not in f"{caught.value!r} {caught.value.__context__!r}"
    assert hub.requests == []


def test_a_creation_is_repeated_under_its_one_key(desk) -> None:
    client, hub = desk(problem(503, "unavailable", retryable=True), answer(sample("Purpose"), 201))
    made = client.catalog.purposes.create(AGREEMENT_ID, title="Xác thực", legal_basis="Nghị định", daily_calls=5)
    assert isinstance(made, Purpose)
    first, second = (request.headers["Idempotency-Key"] for request in hub.requests)
    assert first == second
    assert first.startswith('"')
    assert first.endswith('"')


def test_each_creation_has_its_own_key(desk) -> None:
    client, hub = desk(answer(sample("Delegation"), 201))
    for _ in range(2):
        client.catalog.delegations.create(**sample("DelegationDraft"))
    assert len({request.headers["Idempotency-Key"] for request in hub.requests}) == 2


@pytest.mark.parametrize("key", ["4f9a1d3e", '"4f9a1d3e"'])
def test_a_key_can_be_given(desk, key) -> None:
    client, hub = desk(answer(sample("AccessRequest"), 201))
    client.catalog.access_requests.create(**sample("AccessRequestDraft"), idempotency_key=key)
    assert hub.asked.headers["Idempotency-Key"] == '"4f9a1d3e"'


@pytest.mark.parametrize("key", ["", "a b", 'a"b', "khoá", "a\r\nb"])
def test_a_key_that_no_header_carries_is_refused(desk, key) -> None:
    client, hub = desk(answer(sample("AccessRequest"), 201))
    with pytest.raises(errors.UsageError, match=r"\bidempotency.key\b"):
        client.catalog.access_requests.create(**sample("AccessRequestDraft"), idempotency_key=key)
    assert hub.requests == []


def test_a_verb_is_not_repeated_blindly() -> None:
    requests: list[httpx.Request] = []

    def silent(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        raise httpx.ReadTimeout("no answer", request=request)

    client = Client("https://hub.example", transport=httpx.MockTransport(silent))
    with client, pytest.raises(errors.OutcomeUnknown):
        client.catalog.purposes.activate(AGREEMENT_ID, if_match='"a1"')
    assert len(requests) == 1


def test_a_contract_is_signed_as_text(desk) -> None:
    client, hub = desk(answer(sample("Agreement")))
    client.catalog.agreements.sign(AGREEMENT_ID, "consumer", "eyJ.e30.c2ln")
    assert (hub.asked.method, hub.asked.content) == ("PUT", b"eyJ.e30.c2ln")
    assert hub.asked.url.path == f"/catalog/v1/agreements/{AGREEMENT_ID}/signatures/consumer"
    assert hub.asked.headers["Content-Type"] == "application/jose"
