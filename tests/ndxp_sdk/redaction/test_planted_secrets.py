"""Secrets are planted wherever a client has some, servers echo them, and all that can be seen is searched."""

import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from ndxp_sdk import (
    Adapter,
    ApiKey,
    Audit,
    AuditContext,
    AuditRecord,
    Client,
    ClientSecret,
    Direct,
    Gateway,
    LgspAccessToken,
    NdxpError,
    Retry,
    Secret,
    StaticToken,
    Timeout,
    TimestampedBasic,
    XRoad,
)
from tools.properties import HealthCheck, given, settings, st

CITIZEN = "079012345678"
TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJlLW9mLWEtdG9rZW4"
SECRET = "hunter2-correct-horse-battery"
KEY = "api-key-0123456789-planted"
LGSP = "lgsp-secret-key-planted-42"
PLANTED = (CITIZEN, TOKEN, SECRET, KEY, LGSP)
ECHOES = (
    f"no citizen {CITIZEN}",
    f"Authorization: Bearer {TOKEN}",
    f"client_secret={SECRET} is wrong",
    f"token {TOKEN} has expired",
    f"api key: {KEY}",
    f"https://gateway.example/citizens/{CITIZEN}?token={TOKEN}",
)
DIALECTS = {"xroad": XRoad(), "adapter": Adapter(), "gateway": Gateway(), "direct": Direct(token_path="/token")}
CREDENTIALS: dict[str, Callable[[], Any]] = {
    "secret": lambda: ClientSecret("portal", Secret(SECRET)),
    "post": lambda: ClientSecret("portal", Secret(SECRET), method="post"),
    "static": lambda: StaticToken(Secret(TOKEN)),
    "lgsp": lambda: LgspAccessToken("access", Secret(LGSP), "app", "partner"),
    "key": lambda: ApiKey(Secret(KEY)),
    "stamped": lambda: TimestampedBasic("officer", Secret(SECRET)),
}
SHAPES: dict[str, Callable[[str], tuple[dict[str, str], bytes]]] = {
    "problem": lambda echo: (
        {"content-type": "application/problem+json"},
        json.dumps({"type": echo, "title": echo, "detail": echo, "code": "access-denied", "errors": [echo]}).encode(),
    ),
    "x-road": lambda echo: (
        {"content-type": "application/json", "x-road-error": "Server.ServerProxy.ServiceFailed"},
        json.dumps({"type": "Server.ServerProxy.ServiceFailed", "message": echo, "detail": echo}).encode(),
    ),
    "oauth": lambda echo: (
        {"content-type": "application/json"},
        json.dumps({"error": "invalid_client", "error_description": echo}).encode(),
    ),
    "html": lambda echo: ({"content-type": "text/html"}, f"<html><title>{echo}</title><p>{echo}</html>".encode()),
    "soap": lambda echo: (
        {"content-type": "text/xml"},
        f"<Envelope><Body><Fault><faultstring>{echo}</faultstring></Fault></Body></Envelope>".encode(),
    ),
    "torn": lambda echo: ({"content-type": "application/json"}, f'{{"error_code": "-1", "message": "{echo}'.encode()),
}
CALLS: dict[str, Callable[[Client], Any]] = {
    "exchange": lambda ndxp: ndxp.exchange.call(
        "VN/GOV/G01/population/citizens", "GET", "/citizens/{number}", values={"number": CITIZEN}
    ).raise_for_status(),
    "write": lambda ndxp: ndxp.exchange.call(
        "VN/GOV/G01/population/citizens", "POST", "/search", json={"soDinhDanh": CITIZEN}, user_id=f"VN{CITIZEN}"
    ).raise_for_status(),
    "catalogue": lambda ndxp: ndxp.catalog.services.list(q=CITIZEN).first(),
    "free": lambda ndxp: ndxp.request("GET", "/catalog/v1/x/{number}", values={"number": CITIZEN}),
}


