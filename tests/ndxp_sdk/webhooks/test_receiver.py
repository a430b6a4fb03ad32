"""What frameworks hand over, and events that come many times at once: to threads, to tasks, to processes."""

import asyncio
import io
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.datastructures import URL
from starlette.requests import Request

from ndxp_sdk import AsyncClient, Client
from ndxp_sdk._webhooks.claims import pauses
from ndxp_sdk.errors import InvalidConfiguration, UsageError, WebhookRefused
from ndxp_sdk.models.cloud_events import CloudEvent
from ndxp_sdk.signatures import AnswerMessage, RequestMessage, Validity, sign_request
from ndxp_sdk.webhooks import AsyncWebhookVerifier, SharedEvents, WebhookVerifier, handshake, status_for
from tools import events
from tools.events import ADDRESS, EVENT, KEY, KEYS, NOW, Table, structured
from tools.servers import serving, status

METHOD, URL_, HEADERS, BODY = structured(EVENT)
BINARY = {"ce-specversion": "1.0", "ce-id": "1", "ce-source": "/VN/GOV/G12/dkkd", "ce-type": "vn.example.changed"}


class Awaiting:
    """The verifier of tasks, used as that of threads."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        self.made = AsyncWebhookVerifier(*given, **settings)

    def __getattr__(self, name: str) -> Any:
        return lambda *given: asyncio.run(getattr(self.made, name)(*given))

    @contextmanager
    def receive(self, *given: Any) -> Iterator[Any]:
        receiving, loop = self.made.receive(*given), asyncio.new_event_loop()
        try:
            events = loop.run_until_complete(receiving.__aenter__())
            try:
                yield events
            except BaseException as error:
                loop.run_until_complete(receiving.__aexit__(type(error), error, None))
                raise
            loop.run_until_complete(receiving.__aexit__(None, None, None))
        finally:
            loop.close()


@pytest.fixture(params=[WebhookVerifier, Awaiting])
def make(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Makes a verifier of each kind."""
    return lambda keys=KEYS, **settings: request.param(keys, now=lambda: NOW + 5, **settings)


def pairs() -> list[tuple[str, str]]:
    return list(HEADERS.items())


def message() -> Message:
    told = Message()
    for name, value in pairs():
        told[name] = value
    return told


def environ() -> dict[str, Any]:
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in pairs() if name != "Content-Type"}
    own = {
        "REQUEST_METHOD": "POST",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(BODY),
        "CONTENT_LENGTH": "",
    }
    return {**own, **named, "CONTENT_TYPE": HEADERS["Content-Type"]}


def of_starlette() -> Request:
    raw = [(name.lower().encode(), value.encode()) for name, value in pairs()]
    server = ("agency.example", 443)
    scope = {"type": "http", "method": "POST", "scheme": "https", "path": "/events", "query_string": b""}
    return Request({**scope, "headers": [*raw, (b"host", b"agency.example")], "server": server})


@pytest.mark.parametrize(
    "headers",
    [
        HEADERS,
        pairs(),
        [list(pair) for pair in pairs()],
        [(name.encode(), value.encode()) for name, value in pairs()],
        {name: [value] for name, value in pairs()},
        {name.upper(): value.encode() for name, value in pairs()},
        httpx.Headers(HEADERS),
        of_starlette().headers,
        of_starlette().headers.raw,
        message(),
        environ(),
        SimpleNamespace(items=pairs),
    ],
)
def test_headers_are_taken_as_frameworks_have_them(make: Callable[..., Any], headers: Any) -> None:
    assert len(make().verify(METHOD, URL_, headers, BODY)) == 1


@pytest.mark.parametrize(
    ("method", "url", "body"),
    [
        ("post", URL_, BODY),
        (b"POST", URL_.encode(), bytearray(BODY)),
        (METHOD, URL(ADDRESS), memoryview(BODY)),
        (METHOD, httpx.URL(ADDRESS), BODY.decode()),
        (of_starlette().method, of_starlette().url, BODY),
    ],
)
def test_method_url_and_body_are_taken_as_frameworks_have_them(
    make: Callable[..., Any], method: Any, url: Any, body: Any
) -> None:
    assert len(make().verify(method, url, HEADERS, body)) == 1


