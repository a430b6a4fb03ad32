"""How key sets are fetched: by one for all, with a pause after failures, in threads and in tasks."""

import asyncio
import functools
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from ndxp_sdk.errors import ConnectFailed, Facts, NdxpError, Unavailable, UsageError
from ndxp_sdk.signatures import AsyncFetchedKeys, FetchedKeys, Keys, RequestMessage, verify_request
from ndxp_sdk.webhooks import AsyncWebhookVerifier, WebhookVerifier

JWK = {"kty": "OKP", "crv": "Ed25519", "x": "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs", "kid": "known"}
SET = {"keys": [JWK]}


class Issuer:
    """Gives a key set, or fails, as often as it is told; counts how often it is asked."""

    def __init__(self, *answers: Any, takes: float = 0.0) -> None:
        self.answers, self.takes, self.asked, self.now = list(answers), takes, 0, 0.0

    def __call__(self) -> Any:
        self.asked += 1
        time.sleep(self.takes)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer.about() if isinstance(answer, NdxpError) else answer
        return answer


class Sync:
    """Keys for threads."""

    def __init__(self, issuer: Issuer, **settings: Any) -> None:
        self.keys = FetchedKeys(issuer, now=lambda: issuer.now, **settings)

    def key(self, key_id: str) -> Any:
        return self.keys.key(key_id)

    def at_once(self, count: int) -> list[object]:
        found: list[object] = []
        threads = [threading.Thread(target=lambda: found.append(outcome(self.key))) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return found


class Tasks(Sync):
    """Keys for tasks, used as if they were for threads."""

    def __init__(self, issuer: Issuer, **settings: Any) -> None:
        async def fetch() -> Any:
            await asyncio.sleep(0)
            return issuer()

        self.loop = asyncio.new_event_loop()
        self.awaited = AsyncFetchedKeys(fetch, now=lambda: issuer.now, **settings)

    def key(self, key_id: str) -> Any:
        return self.loop.run_until_complete(self.awaited.key(key_id))

    def at_once(self, count: int) -> list[object]:
        async def one() -> object:
            try:
                return await self.awaited.key("known")
            except Exception as error:  # noqa: BLE001 - because it is what came of it
                return error

        async def together() -> list[object]:
            return await asyncio.gather(*(one() for _ in range(count)))

        return self.loop.run_until_complete(together())

    def __del__(self) -> None:
        self.loop.close()


def outcome(key: Callable[[str], Any]) -> object:
    try:
        return key("known")
    except Exception as error:  # noqa: BLE001 - because it is what came of it
        return error


both = pytest.mark.parametrize("kind", [Sync, Tasks])
DOWN = ConnectFailed("the hub is not reached")


@both
def test_failures_in_a_row_are_followed_by_pauses_that_grow_to_a_bound(kind: type[Sync]) -> None:
    issuer = Issuer(DOWN)
    keys, asked_at = kind(issuer), []
    for second in range(400):
        issuer.now, before = float(second), issuer.asked
        with pytest.raises(ConnectFailed):
            keys.key("unknown")
        asked_at += [second] * (issuer.asked - before)
    assert asked_at == [0, 1, 2, 4, 8, 16, 32, 64, 124, 184, 244, 304, 364]
    issuer.answers, issuer.now = [SET], 424.0
    assert keys.key("known") is not None


@both
def test_many_messages_at_once_share_one_fetch_and_its_failure(kind: type[Sync]) -> None:
    issuer = Issuer(DOWN, takes=0.2)
    keys = kind(issuer)
    found = keys.at_once(20)
    assert {type(each) for each in found} == {ConnectFailed}
    assert issuer.asked <= 2
    assert len({id(each) for each in found}) == 20
    assert max(len(traceback.format_exception(each)) for each in found if isinstance(each, Exception)) < 30
    issuer = Issuer(SET, takes=0.2)
    assert None not in kind(issuer).at_once(20)
    assert issuer.asked == 1


@both
def test_strangers_neither_make_the_keys_be_fetched_nor_keep_known_ones_from_others(kind: type[Sync]) -> None:
    issuer = Issuer(SET, DOWN)
    keys = kind(issuer)
    assert keys.key("known") is not None
    for number in range(100):
        assert keys.key(f"stranger-{number}") is None
    assert issuer.asked == 1
    issuer.now = 61.0
    for number in range(100):
        with pytest.raises(ConnectFailed):
            keys.key(f"stranger-{number}")
        assert keys.key("known") is not None
    assert issuer.asked == 3


@both
def test_the_issuer_can_ask_for_a_longer_pause(kind: type[Sync]) -> None:
    busy = Unavailable("maintenance", Facts(retry_after=600.0))
    issuer = Issuer(busy, SET)
    keys = kind(issuer)
    for issuer.now in (0.0, 1.0, 599.0):
        with pytest.raises(Unavailable) as caught:
            keys.key("known")
    assert (issuer.asked, caught.value.retry_after) == (1, 1.0)
    issuer.now = 600.0
    assert keys.key("known") is not None


@both
def test_what_is_no_key_set_counts_as_a_failure_and_is_named(kind: type[Sync]) -> None:
    for wrong, told in (({"error": "x"}, "without a list keys"), (None, "NoneType"), ("{}", "str"), (7, "int")):
        keys = kind(Issuer(wrong))
        with pytest.raises(UsageError, match=f"keys is .*{told}"):
            keys.key("known")
    assert kind(Issuer({"keys": [7, None, JWK]})).key("known") is not None


def test_an_error_of_the_users_own_goes_to_everybody() -> None:
    keys = Sync(Issuer(KeyError("own"), takes=0.1))
    assert {repr(each) for each in keys.at_once(5)} == {"KeyError('own')"}


def test_a_task_that_is_cancelled_leaves_the_fetch_to_another() -> None:
    async def main() -> None:
        asked, is_asked = 0, asyncio.Event()

        async def fetch() -> Any:
            nonlocal asked
            asked += 1
            is_asked.set()
            await asyncio.sleep(600 if asked == 1 else 0)
            return SET

        keys = AsyncFetchedKeys(fetch)
        first = asyncio.create_task(keys.key("known"))
        await is_asked.wait()
        second = asyncio.create_task(keys.key("known"))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second, asked) != (None, 1)
        assert first.cancelled()

    asyncio.run(main())


