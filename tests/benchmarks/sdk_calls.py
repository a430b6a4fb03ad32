"""P4, P5, P7, P8 and P10: what a call costs, with access token, ids, retries and validation on."""

import asyncio
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.sdk import Contenders, Row, ratios, told
from ndxp_sdk import AsyncClient, Client, Secret, StaticToken
from ndxp_sdk.models._page import Page
from ndxp_sdk.models.organizations import Organization

ORGANIZATION = {
    "id": "VN/GOV/G12",
    "member_class": "GOV",
    "member_code": "G12",
    "name": {"vi": "Bộ Tài chính", "en": "Ministry of Finance"},
    "status": "active",
    "etag": '"3f1c9a"',
}
ONE = json.dumps(ORGANIZATION, ensure_ascii=False).encode()
HUNDRED = [{**ORGANIZATION, "id": f"VN/GOV/G{number}", "member_code": f"G{number}"} for number in range(100, 200)]
PAGE = json.dumps({"items": HUNDRED, "next_cursor": "CURSOR"}, ensure_ascii=False).encode()
PATH = "/catalog/v1/organizations/VN:GOV:G12"
LIST = "/catalog/v1/organizations"
TOKEN = "x" * 800
CONCURRENT = {32: 1.25, 100: 2.0}
"""The gates by how many requests run at a time; 100 is what `Limits` allows by default."""


@contextmanager
def loopback(body: bytes) -> Iterator[str]:
    """The address of a server that gives `body`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "body"
        file.write_bytes(body)
        command = [sys.executable, str(Path(__file__).with_name("loopback.py")), str(file)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
            process.communicate("")


class ByHand:
    """What a developer writes on httpx without an SDK: header, id, status, model. No retries, no deadline."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def __call__(self, url: str) -> Organization:
        fields = {"Authorization": f"Bearer {TOKEN}", "X-Correlation-Id": str(uuid.uuid4())}
        answer = self._client.get(url, headers=fields)
        answer.raise_for_status()
        return Organization.model_validate_json(answer.content)


def credential() -> StaticToken:
    return StaticToken(Secret(TOKEN))


def peer(**settings: Any) -> Contenders:
    """openai-python fetching one object of the same address, where it is installed."""
    if importlib.util.find_spec("openai") is None:
        return {}
    import openai

    client = openai.OpenAI(api_key=TOKEN, **settings)
    return {"openai": lambda: client.models.retrieve("VN:GOV:G12")}


def in_memory() -> Row:
    """P4."""
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, content=ONE, headers={"content-type": "application/json"})
    )
    url = "http://hub.example"
    with httpx.Client(transport=transport) as raw, Client(url, credential=credential(), transport=transport) as ours:
        hand = ByHand(raw)
        contenders = {
            "httpx": lambda: raw.get(url + PATH),
            "ours": lambda: ours.catalog.organizations.get("VN/GOV/G12"),
            "by hand": lambda: hand(url + PATH),
            **peer(base_url=f"{url}/v1", http_client=raw),
        }
        found = ratios(contenders)
    return Row("P4", "a call in memory / httpx get", found["ours"], "≤1.25", peers=told(found, "ours"))


def over_loopback(url: str) -> Row:
    """P5."""
    with httpx.Client() as raw, Client(url, credential=credential()) as ours:
        hand = ByHand(raw)
        contenders = {
            "httpx": lambda: raw.get(url + PATH).content,
            "ours": lambda: ours.catalog.organizations.get("VN/GOV/G12"),
            "by hand": lambda: hand(url + PATH),
            **peer(base_url=f"{url}/v1"),
        }
        found = ratios(contenders)
    return Row("P5", "a call over loopback / httpx get().content", found["ours"], "≤1.10", peers=told(found, "ours"))


def validation() -> Row:
    """P7."""
    read = Page[Organization].model_validate_json
    found = ratios({"json.loads": lambda: json.loads(PAGE), "ours": lambda: read(PAGE)}, times=50)
    return Row("P7", "validate a page of 100 items / json.loads", found["ours"], "≤2.2")


def pages() -> Row:
    """P8: items of 20 pages, one after the other."""

    def walk_by_hand(client: httpx.Client, url: str) -> int:
        count, cursor = 0, ""
        for _ in range(20):
            answer = client.get(f"{url}{LIST}?cursor={cursor}", headers={"Authorization": f"Bearer {TOKEN}"})
            page = Page[Organization].model_validate_json(answer.content)
            count, cursor = count + len(page.items), page.next_cursor or ""
        return count

    def walk(client: Client) -> int:
        return len(client.catalog.organizations.list().collect(limit=2000))

    with loopback(PAGE) as url, httpx.Client() as raw, Client(url, credential=credential()) as ours:
        assert walk(ours) == walk_by_hand(raw, url) == 2000
        found = ratios({"by hand": lambda: walk_by_hand(raw, url), "ours": lambda: walk(ours)}, times=2, rounds=11)
    return Row("P8", "pages per second / httpx and model_validate_json by hand", 1 / found["ours"], "≥0.90")


async def concurrently(ask: Callable[[], Awaitable[object]], tasks: int, count: int = 960) -> float:
    """Requests per second with so many tasks."""
    tickets = iter(range(count))

    async def worker() -> None:
        for _ in tickets:
            await ask()

    begun = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(tasks)))
    return count / (time.perf_counter() - begun)


async def side_by_side(url: str, tasks: int, gate: float) -> Row:
    """P10: what a pool of our own is for; at 100 tasks that of httpcore looks at 100 connections for each request."""
    async with AsyncExitStack() as stack:
        limits = httpx.Limits(max_keepalive_connections=max(CONCURRENT))
        raw = await stack.enter_async_context(httpx.AsyncClient(limits=limits))
        ours = await stack.enter_async_context(AsyncClient(url, credential=credential()))
        asks: dict[str, Callable[[], Awaitable[object]]] = {
            "httpx": lambda: raw.get(url + PATH),
            "ours": lambda: ours.catalog.organizations.get("VN/GOV/G12"),
        }
        if importlib.util.find_spec("openai") is not None:
            import openai

            other = await stack.enter_async_context(openai.AsyncOpenAI(api_key=TOKEN, base_url=f"{url}/v1"))
            asks["openai"] = lambda: other.models.retrieve("VN:GOV:G12")
        for ask in asks.values():
            await concurrently(ask, tasks, 3 * tasks)
        measured = [{name: await concurrently(ask, tasks) for name, ask in asks.items()} for _ in range(7)]
    found = {name: statistics.median(run[name] / run["httpx"] for run in measured) for name in asks}
    what = f"requests/s of {tasks} tasks / httpx.AsyncClient"
    return Row("P10", what, found["ours"], f"≥{gate:.2f}", peers=told(found, "ours"))


def rows() -> Iterator[Row]:
    yield in_memory()
    with loopback(ONE) as url:
        yield over_loopback(url)
        yield validation()
        yield pages()
        for tasks, gate in CONCURRENT.items():
            yield asyncio.run(side_by_side(url, tasks, gate))
