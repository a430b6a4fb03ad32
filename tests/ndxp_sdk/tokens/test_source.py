"""How a source keeps, renews and gives up tokens."""

import asyncio
import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from ndxp_sdk._http.response import Response
from ndxp_sdk.credentials import ClientSecret
from ndxp_sdk.errors import ConnectFailed, TokenUnavailable
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import TokenProvider, TokenRequest, TokenSpec

Make = Callable[..., Any]
WANTED = TokenSpec(frozenset({"exchange"}))
ME = ClientSecret("me", Secret("s"))


@pytest.fixture
def tokens(source: Make) -> TokenProvider:
    made: TokenProvider = source(ME)
    return made


def test_nothing_is_at_hand_before_the_first_call(tokens: TokenProvider, clock: Any) -> None:
    assert tokens.peek(WANTED, clock.now) is None


def test_a_token_is_asked_for_once_and_then_at_hand(tokens: TokenProvider, kit: Any) -> None:
    issuer = kit.scripted(kit.good())
    assert {tokens.get(WANTED, issuer) for _ in range(10)} == {"Bearer token-1"}
    assert tokens.peek(WANTED, kit.clock.now) == "Bearer token-1"
    assert len(issuer.requests) == 1


def test_both_clients_get_the_same(tokens: TokenProvider, kit: Any) -> None:
    issuer = kit.scripted(kit.good())
    assert asyncio.run(tokens.aget(WANTED, issuer.aio)) == "Bearer token-1"
    assert tokens.get(WANTED, issuer) == "Bearer token-1"
    assert len(issuer.requests) == 1


def test_one_renews_while_the_others_use_the_old_one(tokens: TokenProvider, kit: Any) -> None:
    tokens.get(WANTED, kit.scripted(kit.good("old")))
    kit.clock.now += 480
    assert tokens.peek(WANTED, kit.clock.now) is None
    seen: list[str | None] = []

    def fetch(_request: TokenRequest) -> Response:
        seen.append(tokens.peek(WANTED, kit.clock.now))
        seen.append(tokens.get(WANTED, kit.scripted(None)))
        answer: Response = kit.good("new")
        return answer

    assert tokens.get(WANTED, fetch) == "Bearer new"
    assert seen == ["Bearer old", "Bearer old"]
    assert tokens.peek(WANTED, kit.clock.now) == "Bearer new"


def test_a_renewal_that_fails_disturbs_nobody_and_is_tried_again_later(tokens: TokenProvider, kit: Any) -> None:
    tokens.get(WANTED, kit.scripted(kit.good("old")))
    kit.clock.now += 480
    dead = kit.scripted(ConnectFailed("no route"))
    assert [tokens.get(WANTED, dead) for _ in range(5)] == ["Bearer old"] * 5
    assert len(dead.requests) == 1
    kit.clock.now += 30
    assert tokens.get(WANTED, kit.scripted(kit.good("new"))) == "Bearer new"


def test_an_expired_token_is_not_used_even_when_no_other_can_be_had(tokens: TokenProvider, kit: Any) -> None:
    tokens.get(WANTED, kit.scripted(kit.good("old")))
    kit.clock.now += 590
    with pytest.raises(TokenUnavailable):
        tokens.get(WANTED, kit.scripted(ConnectFailed("no route")))


def test_a_clock_that_was_set_back_makes_tokens_unusable(tokens: TokenProvider, kit: Any) -> None:
    tokens.get(WANTED, kit.scripted(kit.good("old")))
    kit.clock.now -= 86_400
    assert tokens.peek(WANTED, kit.clock.now) is None
    assert tokens.get(WANTED, kit.scripted(kit.good("new"))) == "Bearer new"


def test_a_refused_token_is_not_offered_again(tokens: TokenProvider, kit: Any) -> None:
    issuer = kit.scripted(kit.good("token-1"), kit.good("token-2"))
    header = tokens.get(WANTED, issuer)
    assert tokens.reject(header)
    assert tokens.peek(WANTED, kit.clock.now) is None
    assert tokens.get(WANTED, issuer) == "Bearer token-2"
    assert tokens.reject(header), "late news of the old token"
    assert tokens.peek(WANTED, kit.clock.now) == "Bearer token-2"


def test_an_issuer_that_gives_the_same_token_again_stands_by_it(tokens: TokenProvider, kit: Any) -> None:
    issuer = kit.scripted(kit.good("same"))
    tokens.reject(tokens.get(WANTED, issuer))
    assert tokens.get(WANTED, issuer) == "Bearer same"
    assert tokens.peek(WANTED, kit.clock.now) == "Bearer same"
    assert len(issuer.requests) == 2