def test_a_function_that_blocks_does_not_hold_up_the_loop() -> None:
    async def main() -> None:
        is_asked, may_answer = threading.Event(), threading.Event()

        def blocking() -> Any:
            is_asked.set()
            assert may_answer.wait(60)
            return SET

        finding = asyncio.create_task(AsyncFetchedKeys(blocking).key("known"))
        assert await asyncio.to_thread(is_asked.wait, 60)
        assert not finding.done()
        may_answer.set()  # which the loop says, so it turns
        assert await finding is not None

    asyncio.run(main())


async def jwks() -> Any:
    return SET


def hidden() -> Any:
    return jwks()


class Awaited:
    async def __call__(self) -> Any:
        return SET


@pytest.mark.parametrize("fetch", [jwks, functools.partial(jwks), Awaited(), Awaited().__call__])
def test_a_coroutine_function_is_refused_by_the_verifier_of_threads_when_it_is_made(fetch: Any) -> None:
    for make in (WebhookVerifier, FetchedKeys):
        with pytest.raises(UsageError, match=r"keys is a coroutine function.*AsyncWebhookVerifier"):
            make(fetch)
    assert asyncio.run(AsyncFetchedKeys(fetch).key("known")) is not None


def test_a_coroutine_that_is_found_later_is_told_of_too() -> None:
    with pytest.raises(UsageError, match="keys gives a coroutine"):
        FetchedKeys(hidden).key("known")
    assert asyncio.run(AsyncFetchedKeys(hidden).key("known")) is not None
    for make in (WebhookVerifier, AsyncWebhookVerifier):
        with pytest.raises(UsageError, match="without brackets"):
            make(jwks())  # type: ignore[operator]


@pytest.mark.parametrize("wrong", ["https://hub.example/jwks", 7, None, {"kty": "OKP"}])
def test_what_is_no_source_of_keys_is_refused_when_a_verifier_is_made(wrong: Any) -> None:
    for make in (WebhookVerifier, AsyncWebhookVerifier):
        with pytest.raises(UsageError, match="keys is"):
            make(wrong)


def test_other_sources_of_keys_are_taken() -> None:
    class Own:
        def key(self, key_id: str) -> Any:
            return Keys(SET).key(key_id)

    class OwnOfTasks:
        async def key(self, key_id: str) -> Any:
            return Keys(SET).key(key_id)

    message = RequestMessage.of("GET", "https://agency.example/", {}, b"")
    for taken in (Own(), Keys(SET), FetchedKeys(lambda: SET), SET):
        with pytest.raises(NdxpError, match="no signature"):
            verify_request(message, taken)
        AsyncWebhookVerifier(taken)
    AsyncWebhookVerifier(OwnOfTasks())
    with pytest.raises(UsageError, match="coroutine function"):
        WebhookVerifier(OwnOfTasks())  # type: ignore[arg-type]
