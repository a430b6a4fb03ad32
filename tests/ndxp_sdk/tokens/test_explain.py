"""Which check fails, and what to do about it."""

import asyncio
import json
import unicodedata
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from joserfc import jwk

from ndxp_sdk.credentials import (
    ApiKey,
    Chained,
    ClientSecret,
    LgspAccessToken,
    MutualTls,
    PrivateKeyJwt,
    StaticToken,
)
from ndxp_sdk.errors import ConnectFailed
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import Check, TokenSpec
from ndxp_sdk.tokens._diagnostics.checks import CHECKS
from ndxp_sdk.tokens._diagnostics.messages import ADVICE, QUESTIONS
from ndxp_sdk.tokens.evidence import KnownFacts

Make = Callable[..., Any]
WANTED = TokenSpec(frozenset({"exchange"}), "a-1", "p-1")
ISSUER = "https://hub.example"
METADATA = {
    "issuer": ISSUER,
    "token_endpoint": f"{ISSUER}/oauth2/token",
    "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt", "self_signed_tls_client_auth"],
    "token_endpoint_auth_signing_alg_values_supported": ["ES256", "PS256"],
    "scopes_supported": ["catalog:read", "exchange"],
    "client_assertion_lifetime_max": 60,
}
DIAGNOSTICS = {"token_diagnostics_endpoint": f"{ISSUER}/oauth2/token/diagnostics"}
CONTRACT = Path(__file__).parents[3] / "specs/contracts/identity.yaml"


class Desk:
    """A client that asks for explanations."""

    def __init__(self, kit: Any) -> None:
        self.kit = kit
        self.key = Secret(kit.pems.elliptic)
        self.thumbprint = jwk.ECKey.import_key(kit.pems.elliptic).thumbprint()

    def ask(
        self, credential: Any, *answers: Any, known: KnownFacts | None = None, **settings: Any
    ) -> tuple[Check, ...]:
        tokens = self.kit.source(credential, **{"token_url": None, "issuer": ISSUER, **settings})
        issuer = self.kit.scripted(*(answers or (self.metadata(),)))
        checks: tuple[Check, ...] = tokens.explain(WANTED, issuer, known)
        return checks

    def metadata(self, ahead: float = 0, **changes: Any) -> Any:
        return self.kit.reply(METADATA | changes, date=self.kit.clock.now + ahead)


@pytest.fixture
def desk(kit: Any) -> Desk:
    return Desk(kit)


def _failed(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.name: check for check in checks if check.passed is False}


def test_nothing_fails_where_nothing_is_wrong(desk: Desk) -> None:
    known = KnownFacts(frozenset({desk.thumbprint}), "active", "ACTIVE")
    checks = desk.ask(PrivateKeyJwt("me", desk.key), known=known)
    assert [check.name for check in checks if check.passed] == [
        *("token_url", "metadata", "method", "key_readable", "header_alg", "header_kid", "claim_iss", "claim_sub"),
        *("claim_aud", "claim_jti", "clock", "lifetime", "key_known", "scope_offered"),
        *("agreement_active", "purpose_active"),
    ]
    assert {check.name: check.status for check in checks if not check.passed} == {
        "scope": "not seen",
        "diagnosis": "not seen",
    }
    assert {check.about for check in checks} == {"PrivateKeyJwt"}


def _key(desk: Desk, **changes: Any) -> PrivateKeyJwt:
    return PrivateKeyJwt("me", **{"key": desk.key, **changes})


@pytest.mark.parametrize(
    ("name", "changes", "found", "expected"),
    [
        ("claim_aud", {"audience": f"{ISSUER}/"}, f"{ISSUER}/", ISSUER),
        ("header_alg", {"algorithm": "RS256"}, "RS256", "ES256"),
    ],
)
def test_a_wrong_setting_is_found(desk: Desk, name: str, changes: Any, found: str, expected: str) -> None:
    failed = _failed(desk.ask(_key(desk, **changes)))
    assert list(failed) == [name]
    assert (failed[name].found, failed[name].expected) == (found, expected)


