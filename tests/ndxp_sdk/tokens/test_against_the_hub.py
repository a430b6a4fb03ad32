"""The credentials and the explanations, against the mock hub over a real socket."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from joserfc import jwk

from ndxp_mocks import HubSettings, ServedHub, serve_hub
from ndxp_sdk.credentials import ClientSecret, PrivateKeyJwt
from ndxp_sdk.errors import IdentityError, TokenUnavailable
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import Check, TokenProvider, TokenRequest, TokenSpec

Make = Callable[..., Any]
CLIENT = "example-portal"
WANTED = TokenSpec(frozenset({"exchange"}))
SEVEN_HOURS = 7 * 3600


@pytest.fixture(scope="module")
def hub(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub() as running:
        yield running


@pytest.fixture(scope="module")
def late(sockets_and_processes: None) -> Iterator[ServedHub]:
    """A hub whose clock is seven hours ahead, as where a time zone was set wrongly."""
    with serve_hub(HubSettings(clock_skew=SEVEN_HOURS)) as running:
        yield running


def _source(hub: ServedHub, credential: Any, **settings: Any) -> TokenProvider:
    return TokenProvider(credential, token_url=f"{hub.url}/oauth2/token", **settings)


def _secret(hub: ServedHub) -> ClientSecret:
    return ClientSecret(CLIENT, Secret(hub.secret(CLIENT)))


def _register(hub: ServedHub, pem: str, fetch: Make) -> None:
    key = jwk.import_key(pem, "EC" if len(pem) < 500 else "RSA").as_dict(private=False)
    header = _source(hub, _secret(hub)).get(TokenSpec(frozenset({"keys:write"})), fetch)
    body = json.dumps({"jwk": key}).encode()
    url = f"{hub.url}/oauth2/clients/{CLIENT}/keys"
    answer = fetch(TokenRequest(url, (("Authorization", header),), body, "application/json"))
    assert answer.status in {201, 409}, answer.content


def _failed(checks: tuple[Check, ...]) -> list[tuple[str, str]]:
    return [(check.name, check.told_by) for check in checks if check.passed is False]


@pytest.mark.parametrize("method", ["basic", "post"])
def test_a_secret_gives_a_token(hub: ServedHub, fetch: Make, method: Any) -> None:
    tokens = _source(hub, ClientSecret(CLIENT, Secret(hub.secret(CLIENT)), method=method))
    assert tokens.get(WANTED, fetch).startswith("Bearer eyJ")
    assert _failed(tokens.explain(WANTED, fetch)) == []


def test_a_wrong_secret_is_refused_and_explained(hub: ServedHub, fetch: Make) -> None:
    tokens = _source(hub, ClientSecret(CLIENT, Secret("wrong")))
    with pytest.raises(TokenUnavailable) as caught:
        tokens.get(WANTED, fetch)
    assert (caught.value.code, caught.value.status) == ("invalid_client", 401)
    assert isinstance(caught.value.__cause__, IdentityError)
    assert caught.value.ids.correlation_id


@pytest.mark.parametrize(("name", "algorithm"), [("elliptic", None), ("rsa", None), ("rsa", "PS256")])
def test_a_registered_key_gives_a_token(hub: ServedHub, fetch: Make, pems: Any, name: str, algorithm: Any) -> None:
    pem = getattr(pems, name)
    _register(hub, pem, fetch)
    tokens = _source(hub, PrivateKeyJwt(CLIENT, Secret(pem), algorithm=algorithm))
    checks = tokens.explain(WANTED, fetch)
    assert _failed(checks) == []
    assert {check.told_by for check in checks} == {"client", "server", "both"}
    assert tokens.get(WANTED, fetch).startswith("Bearer eyJ")


def test_a_key_that_is_not_registered_is_explained_by_the_hub(hub: ServedHub, fetch: Make) -> None:
    stranger = jwk.ECKey.generate_key("P-256").as_pem(private=True).decode()
    tokens = _source(hub, PrivateKeyJwt(CLIENT, Secret(stranger)))
    assert _failed(tokens.explain(WANTED, fetch)) == [("key_known", "both")]
    with pytest.raises(TokenUnavailable):
        tokens.get(WANTED, fetch)


def test_a_wrong_audience_is_explained_by_both(hub: ServedHub, fetch: Make, pems: Any) -> None:
    tokens = _source(hub, PrivateKeyJwt(CLIENT, Secret(pems.elliptic), audience=f"{hub.url}/oauth2/token"))
    assert ("claim_aud", "both") in _failed(tokens.explain(WANTED, fetch))


def test_our_clock_seven_hours_off_is_corrected_and_explained(hub: ServedHub, fetch: Make, pems: Any) -> None:
    _register(hub, pems.elliptic, fetch)
    credential = PrivateKeyJwt(CLIENT, Secret(pems.elliptic), audience=hub.url)
    tokens = _source(hub, credential, now=lambda: time.time() - SEVEN_HOURS)
    assert tokens.get(WANTED, fetch).startswith("Bearer eyJ")
    clock = next(check for check in tokens.explain(WANTED, fetch) if check.name == "clock")
    assert (clock.passed, clock.told_by, str(clock.found)[:4]) == (False, "both", "+252")


def test_the_clock_of_the_hub_is_explained(late: ServedHub, fetch: Make, pems: Any) -> None:
    tokens = _source(late, PrivateKeyJwt(CLIENT, Secret(pems.elliptic)))
    clock = next(check for check in tokens.explain(WANTED, fetch) if check.name == "clock")
    assert (clock.passed, str(clock.found)[:4]) == (False, "+252")


def test_an_unknown_agreement_is_refused(hub: ServedHub, fetch: Make) -> None:
    tokens = _source(hub, _secret(hub))
    wanted = TokenSpec(frozenset({"exchange"}), agreement_id="00000000-0000-4000-8000-000000000000")
    with pytest.raises(TokenUnavailable) as caught:
        tokens.get(wanted, fetch)
    assert caught.value.status == 400
    assert ("agreement_known", "server") in _failed(tokens.explain(wanted, fetch))
