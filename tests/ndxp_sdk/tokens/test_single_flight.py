"""However many want a token at the same moment, one request is made: threads, tasks, loops, processes."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ndxp_sdk._http.response import Response
from ndxp_sdk.credentials import ClientSecret
from ndxp_sdk.errors import DeadlineTooShort, SecretUnavailable, TokenUnavailable
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import TokenProvider, TokenRequest, TokenSpec

Make = Callable[..., Any]
WANTED = TokenSpec(frozenset({"exchange"}))
ME = ClientSecret("me", Secret("s"))
THREADS, TURNS = 200, 5
WORKER = Path(__file__).with_name("worker.py")


class Crowd:
    """Holds the one request until everybody has come."""

    def __init__(self, size: int, answer: Callable[[TokenRequest], Response]) -> None:
        self.asked = 0
        self._answer = answer
        self._size = size
        self._come = 0
        self._lock = threading.Lock()
        self._all = threading.Event()

    def comes(self) -> None:
        with self._lock:
            self._come += 1
            if self._come >= self._size:
                self._all.set()

    def fetch(self, request: TokenRequest) -> Response:
        with self._lock:
            self.asked += 1
        assert self._all.wait(30)
        return self._answer(request)

    async def afetch(self, request: TokenRequest) -> Response:
        return await asyncio.to_thread(self.fetch, request)


def _outcome(tokens: TokenProvider, crowd: Crowd) -> str:
    crowd.comes()
    try:
        return "+".join({tokens.get(WANTED, crowd.fetch) for _ in range(TURNS)})
    except TokenUnavailable as failure:
        return failure.message


async def _async_outcome(tokens: TokenProvider, crowd: Crowd) -> str:
    crowd.comes()
    try:
        return await tokens.aget(WANTED, crowd.afetch)
    except TokenUnavailable as failure:
        return failure.message


async def _tasks(tokens: TokenProvider, crowd: Crowd, size: int) -> set[str]:
    return set(await asyncio.gather(*(_async_outcome(tokens, crowd) for _ in range(size))))


def test_a_thousand_calls_of_threads_are_one_request(server: Any, fetch: Make) -> None:
    tokens, crowd = TokenProvider(ME, token_url=server.url), Crowd(THREADS, fetch)
    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = {future.result() for future in [pool.submit(_outcome, tokens, crowd) for _ in range(THREADS)]}
    assert outcomes == {"Bearer token-1"}
    assert (server.asked, crowd.asked) == (1, 1)


def test_a_thousand_tasks_are_one_request(server: Any, fetch: Make) -> None:
    tokens, crowd = TokenProvider(ME, token_url=server.url), Crowd(1000, fetch)
    assert asyncio.run(_tasks(tokens, crowd, 1000)) == {"Bearer token-1"}
    assert server.asked == 1


def test_loops_and_threads_share_the_request(server: Any, fetch: Make) -> None:
    tokens, crowd = TokenProvider(ME, token_url=server.url), Crowd(3 * 50 + 20, fetch)
    with ThreadPoolExecutor(23) as pool:
        loops = [pool.submit(asyncio.run, _tasks(tokens, crowd, 50)) for _ in range(3)]
        threads = [pool.submit(_outcome, tokens, crowd) for _ in range(20)]
        outcomes = {future.result() for future in threads}.union(*(future.result() for future in loops))
    assert outcomes == {"Bearer token-1"}
    assert server.asked == 1


def test_a_failure_is_shared_by_those_who_wait(server: Any, fetch: Make, clock: Any) -> None:
    server.status = 401
    tokens, crowd = TokenProvider(ME, token_url=server.url, now=clock), Crowd(THREADS, fetch)
    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = {future.result() for future in [pool.submit(_outcome, tokens, crowd) for _ in range(THREADS)]}
    assert outcomes == {"no access token: the token endpoint answers 401 invalid_client"}
    assert server.asked == 1


def test_a_failure_is_shared_by_tasks_and_has_no_frames_of_others(kit: Any) -> None:
    tokens, crowd = kit.source(ME), Crowd(100, kit.scripted(kit.reply({"error": "invalid_client"}, 401)))

    async def caught() -> TokenUnavailable:
        crowd.comes()
        with pytest.raises(TokenUnavailable) as found:
            await tokens.aget(WANTED, crowd.afetch)
        return found.value

    async def everybody() -> list[TokenUnavailable]:
        return await asyncio.gather(*(caught() for _ in range(100)))

    failures = asyncio.run(everybody())
    assert crowd.asked == 1
    assert len({id(failure) for failure in failures}) == 100
    assert all(failure.__cause__ and failure.__cause__.__traceback__ is None for failure in failures)


def test_different_wishes_are_different_requests(server: Any, fetch: Make) -> None:
    tokens = TokenProvider(ME, token_url=server.url)
    wishes = [TokenSpec(), WANTED, TokenSpec(agreement_id="a"), TokenSpec(purpose_id="a")]
    assert len({tokens.get(wanted, fetch) for wanted in wishes * 2}) == 4
    assert server.asked == 4


def test_a_cancelled_leader_leaves_the_asking_to_another(kit: Any) -> None:
    tokens, asked = kit.source(ME), []

    async def scene() -> list[Any]:
        asking = asyncio.Event()

        async def fetch(request: TokenRequest) -> Response:
            asked.append(request)
            asking.set()
            if len(asked) == 1:
                await asyncio.Event().wait()
            return kit.good()

        tasks = [asyncio.create_task(tokens.aget(WANTED, fetch)) for _ in range(10)]
        await asking.wait()
        tasks[0].cancel()
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, *others = asyncio.run(scene())
    assert isinstance(first, asyncio.CancelledError)
    assert set(others) == {"Bearer token-1"}
    assert len(asked) == 2


def test_a_cancelled_follower_disturbs_nobody(kit: Any) -> None:
    tokens, strange = kit.source(ME), []

    async def scene() -> list[Any]:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: strange.append(context))
        gate = asyncio.Event()

        async def fetch(_request: TokenRequest) -> Response:
            await gate.wait()
            return kit.good()

        tasks = [asyncio.create_task(tokens.aget(WANTED, fetch)) for _ in range(10)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        tasks[5].cancel()
        gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    outcomes = asyncio.run(scene())
    assert isinstance(outcomes.pop(5), asyncio.CancelledError)
    assert set(outcomes) == {"Bearer token-1"}
    assert strange == []


def test_a_thread_takes_over_from_a_cancelled_task(kit: Any) -> None:
    tokens, asking = kit.source(ME), threading.Event()

    async def stuck(_request: TokenRequest) -> Response:
        asking.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def scene() -> str:
        task = asyncio.create_task(tokens.aget(WANTED, stuck))
        await asyncio.to_thread(asking.wait)
        waiting = asyncio.get_running_loop().run_in_executor(pool, tokens.get, WANTED, kit.scripted(kit.good()))
        await asyncio.sleep(0)
        task.cancel()
        return await waiting

    with ThreadPoolExecutor(1) as pool:
        assert asyncio.run(scene()) == "Bearer token-1"


def test_a_blocking_call_on_the_loop_of_the_leader_does_not_wait_for_ever(kit: Any) -> None:
    tokens = kit.source(ME)

    async def scene() -> tuple[str, str]:
        gate = asyncio.Event()

        async def fetch(_request: TokenRequest) -> Response:
            await gate.wait()
            return kit.good("token-1")

        task = asyncio.create_task(tokens.aget(WANTED, fetch))
        await asyncio.sleep(0)
        blocking = tokens.get(WANTED, kit.scripted(kit.good("token-2")))
        gate.set()
        return await task, blocking

    assert asyncio.run(scene()) == ("Bearer token-1", "Bearer token-2")


def test_patience_ends(kit: Any) -> None:
    tokens, gate, asking = kit.source(ME), threading.Event(), threading.Event()

    def fetch(_request: TokenRequest) -> Response:
        asking.set()
        gate.wait(30)
        return kit.good()

    with ThreadPoolExecutor(1) as pool:
        leader = pool.submit(tokens.get, WANTED, fetch)
        assert asking.wait(30)
        with pytest.raises(TokenUnavailable, match=r"none after 0\.01 s"):
            tokens.get(WANTED, fetch, patience=0.01)
        with pytest.raises(TokenUnavailable, match=r"none after 0\.01 s"):
            asyncio.run(tokens.aget(WANTED, kit.scripted().aio, patience=0.01))
        gate.set()
        assert leader.result() == "Bearer token-1"


def test_the_deadline_of_the_leader_is_not_that_of_the_others(kit: Any) -> None:
    tokens, asked = kit.source(ME), []

    async def fetch(request: TokenRequest) -> Response:
        asked.append(request)
        await asyncio.sleep(0)
        if len(asked) == 1:
            raise DeadlineTooShort("nothing is left")
        return kit.good()

    async def scene() -> list[Any]:
        return await asyncio.gather(*(tokens.aget(WANTED, fetch) for _ in range(5)), return_exceptions=True)

    first, *others = asyncio.run(scene())
    assert isinstance(first, DeadlineTooShort)
    assert set(others) == {"Bearer token-1"}


def test_a_missing_secret_is_told_to_all_and_not_remembered(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = kit.source(ClientSecret("me", "env:NDXP_TEST_SECRET"))
    monkeypatch.delenv("NDXP_TEST_SECRET", raising=False)
    with pytest.raises(SecretUnavailable):
        tokens.get(WANTED, kit.scripted(kit.good()))
    monkeypatch.setenv("NDXP_TEST_SECRET", "there")
    assert tokens.get(WANTED, kit.scripted(kit.good())) == "Bearer token-1"


def test_an_error_that_is_not_ours_goes_through_and_blocks_nobody(kit: Any) -> None:
    tokens = kit.source(ME)

    def broken(_request: TokenRequest) -> Response:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tokens.get(WANTED, broken)
    assert tokens.get(WANTED, kit.scripted(kit.good())) == "Bearer token-1"


def test_four_processes_are_one_request(server: Any, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", str(WORKER), server.url, str(tmp_path / "cache")]
    workers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [worker.stdout.readline() for worker in workers if worker.stdout] == ["ready\n"] * 4
    for worker in workers:
        if worker.stdin:
            worker.stdin.write("go\n")
            worker.stdin.flush()
    outcomes = [worker.communicate(timeout=60)[0] for worker in workers]
    assert outcomes == ["250 Bearer token-1\n"] * 4
    assert server.asked == 1
