"""Access tokens: what they hold, how long they live, and what they are bound to."""

import hashlib
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from mocks.hub.domain.identity.asking import (
    AGREEMENT,
    HUB,
    NOW,
    PORTAL,
    PURPOSE,
    SECRET,
    SERVICE,
    Signer,
    ask,
    ask_for_token,
    bearer,
    certificate,
    thumbprint,
    token,
    world,
)
from ndxp_mocks.hub.domain.identity.revocations import revoke
from ndxp_mocks.hub.state.world import World

KEYS = "/oauth2/clients/portal/keys"
REVOCATIONS = "/oauth2/revocations"
BOUND = {"scope": f"exchange agreement:{AGREEMENT}", "purpose_id": PURPOSE}
BARE = {"grant_type": "client_credentials"}


def _claims(hub: World, text: str) -> dict[str, Any]:
    """The claims, verified against the keys that the hub publishes."""
    read = jwt.decode(text, KeySet.import_key_set(ask(hub, "GET", "/.well-known/jwks.json").json()))
    assert read.header["typ"] == "at+jwt"
    return dict(read.claims)


def test_token_says_what_it_is_for() -> None:
    hub = world()
    answer = ask_for_token(hub, data={**BARE, **BOUND}, auth=("portal", SECRET)).json()
    claims = _claims(hub, answer["access_token"])
    assert (answer["token_type"], answer["expires_in"], answer["scope"]) == ("Bearer", 300, BOUND["scope"])
    assert claims.pop("jti")
    assert claims == {
        "iss": HUB,
        "aud": HUB,
        "sub": "portal",
        "client_id": "portal",
        "iat": int(NOW),
        "exp": int(NOW) + 300,
        "scope": BOUND["scope"],
        "agreement_id": AGREEMENT,
        "purpose_id": PURPOSE,
        "service_id": SERVICE,
    }


def test_purpose_alone_names_its_agreement() -> None:
    hub = world()
    assert _claims(hub, token(hub, purpose_id=PURPOSE))["agreement_id"] == AGREEMENT


def test_without_scope_all_scopes_of_the_client_are_granted() -> None:
    hub = world()
    answer = ask_for_token(hub, data=BARE, auth=("stranger", "other")).json()
    assert answer["scope"] == "catalog:read"


def test_secret_may_stand_in_the_form_or_form_encoded_in_the_header() -> None:
    hub = world()
    hub.identity.clients.change("portal", secret="a b:c%d")
    form = {**BARE, "client_id": "portal", "client_secret": "a b:c%d"}
    assert ask_for_token(hub, data=form).status_code == 200
    assert ask_for_token(hub, data=BARE, auth=("portal", "a+b%3Ac%25d")).status_code == 200


def test_delegate_gets_a_token_in_which_it_is_the_actor() -> None:
    hub = world()
    refused = ask_for_token(hub, data={**BARE, "scope": BOUND["scope"]}, auth=("provider", "third"))
    assert refused.json()["error"] == "invalid_scope"
    delegation = {"delegate_organization_id": "VN/GOV/G12", "state": "active", "valid_until": "2027-01-15T08:01:00Z"}
    hub.catalog.delegations.put({"id": "d-1", **delegation})
    hub.catalog.agreements.change(AGREEMENT, delegation_id="d-1")
    assert _claims(hub, token(hub, "provider", "third", scope=BOUND["scope"]))["act"] == {"sub": "VN/GOV/G12"}
    assert "act" not in _claims(hub, token(hub, scope=BOUND["scope"]))
    hub.clock.advance(60)
    ended = ask_for_token(hub, data={**BARE, "scope": BOUND["scope"]}, auth=("provider", "third"))
    assert ended.json()["error"] == "invalid_scope"


def test_requests_for_tokens_are_counted() -> None:
    hub = world()
    token(hub)
    ask_for_token(hub, data=BARE, auth=("portal", "wrong"))
    assert hub.identity.token_requests == 2


def test_issuer_is_where_the_hub_was_called_unless_the_settings_name_one() -> None:
    assert ask(world(), "GET", "/.well-known/oauth-authorization-server").json()["issuer"] == HUB
    hub = world(issuer="https://issuer.example")
    signer = Signer()
    signer.registered(hub)
    assert ask(hub, "GET", "/.well-known/oauth-authorization-server").json()["issuer"] == "https://issuer.example"
    assert ask_for_token(hub, data=signer.form()).json()["error"] == "invalid_client"
    assert ask_for_token(hub, data=signer.form(aud="https://issuer.example")).status_code == 200