def test_a_token_refused_while_it_is_renewed_does_not_come_back(tokens: TokenProvider, kit: Any) -> None:
    tokens.get(WANTED, kit.scripted(kit.good("old")))
    kit.clock.now += 480

    def fetch(_request: TokenRequest) -> Response:
        tokens.reject("Bearer old")
        raise ConnectFailed("no route")

    with pytest.raises(TokenUnavailable):
        tokens.get(WANTED, fetch)
    assert tokens.peek(WANTED, kit.clock.now) is None


def test_a_failure_is_remembered_for_half_a_second(tokens: TokenProvider, kit: Any) -> None:
    issuer = kit.scripted(kit.reply({"error": "server_error"}, 500), kit.good())
    for _ in range(5):
        with pytest.raises(TokenUnavailable):
            tokens.get(WANTED, issuer)
    assert len(issuer.requests) == 1
    kit.clock.now += 0.5
    assert tokens.get(WANTED, issuer) == "Bearer token-1"


def test_an_issuer_that_says_when_to_come_back_is_left_alone_until_then(tokens: TokenProvider, kit: Any) -> None:
    issuer = kit.scripted(kit.reply({"error": "temporarily_unavailable"}, 429, Retry_After="20"), kit.good())
    with pytest.raises(TokenUnavailable) as first:
        tokens.get(WANTED, issuer)
    kit.clock.now += 15
    with pytest.raises(TokenUnavailable) as second:
        tokens.get(WANTED, issuer)
    assert (first.value.retry_after, second.value.retry_after, len(issuer.requests)) == (20, 5, 1)
    kit.clock.now += 5
    assert tokens.get(WANTED, issuer) == "Bearer token-1"


def test_forgetting_asks_anew(tokens: TokenProvider, kit: Any) -> None:
    issuer = kit.scripted(kit.good("token-1"), kit.good("token-2"))
    tokens.get(WANTED, issuer)
    tokens.forget()
    assert tokens.get(WANTED, issuer) == "Bearer token-2"


def test_metadata_are_read_once_an_hour(source: Make, kit: Any) -> None:
    metadata = kit.reply({"issuer": "https://hub.example", "token_endpoint": "https://hub.example/t"})
    tokens, issuer = source(ME, token_url=None, issuer="https://hub.example"), kit.scripted(metadata, kit.good())
    for wanted in (WANTED, TokenSpec()):
        tokens.get(wanted, issuer)
    assert [request.method for request in issuer.requests] == ["GET", "POST", "POST"]
    kit.clock.now += 3600
    tokens.get(WANTED, kit.scripted(metadata, kit.good("token-2")))
    assert tokens.peek(WANTED, kit.clock.now) == "Bearer token-2"


def test_tokens_do_not_pile_up(tokens: TokenProvider, kit: Any) -> None:
    from ndxp_sdk.tokens._store import MOST_TOKENS

    issuer = kit.scripted(kit.good())
    for number in range(MOST_TOKENS * 2):
        tokens.get(TokenSpec(agreement_id=str(number)), issuer)
        kit.clock.now += 60
    assert len(tokens._store._held) <= MOST_TOKENS


def test_a_source_is_not_pickled(tokens: TokenProvider) -> None:
    with pytest.raises(TypeError, match="share a FileCache"):
        pickle.dumps(tokens)


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_of_fork_does_not_wait_for_those_who_stayed_behind(tokens: TokenProvider, kit: Any) -> None:
    asking, gate = threading.Event(), threading.Event()

    def fetch(_request: TokenRequest) -> Response:
        asking.set()
        gate.wait(30)
        answer: Response = kit.good()
        return answer

    leader = threading.Thread(target=tokens.get, args=(WANTED, fetch))
    leader.start()
    asking.wait(30)
    child = os.fork()
    if child == 0:
        with suppress(TokenUnavailable):
            tokens.get(WANTED, kit.scripted(kit.good()), patience=1)
            os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    gate.set()
    leader.join()


@pytest.mark.usefixtures("sockets_and_processes")
def test_importing_it_is_light() -> None:
    import subprocess

    code = "import sys, ndxp_sdk.tokens, ndxp_sdk.credentials as c; c.ClientSecret('a', 'env:B'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"httpx", "pydantic", "asyncio", "ssl", "cryptography", "joserfc", "subprocess", "ndxp_sdk.tokens.explain"}
    assert heavy.isdisjoint(loaded)


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_key_without_the_extra_says_what_to_install() -> None:
    import subprocess

    code = (
        "import sys; sys.modules['joserfc'] = None\n"
        "from ndxp_sdk.credentials import PrivateKeyJwt\n"
        "from ndxp_sdk.secrets import Secret\n"
        "from ndxp_sdk.errors import MissingExtra\n"
        "try: PrivateKeyJwt('me', Secret('x')).signing_key()\n"
        "except MissingExtra as error: print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "signing with a private key needs joserfc: pip install 'ndxp-sdk[jwt]'\n"
