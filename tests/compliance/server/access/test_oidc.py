"""Log-in by an OpenID provider: the whole flow, and every lie about who somebody is."""

import base64
import hashlib
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from tools.dashboard import HOST, entries
from tools.issuer import CLIENT, SECRET, Issuer, signed, unsigned

Visit = Callable[..., Any]


def test_whole_flow(visit: Visit) -> None:
    visitor = visit()
    sent = visitor.client.get("/see-pages?run=3", headers={"accept": "text/html"})
    assert sent.status_code == 303
    assert sent.headers["location"] == "/auth/login?next=%2Fsee-pages%3Frun%3D3"
    answer = visitor.log_in("/see-pages?run=3")
    assert (answer.status_code, answer.headers["location"]) == (303, "/see-pages?run=3")
    found = visitor.client.get("/see-pages?run=3").json()
    assert (found["name"], found["roles"]) == ("lan", ["auditor"])
    assert [each["event"] for each in entries(visitor.log) if each["event"].startswith("log")] == ["log-in"]


def test_only_pages_lead_to_log_in(visit: Visit) -> None:
    assert visit().client.get("/see-pages", headers={"accept": "application/json"}).status_code == 401


def test_request_to_the_provider_has_state_nonce_and_a_challenge(visit: Visit) -> None:
    asked = visit().begin()
    assert asked["response_type"] == "code"
    assert asked["client_id"] == CLIENT
    assert asked["redirect_uri"] == f"https://{HOST}/auth/callback"
    assert asked["code_challenge_method"] == "S256"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert asked["scope"] == "openid profile"


def test_callback_is_never_made_of_what_a_request_says(visit: Visit) -> None:
    visitor = visit()
    answer = visitor.client.get("/auth/login", headers={"host": HOST, "x-forwarded-host": "attacker.example"})
    assert parse_qs(urlsplit(answer.headers["location"]).query)["redirect_uri"] == [f"https://{HOST}/auth/callback"]


def test_cookies_are_for_this_host_over_tls_and_no_script(visit: Visit) -> None:
    visitor = visit()
    answer = visitor.log_in()
    session = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("__Host-compliance="))
    attributes = {part.strip().partition("=")[0].lower() for part in session.split(";")[1:]}
    assert {"secure", "httponly", "path", "samesite"} <= attributes
    assert "SameSite=lax" in session
    assert "Path=/" in session
    assert "domain" not in attributes


def test_groups_of_an_owner_name_its_agencies(visit: Visit, issuer: Issuer) -> None:
    issuer.user["groups"] = ["bo-vi-du"]
    visitor = visit()
    visitor.log_in()
    found = visitor.client.get("/see-pages").json()
    assert (found["roles"], found["owners"]) == (["owner"], ["G12"])
    assert visitor.client.get("/start-audit").status_code == 403


@pytest.mark.parametrize("groups", [None, [], ["another"], "another", {"giam-sat": True}, [["giam-sat"]], 7])
def test_somebody_without_a_role_gets_no_session(groups: Any, visit: Visit, issuer: Issuer) -> None:
    issuer.user["groups"] = groups
    visitor = visit()
    answer = visitor.log_in()
    assert answer.status_code == 403
    assert visitor.client.get("/see-pages").status_code == 401
    assert [each["reason"] for each in entries(visitor.log) if each["event"] == "log-in failed"]