class Kept(logging.Handler):
    """Every record as a person would read it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        self.lines.append(repr(record.args))


class Records(list[AuditRecord]):
    """An audit that forgets nothing."""

    def prepare(self) -> None:
        """It can always be kept."""

    write = list.append


@pytest.fixture
def log() -> Iterator[Kept]:
    """All that the package writes to its log."""
    kept, logger = Kept(), logging.getLogger("ndxp_sdk")
    before = logger.level
    logger.addHandler(kept)
    logger.setLevel(logging.DEBUG)
    yield kept
    logger.removeHandler(kept)
    logger.setLevel(before)


def seen_of(error: BaseException) -> Iterator[str]:
    yield from (str(error), repr(error), "".join(traceback.format_exception(error)), str(pickle.dumps(error)))
    yield repr(getattr(error, "facts", None))
    copy = pickle.loads(pickle.dumps(error))
    yield repr((copy, copy.args))


def told(spans: InMemorySpanExporter) -> str:
    return "\n".join(span.to_json() for span in spans.get_finished_spans())


@pytest.mark.long
@given(
    dialect=st.sampled_from(sorted(DIALECTS)),
    credential=st.sampled_from(sorted(CREDENTIALS)),
    call=st.sampled_from(sorted(CALLS)),
    shape=st.sampled_from(sorted(SHAPES)),
    echo=st.sampled_from(ECHOES),
    status=st.sampled_from([200, 400, 401, 403, 404, 422, 429, 500, 502, 503]),
    gives_token=st.booleans(),
)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_was_planted_is_ever_seen(  # noqa: PLR0917 - because hypothesis chooses each of them
    log: Kept, dialect: str, credential: str, call: str, shape: str, echo: str, status: int, gives_token: bool
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if gives_token and "token" in request.url.path and request.method == "POST":
            return httpx.Response(200, json={"access_token": TOKEN, "token_type": "Bearer", "expires_in": 600})
        headers, body = SHAPES[shape](echo)
        return httpx.Response(status, headers={**headers, "x-echo": echo, "retry-after": "0"}, content=body)

    records = Records()
    spans, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    client = Client(
        "https://hub.example",
        client="VN/GOV/G22/mot-cua",
        dialect=DIALECTS[dialect],
        credential=CREDENTIALS[credential](),
        transport=httpx.MockTransport(answer),
        retry=Retry(attempts=2, first_wait=0.0, longest_wait=0.0),
        timeout=Timeout(total=60),
        tracing=provider,
        audit=Audit(records, AuditContext(system="mot-cua", unit="G22", purpose="test")),
    )
    log.lines.clear()
    visible: list[str] = []
    with client:
        try:
            visible.append(repr(CALLS[call](client)))
        except NdxpError as error:
            visible.extend(seen_of(error))
        visible.extend((repr(client), repr(client.config), repr(client.exchange), repr(CREDENTIALS[credential]())))
    visible.extend((told(spans), repr(records), "\n".join(log.lines)))
    everything = "\n".join(visible)
    assert [planted for planted in PLANTED if planted in everything] == []
    if asked:  # because some credentials and dialects do not go together, which is said before anything is sent
        assert min(len(spans.get_finished_spans()), len(records), len(log.lines)) > 0
    else:
        assert "UsageError" in everything


def test_the_search_would_find_something(log: Kept) -> None:
    logging.getLogger("ndxp_sdk").debug("the secret is %s", SECRET)
    assert SECRET in "\n".join(log.lines)
    assert CITIZEN in "\n".join(seen_of(NdxpError(f"no citizen {CITIZEN}")))


@pytest.mark.parametrize("name", sorted(CREDENTIALS))
def test_a_credential_is_not_pickled_with_its_secret(name: str) -> None:
    try:
        kept = pickle.dumps(CREDENTIALS[name]())
    except (TypeError, NdxpError, pickle.PicklingError) as refusal:
        assert not any(planted in str(refusal) for planted in PLANTED)
    else:
        assert not any(planted.encode() in kept for planted in PLANTED)