def test_metadata_names_addresses_that_answer() -> None:
    hub = world()
    metadata = ask(hub, "GET", "/.well-known/oauth-authorization-server").json()
    for name in ("token_endpoint", "introspection_endpoint", "revocation_endpoint", "token_diagnostics_endpoint"):
        assert ask(hub, "POST", httpx.URL(metadata[name]).path).status_code == 400, name
    assert ask(hub, "GET", httpx.URL(metadata["jwks_uri"]).path).status_code == 200


def test_clock_of_the_hub_decides_what_is_expired() -> None:
    hub = world()
    signer = Signer()
    signer.registered(hub)
    hub.clock.advance(100)
    assert ask_for_token(hub, data=signer.form()).status_code == 401
    hub.clock.advance(-100)
    assert ask_for_token(hub, data=signer.form()).status_code == 200


def _follow(hub: World, text: str, **members: Any) -> httpx.Response:
    return ask(hub, "GET", REVOCATIONS, headers=bearer(text), **members)


def test_token_opens_until_it_expires() -> None:
    hub = world()
    text = token(hub)
    hub.clock.advance(599)
    assert _follow(hub, text).status_code == 200
    hub.clock.advance(1)
    refused = _follow(hub, text)
    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused.headers["www-authenticate"]


def test_request_without_a_token_hears_of_no_error() -> None:
    refused = ask(world(), "GET", REVOCATIONS)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="hub"'


def test_token_of_another_hub_opens_nothing() -> None:
    assert _follow(world(), token(world())).status_code == 401


def test_token_without_the_scope_is_forbidden() -> None:
    hub = world()
    refused = ask(hub, "GET", KEYS, headers=bearer(token(hub, scope="exchange")))
    assert refused.status_code == 403
    assert 'error="insufficient_scope", scope="keys:write"' in refused.headers["www-authenticate"]


@pytest.mark.parametrize("ended", ["client", "agreement"])
def test_token_ends_with_what_it_rests_on(ended: str) -> None:
    hub = world()
    text = token(hub, scope=BOUND["scope"])
    assert _follow(hub, text).status_code == 200
    if ended == "client":
        hub.identity.clients.change("portal", state="revoked")
    else:
        revoke(hub, "agreement", AGREEMENT)
    assert _follow(hub, text).status_code == 401


def _by_certificate(hub: World, der: bytes) -> dict[str, Any]:
    answer = ask_for_token(hub, data={**BARE, "client_id": "portal"}, certificate=der)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize("registered_as", ["key of the client", "certificate of the system"])
def test_token_by_certificate_is_bound_to_it(registered_as: str) -> None:
    hub, (der, pem) = world(), certificate()
    if registered_as == "key of the client":
        added = ask(hub, "POST", KEYS, headers=bearer(token(hub)), json={"certificate": pem})
        assert added.json()["certificate_thumbprint"] == thumbprint(der)
    else:
        hub.catalog.systems.change(PORTAL, certificates=[{"sha256": hashlib.sha256(der).hexdigest()}])
    text = _by_certificate(hub, der)["access_token"]
    assert _claims(hub, text)["cnf"] == {"x5t#S256": thumbprint(der)}
    assert _follow(hub, text, certificate=der).status_code == 200
    assert _follow(hub, text).status_code == 401
    assert _follow(hub, text, certificate=certificate()[0]).status_code == 401


def test_certificate_out_of_date_gives_no_token() -> None:
    hub, (der, pem) = world(), certificate(days=-1)
    ask(hub, "POST", KEYS, headers=bearer(token(hub)), json={"certificate": pem})
    assert ask_for_token(hub, data={**BARE, "client_id": "portal"}, certificate=der).status_code == 401


def _by_proof(hub: World, signer: Signer) -> str:
    answer = ask_for_token(hub, data=BARE, auth=("portal", SECRET), headers={"DPoP": signer.proof()})
    assert answer.json()["token_type"] == "DPoP"
    return str(answer.json()["access_token"])


