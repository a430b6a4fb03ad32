"""Servers that repeat what they know in whatever they answer, and clients that ask them."""

import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx

from ndxp_sdk import (
    Adapter,
    ApiKey,
    Chained,
    Client,
    ClientSecret,
    Direct,
    Gateway,
    LgspAccessToken,
    NdxpError,
    Retry,
    Secret,
    SessionLogin,
    StaticToken,
    Timeout,
    TimestampedBasic,
    XRoad,
)

from .encodings import cut, disguised, secret
from .search import Sought

BASE = "https://hub.example"
ME = "VN/GOV/G22/mot-cua"
SERVICE = "VN/GOV/G12/dkkd/enterprises"
RETRY = Retry(attempts=1)
STATUSES = (200, 200, 302, 400, 400, 401, 403, 404, 422, 429, 500, 502, 503)
WORDS = ("you sent {}", "{}", "the secret {} is wrong", "client_secret={}&x=1", "Authorization: Bearer {}", "[{}]")
CREDENTIALS: dict[str, Callable[[str], Any]] = {
    "basic": lambda text: ClientSecret("me", Secret(text)),
    "post": lambda text: ClientSecret("me", Secret(text), method="post"),
    "chain": lambda text: Chained(ClientSecret("me", Secret(text)), ClientSecret("other", Secret(text))),
    "lgsp": lambda text: LgspAccessToken("access", Secret(text), "app", "partner"),
    "login": lambda text: SessionLogin(f"{BASE}/mapi/login", "officer", Secret(text)),
    "key": lambda text: ApiKey(Secret(text)),
    "static": lambda text: StaticToken(Secret(text)),
    "stamped": lambda text: TimestampedBasic("officer", Secret(text)),
}
FOR_FIELDS = frozenset({"key", "static"})
DIALECTS: tuple[Any, ...] = (XRoad(), Adapter(), Gateway(), Direct(token_path="/oauth2/token"))
# Because a session travels in the body of calls through an adapter.
CARRIED_BY: dict[str, tuple[Any, ...]] = {"login": (Adapter(),)}
NAMES = ("X-Correlation-Id", "X-Road-Error", "X-Road-Request-Id", "WWW-Authenticate", "Location", "Retry-After")
CALLS: tuple[Callable[[Client], Any], ...] = (
    lambda ndxp: ndxp.tokens.explain(["exchange"]),
    lambda ndxp: ndxp.tokens.explain(["exchange"]),
    lambda ndxp: ndxp.tokens.issue(["exchange"]),
    lambda ndxp: ndxp.tokens.metadata(),
    lambda ndxp: ndxp.exchange.call(SERVICE, "GET", "/x").raise_for_status(),
    lambda ndxp: type(ndxp.exchange.call(SERVICE, "GET", "/x").json()),
    lambda ndxp: ndxp.exchange.call(SERVICE, "POST", "/x", json={"a": 1}).raise_for_status(),
    lambda ndxp: ndxp.exchange.list_methods("VN/GOV/G12/dkkd"),
    lambda ndxp: ndxp.catalog.services.list().first(),
    lambda ndxp: ndxp.request("GET", "/catalog/v1/x"),
)