async def coroutine() -> bytes:
    return BODY


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"method": None}, "method is of the type NoneType"),
        ({"method": ""}, "method is of the type str"),
        ({"url": "/events"}, "url is relative"),
        ({"url": None}, "url is of the type NoneType"),
        ({"url": "https://[::1"}, "url cannot be read"),
        ({"headers": "Content-Type: text/plain"}, "headers is of the type str"),
        ({"headers": None}, "headers is of the type NoneType"),
        ({"headers": {"Content-Length": 3}}, "headers: the field Content-Length is no text"),
        ({"headers": ["Content-Type"]}, "headers holds something else than pairs"),
        ({"headers": [(None, "x")]}, "headers: a name is no text"),
        ({"body": json.loads(BODY)}, "body is of the type dict"),
        ({"body": None}, "body is of the type NoneType"),
        ({"body": "\ud800"}, "body is a text that is no UTF-8"),
        ({"body": lambda: BODY}, "body is a function, which has to be called"),
    ],
)
def test_the_argument_that_nobody_can_read_is_named(
    make: Callable[..., Any], changes: dict[str, Any], told: str
) -> None:
    given = {"method": METHOD, "url": URL_, "headers": HEADERS, "body": BODY, **changes}
    with pytest.raises(UsageError, match=told):
        make().verify(*given.values())
    with pytest.raises(UsageError, match="body is a coroutine that was not awaited"):
        make().verify(METHOD, URL_, HEADERS, coroutine())
    with pytest.raises(UsageError, match="body is of the type dict"):
        AnswerMessage.of(200, {}, {})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"seen": {}}, "seen is a dict, something with the methods holds and add is expected"),
        ({"tolerance": "300"}, "tolerance is a str, seconds, 0 or more, are expected"),
        ({"tolerance": -1}, "tolerance is -1"),
        ({"patience": None}, "patience is None"),
        ({"address": "/events"}, "address: url is relative"),
    ],
)
def test_a_wrong_setting_is_told_when_the_verifier_is_made(
    make: Callable[..., Any], settings: dict[str, Any], told: str
) -> None:
    with pytest.raises(InvalidConfiguration, match=told):
        make(**settings)


def test_an_attribute_that_is_given_twice_is_seen_in_any_kind_of_headers(make: Callable[..., Any]) -> None:
    fields = [("Content-Type", "application/json"), *BINARY.items(), ("ce-id", "2")]
    covered = ("@method", "@target-uri", "content-digest", "content-type", *BINARY)
    message = RequestMessage.of("POST", ADDRESS, fields, b"{}")
    headers = [*fields, *sign_request(message, KEY, covered, validity=Validity(NOW))]
    for given in (headers, httpx.Headers(headers), httpx.Headers(headers).raw):
        with pytest.raises(WebhookRefused, match="given twice"):
            make().verify("POST", ADDRESS, given, b"{}")


def test_one_origin_may_be_given_as_a_text() -> None:
    asked = {"WebHook-Request-Origin": "hub.example"}
    assert handshake(asked, "hub.example").is_allowed
    assert not handshake(asked, "h").is_allowed


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_client_of_tasks_gives_its_keys() -> None:
    async def main(url: str) -> None:
        async with AsyncClient(url) as ndxp:
            verifier = AsyncWebhookVerifier(ndxp.tokens.jwks, now=lambda: NOW)
            for _ in range(3):
                async with verifier.receive(METHOD, URL_, HEADERS, BODY) as given:
                    found.append(len(given))

    found: list[int] = []
    with serving(status(200, json.dumps(KEYS).encode())) as server:
        asyncio.run(main(server.url))
        assert (found, len(server.requests)) == ([1, 0, 0], 1)
        with Client(server.url) as ndxp:
            assert asyncio.run(
                AsyncWebhookVerifier(ndxp.tokens.jwks, now=lambda: NOW).verify(METHOD, URL_, HEADERS, BODY)
            )
            assert WebhookVerifier(ndxp.tokens.jwks, now=lambda: NOW).verify(METHOD, URL_, HEADERS, BODY)


