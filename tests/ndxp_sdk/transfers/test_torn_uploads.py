"""Uploads over a connection that breaks: what the hub has is asked, and only the rest is sent again."""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from ndxp_sdk import Client, Retry, Secret, StaticToken
from ndxp_sdk.errors import AccessDenied, IntegrityError, OutcomeUnknown, UsageError
from ndxp_sdk.transfers import UploadFile

ID = "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2"
PART = 65_536
CONTENT = bytes(range(256)) * 1024
MOMENT = "2026-11-22T08:30:00+07:00"


class Hub:
    """Takes four parts. `breaks` says for each PUT in turn whether the connection ends, and whether before or after."""

    def __init__(self, *breaks: str) -> None:
        self.breaks = list(breaks)
        self.parts: dict[int, bytes] = {}
        self.puts: list[int] = []
        self.state = "created"
        self.problem: dict[str, Any] | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "PUT":
            return self.put(request)
        if request.url.path.endswith(":seal"):
            self.state = "failed" if self.problem else "available"
        return httpx.Response(201 if request.method == "POST" else 200, json=self.transfer())

    def put(self, request: httpx.Request) -> httpx.Response:
        number = int(request.url.path.rpartition("/")[2])
        self.puts.append(number)
        how = self.breaks.pop(0) if self.breaks else ""
        if how == "denied":
            problem = {"type": "/", "title": "No", "status": 403, "code": "access-denied", "origin": "caller"}
            headers = {"Content-Type": "application/problem+json"}
            return httpx.Response(403, content=json.dumps({**problem, "retryable": False}), headers=headers)
        if how != "before":
            self.parts[number] = request.content if how != "spoilt" else b"x" * PART
        if how in {"before", "after"}:
            raise httpx.ReadError("cut", request=request)
        return httpx.Response(200, json=self.part(number))

    def part(self, number: int) -> dict[str, Any]:
        kept = self.parts.get(number)
        told = {"sha256": hashlib.sha256(kept).hexdigest()} if kept is not None else {}
        place = {"file": "a.bin", "offset": PART * (number - 1), "size": PART}
        return {"number": number, **place, "received": kept is not None, **told}

    def transfer(self) -> dict[str, Any]:
        digest = hashlib.sha256(CONTENT).hexdigest()
        file = {"name": "a.bin", "media_type": "text/plain", "size": len(CONTENT), "sha256": digest}
        parties = {"sender": "VN/GOV/G22/mot-cua", "recipient": "VN/GOV/G12/dkkd"}
        sizes = {"total_size": len(CONTENT), "part_size": PART, "part_count": 4, "parts_received": len(self.parts)}
        moments = {"created_at": MOMENT, "updated_at": MOMENT, "expires_at": MOMENT}
        parts = [self.part(number) for number in range(1, 5)]
        known = {"id": ID, "state": self.state, "etag": f'"{len(self.puts)}"', "problem": self.problem}
        return {**known, **parties, "files": [file], **sizes, "parts": parts, **moments}


def upload(hub: Hub, **settings: Any) -> Any:
    retry = Retry(attempts=2, first_wait=0.0, longest_wait=0.0, first_rest=0.0, longest_rest=0.0)
    with Client("https://hub.example", transport=httpx.MockTransport(hub), retry=retry, **settings) as client:
        file = UploadFile(CONTENT, name="a.bin")
        return client.exchange.transfers.upload([file], recipient="VN/GOV/G12/dkkd", part_size=PART)


def test_what_was_lost_on_the_way_is_sent_again() -> None:
    hub = Hub("", "before", "before", "before", "")
    assert upload(hub).state == "available"
    assert b"".join(hub.parts[number] for number in sorted(hub.parts)) == CONTENT
    assert hub.puts == [1, 2, 2, 2, 2, 3, 4]


def test_what_arrived_although_the_answer_was_lost_is_not_sent_again() -> None:
    hub = Hub("", "before", "after", "")
    assert upload(hub).state == "available"
    assert hub.puts == [1, 2, 2, 3, 4]


def test_a_connection_that_never_holds_ends_the_upload() -> None:
    hub = Hub(*["before"] * 100)
    with pytest.raises(OutcomeUnknown):
        upload(hub)
    assert set(hub.puts) == {1}
    assert len(hub.puts) <= 6


def test_a_refusal_ends_the_upload_at_once() -> None:
    hub = Hub("", "denied")
    with pytest.raises(AccessDenied):
        upload(hub)
    assert hub.puts == [1, 2]


def test_a_part_that_was_spoilt_before_a_failure_is_found_and_sent_again() -> None:
    hub = Hub("spoilt", "before", "before", "", "", "", "")
    assert upload(hub).state == "available"
    assert hub.parts[1] == CONTENT[:PART]
    assert hub.puts == [1, 2, 2, 1, 2, 3, 4]


def test_a_transfer_that_failed_is_an_error_with_its_reason() -> None:
    hub = Hub()
    problem = {"type": "/", "title": "Another hash", "status": 422, "code": "integrity-failure", "origin": "platform"}
    hub.problem = {**problem, "retryable": False}
    with pytest.raises(IntegrityError, match="Another hash") as caught:
        upload(hub)
    assert caught.value.code == "integrity-failure"


def test_the_reason_of_a_failed_transfer_does_not_show_the_token_that_the_hub_repeats() -> None:
    hub = Hub()
    problem = {"type": "/", "title": "No", "status": 422, "code": "no", "origin": "platform", "retryable": False}
    hub.problem = {**problem, "detail": "for planted%2Dtoken%2D42"}
    with pytest.raises(IntegrityError) as caught:
        upload(hub, credential=StaticToken(Secret("planted-token-42")))
    assert "the transfer failed: for ***" in caught.value.message


def test_each_part_carries_the_digest_of_its_bytes() -> None:
    seen: list[str] = []

    class Watching(Hub):
        def put(self, request: httpx.Request) -> httpx.Response:
            seen.append(request.headers["Content-Digest"])
            assert request.headers["Content-Type"] == "application/octet-stream"
            return super().put(request)

    upload(Watching())
    assert len(seen) == 4
    assert all(re.fullmatch(r"sha-256=:[A-Za-z0-9+/]{43}=:", each) for each in seen)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_can_be_read_once_only_is_no_file_to_be_sent(tmp_path: Path) -> None:
    pipe = tmp_path / "rows.csv"
    os.mkfifo(pipe)
    with Client("https://hub.example", transport=httpx.MockTransport(Hub())) as client:
        for path in (pipe, "/dev/zero"):
            with pytest.raises(UsageError, match="give a file on a disk"):
                client.exchange.transfers.upload([path], recipient="VN/GOV/G12/dkkd")
        with pytest.raises(UsageError, match="cannot be read: "):
            client.exchange.transfers.upload([tmp_path], recipient="VN/GOV/G12/dkkd")