@dataclass
class Echo(httpx.BaseTransport):
    """Answers everything with the secret in it, in a writing and at a place chosen by chance."""

    random: Random
    planted: str
    answers: int = 0
    share: float = 1.0
    written: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sought = Sought(self.planted)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.answers += 1
        status, headers, content = self.answer(request.url.path)
        fields = [
            (name, value.encode("utf-8", "replace").replace(b"\r", b"").replace(b"\n", b" ")) for name, value in headers
        ]
        return httpx.Response(status, headers=fields, content=content)

    def told(self) -> str:
        """A sentence, most often with the secret in it; in `share` of all."""
        if self.random.random() >= self.share:
            return "nothing-here"
        written = disguised(cut(self.planted, self.random), self.random)
        self.written.append(written)
        return self.random.choice(WORDS).format(written)

    def answer(self, path: str) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, fields and body of an answer."""
        random = self.random
        if path.endswith(("oauth-authorization-server", "/diagnostics")) and random.random() < 0.6:
            told = self._metadata() if path.endswith("server") else self._diagnosis()
            return 200, [("Content-Type", "application/json")], json.dumps(told).encode()
        if path.endswith(("/token", "/login")) and random.random() < 0.5:
            return 200, [], json.dumps(self._token()).encode()
        kind, content = random.choice(BODIES)(self)
        fields = [(name, self.told()) for name in random.sample(NAMES, random.randint(0, 2))]
        return random.choice(STATUSES), [("Content-Type", kind), *fields], content

    def _metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "issuer": BASE,
            "token_endpoint": f"{BASE}/oauth2/token",
            "token_diagnostics_endpoint": f"{BASE}/oauth2/token/diagnostics",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "scopes_supported": ["exchange"],
        }
        name = self.random.choice(sorted(found))
        found[name] = [self.told()] if isinstance(found[name], list) else f"{BASE}/{self.told()}"
        return found

    def _diagnosis(self) -> dict[str, Any]:
        name = self.random.choice(("secret", "scope", "client_known", self.told()))
        detail = {"en": self.told(), "vi": self.told()}
        check = {"check": name, "passed": False, "found": self.told(), "expected": self.told(), "detail": detail}
        return {"passed": False, "server_time": self.told(), "checks": [check]}

    def _token(self) -> dict[str, Any]:
        kind = self.random.choice(("Bearer", "Bearer", self.told()))
        token = self.random.choice((self.planted, secret(self.random)))
        return {"access_token": token, "token_type": kind, "expires_in": 600, "session": token, "error_code": 0}


def _problem(echo: Echo) -> tuple[str, bytes]:
    members = ("type", "title", "detail", "code", "instance", "message_id", "upstream", "errors")
    named: dict[str, Any] = {name: echo.told() for name in echo.random.sample(members, 4)}
    if "errors" in named:
        named["errors"] = [{"pointer": echo.told(), "code": echo.told(), "detail": echo.told()}]
    if "upstream" in named:
        named["upstream"] = {"detail": echo.told(), "type": echo.told()}
    return "application/problem+json", json.dumps({"title": "x", "status": 400, **named}).encode()


def _oauth(echo: Echo) -> tuple[str, bytes]:
    told = {"error": echo.random.choice(("invalid_client", echo.told())), "error_description": echo.told()}
    return "application/json", json.dumps(told, ensure_ascii=echo.random.random() < 0.5).encode()


def _xroad(echo: Echo) -> tuple[str, bytes]:
    told = {"type": f"Server.ServerProxy.{echo.told()}", "message": echo.told(), "detail": echo.told()}
    return "application/json", json.dumps(told).encode()


def _adapter(echo: Echo) -> tuple[str, bytes]:
    return "application/json", json.dumps({"error_code": echo.told(), "message": echo.told()}).encode()


def _gateway(echo: Echo) -> tuple[str, bytes]:
    return "application/json", json.dumps({"fault": {"code": "900901", "message": echo.told()}}).encode()


def _html(echo: Echo) -> tuple[str, bytes]:
    return "text/html", f"<html><title>{echo.told()}</title><body>{echo.told()}</body></html>".encode()


def _soap(echo: Echo) -> tuple[str, bytes]:
    return (
        "text/xml",
        f"<Envelope><Body><Fault><faultcode>{echo.told()}</faultcode><faultstring>{echo.told()}</faultstring></Fault></Body></Envelope>".encode(),
    )


def _list(echo: Echo) -> tuple[str, bytes]:
    return "application/json", json.dumps(
        {"items": [{echo.told(): [echo.told()]}], "service": [{echo.told(): 1}]}
    ).encode()


def _wide(echo: Echo) -> tuple[str, bytes]:
    kind, content = _oauth(echo)
    return kind, content.decode().encode(echo.random.choice(("utf-16", "utf-16-le", "utf-32")))


def _torn(echo: Echo) -> tuple[str, bytes]:
    return "application/json", f'{{"message": "{echo.told()}'.encode()


def _text(echo: Echo) -> tuple[str, bytes]:
    return echo.random.choice(("text/plain", echo.told().replace("\n", " "))), echo.told().encode()


BODIES = (_problem, _problem, _oauth, _oauth, _xroad, _adapter, _gateway, _html, _soap, _list, _wide, _torn, _text)


@dataclass
class Seen(logging.Handler):
    """What was shown to somebody."""

    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.DEBUG)

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())

    def error(self, error: BaseException, *, is_thorough: bool) -> None:
        """All that an error shows."""
        cause = error.__cause__ or error.__context__
        self.texts += [str(error), repr(getattr(error, "facts", "")), str(cause), repr(getattr(cause, "facts", ""))]
        if is_thorough:
            told = traceback.TracebackException.from_exception(error, capture_locals=True)
            frames = [frame for frame in told.stack if "tests" not in frame.filename]
            self.texts += [*(str(frame.locals) for frame in frames), str(pickle.dumps(error))]


def trial(random: Random, seen: Seen, *, is_thorough: bool) -> Iterator[tuple[Echo, str, int]]:
    """One client, one secret, some calls: the server, what was shown, and how many answers came."""
    planted, kind = secret(random), random.choice(sorted(CREDENTIALS))
    if kind in FOR_FIELDS and not planted.isascii():
        return
    echo = Echo(random, planted)
    client = Client(
        BASE,
        client=ME,
        dialect=random.choice(CARRIED_BY.get(kind, DIALECTS)),
        credential=CREDENTIALS[kind](planted),
        transport=echo,
        retry=RETRY,
        timeout=Timeout(total=5),
        **({"issuer": BASE} if random.random() < 0.3 else {}),
    )
    with client:
        for call in random.choices(CALLS, k=4):
            seen.texts.clear()
            echo.written.clear()
            before = echo.answers
            try:
                seen.texts.append(repr(call(client)))
            except NdxpError as error:
                seen.error(error, is_thorough=is_thorough)
            if is_thorough:
                seen.texts += [repr(client), repr(client.config), repr(client.config.state)]
            yield echo, "\n".join(seen.texts), echo.answers - before
