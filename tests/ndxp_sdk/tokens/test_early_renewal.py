"""A token that still serves is renewed ahead of time, and no call waits for an issuer that does not answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from ndxp_sdk import Direct, Retry, Secret, Timeout
from ndxp_sdk._concurrency.deadline import Deadline
from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.protocol import CredentialTraits
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from tools.servers import Connection, serving, silence

Connect = Callable[..., Any]


TRAITS = CredentialTraits()


@dataclass(frozen=True)
class AlwaysEarly:
    """Gives tokens that serve for ever and are to be renewed from the first moment on."""

    client: str = "portal"
    traits: CredentialTraits = TRAITS

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:
        del wanted  # because one token serves all
        yield TokenRequest((yield from issuer.token_url()), content=b"")
        return Token(Secret("still-good"), "Bearer", issuer.clock.now(), renew_at=0.0)


@pytest.fixture
def quiet_after_one() -> Callable[[Connection], None]:
    """Answers calls, and the first request for a token."""
    asked: list[str] = []

    def script(connection: Connection) -> None:
        if connection.target == "/token":
            asked.append(connection.target)
            if len(asked) > 1:
                silence(connection)
        connection.answer()

    return script


def test_a_call_does_not_wait_for_an_issuer_that_hangs_while_its_token_serves(
    connect: Connect, quiet_after_one: Callable[[Connection], None]
) -> None:
    with serving(quiet_after_one) as server:
        settings = {"dialect": Direct(token_path="/token"), "retry": Retry(attempts=1), "timeout": Timeout(total=8)}
        client = connect(server.url, credential=AlwaysEarly(), **settings)
        assert client.request("GET", "/first").status == 200
        begun = time.monotonic()
        assert client.request("GET", "/second").status == 200
        assert time.monotonic() - begun < 6
        asked = [request for request in server.requests if request.target != "/token"]
        assert [request.field("Authorization") for request in asked] == ["Bearer still-good"] * 2


@pytest.mark.parametrize(("total", "most"), [(4.0, 1.0), (None, 5.0), (600.0, 5.0)])
def test_what_a_call_can_do_without_has_a_quarter_of_its_time_and_five_seconds(
    total: float | None, most: float
) -> None:
    hurried = Deadline(Timeout(total=total)).hurried()
    assert most - 0.5 < hurried.remaining <= most
