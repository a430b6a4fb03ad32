"""What a receiver of events is given and what it is spared: strangers, repetitions, changed and broken messages."""

import base64
import json
import threading
from collections.abc import Mapping
from typing import Any

import pytest

from ndxp_sdk.errors import SignatureInvalid, WebhookRefused
from ndxp_sdk.models.cloud_events import CloudEvent
from ndxp_sdk.webhooks import (
    HandshakeAnswer,
    NewestBySubject,
    RecentEvents,
    WebhookVerifier,
    handshake,
    status_for,
)
from tools.events import ADDRESS, EVENT, KEYS, NOW, Sent, sent, structured


def binary(headers: Mapping[str, str], body: bytes = b'{"a": 1}', kind: str = "application/json") -> Sent:
    named = {"Content-Type": kind, **headers}
    return sent(named, body, *(name for name in headers if name.startswith("ce-")))


def verifier(**options: Any) -> WebhookVerifier:
    return WebhookVerifier(KEYS, now=lambda: NOW + 5, **options)


def test_a_structured_event_is_given_with_its_extensions() -> None:
    (event,) = verifier().verify(*structured(EVENT))
    assert (event.id, event.type, event.data) == ("1", EVENT["type"], EVENT["data"])
    assert event.extensions == {"comexampleextension": "kept"}
    assert "0999999999" not in repr(event)


@pytest.mark.parametrize(
    "kind",
    ["Application/CloudEvents+JSON", "application/cloudevents+json;charset=UTF-8", "APPLICATION/CLOUDEVENTS+JSON ;a=b"],
)
def test_a_media_type_is_known_however_it_is_written(kind: str) -> None:
    (event,) = verifier().verify(*sent({"Content-Type": kind}, json.dumps(EVENT).encode()))
    assert event.id == "1"


def test_a_batch_is_given_in_order_and_an_event_in_it_once() -> None:
    events = verifier().verify(*structured(EVENT, {**EVENT, "id": "2"}, EVENT))
    assert [event.id for event in events] == ["1", "2"]


BINARY = {"ce-specversion": "1.0", "ce-id": "1", "ce-source": "/VN/GOV/G12/dkkd", "ce-type": "vn.example.changed"}


def test_a_binary_event_is_given_decoded() -> None:
    (event,) = verifier().verify(*binary({**BINARY, "ce-subject": "h%E1%BB%99%20kinh%20doanh"}))
    assert (event.subject, event.data, event.datacontenttype) == ("hộ kinh doanh", {"a": 1}, "application/json")


def test_a_binary_event_may_hold_bytes_or_nothing() -> None:
    (event,) = verifier().verify(*binary(BINARY, b"\x00\xff", "application/octet-stream"))
    assert event.data_base64 == b"\x00\xff"
    (event,) = verifier().verify(*binary(BINARY, b"", "application/octet-stream"))
    assert (event.data, event.data_base64) == (None, None)


def test_attributes_of_a_binary_event_have_to_be_signed() -> None:
    method, url, headers, body = sent({"Content-Type": "application/json", **BINARY}, b"{}")
    with pytest.raises(SignatureInvalid) as caught:
        verifier().verify(method, url, headers, body)
    assert caught.value.code == "component-missing"
    method, url, headers, body = binary(BINARY)
    with pytest.raises(SignatureInvalid):
        verifier().verify(method, url, {**headers, "ce-id": "2"}, body)
    with pytest.raises(SignatureInvalid):
        verifier().verify(method, url, {**headers, "ce-subject": "1"}, body)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"headers": {"Signature": "", "Signature-Input": ""}}, "signature-missing"),
        ({"body": b"other"}, "digest-wrong"),
        ({"url": f"{ADDRESS}/other"}, "signature-wrong"),
        ({"method": "PUT"}, "signature-wrong"),
        ({"headers": {"Content-Type": "application/json"}}, "signature-wrong"),
        ({"headers": {"Content-Digest": "sha-256=:AAAA:"}}, "signature-wrong"),
    ],
)
def test_a_message_of_somebody_else_or_changed_is_refused(change: dict[str, Any], code: str) -> None:
    method, url, headers, body = structured(EVENT)
    arrived = {
        "method": method,
        "url": url,
        "body": body,
        **change,
        "headers": {**headers, **change.get("headers", {})},
    }
    with pytest.raises(SignatureInvalid) as caught:
        verifier().verify(**arrived)
    assert caught.value.code == code
    assert status_for(caught.value) == 401
    assert caught.value.sent == "no"


def test_an_old_message_is_refused_and_the_time_can_be_chosen() -> None:
    old = structured(EVENT, at=NOW - 400)
    with pytest.raises(SignatureInvalid, match="405 s old"):
        verifier().verify(*old)
    assert verifier(tolerance=500).verify(*old)


