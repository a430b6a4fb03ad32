"""Planted secrets are looked for in whatever can be printed, logged, copied, pickled or traced."""

import asyncio
import copy
import json
import logging
import pickle
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from pprint import pformat
from typing import Any
from urllib.parse import quote_plus

import pytest

from ndxp_sdk._http.response import Response
from ndxp_sdk.credentials import (
    ApiKey,
    Chained,
    ClientSecret,
    LgspAccessToken,
    MutualTls,
    PrivateKeyJwt,
    SessionLogin,
    StaticToken,
    TimestampedBasic,
)
from ndxp_sdk.errors import NdxpError, TimedOut
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import FileCache, TokenProvider, TokenRequest, TokenSpec
from tools.properties import HealthCheck, given, settings, st

Make = Callable[..., Any]
WANTED = TokenSpec(frozenset({"exchange"}), "a-1", "p-1")
MARK = "p1anted"
SECRETS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=40).map(
    lambda text: f"{MARK}{text}{MARK}"
)
KINDS = st.sampled_from(["secret", "post", "lgsp", "session", "static", "chain", "timestamped", "api-key", "mtls"])
ANSWERS = st.sampled_from(["good", "echo", "html", "weird-type", "header", "timeout", "list", "long", "nested"])
ANYTHING = [HealthCheck.function_scoped_fixture]


def _credential(kind: str, secret: str) -> Any:
    made = {
        "secret": lambda: ClientSecret("me", Secret(secret)),
        "post": lambda: ClientSecret("me", Secret(secret), method="post"),
        "lgsp": lambda: LgspAccessToken("ak", Secret(secret), "app", "pc"),
        "session": lambda: SessionLogin("https://a.example/mapi/login", "G12", Secret(secret)),
        "static": lambda: StaticToken(Secret(secret)),
        "chain": lambda: Chained(ClientSecret("a", Secret(secret)), ClientSecret("b", Secret(secret), method="post")),
        "timestamped": lambda: TimestampedBasic("officer", Secret(secret)),
        "api-key": lambda: ApiKey(Secret(secret)),
        "mtls": lambda: MutualTls("me"),
    }
    return made[kind]()


def _answer(kind: str, secret: str, token: str, request: TokenRequest, reply: Make) -> Response:
    sent = f"{(request.content or b'').decode()} {dict(request.headers)}"
    secret = secret if request.content else "none"  # because an issuer can echo only what it was sent
    told = f"wrong secret {secret} in {sent}"
    answers = {
        "good": {"access_token": token, "session": token, "error_code": 0},
        "echo": {"error": "invalid_client", "error_description": told, "error_uri": told},
        "weird-type": {"access_token": token, "token_type": "DPoP"},
        "header": {"access_token": f"{token}\r\nx"},
        "list": [token],
        "nested": {"error": {"access_token": token}, "access_token": {"token": token}, "session": [token]},
        "long": {"error": secret, "error_code": secret, "error_description": secret * 50, "message": told},
    }
    if kind == "timeout":
        raise TimedOut("no answer within 5 s")
    body = f"<html>{told} {token}".encode() if kind == "html" else answers[kind]
    answer: Response = reply(body, 200 if "access_token" in str(body) or kind in {"good", "html"} else 401)
    return answer


def _shown(thing: object) -> Iterator[str]:
    """Every way in which a thing may come into a log."""
    yield from (repr(thing), str(thing), f"{thing}", pformat(thing), repr([thing]), repr({"x": thing}))
    with suppress(TypeError):
        yield repr(vars(thing))
    for name in {slot for kind in type(thing).__mro__ for slot in getattr(kind, "__slots__", ())}:
        yield repr(getattr(thing, name, None))
    with suppress(TypeError):
        yield repr(copy.copy(thing))
    with suppress(TypeError):
        yield repr(copy.deepcopy(thing))
    with suppress(TypeError, AttributeError):
        yield repr(pickle.dumps(thing))
    with suppress(TypeError):
        yield json.dumps(thing, default=str)
    if is_dataclass(thing) and not isinstance(thing, type):
        yield repr(asdict(thing))
    record = logging.LogRecord("n", 10, "p", 1, "%s %r", (thing, thing), None)
    yield record.getMessage()


