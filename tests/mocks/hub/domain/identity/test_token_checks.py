"""Each check of a token request stops what it is there for, says so to the client, and to nobody else."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from mocks.hub.domain.identity.asking import (
    AGREEMENT,
    HUB,
    NOW,
    PURPOSE,
    SECRET,
    Signer,
    ask,
    ask_for_token,
    bearer,
    certificate,
    token,
    world,
)
from ndxp_mocks.hub.contract.operations import operations
from ndxp_mocks.hub.state.world import World

Request = dict[str, Any]
DIAGNOSTICS = "/oauth2/token/diagnostics"
KNOWN = Signer()
FORM = "application/x-www-form-urlencoded"
BARE = {"grant_type": "client_credentials"}


def _bound(**form: Any) -> dict[str, Any]:
    return {"scope": f"exchange agreement:{AGREEMENT}", **form}


def _signed(form: Request | None = None, header: Request | None = None, **claims: Any) -> Request:
    return {"data": KNOWN.form(header, form, **claims)}


def _proved(**members: Any) -> Request:
    return {**_signed(), "headers": {"DPoP": KNOWN.proof(**members)}}


def _revoked_key(hub: World) -> Request:
    signer = Signer()
    kid = signer.registered(hub)
    ask(hub, "DELETE", f"/oauth2/clients/portal/keys/{kid}", headers=bearer(token(hub)))
    return {"data": signer.form()}


def _replayed(hub: World) -> Request:
    ask_for_token(hub, data=KNOWN.form(jti="once"))
    return _signed(jti="once")


def _suspended_client(hub: World) -> Request:
    hub.identity.clients.change("portal", state="suspended")
    return _signed()


def _suspended_agreement(hub: World) -> Request:
    hub.catalog.agreements.change(AGREEMENT, state="suspended", suspended_by=["producer"])
    return _signed(_bound())


def _suspended_purpose(hub: World) -> Request:
    hub.catalog.purposes.change(PURPOSE, state="suspended")
    return _signed(_bound(), purpose_id=PURPOSE)


def _suspended_version(hub: World) -> Request:
    hub.catalog.versions.change("VN/GOV/G12/dkkd/enterprises@1.0.0", state="suspended")
    return _signed(_bound())


def _reused_proof(hub: World) -> Request:
    ask_for_token(hub, **_proved(jti="once"))
    return _proved(jti="once")


def _forged(text: str) -> str:
    head, claims, signature = text.split(".")
    return f"{head}.{claims}.{signature[:-6]}AAAAAA"


def _unsigned(_hub: World) -> Request:
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=")
    return _signed({"client_assertion": f"{head}.{KNOWN.assertion().split('.', 1)[1]}"})


SPOILT: list[tuple[str, str, Callable[[World], Request]]] = [
    ("form", "invalid_request", lambda _: _signed({"colour": "red"})),
    ("form", "invalid_request", lambda _: _signed({"scope": ["exchange", "exchange"]})),
    ("form", "invalid_request", lambda _: _signed({"purpose_id": PURPOSE})),
    ("form", "invalid_request", lambda _: {"data": {**BARE, "client_id": "a b", "client_secret": "c"}}),
    ("form", "invalid_request", lambda _: {"content": b"\xff", "headers": {"Content-Type": FORM}, "data": {}}),
    ("grant_type", "unsupported_grant_type", lambda _: _signed({"grant_type": "password"})),
    ("grant_type", "invalid_request", lambda _: _signed({"grant_type": None})),
    (
        "single_method",
        "invalid_request",
        lambda _: {"data": {**BARE, "client_secret": SECRET}, "auth": ("portal", SECRET)},
    ),
    ("single_method", "invalid_client", lambda _: {"data": BARE}),
    ("assertion_type", "invalid_client", lambda _: _signed({"client_assertion_type": "saml"})),
    ("assertion_parses", "invalid_client", lambda _: _signed({"client_assertion": "a.b"})),
    ("assertion_parses", "invalid_client", lambda _: _signed({"client_assertion": None})),
    ("header_typ", "invalid_client", lambda _: _signed(header={"typ": "at+jwt"})),
    ("header_alg", "invalid_client", _unsigned),
    ("header_kid", "invalid_client", lambda _: _signed(header={"kid": "my-key"})),
    ("header_kid", "invalid_client", lambda _: _signed(header={"kid": None})),
    ("claim_iss", "invalid_client", lambda _: _signed(iss=None)),
    ("claim_aud", "invalid_client", lambda _: _signed(aud="\ud800")),
    ("client_known", "invalid_client", lambda _: _signed(iss="\ud800", sub="\ud800")),
    ("claim_sub", "invalid_client", lambda _: _signed(sub="stranger")),
    ("claim_sub", "invalid_client", lambda _: _signed({"client_id": "stranger"})),
    ("claim_aud", "invalid_client", lambda _: _signed(aud=f"{HUB}/oauth2/token")),
    ("claim_aud", "invalid_client", lambda _: _signed(aud=[HUB])),
    ("claim_jti", "invalid_client", lambda _: _signed(jti=None)),
    ("claim_iat", "invalid_client", lambda _: _signed(iat="now")),
    ("claim_exp", "invalid_client", lambda _: _signed(exp=None)),
    ("claim_exp", "invalid_client", lambda _: _signed(exp=10**400)),
    ("clock", "invalid_client", lambda _: _signed(iat=int(NOW) + 11, exp=int(NOW) + 60)),
    ("clock", "invalid_client", lambda _: _signed(iat=int(NOW) - 71, exp=int(NOW) - 11)),
    ("clock", "invalid_client", lambda _: _signed(nbf=int(NOW) + 11)),
    ("lifetime", "invalid_client", lambda _: _signed(exp=int(NOW) + 61)),
    ("lifetime", "invalid_client", lambda _: _signed(exp=int(NOW))),
    ("client_known", "invalid_client", lambda _: _signed(iss="nobody", sub="nobody")),
    ("secret", "invalid_client", lambda _: {"data": BARE, "auth": ("portal", "wrong")}),
    ("secret", "invalid_client", lambda _: {"data": {**BARE, "client_id": "portal", "client_secret": "wrong"}}),
    ("certificate", "invalid_client", lambda _: {"data": {**BARE, "client_id": "portal"}}),
    (
        "certificate",
        "invalid_client",
        lambda _: {"data": {**BARE, "client_id": "portal"}, "certificate": certificate()[0]},
    ),
    ("key_known", "invalid_client", lambda _: {"data": Signer().form()}),
    ("key_active", "invalid_client", _revoked_key),
    ("signature", "invalid_client", lambda _: _signed({"client_assertion": _forged(KNOWN.assertion())})),
    ("jti_unused", "invalid_client", _replayed),
    ("client_active", "invalid_client", _suspended_client),
    ("scope", "invalid_scope", lambda _: _signed({"scope": "exchange everything"})),
    ("scope", "invalid_scope", lambda _: _signed({"scope": f"agreement:{AGREEMENT} agreement:{PURPOSE}"})),
    ("agreement_known", "invalid_scope", lambda _: _signed({"scope": f"agreement:{PURPOSE}"})),
    ("agreement_active", "access_denied", _suspended_agreement),
    ("purpose_known", "access_denied", lambda _: _signed(_bound(), purpose_id=AGREEMENT)),
    ("purpose_active", "access_denied", _suspended_purpose),
    ("service_published", "access_denied", _suspended_version),
    ("dpop_parses", "invalid_dpop_proof", lambda _: {**_signed(), "headers": {"DPoP": "proof"}}),
    ("dpop_parses", "invalid_dpop_proof", lambda _: _proved(header={"typ": "JWT"})),
    (
        "dpop_alg",
        "invalid_dpop_proof",
        lambda _: {**_signed(), "headers": {"DPoP": _reheaded(KNOWN.proof(), alg="none")}},
    ),
    ("dpop_htm", "invalid_dpop_proof", lambda _: _proved(htm="GET")),
    ("dpop_htu", "invalid_dpop_proof", lambda _: _proved(htu=f"{HUB}/oauth2/other")),
    ("dpop_iat", "invalid_dpop_proof", lambda _: _proved(iat=int(NOW) - 71)),
    ("dpop_jti_unused", "invalid_dpop_proof", _reused_proof),
    ("dpop_jti_unused", "invalid_dpop_proof", lambda _: _proved(jti=None)),
    ("dpop_nonce", "use_dpop_nonce", lambda _: _proved()),
    ("dpop_signature", "invalid_dpop_proof", lambda _: {**_signed(), "headers": {"DPoP": _forged(KNOWN.proof())}}),
]


def _reheaded(text: str, **members: Any) -> str:
    head, rest = text.split(".", 1)
    header = json.loads(base64.urlsafe_b64decode(head + "==")) | members
    return f"{base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip('=')}.{rest}"


def _hub(check: str) -> World:
    hub = world(dpop_nonce="n-1" if check == "dpop_nonce" else None)
    KNOWN.registered(hub)
    return hub


def _explained(hub: World, request: Request) -> Any:
    """The diagnosis that the client gets who proves itself by its secret beside the assertion."""
    proof = {} if "client_assertion_type" not in request["data"] else {"auth": ("portal", SECRET)}
    return ask_for_token(hub, DIAGNOSTICS, **{**proof, **request})


@pytest.mark.parametrize(("check", "error", "spoil"), SPOILT)
def test_spoilt_request_is_refused_without_a_reason(check: str, error: str, spoil: Callable[[World], Request]) -> None:
    hub = _hub(check)
    answer = ask_for_token(hub, **spoil(hub))
    assert answer.json()["error"] == error
    assert answer.status_code == (401 if error == "invalid_client" else 400)
    assert answer.headers["cache-control"] == "no-store"
    assert ("www-authenticate" in answer.headers) == (error == "invalid_client")
    assert answer.headers.get("dpop-nonce") == ("n-1" if check == "dpop_nonce" else None)


@pytest.mark.long
def test_every_failed_authentication_reads_the_same() -> None:
    told = set()
    for check, error, spoil in SPOILT:
        if error == "invalid_client":
            hub = _hub(check)
            told.add(ask_for_token(hub, **spoil(hub)).text)
    assert len(told) == 1


@pytest.mark.parametrize(("check", "spoil"), [(check, spoil) for check, _, spoil in SPOILT])
def test_diagnosis_ends_with_the_check_that_fails(check: str, spoil: Callable[[World], Request]) -> None:
    hub = _hub(check)
    request = spoil(hub)
    answer = _explained(hub, request)
    if check in ("secret", "certificate"):  # because nobody proved to be the client
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        return
    if check == "client_known":  # because it is another client than the one that gave its secret
        assert (answer.status_code, answer.json()["error"]) == (403, "access_denied")
        return
    assert answer.status_code == 200, answer.text
    *before, last = answer.json()["checks"]
    assert (last["check"], last["passed"], answer.json()["passed"]) == (check, False, False)
    assert all(each["passed"] for each in before)
    assert SECRET not in answer.text


def test_every_check_of_the_contract_is_spoilt_by_some_request() -> None:
    diagnose = next(each for each in operations() if each.operation_id == "tokens.diagnose")
    schema = diagnose.answers["200"].contents["application/json"].written
    names = schema["properties"]["checks"]["items"]["properties"]["check"]["enum"]
    assert set(names) == {check for check, _, _ in SPOILT}


def test_flawless_request_passes_all_its_checks_in_the_order_of_the_contract() -> None:
    hub = _hub("")
    request = {**_signed(_bound(), purpose_id=PURPOSE), "headers": {"DPoP": KNOWN.proof()}}
    explained = _explained(hub, request).json()
    assert explained["passed"]
    diagnose = next(each for each in operations() if each.operation_id == "tokens.diagnose")
    schema = diagnose.answers["200"].contents["application/json"].written
    order = schema["properties"]["checks"]["items"]["properties"]["check"]["enum"]
    assert [each["check"] for each in explained["checks"]] == [x for x in order if x not in ("secret", "certificate")]
    assert ask_for_token(hub, **request).status_code == 200, "the diagnosis used up what it explained"


def test_stranger_learns_nothing_of_clients_from_a_diagnosis() -> None:
    hub = _hub("")
    unknown_client = ask_for_token(hub, DIAGNOSTICS, data=Signer().form(iss="nobody", sub="nobody")).json()
    unknown_key = ask_for_token(hub, DIAGNOSTICS, data=Signer().form()).json()
    told = [[(each["check"], each["passed"]) for each in answer["checks"]] for answer in (unknown_client, unknown_key)]
    assert told[0] == told[1]
    assert told[0][-1] == ("key_known", False)
    assert "found" not in unknown_key["checks"][-1]
    assert "expected" not in unknown_key["checks"][-1]


def test_stranger_with_a_forged_signature_hears_only_that_it_is_wrong() -> None:
    hub = _hub("")
    hub.identity.clients.change("portal", state="suspended")
    forged = ask_for_token(hub, DIAGNOSTICS, **_signed({"client_assertion": _forged(KNOWN.assertion())})).json()
    assert forged["checks"][-1]["check"] == "signature"
    assert "expected" not in forged["checks"][-1]


def test_assertion_that_verifies_is_explained_without_a_secret() -> None:
    hub = _hub("")
    explained = ask_for_token(hub, DIAGNOSTICS, **_signed({"scope": "everything"})).json()
    assert explained["checks"][-1]["check"] == "scope"
    assert explained["client_id"] == "portal"


def test_assertion_of_another_client_is_not_explained() -> None:
    hub = _hub("")
    answer = ask_for_token(hub, DIAGNOSTICS, **_signed(), auth=("stranger", "other"))
    assert (answer.status_code, answer.json()["error"]) == (403, "access_denied")


def test_diagnostics_can_be_switched_off() -> None:
    hub = world(diagnostics=False)
    assert ask_for_token(hub, DIAGNOSTICS, **_signed()).status_code == 403


@pytest.mark.long
@pytest.mark.parametrize("algorithm", ["RS256", "PS256"])
def test_rsa_keys_sign_assertions(algorithm: str) -> None:
    hub, signer = world(), Signer(RSAKey.generate_key(2048), algorithm)
    signer.registered(hub)
    assert ask_for_token(hub, data=signer.form()).status_code == 200


def test_both_texts_of_a_check_are_there_and_differ() -> None:
    hub = _hub("")
    for each in _explained(hub, _signed(_bound())).json()["checks"]:
        assert each["detail"]["vi"] != each["detail"]["en"]


@pytest.mark.parametrize("typ", [None, "JWT", "client-authentication+jwt"])
def test_types_that_the_contract_allows_pass(typ: str | None) -> None:
    hub = _hub("")
    assert ask_for_token(hub, **_signed(header={"typ": typ})).status_code == 200
