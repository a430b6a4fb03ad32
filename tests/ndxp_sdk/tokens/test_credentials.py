"""What each credential sends."""

import json
import pickle
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwk, jwt

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
    TokenFile,
)
from ndxp_sdk.errors import InvalidConfiguration, NdxpError, SecretUnavailable, TokenUnavailable
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import TokenProvider, TokenSpec

Make = Callable[..., Any]
WANTED = TokenSpec(frozenset({"exchange", "audit:read"}), "a-1", "p-1")
ISSUER = "https://hub.example"
METADATA = {"issuer": ISSUER, "token_endpoint": f"{ISSUER}/oauth2/token"}


def _asked(source: TokenProvider, issuer: Any) -> dict[str, str]:
    assert source.get(WANTED, issuer) == "Bearer token-1"
    form: dict[str, str] = issuer.forms[-1]
    assert form.pop("grant_type") == "client_credentials"
    return form


def _header(issuer: Any, name: str) -> str | None:
    return dict(issuer.requests[-1].headers).get(name)


def test_a_client_secret_travels_form_encoded_in_basic(source: Make, scripted: Make, good: Make) -> None:
    issuer = scripted(good())
    form = _asked(source(ClientSecret("me:1", Secret("a b+ü"))), issuer)
    assert form == {"scope": "agreement:a-1 audit:read exchange", "purpose_id": "p-1"}
    assert _header(issuer, "Authorization") == f"Basic {b64encode(b'me%3A1:a+b%2B%C3%BC').decode()}"
    assert issuer.requests[-1].url == "https://hub.example/oauth2/token"


def test_a_gateway_may_want_basic_as_it_is_or_the_form(source: Make, scripted: Make, good: Make) -> None:
    issuer = scripted(good())
    _asked(source(ClientSecret("me", Secret("a+/="), encodes=False)), issuer)
    assert _header(issuer, "Authorization") == f"Basic {b64encode(b'me:a+/=').decode()}"
    form = _asked(source(ClientSecret("me", Secret("a+/="), method="post")), issuer)
    assert (form["client_id"], form["client_secret"]) == ("me", "a+/=")
    assert _header(issuer, "Authorization") is None


def _assertion(form: dict[str, str], pem: str, algorithm: str) -> Any:
    key = jwk.ECKey.import_key(pem) if algorithm == "ES256" else jwk.RSAKey.import_key(pem)
    return jwt.decode(form["client_assertion"], key, [algorithm]), key


@pytest.mark.parametrize(
    ("name", "algorithm", "used"),
    [("elliptic", None, "ES256"), ("rsa", None, "RS256"), ("rsa", "PS256", "PS256"), ("rsa", "RS256", "RS256")],
)
def test_an_assertion_is_as_the_contract_wants_it(kit: Any, name: str, algorithm: Any, used: str) -> None:
    pem = getattr(kit.pems, name)
    tokens = kit.source(PrivateKeyJwt("me", Secret(pem), algorithm=algorithm), issuer=ISSUER)
    form = _asked(tokens, kit.scripted(kit.good()))
    token, key = _assertion(form, pem, used)
    assert token.header == {"alg": used, "typ": "JWT", "kid": key.thumbprint()}
    jti = token.claims.pop("jti")
    times = {"iat": int(kit.clock.now), "exp": int(kit.clock.now) + 60}
    assert token.claims == {"iss": "me", "sub": "me", "aud": ISSUER, "purpose_id": "p-1"} | times
    assert len(jti) == 32
    assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    assert "purpose_id" not in form


def test_every_assertion_has_its_own_jti(source: Make, scripted: Make, good: Make, pems: Any) -> None:
    tokens = source(PrivateKeyJwt("me", Secret(pems.elliptic), audience=ISSUER))
    issuer = scripted(good())
    tokens.get(WANTED, issuer)
    tokens.forget()
    tokens.get(WANTED, issuer)
    first, second = (_assertion(form, pems.elliptic, "ES256")[0].claims["jti"] for form in issuer.forms)
    assert first != second


def test_a_key_is_read_from_a_file_a_jwk_or_behind_a_passphrase(
    source: Make, scripted: Make, good: Make, pems: Any, tmp_path: Path
) -> None:
    path = tmp_path / "key.pem"
    path.write_text(pems.elliptic)
    path.chmod(0o600)
    private = jwk.ECKey.import_key(pems.elliptic).as_dict(private=True)
    for key, passphrase in [
        (f"file:{path}", None),
        (Secret(json.dumps(private)), None),
        (Secret(pems.encrypted), Secret("open sesame")),
    ]:
        form = _asked(source(PrivateKeyJwt("me", key, passphrase, audience=ISSUER)), scripted(good()))
        assert _assertion(form, pems.elliptic, "ES256")[0].claims["iss"] == "me"