def _traced(error: BaseException) -> str:
    """The traceback with the locals of our frames; those of this file hold the secrets by intention."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    texts, chain = [], told
    while chain is not None:
        frames = [frame for frame in chain.stack if "tests" not in frame.filename]
        texts += [str(chain), *(str(frame.locals) for frame in frames)]
        chain = chain.__cause__ or chain.__context__  # type: ignore[assignment]  # because the last one is None
    return "\n".join(texts)


def _forms(planted: str) -> set[str]:
    """The secret as it may be written."""
    return {planted, quote_plus(planted), b64encode(planted.encode()).decode().rstrip("=")[:-2], repr(planted)[1:-1]}


def _everything(tokens: TokenProvider, credential: Any, fetch: Any, is_async: bool) -> Iterator[str]:
    yield from _shown(credential)
    for _ in range(2):
        try:
            header = asyncio.run(tokens.aget(WANTED, fetch.aio)) if is_async else tokens.get(WANTED, fetch)
            tokens.reject(header)
        except NdxpError as error:
            yield from _shown(error)
            yield _traced(error)
    for thing in (tokens, tokens._store, *tokens._store._held.values(), tokens.issuer, *fetch.requests):
        yield from _shown(thing)
    for check in tokens.explain(WANTED, fetch):
        yield from _shown(check)


class Echo:
    """An issuer that answers as told and keeps what it was sent."""

    def __init__(self, kind: str, secret: str, token: str, reply: Make) -> None:
        self.requests: list[TokenRequest] = []
        self._answer = lambda request: _answer(kind, secret, token, request, reply)

    def __call__(self, request: TokenRequest) -> Response:
        self.requests.append(request)
        return self._answer(request)

    async def aio(self, request: TokenRequest) -> Response:
        return self(request)


@pytest.mark.long
@settings(max_examples=3 * settings.default.max_examples, suppress_health_check=ANYTHING)
@given(KINDS, ANSWERS, SECRETS, SECRETS, st.booleans())
def test_no_secret_shows(kit: Any, credential: str, answer: str, secret: str, token: str, is_async: bool) -> None:
    made = _credential(credential, secret)
    fetch = Echo(answer, "none" if credential == "mtls" else secret, token, kit.reply)
    text = "\n".join(_everything(kit.source(made), made, fetch, is_async))
    found = [form for form in _forms(secret) | _forms(token) if form in text]
    assert not found
    assert MARK not in text


@pytest.mark.long
@pytest.mark.parametrize("answer", ["good", "echo", "html", "weird-type", "timeout", "long"])
@pytest.mark.parametrize("name", ["elliptic", "rsa", "encrypted"])
def test_no_key_and_no_assertion_shows(kit: Any, name: str, answer: str) -> None:
    pem = getattr(kit.pems, name)
    passphrase = Secret("open sesame") if name == "encrypted" else None
    made = PrivateKeyJwt("me", Secret(pem), passphrase, audience="https://hub.example")
    fetch = Echo(answer, "none", f"{MARK}-token", kit.reply)
    text = "\n".join(_everything(kit.source(made), made, fetch, is_async=False))
    assertions = [request.content.decode() for request in fetch.requests if request.content]
    signatures = {content.split("client_assertion=")[1].split("&")[0].split(".")[2] for content in assertions}
    lines = pem.splitlines()[1:-1]
    assert signatures
    assert not [planted for planted in (*signatures, *lines, "open sesame", MARK) if planted in text]


@pytest.mark.parametrize("name", ["weak", "encrypted", "elliptic"])
def test_no_key_shows_when_it_cannot_be_read(kit: Any, name: str) -> None:
    pem = getattr(kit.pems, name)
    texts = {
        "broken PEM": pem.replace("PRIVATE", "PRIVAT"),
        "cut": pem[:-60],
        "as JWK": json.dumps({"kty": "EC", "d": pem}),
    }
    for text in (pem, *texts.values()):
        made = PrivateKeyJwt("me", Secret(text), Secret("wrong sesame"), audience="https://hub.example")
        with pytest.raises(NdxpError) as caught:
            kit.source(made).get(WANTED, kit.scripted(None))
        told = _traced(caught.value) + "".join(_shown(caught.value))
        assert not [line for line in (*pem.splitlines()[1:-1], "wrong sesame") if line in told]


def test_a_request_shows_nothing_and_is_not_copied() -> None:
    request = TokenRequest("https://x.example/t?key=p1anted", (("Authorization", "p1anted"),), b"p1anted")
    assert MARK not in repr(request)
    with pytest.raises(TypeError):
        copy.copy(request)
    with pytest.raises(TypeError):
        pickle.dumps(request)


@settings(max_examples=20, suppress_health_check=ANYTHING)
@given(SECRETS)
def test_the_file_cache_shows_nothing_and_warns_without_it(kit: Any, tmp_path: Any, token: str) -> None:
    (tmp_path / "file").touch()
    tokens = kit.source(ClientSecret("me", Secret("s")), cache=FileCache(tmp_path / "file" / "x"))
    with pytest.warns(UserWarning, match="cannot be kept") as caught:
        tokens.get(WANTED, kit.scripted(kit.good(token)))
    assert MARK not in "".join(str(warning.message) for warning in caught)
