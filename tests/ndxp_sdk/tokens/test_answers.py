"""What token endpoints answer, and what becomes of it."""

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from ndxp_sdk._http.response import Response
from ndxp_sdk.credentials import ClientSecret
from ndxp_sdk.errors import (
    AccessDenied,
    Answered,
    ConnectFailed,
    DeadlineTooShort,
    GatewayFailure,
    IdentityError,
    NotFound,
    QuotaExceeded,
    RequestInvalid,
    TimedOut,
    TokenUnavailable,
    Unavailable,
    UnexpectedAnswer,
)
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import TokenProvider, TokenSpec

Make = Callable[..., Any]
WANTED = TokenSpec()
JWT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl0"


def _failed(source: Make, answer: Response | Exception, scripted: Make) -> TokenUnavailable:
    tokens: TokenProvider = source(ClientSecret("me", Secret("sw0rdfish-sw0rdfish")))
    with pytest.raises(TokenUnavailable) as caught:
        tokens.get(WANTED, scripted(answer))
    return caught.value


ERRORS: list[tuple[int, str, type[Answered], bool]] = [
    (401, "invalid_client", IdentityError, False),
    (400, "invalid_client", IdentityError, False),
    (400, "unauthorized_client", IdentityError, False),
    (400, "invalid_scope", AccessDenied, False),
    (403, "access_denied", AccessDenied, False),
    (400, "invalid_request", RequestInvalid, False),
    (400, "unsupported_grant_type", RequestInvalid, False),
    (400, "brand_new_error", RequestInvalid, False),
    (429, "temporarily_unavailable", QuotaExceeded, True),
    (429, "invalid_client", QuotaExceeded, True),
    (503, "temporarily_unavailable", Unavailable, True),
    (500, "server_error", GatewayFailure, True),
]


@pytest.mark.parametrize(("status", "code", "cause", "retryable"), ERRORS)
def test_an_error_of_oauth_is_told(kit: Any, status: int, code: str, cause: type[Answered], retryable: bool) -> None:
    body = {"error": code, "error_description": "Something is wrong."}
    failure = _failed(kit.source, kit.reply(body, status, X_Correlation_Id="c-1"), kit.scripted)
    assert failure.message == f"no access token: the token endpoint answers {status} {code}: Something is wrong."
    assert (failure.status, failure.code, failure.retryable, failure.sent) == (status, code, retryable, "no")
    assert failure.ids.correlation_id == "c-1"
    assert type(failure.__cause__) is cause
    assert str(pickle.loads(pickle.dumps(failure))) == str(failure)


@pytest.mark.parametrize(
    ("status", "body", "cause", "told"),
    [
        (200, b"<!DOCTYPE html><html>", UnexpectedAnswer, "200 with an HTML page"),
        (200, b"", UnexpectedAnswer, "200 with 0 bytes that are no token"),
        (200, b"[1]", UnexpectedAnswer, "200 with 3 bytes"),
        (200, b'{"access_token": 7}', UnexpectedAnswer, "200 with 19 bytes"),
        (200, b'{"error": "invalid_client"}', IdentityError, "200 invalid_client"),
        (302, b"", UnexpectedAnswer, "a redirection, which is not followed"),
        (404, b"<html>", NotFound, "404 with an HTML page"),
        (502, b"<html>", GatewayFailure, "502 with an HTML page"),
        (503, b"", Unavailable, "503 with 0 bytes"),
        (401, b'{"title": "Unauthorized", "code": "client-unauthenticated", "detail": "No."}', IdentityError, "No."),
        (401, b'{"code": "900901", "message": "Invalid Credentials"}', IdentityError, "401 900901: Invalid Cred"),
        (400, b'{"error": {"nested": 1}, "error_description": 5}', RequestInvalid, "answers 400"),
    ],
)
def test_what_is_no_error_of_oauth_is_told_too(
    kit: Any, status: int, body: bytes, cause: type[Answered], told: str
) -> None:
    failure = _failed(kit.source, kit.reply(body, status), kit.scripted)
    assert told in failure.message
    assert type(failure.__cause__) is cause


