"""The explanation calls nothing good that nobody has seen: each way in which the issuer may stay silent."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from ndxp_sdk.credentials import ApiKey, ClientSecret, MutualTls, PrivateKeyJwt, StaticToken
from ndxp_sdk.errors import ConnectFailed
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import Check, TokenSpec

WANTED = TokenSpec(frozenset({"exchange"}))
ISSUER = "https://hub.example"
METADATA = {"issuer": ISSUER, "token_endpoint": f"{ISSUER}/oauth2/token", "scopes_supported": ["exchange"]}
OFFERS = {**METADATA, "token_diagnostics_endpoint": f"{ISSUER}/oauth2/token/diagnostics"}
DOWN = ConnectFailed("nothing listens at this address")
BASIC = ClientSecret("me", Secret("hunter2-hunter2"))
Ask = Callable[..., dict[str, Check]]


@pytest.fixture
def ask(kit: Any) -> Ask:
    def checks(credential: Any, *answers: Any, **settings: Any) -> dict[str, Check]:
        replies = [one if isinstance(one, Exception) else kit.reply(*one) for one in answers]
        tokens = kit.source(credential, **{"token_url": None, "issuer": ISSUER, **settings})
        return {check.name: check for check in tokens.explain(WANTED, kit.scripted(*replies))}

    return checks


def seen(checks: dict[str, Check]) -> dict[str, str]:
    return {name: check.status for name, check in checks.items()}


def test_a_hub_that_is_down_leaves_the_secret_unjudged(ask: Ask) -> None:
    assert seen(ask(BASIC, DOWN, token_url=f"{ISSUER}/t")) == {
        "token_url": "ok",
        "metadata": "failed",
        "method": "not seen",
        "secret_at_hand": "ok",
        "secret": "not seen",
        "scope_offered": "not seen",
        "scope": "not seen",
    }
    reasons = {check.reason.en for check in ask(BASIC, DOWN).values() if check.reason}
    assert reasons == {"the issuer's metadata could not be read"}


@pytest.mark.parametrize("answer", [({"error": "invalid_request"}, 400), (b"<html>", 403), (b"", 204)])
def test_metadata_that_are_refused_leave_it_unjudged_too(ask: Ask, answer: Any) -> None:
    told = seen(ask(BASIC, answer))
    assert (told["metadata"], told["secret_at_hand"], told["secret"]) == ("failed", "ok", "not seen")


def test_an_issuer_without_diagnostics_has_not_judged_the_secret(ask: Ask) -> None:
    checks = ask(BASIC, (METADATA,))
    assert {name for name, status in seen(checks).items() if status == "ok"} == {
        "token_url",
        "metadata",
        "secret_at_hand",
        "scope_offered",
    }
    assert checks["secret"].reason is not None
    assert "offers no diagnostics" in checks["secret"].reason.en


def test_a_refusal_is_the_verdict_on_client_and_secret(ask: Ask) -> None:
    refused = ({"error": "invalid_client", "error_description": "no such client"}, 401)
    checks = ask(BASIC, (OFFERS,), refused)
    assert (checks["secret"].status, checks["secret_at_hand"].status) == ("failed", "ok")
    assert checks["secret"].found == "the diagnostics of the issuer answers 401 invalid_client: no such client"


@pytest.mark.parametrize("answer", [({"error": "server_error"}, 500), (b"<html>", 502), DOWN])
def test_diagnostics_that_fail_are_no_verdict(ask: Ask, answer: Any) -> None:
    told = seen(ask(BASIC, (OFFERS,), answer))
    assert (told["secret"], told["scope"], told["diagnosis"]) == ("not seen", "not seen", "not seen")


def test_a_diagnosis_that_does_not_speak_of_the_secret_is_no_verdict_on_it(ask: Ask) -> None:
    checks = ask(BASIC, (OFFERS,), ({"passed": True, "checks": [{"check": "form", "passed": True}]},))
    assert (checks["secret"].status, checks["form"].status) == ("not seen", "ok")
    believed = {"passed": True, "checks": [{"check": "secret", "passed": True}]}
    assert ask(BASIC, (OFFERS,), (believed,))["secret"].status == "ok"


def test_what_was_read_a_while_ago_is_not_told_as_seen_now(kit: Any) -> None:
    tokens = kit.source(BASIC, token_url=None, issuer=ISSUER)
    issuer = kit.scripted(kit.reply(METADATA), DOWN)
    assert {check.name: check.status for check in tokens.explain(WANTED, issuer)}["metadata"] == "ok"
    assert {check.name: check.status for check in tokens.explain(WANTED, issuer)}["metadata"] == "failed"


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:9"])
def test_plain_http_within_the_machine_is_not_called_protected(ask: Ask, host: str) -> None:
    check = ask(BASIC, DOWN, token_url=f"http://{host}/t")["token_url"]
    assert (check.status, check.passed) == ("not protected", None)


def test_nobody_is_asked_about_a_token_or_a_key_at_hand(ask: Ask) -> None:
    for credential in (StaticToken(Secret("opaque-opaque")), ApiKey(Secret("a-key-a-key"))):
        assert seen(ask(credential, DOWN)) == {"secret_at_hand": "ok", "secret": "not seen"}


def _certificate(path: Path, begin: datetime, end: datetime) -> Path:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "me")])
    draft = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), begin, end)
    path.write_bytes(draft.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return path


@pytest.mark.parametrize(("days", "status"), [((-9, -1), "failed"), ((1, 9), "failed"), ((-9, 9), "ok")])
def test_the_dates_of_the_certificate_are_looked_at(
    ask: Ask, kit: Any, tmp_path: Path, days: tuple[int, int], status: str
) -> None:
    begin, end = (datetime.fromtimestamp(kit.clock.now, UTC) + timedelta(days=each) for each in days)
    checks = ask(MutualTls("me", _certificate(tmp_path / "me.pem", begin, end)), (METADATA,))
    assert (checks["certificate_at_hand"].status, checks["certificate"].status) == (status, "not seen")
    assert begin.date().isoformat() in str(checks["certificate_at_hand"].found)


def test_a_certificate_that_cannot_be_read_has_no_date(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text(
        f"-----BEGIN CERTIFICATE-----\n{b64encode(b'der').decode()}\n-----END CERTIFICATE-----\n"
    )
    assert ask(MutualTls("me", tmp_path / "x.pem"), (METADATA,))["certificate_at_hand"].status == "not seen"
    assert ask(MutualTls("me"), (METADATA,))["certificate_at_hand"].status == "not seen"


def test_a_server_without_a_clock_agrees_with_nothing(ask: Ask, kit: Any) -> None:
    checks = ask(PrivateKeyJwt("me", Secret(kit.pems.elliptic)), (METADATA,))
    not_seen = {name for name, status in seen(checks).items() if status == "not seen"}
    assert not_seen == {"method", "header_alg", "lifetime", "key_known", "scope", "diagnosis"} | (
        {"clock"} if checks["clock"].found is None else set()
    )


def test_words_of_the_server_are_quoted_where_a_language_is_missing(ask: Ask) -> None:
    failed = {"check": "scope", "passed": False, "detail": {"en": "Not for you."}}
    advice = ask(BASIC, (OFFERS,), ({"passed": False, "checks": [failed]},))["scope"].advice
    assert advice is not None
    assert (advice.en, advice.vi) == ("Not for you.", "máy chủ trả lời: «Not for you.»")


@pytest.mark.parametrize("member", ["issuer", "scopes_supported", "token_endpoint_auth_methods_supported"])
def test_a_secret_in_the_metadata_is_not_shown(ask: Ask, member: str) -> None:
    written = urlsafe_b64encode(b"me:hunter2-hunter2").decode()
    told = {**OFFERS, member: f"{ISSUER}/{written}" if member == "issuer" else [written]}
    shown = repr(ask(BASIC, (told,), ({"passed": True, "checks": []},)))
    assert written not in shown
    assert "***" in shown