def test_an_algorithm_that_the_issuer_does_not_take_is_found(desk: Desk) -> None:
    failed = _failed(desk.ask(_key(desk, key=Secret(desk.kit.pems.rsa))))
    assert (failed["header_alg"].found, failed["header_alg"].expected) == ("RS256", "PS256")


def test_a_key_that_cannot_be_read_is_found(desk: Desk) -> None:
    failed = _failed(desk.ask(_key(desk, key="env:NDXP_TEST_NONE")))
    assert "NDXP_TEST_NONE is not set" in str(failed["key_readable"].found)
    assert list(failed) == ["key_readable"]


def test_a_key_that_is_not_registered_is_found(desk: Desk) -> None:
    failed = _failed(desk.ask(_key(desk), known=KnownFacts(frozenset({"another"}))))
    assert (failed["key_known"].found, failed["key_known"].expected) == (desk.thumbprint, "another")


def test_what_is_not_known_is_not_judged(desk: Desk) -> None:
    checks = {check.name: check for check in desk.ask(_key(desk))}
    assert checks["key_known"].passed is None
    assert "agreement_active" not in checks


@pytest.mark.parametrize(("ahead", "found"), [(-25_200, "-25200 s"), (11, "+11 s"), (-11, "-11 s")])
def test_a_wrong_clock_is_found(desk: Desk, ahead: float, found: str) -> None:
    failed = _failed(desk.ask(_key(desk), desk.metadata(ahead)))
    assert failed["clock"].found in {found, f"{ahead + 0.5:+.0f} s"}
    assert list(failed) == ["clock"]


@pytest.mark.parametrize("ahead", [-9, 0, 9])
def test_a_clock_within_ten_seconds_is_right(desk: Desk, ahead: float) -> None:
    assert not _failed(desk.ask(_key(desk), desk.metadata(ahead)))


def test_an_assertion_that_lives_too_long_for_the_issuer_is_found(desk: Desk) -> None:
    failed = _failed(desk.ask(_key(desk), desk.metadata(client_assertion_lifetime_max=30)))
    assert (failed["lifetime"].found, failed["lifetime"].expected) == ("60 s", "at most 30 s")


def test_states_and_scopes_are_judged(desk: Desk) -> None:
    known = KnownFacts(agreement_state="suspended", purpose_state="draft")
    failed = _failed(desk.ask(_key(desk), desk.metadata(scopes_supported=["catalog:read"]), known=known))
    assert list(failed) == ["scope_offered", "agreement_active", "purpose_active"]


def test_metadata_that_cannot_be_read_are_found(desk: Desk) -> None:
    failed = _failed(desk.ask(_key(desk), ConnectFailed("no route to hub.example")))
    assert failed["metadata"].found == "no route to hub.example"


def test_an_address_without_tls_is_found(desk: Desk) -> None:
    failed = _failed(desk.ask(_key(desk), token_url="http://hub.example/oauth2/token"))
    assert (failed["token_url"].found, failed["token_url"].expected) == ("http://hub.example", "https")


def test_a_secret_that_is_missing_or_of_the_wrong_kind_is_found(desk: Desk) -> None:
    failed = _failed(desk.ask(ClientSecret("me", "env:NDXP_TEST_NONE", method="post")))
    assert list(failed) == ["method", "secret_at_hand"]
    assert failed["method"].found == "client_secret_post"


