"""The transaction log tells what became of a call, and up to when it is complete."""

import datetime as dt

import httpx
import pytest

from contracts.samples import answer, page, problem, sample
from ndxp_sdk import errors
from ndxp_sdk.errors import Facts, Ids
from ndxp_sdk.models import Transaction, TransactionPage

ID = "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2"
RECORD = sample("Transaction", "audit.yaml")
UNTIL = "2026-11-22T08:29:00+07:00"


def log(*records: object, next_cursor: str | None = None) -> httpx.Response:
    return answer({**page(*records, next_cursor=next_cursor), "complete_until": UNTIL})


def test_a_call_is_found_by_the_error_that_it_ended_with(desk) -> None:
    client, hub = desk(log(RECORD, next_cursor="b"), log(RECORD))
    error = errors.OutcomeUnknown("no answer", Facts(ids=Ids(message_id="019ab3c2-5df0")))
    records = client.transactions.find(error)
    assert [record.outcome for record in records] == ["succeeded", "succeeded"]
    assert {request.url.params["message_id"] for request in hub.requests} == {"019ab3c2-5df0"}


def test_a_call_that_is_not_there_is_nothing(desk) -> None:
    client, _ = desk(log())
    assert client.transactions.find("019ab3c2-5df0") == ()


def test_an_error_without_an_id_cannot_be_found(desk) -> None:
    client, hub = desk(log())
    with pytest.raises(errors.UsageError, match="no X-Road-Id"):
        client.transactions.find(errors.OutcomeUnknown("no answer"))
    assert hub.requests == []


def test_whoever_polls_is_told_up_to_when_nothing_is_missing(desk) -> None:
    client, hub = desk(log(RECORD))
    since = dt.datetime(2026, 11, 22, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    records = client.transactions.list(after=since, direction="outgoing")
    assert records.complete_until is None
    assert len(records.collect()) == 1
    assert records.complete_until == dt.datetime.fromisoformat(UNTIL)
    assert hub.asked.url.params["after"] == "2026-11-22T08:00:00+07:00"


def test_a_day_is_no_time_and_a_time_no_day(desk) -> None:
    client, hub = desk(log())
    now = dt.datetime.now(dt.UTC)
    with pytest.raises(errors.UsageError, match="before is a day, a time with its offset"):
        client.transactions.list(before=now.date()).first()
    with pytest.raises(errors.UsageError, match="from is a time, a day of Viet Nam"):
        client.catalog.statistics.services(from_=now)
    assert hub.requests == []


def test_pages_have_their_own_model(desk) -> None:
    client, _ = desk(log(RECORD))
    (only,) = client.transactions.list().iter_pages()
    assert isinstance(only, TransactionPage)


def test_a_time_without_an_offset_is_refused(desk) -> None:
    client, hub = desk(log())
    with pytest.raises(errors.UsageError, match="offset"):
        client.transactions.list(before=dt.datetime(2026, 11, 22))  # noqa: DTZ001
    assert hub.requests == []


def test_a_record_leads_to_its_transaction_and_evidence(desk) -> None:
    container = httpx.Response(200, content=b"PK", headers={"ETag": '"a1"'})
    client, hub = desk(answer(sample("TransactionDetail", "audit.yaml")), container)
    record = Transaction.model_validate(RECORD)
    assert client.transactions.get(record).legs[0].client.slash == "VN/GOV/G22/mot-cua"
    evidence = client.transactions.evidence(record, leg="response")
    assert (evidence.content, evidence.etag, repr(evidence)) == (b"PK", '"a1"', "Evidence(2 bytes)")
    assert [request.url.path for request in hub.requests] == [
        f"/audit/v1/transactions/{ID}",
        f"/audit/v1/transactions/{ID}/evidence",
    ]


def test_evidence_that_is_not_ready_can_be_asked_for_later(desk) -> None:
    client, _ = desk(problem(409, "evidence-pending", retryable=True))
    with pytest.raises(errors.Conflict) as caught:
        client.transactions.evidence(ID)
    assert caught.value.code == "evidence-pending"


def test_changes_are_asked_for_by_object(desk) -> None:
    client, hub = desk(answer(page(sample("AuditEvent", "audit.yaml"))))
    assert client.audit.events.list(object_=ID).first().succeeded
    assert dict(hub.asked.url.params) == {"object": ID}