@pytest.mark.parametrize(
    "message",
    [
        sent({"Content-Type": "application/cloudevents+json"}, b"{"),
        sent({"Content-Type": "application/cloudevents+json"}, b"[]"),
        sent({"Content-Type": "application/cloudevents-batch+json"}, b"{}"),
        sent({"Content-Type": "application/cloudevents+xml"}, b"<event/>"),
        sent({"Content-Type": "application/json"}, b"{}"),
        structured({**EVENT, "specversion": "2.0"}),
        structured({**EVENT, "id": ""}),
        structured({**EVENT, "time": "yesterday"}),
        structured({**EVENT, "data_base64": "%"}),
        structured({name: value for name, value in EVENT.items() if name != "source"}),
        binary(BINARY, b"{"),
        binary({**BINARY, "ce-data": "x"}),
        binary({name: value for name, value in BINARY.items() if name != "ce-type"}),
        sent({"Content-Type": "application/cloudevents+json"}, b"[" * 100_000),
        binary(BINARY, b"[" * 100_000),
    ],
)
def test_a_message_without_a_readable_event_is_refused_without_showing_it(message: Sent) -> None:
    with pytest.raises(WebhookRefused) as caught:
        verifier().verify(*message)
    assert caught.value.code == "event-malformed"
    assert status_for(caught.value) == 400
    assert "0999999999" not in str(caught.value)


def test_what_was_dealt_with_is_left_out_when_it_comes_again() -> None:
    receiver = verifier()
    with receiver.receive(*structured(EVENT)) as events:
        assert len(events) == 1
    assert receiver.verify(*structured(EVENT)) == ()
    assert [event.id for event in receiver.verify(*structured(EVENT, {**EVENT, "id": "2"}))] == ["2"]
    assert len(receiver.verify(*structured({**EVENT, "source": "/other"}))) == 1


def test_what_failed_is_given_again() -> None:
    receiver = verifier()
    with pytest.raises(ZeroDivisionError), receiver.receive(*structured(EVENT)):
        raise ZeroDivisionError
    assert len(receiver.verify(*structured(EVENT))) == 1


def test_the_memory_of_events_is_bounded_and_can_be_another_one() -> None:
    seen = RecentEvents(most=2)
    events = [CloudEvent.new("a", "/b", id=str(number)) for number in range(3)]
    for event in events:
        seen.add(event)
    assert [seen.holds(event) for event in events] == [False, True, True]
    receiver = verifier(seen=seen)
    receiver.done(*receiver.verify(*structured(EVENT)))
    assert receiver.verify(*structured(EVENT)) == ()


def test_a_program_with_many_threads_remembers_every_event() -> None:
    seen = RecentEvents()
    threads = [
        threading.Thread(target=lambda start=start: [seen.add(event(start + number)) for number in range(200)])
        for start in range(0, 1600, 200)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(seen.holds(event(number)) for number in range(1600))


def event(number: int) -> CloudEvent:
    return CloudEvent.new("a", "/b", id=str(number))


def test_behind_a_proxy_the_registered_address_counts() -> None:
    method, _, headers, body = structured(EVENT)
    with pytest.raises(SignatureInvalid, match="not what was signed") as caught:
        verifier().verify(method, "http://10.0.0.7:8000/events", headers, body)
    assert "explain_signature" in str(caught.value)
    assert verifier(address=ADDRESS).verify(method, "http://10.0.0.7:8000/events", headers, body)


def test_the_explanation_names_the_component() -> None:
    method, _, headers, body = structured(EVENT)
    explanation = verifier().explain(method, "http://agency.example/events", headers, body)
    assert [component.signed for component in explanation.differing] == [ADDRESS]


def test_headers_may_come_as_bytes_as_in_asgi() -> None:
    method, url, headers, body = structured(EVENT)
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    assert len(verifier().verify(method, url, raw, body)) == 1


def test_the_newest_of_a_subject_is_known_whatever_the_order() -> None:
    newest = NewestBySubject()
    early, late = (
        CloudEvent.new("a", "/b", subject="1", time=f"2026-11-22T08:3{minute}:00+07:00") for minute in (0, 1)
    )
    other = CloudEvent.new("a", "/b", subject="2", time="2026-11-22T08:00:00+07:00")
    assert [newest.is_stale(each) for each in (late, early, other, late)] == [False, True, False, False]
    assert not newest.is_stale(CloudEvent.new("a", "/b", subject="1"))


def test_the_handshake_allows_the_hub_and_nobody_else() -> None:
    allowed = handshake(
        {"WebHook-Request-Origin": "Hub.Example", "WebHook-Request-Rate": "100"}, {"hub.example"}, rate=50
    )
    assert (allowed.status, dict(allowed.headers)["WebHook-Allowed-Origin"]) == (200, "Hub.Example")
    assert dict(allowed.headers)["WebHook-Allowed-Rate"] == "50"
    assert handshake({"WebHook-Request-Origin": "evil.example"}, {"hub.example"}) == HandshakeAnswer(403)
    assert not handshake({}, {"hub.example"}).is_allowed


def test_data_that_is_no_json_comes_as_bytes() -> None:
    text = base64.b64encode(b"\x00\x01").decode()
    members = {name: value for name, value in EVENT.items() if name != "data"}
    (event,) = verifier().verify(*structured({**members, "data_base64": text}))
    assert event.data_base64 == b"\x00\x01"
    assert json.loads(event.model_dump_json(exclude_none=True))["data_base64"] == text


def test_a_challenge_is_read_from_its_event() -> None:
    challenge = {**EVENT, "type": "example.hub.subscription.challenge", "data": {"challenge": "abc"}}
    (found,) = verifier().verify(*structured(challenge))
    assert found.challenge == "abc"
    assert CloudEvent.new("a", "/b", data={"challenge": "abc"}).challenge is None
