"""P6: what `exchange.call` costs with an access token, beside a call of the catalogue and raw httpx."""

from collections.abc import Iterator

import httpx

from benchmarks.sdk import Contenders, Row, ratios, told
from benchmarks.sdk_calls import ONE, PATH, credential, loopback
from ndxp_sdk import Client

SYSTEM = "VN/GOV/G01/portal"
SERVICE = "VN/GOV/G12/dkkd/enterprises"
REQUEST_ID = b"0197a3de-5d4c-4b1f-8f0e-3a1b5c7d9e2f"


def security_server(request: httpx.Request) -> httpx.Response:
    """The same body with the ids of X-Road."""
    named = request.headers.get("X-Road-Id", "").encode("ascii")
    fields = [(b"Content-Type", b"application/json"), (b"X-Road-Id", named), (b"X-Road-Request-Id", REQUEST_ID)]
    return httpx.Response(200, content=ONE, headers=fields)


def contenders(raw: httpx.Client, ours: Client, url: str) -> Contenders:
    """Ways to get the same body."""
    return {
        "httpx": lambda: raw.get(url + PATH).content,
        "exchange": lambda: ours.exchange.call(SERVICE, "GET", "/v1/enterprises/0106001236"),
        "catalog": lambda: ours.catalog.organizations.get("VN/GOV/G12"),
    }


def in_memory() -> Row:
    """Measure without a socket."""
    transport, url = httpx.MockTransport(security_server), "http://hub.example"
    settings = {"client": SYSTEM, "credential": credential(), "transport": transport}
    with httpx.Client(transport=transport) as raw, Client(url, **settings) as ours:
        found = ratios(contenders(raw, ours, url))
    what = "exchange.call in memory / httpx get().content"
    return Row("P6", what, found["exchange"], "≤1.35", peers=told(found, "exchange"))


def over_loopback() -> Row:
    """Measure with one."""
    with loopback(ONE) as url, httpx.Client() as raw, Client(url, client=SYSTEM, credential=credential()) as ours:
        found = ratios(contenders(raw, ours, url))
    what = "exchange.call over loopback / httpx get().content"
    return Row("P6", what, found["exchange"], "≤1.05", peers=told(found, "exchange"))


def rows() -> Iterator[Row]:
    yield in_memory()
    yield over_loopback()