def test_a_token_of_another_type_is_not_used(source: Make, scripted: Make, reply: Make) -> None:
    failure = _failed(source, reply({"access_token": JWT, "token_type": "DPoP"}), scripted)
    assert "a token of type DPoP, Bearer is expected" in failure.message
    assert JWT not in repr(failure)


def test_what_is_echoed_is_masked_and_cut(source: Make, scripted: Make, reply: Make) -> None:
    opaque = "Ab1+Cd2/Ef3+Gh4/Ij5+Kl6/Mn7="
    told = (
        f"secret sw0rdfish-sw0rdfish, token {JWT} or {opaque}, id 0b8f9a52-6d0e-4f7c-9c8e-1f2a3b4c5d6e, " + "x " * 300
    )
    failure = _failed(source, reply({"error": "invalid_client", "error_description": told}, 401), scripted)
    assert "sw0rdfish" not in str(failure)
    assert JWT not in str(failure)
    assert opaque not in str(failure)
    assert "0b8f9a52-6d0e-4f7c-9c8e-1f2a3b4c5d6e" in str(failure)
    assert len(failure.message) < 300


@pytest.mark.parametrize(
    ("expires_in", "renew_after"),
    [(600, 480), ("600", 480), (" 600 ", 480), (600.0, 480), (None, 48), ("soon", 48), (-1, 48), (0, 48), (True, 48)],
)
def test_the_life_of_a_token_may_be_a_text_or_missing(
    source: Make, scripted: Make, reply: Make, clock: Any, expires_in: object, renew_after: float
) -> None:
    body = {"access_token": "t", "expires_in": expires_in}
    tokens: TokenProvider = source(ClientSecret("me", Secret("s")))
    assert tokens.get(WANTED, scripted(reply(body if expires_in is not None else {"access_token": "t"}))) == "Bearer t"
    assert tokens.peek(WANTED, clock.now + renew_after - 1) == "Bearer t"
    assert tokens.peek(WANTED, clock.now + renew_after) is None


@pytest.mark.parametrize("kind", ["Bearer", "bearer", "BEARER", "BearerToken", "", None])
def test_the_type_of_a_token_is_written_in_many_ways(
    source: Make, scripted: Make, reply: Make, kind: str | None
) -> None:
    tokens: TokenProvider = source(ClientSecret("me", Secret("s")))
    body = {"access_token": "t"} if kind is None else {"access_token": "t", "token_type": kind}
    assert tokens.get(WANTED, scripted(reply(body))) == "Bearer t"


@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "tökën", "", "   "])
def test_a_token_that_fits_into_no_header_is_refused(source: Make, scripted: Make, reply: Make, value: str) -> None:
    assert isinstance(_failed(source, reply({"access_token": value}), scripted).__cause__, UnexpectedAnswer)


def test_a_connection_that_broke_did_not_send_the_call(source: Make, scripted: Make) -> None:
    failure = _failed(source, TimedOut("no answer within 5 s"), scripted)
    assert (failure.message, failure.retryable) == ("no access token: no answer within 5 s", True)
    assert isinstance(failure.__cause__, TimedOut)
    assert not _failed(source, ConnectFailed("no such host"), scripted).retryable


def test_the_deadline_of_the_call_stays_what_it_is(source: Make, scripted: Make) -> None:
    tokens: TokenProvider = source(ClientSecret("me", Secret("s")))
    with pytest.raises(DeadlineTooShort):
        tokens.get(WANTED, scripted(DeadlineTooShort("0.1 s are left")))


@pytest.mark.parametrize("value", ["30", "Fri, 15 Jan 2027 08:00:30 GMT"])
def test_retry_after_is_kept(source: Make, scripted: Make, reply: Make, value: str, clock: Any) -> None:
    answer = reply({"error": "temporarily_unavailable"}, 429, date=clock.now, Retry_After=value)
    assert _failed(source, answer, scripted).retry_after == 30