def test_a_certificate_is_compared(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "c.pem"
    path.write_text(f"-----BEGIN CERTIFICATE-----\n{b64encode(b'der').decode()}\n-----END CERTIFICATE-----\n")
    thumbprint = urlsafe_b64encode(sha256(b"der").digest()).decode().rstrip("=")
    assert not _failed(desk.ask(MutualTls("me", path), known=KnownFacts(frozenset({thumbprint}))))
    assert list(_failed(desk.ask(MutualTls("me", path), known=KnownFacts(frozenset({"x"}))))) == ["certificate"]
    assert list(_failed(desk.ask(MutualTls("me", tmp_path / "none")))) == ["certificate_at_hand"]


@pytest.mark.parametrize(("left", "passed"), [(-5, False), (5, True)])
def test_a_token_at_hand_may_have_expired(desk: Desk, left: float, passed: bool) -> None:
    claims = urlsafe_b64encode(json.dumps({"exp": desk.kit.clock.now + left}).encode()).decode().rstrip("=")
    checks = {check.name: check for check in desk.ask(StaticToken(Secret(f"e30.{claims}.c2ln")))}
    assert checks["token_expiry"].passed is passed
    assert "token_expiry" not in {check.name for check in desk.ask(StaticToken(Secret("opaque")))}


def test_credentials_without_a_check_of_their_own_are_judged_by_their_secret(desk: Desk) -> None:
    assert list(_failed(desk.ask(ApiKey("env:NDXP_TEST_NONE")))) == ["secret_at_hand"]
    assert not _failed(desk.ask(LgspAccessToken("a", Secret("s"), "b", "c")))


def test_each_of_a_chain_is_explained(desk: Desk) -> None:
    checks = desk.ask(Chained(_key(desk), ClientSecret("me", "env:NDXP_TEST_NONE")))
    assert {(check.about, check.name) for check in checks if check.passed is False} == {
        ("ClientSecret", "secret_at_hand")
    }


DIAGNOSIS = {
    "passed": False,
    "checks": [
        {"check": "form", "passed": True},
        {"check": "claim_aud", "passed": True},
        {"check": "key_known", "passed": False, "detail": {"vi": "Khóa không có.", "en": "No such key."}},
        {"check": "brand_new", "passed": False, "found": "1", "expected": "2"},
    ],
}


def test_the_server_has_the_last_word(desk: Desk) -> None:
    answers = (desk.metadata(**DIAGNOSTICS), desk.kit.reply(DIAGNOSIS))
    checks = {check.name: check for check in desk.ask(_key(desk), *answers)}
    assert {name: check.told_by for name, check in checks.items() if check.told_by != "client"} == {
        "form": "server",
        "claim_aud": "both",
        "key_known": "both",
        "brand_new": "server",
    }
    assert (checks["key_known"].passed, checks["key_known"].found) == (False, desk.thumbprint)
    assert checks["key_known"].advice is not None
    assert checks["key_known"].advice.vi == "Khóa không có."
    assert (checks["brand_new"].found, checks["brand_new"].expected) == ("1", "2")
    assert list(checks)[-1] == "brand_new"


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"checks": 7}', b'{"checks": [7, {"check": 1, "passed": "x"}]}'])
def test_a_diagnosis_that_makes_no_sense_is_left_aside(desk: Desk, body: bytes) -> None:
    checks = desk.ask(_key(desk), desk.metadata(**DIAGNOSTICS), desk.kit.reply(body))
    assert not _failed(checks)


def test_a_diagnosis_that_is_refused_is_told(desk: Desk) -> None:
    refused = desk.kit.reply({"error": "temporarily_unavailable"}, 429)
    checks = {check.name: check for check in desk.ask(_key(desk), desk.metadata(**DIAGNOSTICS), refused)}
    assert (checks["diagnosis"].passed, "429 temporarily_unavailable" in str(checks["diagnosis"].found)) == (None, True)


def test_tasks_get_the_same(desk: Desk) -> None:
    tokens = desk.kit.source(_key(desk), token_url=None, issuer=ISSUER)
    checks = asyncio.run(tokens.aexplain(WANTED, desk.kit.scripted(desk.metadata()).aio))
    assert [str(check) for check in checks] == [str(check) for check in desk.ask(_key(desk))]
    assert str(checks[0]) == "ok   token_url found 'https://hub.example' expected 'https'"


def test_every_check_has_its_sentences_in_both_languages() -> None:
    assert set(CHECKS) <= set(QUESTIONS)
    assert set(ADVICE) == set(QUESTIONS) - {"diagnosis"}
    for sentence in (*QUESTIONS.values(), *ADVICE.values()):
        assert sentence.en
        assert sentence.vi != sentence.en
        assert unicodedata.is_normalized("NFC", sentence.vi)


def test_the_names_are_those_of_the_contract() -> None:
    schema = yaml.load(CONTRACT.read_text("utf-8"), yaml.CSafeLoader)["components"]["schemas"]["CheckName"]
    named = [name for name in schema["enum"] if not name.startswith("dpop_")]
    assert [name for name in QUESTIONS if name in named] == named