def _altered(**changes: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(claims: dict[str, Any]) -> dict[str, Any]:
        changed = {**claims, **{name: value for name, value in changes.items() if value is not None}}
        return {name: value for name, value in changed.items() if changes.get(name, value) is not None}

    return change


_AT = int(time.time())
LIES = {
    "another issuer": _altered(iss="https://attacker.example"),
    "no issuer": _altered(iss=None),
    "another audience": _altered(aud="another-client"),
    "several audiences without us": _altered(aud=["another-client", "third"], azp=CLIENT),
    "several audiences, for another": _altered(aud=[CLIENT, "another-client"], azp="another-client"),
    "another audience in our name": _altered(aud="another-client", azp=CLIENT),
    "no audience": _altered(aud=None),
    "expired": _altered(exp=_AT - 3600, iat=_AT - 7200),
    "no expiry": _altered(exp=None),
    "no moment of issue": _altered(iat=None),
    "not valid yet": _altered(nbf=_AT + 3600),
    "another nonce": _altered(nonce="another"),
    "no nonce": _altered(nonce=None),
    "no subject": _altered(sub=None),
    "another access token": _altered(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
}


@pytest.mark.parametrize("lie", LIES)
def test_claims_that_are_not_for_us_are_refused(lie: str, visit: Visit, issuer: Issuer) -> None:
    issuer.change = LIES[lie]
    _refused(visit())


_FOREIGN = RSAKey.generate_key(2048, {"kid": "key-1"})
_UNKNOWN = RSAKey.generate_key(2048, {"kid": "key-2"})
FORGERIES: dict[str, Callable[[dict[str, Any], Issuer], str]] = {
    "no algorithm": lambda claims, _: unsigned(claims),
    "None, oddly written": lambda claims, _: unsigned(claims, "nOnE"),
    "no signature": lambda claims, _: unsigned(claims, "RS256"),
    "a foreign key of the same name": lambda claims, _: signed(claims, _FOREIGN),
    "a foreign key of another name": lambda claims, _: signed(claims, _UNKNOWN),
    "a foreign key that the token brings": lambda claims, _: signed(
        claims, _FOREIGN, jwk=_FOREIGN.as_dict(private=False)
    ),
    "our secret as a key": lambda claims, _: signed(claims, OctKey.import_key(SECRET.ljust(32)), "HS256"),
    "the public key as a secret": lambda claims, issuer: signed(
        claims, OctKey.import_key(issuer.keys[0].as_pem(private=False)), "HS256", kid="key-1"
    ),
    "a key of another kind": lambda claims, _: signed(claims, ECKey.generate_key("P-256", {"kid": "key-1"}), "ES256"),
    "altered after it was signed": lambda claims, issuer: _spliced(signed(claims, issuer.keys[0]), claims),
    "no token": lambda *_: "",
    "no token but text": lambda *_: "a.b.c",
    "far too long": lambda *_: "a" * 100_000,
}


def _spliced(token: str, claims: dict[str, Any]) -> str:
    header, _, signature = token.split(".")
    return f"{header}.{unsigned({**claims, 'preferred_username': 'another'}).split('.')[1]}.{signature}"


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forged_tokens_are_refused(forgery: str, visit: Visit, issuer: Issuer) -> None:
    issuer.sign = lambda claims: FORGERIES[forgery](claims, issuer)
    _refused(visit())


def test_new_key_of_the_provider_is_read(visit: Visit, issuer: Issuer) -> None:
    issuer.keys = [RSAKey.generate_key(2048, {"kid": "key-9"})]
    issuer.sign = lambda claims: signed(claims, issuer.keys[0])
    assert visit().log_in().status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://attacker.example"}, {"issuer": None}, {"token_endpoint": "http://login.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"}, {"jwks_uri": "file:///etc/passwd"}, {"jwks_uri": 7},
        {"end_session_endpoint": "data:text/html,x"},
    ],
)  # fmt: skip
def test_provider_that_says_odd_things_of_itself_is_not_used(change: Any, visit: Visit, issuer: Issuer) -> None:
    issuer.metadata |= change
    answer = visit().client.get("/auth/login")
    assert answer.status_code == 502


def test_provider_that_redirects_is_not_followed(visit: Visit, issuer: Issuer) -> None:
    issuer.metadata["jwks_uri"] = f"{issuer.url}/redirect"
    assert visit().log_in().status_code == 502


def test_provider_out_of_reach_is_said(visit: Visit, issuer: Issuer) -> None:
    issuer.metadata["token_endpoint"] = "http://127.0.0.1:9/token"
    visitor = visit()
    answer = visitor.log_in()
    assert answer.status_code == 502
    assert "127.0.0.1:9" not in answer.text


def test_refusal_of_the_provider_shows_nothing_secret(visit: Visit) -> None:
    visitor = visit()
    asked = visitor.begin()
    query = urlencode({"code": "never-given", "state": asked["state"]})
    answer = visitor.client.get(f"/auth/callback?{query}")
    assert answer.status_code == 400
    written = visitor.log.read_text()
    assert "invalid_grant" in written
    assert SECRET not in written + answer.text
    assert "never-given" not in written


def test_code_without_the_verifier_is_worth_nothing(visit: Visit, issuer: Issuer) -> None:
    """PKCE: a code that somebody took on its way cannot be turned into a session by another browser."""
    victim, thief = visit(), visit()
    stolen = parse_qs(urlsplit(victim.back(victim.begin())).query)["code"][0]
    asked = thief.begin()
    answer = thief.client.get(f"/auth/callback?{urlencode({'code': stolen, 'state': asked['state']})}")
    assert answer.status_code == 400
    assert thief.client.get("/see-pages").status_code == 401


def test_verifier_matches_the_challenge(visit: Visit, issuer: Issuer) -> None:
    visitor = visit()
    asked = visitor.begin()
    visitor.client.get(visitor.back(asked))
    sent = next(form for path, form in issuer.seen if path == "/token")
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]


def _refused(visitor: Any) -> None:
    answer = visitor.log_in()
    assert answer.status_code in {400, 502}
    assert not [each for each in answer.headers.get_list("set-cookie") if each.startswith("__Host-compliance=")]
    assert visitor.client.get("/see-pages").status_code == 401
    failed = [each for each in entries(visitor.log) if each["event"] == "log-in failed"]
    assert len(failed) == 1
    assert failed[0]["detail"]
