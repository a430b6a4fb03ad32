"""Keys of clients come, overlap and go; what is revoked is told to everybody."""

import httpx
import pytest
from joserfc.jwk import ECKey, OKPKey, RSAKey

from mocks.hub.domain.identity.asking import SECRET, Signer, ask, ask_for_token, bearer, certificate, token, world
from ndxp_mocks.hub.state.world import World

KEYS = "/oauth2/clients/portal/keys"


def _ask(hub: World, method: str, path: str = KEYS, **members: object) -> httpx.Response:
    return ask(hub, method, path, headers=bearer(token(hub)), **members)


def test_registered_key_is_named_by_its_thumbprint() -> None:
    hub, signer = world(), Signer()
    answer = _ask(hub, "POST", json={"jwk": signer.public})
    kid = signer.key.thumbprint()
    assert (answer.status_code, answer.headers["location"]) == (201, f"{KEYS}/{kid}")
    assert answer.json()["jwk"] == {**signer.public, "kid": kid, "use": "sig"}
    assert _ask(hub, "GET", f"{KEYS}/{kid}").json()["state"] == "active"


def test_keys_overlap_so_that_one_follows_the_other_without_a_gap() -> None:
    hub, old, new = world(), Signer(), Signer()
    kids = [old.registered(hub), new.registered(hub)]
    assert [each["kid"] for each in _ask(hub, "GET").json()["items"]] == kids[::-1]
    assert ask_for_token(hub, data=old.form()).status_code == 200
    assert ask_for_token(hub, data=new.form()).status_code == 200
    assert _ask(hub, "DELETE", f"{KEYS}/{kids[0]}").status_code == 204
    assert ask_for_token(hub, data=old.form()).status_code == 401
    assert ask_for_token(hub, data=new.form()).status_code == 200


def test_list_comes_in_pages() -> None:
    hub = world()
    kids = [Signer().registered(hub) for _ in range(3)]
    first = _ask(hub, "GET", params={"limit": 2})
    second = _ask(hub, "GET", params={"limit": 2, "cursor": first.json()["next_cursor"]})
    assert [each["kid"] for each in first.json()["items"] + second.json()["items"]] == kids[::-1]
    assert second.json()["next_cursor"] is None
    assert "link" in first.headers
    assert "link" not in second.headers
    assert _ask(hub, "GET", params={"cursor": "?"}).status_code == 400


def test_key_is_in_force_between_its_moments() -> None:
    hub, signer = world(), Signer()
    kid = signer.registered(hub, not_before="2027-01-15T08:01:00Z", expires_at="2027-01-15T15:02:00+07:00")
    states = []
    for _ in range(3):
        states.append(_ask(hub, "GET", f"{KEYS}/{kid}").json()["state"])
        hub.clock.advance(60)
    assert states == ["pending", "active", "expired"]


def test_use_of_a_key_is_noted() -> None:
    hub, signer = world(), Signer()
    kid = signer.registered(hub)
    assert _ask(hub, "GET", f"{KEYS}/{kid}").json()["last_used_at"] is None
    ask_for_token(hub, data=signer.form())
    assert _ask(hub, "GET", f"{KEYS}/{kid}").json()["last_used_at"] == "2027-01-15T08:00:00.000Z"


def test_known_copy_is_not_sent_again() -> None:
    hub, signer = world(), Signer()
    kid = signer.registered(hub)
    tag = _ask(hub, "GET", f"{KEYS}/{kid}").headers["etag"]
    headers = {**bearer(token(hub)), "If-None-Match": tag}
    assert ask(hub, "GET", f"{KEYS}/{kid}", headers=headers).status_code == 304


def test_same_key_twice_is_a_conflict() -> None:
    hub, signer = world(), Signer()
    signer.registered(hub)
    assert _ask(hub, "POST", json={"jwk": signer.public}).json()["code"] == "already-exists"


@pytest.mark.parametrize(
    "jwk",
    [
        ECKey.generate_key("P-384").as_dict(private=False),
        OKPKey.generate_key("Ed25519").as_dict(private=False),
        RSAKey.generate_key(2048).as_dict(private=False) | {"n": "AQAB"},
        Signer().public | {"kid": "A" * 43},
        Signer().public | {"alg": "RS256"},
        Signer().public | {"x": "AAAA"},
        Signer().public | {"d": "AAAA"},
        {"kty": "EC"},
    ],
    ids=["P-384", "Ed25519", "short RSA", "other kid", "other alg", "off the curve", "private", "empty"],
)
def test_unusable_key_is_refused(jwk: dict[str, object]) -> None:
    refused = _ask(world(), "POST", json={"jwk": jwk})
    assert (refused.status_code, refused.json()["code"]) == (422, "request-invalid")


def test_unreadable_certificate_is_refused() -> None:
    broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    assert _ask(world(), "POST", json={"certificate": broken}).status_code == 422
    assert _ask(world(), "POST", json={"certificate": certificate()[1], "jwk": Signer().public}).status_code == 422


def test_revoked_key_stands_in_the_feed_and_stays_readable() -> None:
    hub, signer = world(), Signer()
    kid = signer.registered(hub)
    start = _ask(hub, "GET", "/oauth2/revocations").json()["next_cursor"]
    for _ in range(2):
        assert _ask(hub, "DELETE", f"{KEYS}/{kid}").status_code == 204
    feed = _ask(hub, "GET", "/oauth2/revocations", params={"after": start}).json()
    assert [(each["kind"], each["object_id"]) for each in feed["items"]] == [("key", kid)]
    assert _ask(hub, "GET", "/oauth2/revocations", params={"after": feed["next_cursor"]}).json()["items"] == []
    assert _ask(hub, "GET", f"{KEYS}/{kid}").json()["state"] == "revoked"


def test_last_credential_of_a_client_stays() -> None:
    hub, signer = world(), Signer()
    kid = signer.registered(hub)
    text = token(hub)
    hub.identity.clients.change("portal", secret=None)
    refused = ask(hub, "DELETE", f"{KEYS}/{kid}", headers=bearer(text))
    assert (refused.status_code, refused.json()["code"]) == (409, "state-conflict")
    hub.identity.clients.change("portal", secret=SECRET)
    assert ask(hub, "DELETE", f"{KEYS}/{kid}", headers=bearer(text)).status_code == 204


def test_clients_of_other_systems_do_not_exist_for_the_caller() -> None:
    hub = world()
    kid = Signer().registered(hub)
    headers = bearer(token(hub, "provider", "third"))
    for method, path in [("GET", KEYS), ("POST", KEYS), ("GET", f"{KEYS}/{kid}"), ("DELETE", f"{KEYS}/{kid}")]:
        body = {"json": {"jwk": Signer().public}} if method == "POST" else {}
        assert ask(hub, method, path, headers=headers, **body).status_code == 404
    assert ask(hub, "GET", "/oauth2/clients/nobody/keys", headers=headers).status_code == 404
