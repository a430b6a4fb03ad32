"""P12 and P13: a thousand callers at once, without a token, and against a server that is down."""

import asyncio
import importlib.util
import json
import multiprocessing
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.sdk import Row
from ndxp_sdk import AsyncClient, Client, ClientSecret, FileCache, Secret
from ndxp_sdk.errors import NdxpError
from tools.servers import Connection, Server, free_port, hang_up, serving

CALLS = 1000
TOKEN = json.dumps({"access_token": "t", "token_type": "Bearer", "expires_in": 600}).encode()


def issuer_and_hub(connection: Connection) -> None:
    """Gives tokens, after a moment in which everybody else arrives, and answers calls."""
    if connection.target.startswith("/oauth2/token"):
        connection.server.is_stopped.wait(0.3)
        connection.answer(200, TOKEN)
    else:
        connection.answer()


def in_threads(count: int, call: Callable[[], object]) -> None:
    threads = [threading.Thread(target=call) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def token_requests(server: Server) -> int:
    return sum(request.target.startswith("/oauth2/token") for request in server.requests)


def credential() -> ClientSecret:
    return ClientSecret("client", Secret("secret"))


def by_threads(url: str) -> None:
    with Client(url, credential=credential()) as client:
        in_threads(CALLS, lambda: client.request("GET", "/x"))


def by_tasks(url: str) -> None:
    async def main() -> None:
        async with AsyncClient(url, credential=credential()) as client:
            await asyncio.gather(*(client.request("GET", "/x") for _ in range(CALLS)))

    asyncio.run(main())


def one_process(url: str, folder: str) -> None:
    with Client(url, credential=credential(), token_cache=FileCache(Path(folder))) as client:
        in_threads(CALLS // 4, lambda: client.request("GET", "/x"))


def by_processes(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        processes = [context.Process(target=one_process, args=(url, folder)) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()


def cold_calls(way: Callable[[str], None]) -> int:
    with serving(issuer_and_hub) as server:
        way(server.url)
        return token_requests(server)


async def attempts(url: str) -> int:
    async with AsyncClient(url) as client:
        outcomes = await asyncio.gather(*(client.request("GET", "/x") for _ in range(CALLS)), return_exceptions=True)
    return sum(outcome.facts.attempts for outcome in outcomes if isinstance(outcome, NdxpError))


def attempts_of_threads(url: str) -> int:
    tried: list[int] = []
    with Client(url) as client:

        def ask() -> None:
            try:
                client.request("GET", "/x")
            except NdxpError as error:
                tried.append(error.facts.attempts)

        in_threads(CALLS, ask)
    return sum(tried)


async def attempts_of_peer(server: Server) -> int:
    if importlib.util.find_spec("openai") is None:
        return 0
    import openai

    async with openai.AsyncOpenAI(api_key="x", base_url=f"{server.url}/v1") as client:
        await asyncio.gather(*(client.models.retrieve("x") for _ in range(CALLS)), return_exceptions=True)
    return len(server.requests)


def rows() -> Iterator[Row]:
    for name, way in (("threads", by_threads), ("tasks", by_tasks), ("processes", by_processes)):
        what = f"token requests of {CALLS} cold calls in {'4 ' if name == 'processes' else ''}{name}"
        yield Row("P12", what, cold_calls(way), "≤1", "")
    dead = f"http://127.0.0.1:{free_port()}"
    yield Row("P13", "attempts of 1,000 threads against a port that refuses", attempts_of_threads(dead), "≤1,040", "")
    yield Row("P13", "attempts of 1,000 tasks against a port that refuses", asyncio.run(attempts(dead)), "≤1,040", "")
    with serving(hang_up) as server:
        asyncio.run(attempts(server.url))
        reached = len(server.requests)
    with serving(hang_up) as server:
        beside = f"openai {asyncio.run(attempts_of_peer(server))}"
    yield Row("P13", "requests of 1,000 tasks to a server that hangs up", reached, "≤1,040", "", beside)