def _with_proof(hub: World, text: str, proof: str) -> httpx.Response:
    return ask(hub, "GET", REVOCATIONS, headers={"Authorization": f"DPoP {text}", "DPoP": proof})


def test_token_with_a_proof_is_bound_to_its_key() -> None:
    hub, signer = world(), Signer()
    text = _by_proof(hub, signer)
    proof = signer.proof(access_token=text, htm="GET", htu=f"{HUB}{REVOCATIONS}?limit=1")
    assert _claims(hub, text)["cnf"] == {"jkt": signer.key.thumbprint()}
    assert _with_proof(hub, text, proof).status_code == 200
    assert _with_proof(hub, text, proof).status_code == 401, "the same proof counts once"
    assert _follow(hub, text).status_code == 401, "a bound token is no bearer token"


@pytest.mark.parametrize(
    "spoilt",
    [{"access_token": "another"}, {"htm": "POST"}, {"htu": f"{HUB}/"}, {"iat": int(NOW) - 100}],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_proof_that_is_about_something_else_opens_nothing(spoilt: dict[str, Any]) -> None:
    hub, signer = world(), Signer()
    text = _by_proof(hub, signer)
    proof = signer.proof(**{"access_token": text, "htm": "GET", "htu": f"{HUB}{REVOCATIONS}", **spoilt})
    refused = _with_proof(hub, text, proof)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith('DPoP realm="hub", error="invalid_dpop_proof"')


def test_proof_by_another_key_opens_nothing() -> None:
    hub, signer = world(), Signer()
    text = _by_proof(hub, signer)
    proof = Signer().proof(access_token=text, htm="GET", htu=f"{HUB}{REVOCATIONS}")
    assert _with_proof(hub, text, proof).status_code == 401


def test_nonce_that_is_asked_for_opens() -> None:
    hub, signer = world(dpop_nonce="n-1"), Signer()
    first = ask_for_token(hub, data=BARE, auth=("portal", SECRET), headers={"DPoP": signer.proof()})
    assert first.json()["error"] == "use_dpop_nonce"
    proof = signer.proof(nonce=first.headers["dpop-nonce"])
    assert ask_for_token(hub, data=BARE, auth=("portal", SECRET), headers={"DPoP": proof}).status_code == 200


def _introspected(hub: World, text: str, auth: tuple[str, str] = ("portal", SECRET)) -> dict[str, Any]:
    return dict(ask(hub, "POST", "/oauth2/introspect", data={"token": text}, auth=auth).json())


def test_client_and_provider_see_what_a_token_holds_and_nobody_else() -> None:
    hub = world()
    text = token(hub, **BOUND)
    assert _introspected(hub, text)["agreement_id"] == AGREEMENT
    assert _introspected(hub, text, ("provider", "third"))["service_id"] == SERVICE
    assert _introspected(hub, text, ("stranger", "other")) == {"active": False}
    assert _introspected(hub, "nonsense") == {"active": False}


def test_introspection_wants_a_client_and_a_token() -> None:
    hub = world()
    assert ask(hub, "POST", "/oauth2/introspect", data={"token": "x"}, auth=("portal", "wrong")).status_code == 401
    missing = ask(hub, "POST", "/oauth2/introspect", data={"token_type_hint": "x"}, auth=("portal", SECRET))
    assert missing.json()["error"] == "invalid_request"


def test_revoked_token_is_dead_and_stands_in_the_feed() -> None:
    hub = world()
    text, other = token(hub), token(hub)
    jti = _introspected(hub, text)["jti"]
    answer = ask(hub, "POST", "/oauth2/revoke", data={"token": text}, auth=("portal", SECRET))
    assert (answer.status_code, answer.content) == (200, b"")
    assert _introspected(hub, text) == {"active": False}
    assert _follow(hub, text).status_code == 401
    entry = _follow(hub, other).json()["items"][0]
    assert (entry["kind"], entry["object_id"], entry["client_id"]) == ("token", jti, "portal")


def test_nobody_revokes_the_token_of_another() -> None:
    hub = world()
    text = token(hub)
    assert ask(hub, "POST", "/oauth2/revoke", data={"token": text}, auth=("stranger", "other")).status_code == 200
    assert _follow(hub, text).status_code == 200