@pytest.mark.parametrize(
    ("key", "passphrase", "told"),
    [
        ("encrypted", None, "is encrypted: name its passphrase"),
        ("encrypted", "wrong", "or the passphrase is wrong"),
        ("elliptic", "open sesame", "leave the passphrase out"),
        ("weak", None, "of 1024 bits: P-256, or RSA of 2048 bits or more"),
        ("certificate", None, "is it a certificate or a public key"),
        ("public", None, "the key is no private key"),
        ("octets", None, "the key is no private key"),
        ("broken", None, "the JWK cannot be read"),
    ],
)
def test_a_key_that_cannot_be_used_is_told(
    source: Make, scripted: Make, pems: Any, key: str, passphrase: str | None, told: str
) -> None:
    public = jwk.ECKey.import_key(pems.elliptic).as_dict(private=False)
    texts = {
        "certificate": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "public": json.dumps(public),
        "octets": '{"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQ"}',
        "broken": '{"kty": "EC"',
    }
    secret = Secret(texts.get(key) or getattr(pems, key))
    tokens = source(PrivateKeyJwt("me", secret, passphrase and Secret(passphrase), audience=ISSUER))
    with pytest.raises(InvalidConfiguration, match=told):
        tokens.get(WANTED, scripted(None))


def test_an_algorithm_that_does_not_fit_the_key_is_told(source: Make, scripted: Make, pems: Any) -> None:
    tokens = source(PrivateKeyJwt("me", Secret(pems.elliptic), algorithm="RS256", audience=ISSUER))
    with pytest.raises(InvalidConfiguration, match="RS256, but the key is for ES256"):
        tokens.get(WANTED, scripted(None))


def test_an_assertion_of_more_than_a_minute_is_refused() -> None:
    with pytest.raises(InvalidConfiguration, match="life is 61"):
        PrivateKeyJwt("me", "env:KEY", life=61)


def test_the_clock_is_corrected_when_it_was_the_reason(
    source: Make, scripted: Make, good: Make, reply: Make, clock: Any, pems: Any
) -> None:
    server = clock.now + 7 * 3600
    issuer = scripted(reply({"error": "invalid_client"}, 401, date=server), good(date=server))
    tokens = source(PrivateKeyJwt("me", Secret(pems.elliptic), audience=ISSUER))
    assert tokens.get(WANTED, issuer) == "Bearer token-1"
    first, second = (_assertion(form, pems.elliptic, "ES256")[0].claims["iat"] for form in issuer.forms)
    assert (first, second) == (int(clock.now), int(server))


def test_a_refusal_with_a_right_clock_is_not_repeated(
    source: Make, scripted: Make, reply: Make, clock: Any, pems: Any
) -> None:
    issuer = scripted(reply({"error": "invalid_client"}, 401, date=clock.now))
    with pytest.raises(TokenUnavailable):
        source(PrivateKeyJwt("me", Secret(pems.elliptic), audience=ISSUER)).get(WANTED, issuer)
    assert len(issuer.requests) == 1


def test_the_clock_of_the_metadata_is_used_from_the_first_request(
    source: Make, scripted: Make, good: Make, reply: Make, clock: Any, pems: Any
) -> None:
    issuer = scripted(reply(METADATA, date=clock.now - 300), good())
    source(PrivateKeyJwt("me", Secret(pems.elliptic)), token_url=None, issuer=ISSUER).get(WANTED, issuer)
    assert [request.method for request in issuer.requests] == ["GET", "POST"]
    assert _assertion(issuer.forms[0], pems.elliptic, "ES256")[0].claims["iat"] == int(clock.now) - 300


def test_a_certificate_identifies_the_client_and_binds_its_tokens(
    source: Make, scripted: Make, good: Make, tmp_path: Path
) -> None:
    path = tmp_path / "certificate.pem"
    path.write_text(_pem(b"first"))
    issuer = scripted(good("token-1"), good("token-2"))
    tokens: TokenProvider = source(MutualTls("me", path))
    assert _asked(tokens, issuer) == {"client_id": "me", "scope": WANTED.scope, "purpose_id": "p-1"}
    assert tokens.get(WANTED, issuer) == "Bearer token-1", "the certificate is still that one"
    path.write_text(_pem(b"second"))
    assert tokens.get(WANTED, issuer) == "Bearer token-2"
    assert len(issuer.requests) == 2


def _pem(der: bytes) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{b64encode(der).decode()}\n-----END CERTIFICATE-----\n"


