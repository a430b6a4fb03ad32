"""Notices as signed CloudEvents, to a receiver over https."""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import ECKey

from .conftest import Receiver

Run = Callable[..., Any]
JUDGED = ("dossiers", "--as-of", "2026-11-28", "--select", "record.record_names_its_owner")

pytestmark = pytest.mark.usefixtures("folder")


def options(receiver: Receiver, key: Path, *more: str) -> tuple[str, ...]:
    return (*JUDGED, "--event", receiver.url, "--key", str(key), "--ca", "ca.pem", "--allow-private", *more)


def verified(signature: str, body: bytes) -> dict[str, Any]:
    """Verify as a receiver does: put the body between the points, take the key from the certificate."""
    protected, empty, value = signature.split(".")
    assert empty == ""
    header: dict[str, Any] = json.loads(b64decode(protected + "==", altchars=b"-_"))
    certificate = x509.load_der_x509_certificate(b64decode(header["x5c"][0]))
    key = ECKey.import_key(certificate.public_key().public_bytes(_PEM, _SPKI))
    content = urlsafe_b64encode(body).rstrip(b"=").decode()
    registry = jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)
    registry.max_header_length = 65536
    jws.deserialize_compact(f"{protected}.{content}.{value}", key, registry=registry)
    return header


from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: E402

_PEM, _SPKI = Encoding.PEM, PublicFormat.SubjectPublicKeyInfo


def test_nothing_is_posted_unless_it_is_asked_for(run: Run, receiver: Receiver, key: Path, ca: Path) -> None:
    shown = run("notify", *options(receiver, key))
    assert (shown.status, receiver.events) == (0, [])
    assert f"on Ministry of Finance to {receiver.url}" in shown.out or f"on Bộ Tài chính to {receiver.url}" in shown.out


def test_an_owner_is_an_event_whose_signature_a_receiver_verifies(
    run: Run, receiver: Receiver, key: Path, ca: Path
) -> None:
    assert run("notify", *options(receiver, key, "--send")).status == 0
    assert len(receiver.events) == 2
    for headers, body in receiver.events:
        assert headers["content-type"] == "application/cloudevents+json"
        header = verified(headers["content-jws"], body)
        assert (header["typ"], header["alg"]) == ("compliance-event/1", "ES256")
        with pytest.raises(BadSignatureError):
            verified(headers["content-jws"], body.replace(b"G12", b"G13").replace(b"G01", b"G02"))
    events = {event["subject"]: event for event in (json.loads(body) for _, body in receiver.events)}
    event = events["G12"]
    assert (event["specversion"], event["type"], event["source"]) == (
        "1.0",
        "compliance.notice.v1",
        "urn:ndxp-sdk:compliance",
    )
    assert event["time"] == "2026-11-27T02:00:00Z"
    assert (event["data"]["platforms"], event["data"]["changes"]) == (["household-business"], None)
    due = {each["requirement"]: each["day"] for each in event["data"]["due"] if each["requirement"]}
    assert due["ND331-2026.D35-D36"] == "2026-12-25"
    assert "simulated" not in event


def test_the_same_event_has_the_same_id_so_that_a_receiver_knows_it(
    run: Run, receiver: Receiver, key: Path, ca: Path
) -> None:
    run("notify", *options(receiver, key, "--send"))
    again = run("notify", *options(receiver, key, "--send"))
    assert again.status == 0
    assert [json.loads(body)["id"] for _, body in receiver.events[:2]] == [
        json.loads(body)["id"] for _, body in receiver.events[2:]
    ]
    run("notify", *options(receiver, key, "--send", "--delivered", "sent.txt"))
    remembered = run("notify", *options(receiver, key, "--send", "--delivered", "sent.txt"))
    assert remembered.out.count("not sent again: it was delivered before") == 2
    assert len(receiver.events) == 6
    later = run("notify", *options(receiver, key, "--send", "--as-of", "2026-11-29", "--delivered", "sent.txt"))
    assert later.out.count(": delivered") == 2


def test_a_receiver_that_refuses_is_told(run: Run, receiver: Receiver, key: Path, ca: Path) -> None:
    receiver.status = 500
    sent = run("notify", *options(receiver, key, "--send"))
    assert sent.status == 2
    assert sent.out.count(f"not delivered: the receiver {receiver.url} answered 500 and did not take the event") == 2


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://events.example/a", "events are sent over https"),
        ("https://user:made-up@events.example/a", "an https address without credentials"),
        ("ftp://events.example", "an https address without credentials"),
    ],
)
def test_events_go_over_https_only(run: Run, key: Path, address: str, said: str) -> None:
    refused = run("notify", *JUDGED, "--event", address, "--key", str(key), "--send")
    assert refused.status == 64
    assert said in refused.err
    assert "made-up" not in refused.err


def test_a_receiver_that_is_not_trusted_gets_nothing(run: Run, receiver: Receiver, key: Path) -> None:
    asked = (*JUDGED, "--event", receiver.url, "--key", str(key), "--allow-private", "--send")
    sent = run("notify", *asked)
    assert (sent.status, receiver.events) == (2, [])