def at_once(action: Callable[[], object], count: int = 16) -> None:
    start = threading.Barrier(count)
    threads = [threading.Thread(target=lambda: (start.wait(), action())) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class OldMemory:
    """A memory of somebody else, with nothing but what it has to have."""

    def __init__(self) -> None:
        self.events: set[str] = set()

    def holds(self, event: CloudEvent) -> bool:
        return event.id in self.events

    def add(self, event: CloudEvent) -> None:
        self.events.add(event.id)


@pytest.mark.parametrize("seen", [None, OldMemory])
def test_an_event_that_comes_many_times_at_once_is_given_once_to_threads(
    make: Callable[..., Any], seen: Callable[[], Any] | None
) -> None:
    verifier, handled, answers = make(seen=seen() if seen else None), [], []

    def receive() -> None:
        with verifier.receive(METHOD, URL_, HEADERS, BODY) as given:
            time.sleep(0.1)
            handled.extend(given)
        answers.append(204)

    at_once(receive)
    assert ([event.id for event in handled], answers) == (["1"], [204] * 16)


def test_an_event_that_comes_many_times_at_once_is_given_once_to_tasks() -> None:
    verifier, handled = AsyncWebhookVerifier(KEYS, now=lambda: NOW), []

    async def receive() -> None:
        async with verifier.receive(METHOD, URL_, HEADERS, BODY) as given:
            await asyncio.sleep(0.05)
            handled.extend(given)

    async def main() -> None:
        await asyncio.gather(*(receive() for _ in range(16)))

    asyncio.run(main())
    assert len(handled) == 1


def test_what_one_failed_to_handle_is_given_to_the_next_who_waits(make: Callable[..., Any]) -> None:
    verifier, tries, failed = make(), [], []

    def receive() -> None:
        try:
            with verifier.receive(METHOD, URL_, HEADERS, BODY) as given:
                tries.extend(given)
                time.sleep(0.05)
                if given and len(tries) < 3:
                    1 / 0  # noqa: B018 - because the handler fails
        except ZeroDivisionError:
            failed.append(500)

    at_once(receive)
    assert (len(tries), len(failed)) == (3, 2)


def test_a_task_that_is_cancelled_leaves_its_events_to_others() -> None:
    async def main() -> None:
        verifier, is_handling = AsyncWebhookVerifier(KEYS, now=lambda: NOW), asyncio.Event()

        async def receive(seconds: float) -> int:
            async with verifier.receive(METHOD, URL_, HEADERS, BODY) as given:
                is_handling.set()
                await asyncio.sleep(seconds)
                return len(given)

        first = asyncio.create_task(receive(600))
        await is_handling.wait()
        second = asyncio.create_task(receive(0))
        await asyncio.sleep(0.02)
        first.cancel()
        assert await second == 1

    asyncio.run(main())


def test_batches_that_share_events_do_not_wait_for_each_other_for_ever(make: Callable[..., Any]) -> None:
    others = [{**EVENT, "id": str(number)} for number in range(4)]
    batches = iter([structured(*others), structured(*reversed(others))] * 8)
    verifier, handled = make(), []

    def receive() -> None:
        with verifier.receive(*next(batches)) as given:
            time.sleep(0.02)
            handled.extend(event.id for event in given)

    at_once(receive)
    assert sorted(handled) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("patience", [0.0, 0.005, 0.05, 2.0, 30.0])
def test_who_waits_looks_soon_and_often_and_no_longer_than_agreed(patience: float) -> None:
    found = list(pauses(patience))
    assert sum(found) == pytest.approx(patience)
    assert found[:1] <= [0.01]
    assert all(0 < pause <= 0.2 for pause in found)
    assert found[:-1] == sorted(found[:-1]), "every pause is as long as the one before, or longer"


def test_who_waits_too_long_asks_the_hub_to_send_it_again(make: Callable[..., Any]) -> None:
    class Busy(OldMemory):
        def claim(self, event: CloudEvent) -> bool:
            return event.id == "another"

        def release(self, event: CloudEvent) -> None:
            raise AssertionError(event)

    assert isinstance(Busy(), SharedEvents)
    with pytest.raises(WebhookRefused) as caught, make(seen=Busy(), patience=0.1).receive(METHOD, URL_, HEADERS, BODY):
        pass
    assert (caught.value.code, caught.value.retryable, status_for(caught.value)) == ("event-under-way", True, 503)


class TableOfTasks(Table):
    """The same, to be awaited."""

    async def holds(self, event: CloudEvent) -> bool:  # type: ignore[override]
        return await asyncio.to_thread(super().holds, event)

    async def add(self, event: CloudEvent) -> None:  # type: ignore[override]
        await asyncio.to_thread(super().add, event)

    async def claim(self, event: CloudEvent) -> bool:  # type: ignore[override]
        return await asyncio.to_thread(super().claim, event)

    async def release(self, event: CloudEvent) -> None:  # type: ignore[override]
        await asyncio.to_thread(super().release, event)


def test_a_memory_of_tasks_is_awaited(tmp_path: Path) -> None:
    verifier, handled = AsyncWebhookVerifier(KEYS, seen=TableOfTasks(f"{tmp_path}/seen.db"), now=lambda: NOW), []

    async def receive() -> None:
        async with verifier.receive(METHOD, URL_, HEADERS, BODY) as given:
            await asyncio.sleep(0.02)
            handled.extend(given)

    async def main() -> tuple[CloudEvent, ...]:
        await asyncio.gather(*(receive() for _ in range(4)))
        return await verifier.verify(METHOD, URL_, HEADERS, BODY)

    assert asyncio.run(main()) == ()
    assert len(handled) == 1


@pytest.mark.usefixtures("sockets_and_processes")
def test_an_event_that_comes_to_several_processes_is_given_to_one(tmp_path: Path) -> None:
    told = {"keys": KEYS, "table": f"{tmp_path}/seen.db", "message": (METHOD, URL_, HEADERS, BODY.decode())}
    command = [sys.executable, events.__file__, json.dumps(told)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sorted(worker.communicate()[0].strip() for worker in workers) == ["0", "1"]