def test_the_address_for_certificates_is_taken_from_the_metadata(
    source: Make, scripted: Make, good: Make, reply: Make
) -> None:
    aliases = {"mtls_endpoint_aliases": {"token_endpoint": "https://mtls.hub.example/token"}}
    issuer = scripted(reply(METADATA | aliases), good())
    _asked(source(MutualTls("me"), token_url=None, issuer=ISSUER), issuer)
    assert issuer.requests[-1].url == "https://mtls.hub.example/token"


def test_lgspaccesstoken_replaces_basic_and_travels_with_every_call(source: Make, scripted: Make, good: Make) -> None:
    issuer = scripted(good())
    tokens: TokenProvider = source(LgspAccessToken("ak", Secret("sk"), "app", "pc", "pcc"))
    _asked(tokens, issuer)
    value = _header(issuer, "lgspaccesstoken") or ""
    members = {"AccessKey": "ak", "SecretKey": "sk", "AppName": "app", "PartnerCode": "pc", "PartnerCodeCus": "pcc"}
    assert json.loads(b64decode(value)) == members
    assert _header(issuer, "Authorization") is None
    assert tokens.call_headers("https://x.example/", 0) == (("lgspaccesstoken", value),)


@pytest.mark.parametrize(
    ("unit", "letters", "stamp"),
    [("ms", "lower", "1800000000123"), ("s", "lower", "1800000000"), ("s", "upper", "1800000000")],
)
def test_timestamped_basic_hashes_url_name_time_and_secret(source: Make, unit: Any, letters: Any, stamp: str) -> None:
    credential = TimestampedBasic("officer", Secret("sk"), "https://service.example/x", unit, letters)
    tokens: TokenProvider = source(credential)
    digest = sha256(f"https://service.example/xofficer{stamp}sk".encode()).hexdigest()
    digest = digest.upper() if letters == "upper" else digest
    basic = b64encode(f"officer:{digest}".encode()).decode()
    expected = (("Authorization", f"Basic {basic}"), ("Timestamp", stamp))
    assert tokens.call_headers("https://called.example/x", 1800000000.1239) == expected
    assert not tokens.gives_tokens
    without = TimestampedBasic("officer", Secret("sk"), None, unit, letters)
    assert without.call_headers("https://service.example/x", 1800000000.1239) == expected


def test_an_api_key_is_a_field_and_no_token(source: Make, scripted: Make) -> None:
    tokens: TokenProvider = source(ApiKey(Secret("k"), "X-Key"))
    assert tokens.call_headers("https://x.example/", 0) == (("X-Key", "k"),)
    with pytest.raises(InvalidConfiguration, match="gives no tokens"):
        tokens.get(WANTED, scripted(None))


@pytest.mark.parametrize("value", ["tökën", "a\r\nX-Injected: 1", "\x00", " "])
def test_what_fits_into_no_header_field_is_refused(source: Make, scripted: Make, value: str) -> None:
    with pytest.raises(SecretUnavailable, match="no visible ASCII"):
        source(StaticToken(Secret(value))).get(WANTED, scripted(None))
    with pytest.raises(SecretUnavailable, match="no visible ASCII"):
        source(ApiKey(Secret(value))).call_headers("https://x.example/", 0)


def test_a_session_is_for_the_body(source: Make, scripted: Make, reply: Make) -> None:
    issuer = scripted(reply({"session": "s-1", "error_code": "0"}))
    tokens: TokenProvider = source(
        SessionLogin("https://adapter.example/mapi/login", "G12", Secret("pw")), token_url=None
    )
    assert (tokens.placement, tokens.get(WANTED, issuer)) == ("body", "s-1")
    assert json.loads(issuer.requests[0].content) == {"username": "G12", "password": "pw"}
    assert issuer.requests[0].media_type == "application/json"


def test_a_log_in_that_is_refused_is_told(source: Make, scripted: Make, reply: Make) -> None:
    tokens = source(SessionLogin("https://adapter.example/mapi/login", "G12", Secret("pw")))
    with pytest.raises(TokenUnavailable, match="error_code -1") as caught:
        tokens.get(WANTED, scripted(reply({"session": "", "error_code": "-1"})))
    assert caught.value.code == "-1"


def test_a_static_token_is_used_until_it_is_refused(source: Make, scripted: Make) -> None:
    tokens: TokenProvider = source(StaticToken(Secret("t")))
    assert tokens.get(WANTED, scripted(None)) == "Bearer t"
    assert not tokens.reject("Bearer t")
    with pytest.raises(TokenUnavailable, match="there is no other"):
        tokens.get(WANTED, scripted(None))


def test_a_token_file_is_read_again_when_it_changed(source: Make, scripted: Make, tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "token"
    path.touch(0o600)
    path.write_text("old\n")
    tokens: TokenProvider = source(TokenFile(path))
    assert tokens.get(WANTED, scripted(None)) == "Bearer old"
    path.write_text("new\n")
    assert tokens.peek(WANTED, clock.now) == "Bearer old"
    clock.now += 2
    assert tokens.peek(WANTED, clock.now) is None
    assert tokens.get(WANTED, scripted(None)) == "Bearer new"
    assert tokens.reject("Bearer new")
    with pytest.raises(TokenUnavailable):
        tokens.get(WANTED, scripted(None))
    path.write_text("newest")
    clock.now += 2
    assert tokens.get(WANTED, scripted(None)) == "Bearer newest"


def test_the_first_of_a_chain_that_works_is_used(source: Make, scripted: Make, good: Make, reply: Make) -> None:
    chain = Chained(StaticToken("env:NDXP_TEST_NONE"), ClientSecret("a", Secret("x")), ClientSecret("b", Secret("y")))
    issuer = scripted(reply({"error": "invalid_client"}, 401), good())
    assert source(chain).get(WANTED, issuer) == "Bearer token-1"
    assert len(issuer.requests) == 2


def test_a_chain_of_which_none_works_tells_all(source: Make, scripted: Make, reply: Make) -> None:
    chain = Chained(StaticToken("env:NDXP_TEST_NONE"), ClientSecret("a", Secret("x")))
    with pytest.raises(TokenUnavailable) as caught:
        source(chain).get(WANTED, scripted(reply({"error": "invalid_client"}, 401)))
    assert "1. StaticToken: the environment variable NDXP_TEST_NONE is not set" in caught.value.message
    assert "2. ClientSecret: the token endpoint answers 401 invalid_client" in caught.value.message


@pytest.mark.parametrize("credentials", [(), (LgspAccessToken("a", Secret("s"), "b", "c"),), (ApiKey(Secret("k")),)])
def test_what_is_more_than_a_token_cannot_be_chained(credentials: Any) -> None:
    with pytest.raises(InvalidConfiguration, match="a chain is of"):
        Chained(*credentials)


def test_credentials_with_references_are_pickled_and_others_refuse() -> None:
    kept = ClientSecret("me", "env:NDXP_TEST_SECRET")
    assert pickle.loads(pickle.dumps(kept)) == kept
    with pytest.raises(TypeError, match="is not pickled"):
        pickle.dumps(ClientSecret("me", Secret("text")))


def test_a_plain_secret_is_no_reference() -> None:
    with pytest.raises(InvalidConfiguration, match="by reference only"):
        ClientSecret("me", "sw0rdfish")


@pytest.mark.parametrize(
    ("metadata", "settings", "told"),
    [
        ({"issuer": "https://other.example"}, {"issuer": ISSUER}, "'https://hub.example' is expected"),
        ({"issuer": "https://other.example"}, {"token_url": f"{ISSUER}/token"}, "'https://hub.example' is expected"),
        ({"token_endpoint": "http://evil.example/t"}, {"issuer": ISSUER}, "without https on another host"),
    ],
)
def test_metadata_of_somebody_else_is_refused(kit: Any, metadata: Any, settings: Any, told: str) -> None:
    tokens = kit.source(PrivateKeyJwt("me", Secret(kit.pems.elliptic)), **{"token_url": None, **settings})
    with pytest.raises(InvalidConfiguration, match=told):
        tokens.get(WANTED, kit.scripted(kit.reply(METADATA | metadata)))


@pytest.mark.parametrize(
    ("issuer", "address"),
    [
        ("https://hub.example", "https://hub.example/.well-known/oauth-authorization-server"),
        ("https://hub.example/tenant", "https://hub.example/.well-known/oauth-authorization-server/tenant"),
    ],
)
def test_the_metadata_are_where_rfc_8414_puts_them(
    source: Make, scripted: Make, good: Make, reply: Make, issuer: str, address: str
) -> None:
    asked = scripted(reply(METADATA | {"issuer": issuer}), good())
    source(ClientSecret("me", Secret("s")), token_url=None, issuer=issuer).get(WANTED, asked)
    assert asked.requests[0].url == address


def test_without_any_address_it_is_told(source: Make, scripted: Make) -> None:
    with pytest.raises(InvalidConfiguration, match="Give token_url, or issuer"):
        source(ClientSecret("me", Secret("s")), token_url=None).get(WANTED, scripted(None))


def test_a_missing_certificate_is_told(source: Make, scripted: Make, tmp_path: Path) -> None:
    with pytest.raises(SecretUnavailable, match="cannot be read"):
        source(MutualTls("me", tmp_path / "none.pem")).get(WANTED, scripted(None))


def test_every_error_here_is_of_the_tree() -> None:
    assert issubclass(TokenUnavailable, NdxpError)
