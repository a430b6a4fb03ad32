"""Signatures: those that RFC 9421 prints, our own over every algorithm, and each way in which one can be wrong."""

import pickle
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import ECKey, OKPKey, RSAKey

from ndxp_sdk.errors import ConnectFailed, InvalidConfiguration, NdxpError, SignatureInvalid, UsageError
from ndxp_sdk.secrets import Secret
from ndxp_sdk.signatures import (
    AnswerMessage,
    FetchedKeys,
    Keys,
    MessageKey,
    RequestMessage,
    SignatureRules,
    Validity,
    VerificationKey,
    explain_signature,
    sign_request,
    sign_response,
    verify_request,
    verify_response,
)

CREATED = 1618884473
# The public keys of RFC 9421, B.1; their private halves are printed there too and must never be used.
RFC_KEYS = {
    "keys": [
        {
            "kty": "RSA",
            "kid": "test-key-rsa-pss",
            "e": "AQAB",
            "n": "r4tmm3r20Wd_PbqvP1s2-QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-oAXjyQ"
            "86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL-"
            "Wokqltd11nqqzi-bJ9cvSKADYdUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAd"
            "Vw9lq4aOT9v6d-nb4bnNkQVklLQ3fVAvJm-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oyc6XI2w",
        },
        {
            "kty": "EC",
            "kid": "test-key-ecc-p256",
            "crv": "P-256",
            "x": "qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA",
            "y": "Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0",
        },
        {
            "kty": "OKP",
            "kid": "test-key-ed25519",
            "crv": "Ed25519",
            "x": "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs",
        },
    ]
}
RFC_REQUEST = RequestMessage.of(
    "POST",
    "https://example.com/foo?param=Value&Pet=dog",
    {
        "Host": "example.com",
        "Date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "Content-Type": "application/json",
        "Content-Digest": "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX"
        "+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
        "Content-Length": "18",
    },
    b'{"hello": "world"}',
)
RFC_ANSWER = AnswerMessage.of(
    200,
    {
        "Date": "Tue, 20 Apr 2021 02:07:56 GMT",
        "Content-Type": "application/json",
        "Content-Digest": "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ4"
        "1QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:",
        "Content-Length": "23",
    },
    b'{"message": "good dog"}',
)
B22 = (
    '("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss"'
    ';tag="header-example"',
    "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT"
    "8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpq"
    "fZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjH"
    "Sw==",
)
B24 = (
    '("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"',
    "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==",
)
B26 = (
    '("date" "@method" "@path" "@authority" "content-type" "content-length")'
    ';created=1618884473;keyid="test-key-ed25519"',
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
)
THEN = SignatureRules((), now=lambda: CREATED + 5)


def carrying(message: Any, vector: tuple[str, str], label: str = "sig") -> Any:
    described, signature = vector
    added = (("signature-input", f"{label}={described}"), ("signature", f"{label}=:{signature}:"))
    return replace(message, headers=(*message.headers, *added))


@pytest.mark.parametrize(
    ("message", "vector", "algorithm"),
    [(RFC_REQUEST, B22, "rsa-pss-sha512"), (RFC_ANSWER, B24, "ecdsa-p256-sha256"), (RFC_REQUEST, B26, "ed25519")],
    ids=["B.2.2", "B.2.4", "B.2.6"],
)
def test_signatures_of_the_standard_hold(message: Any, vector: tuple[str, str], algorithm: str) -> None:
    verify = verify_response if isinstance(message, AnswerMessage) else verify_request
    found = verify(carrying(message, vector), RFC_KEYS, THEN)
    assert (found.algorithm, found.created) == (algorithm, CREATED)


def test_a_signature_of_the_standard_over_another_message_does_not_hold() -> None:
    with pytest.raises(SignatureInvalid) as caught:
        verify_request(carrying(replace(RFC_REQUEST, method="PUT"), B26), RFC_KEYS, THEN)
    assert caught.value.code == "signature-wrong"


PRIVATE = {
    "ecdsa-p256-sha256": ec.generate_private_key(ec.SECP256R1()),
    "ecdsa-p384-sha384": ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
    "rsa-pss-sha512": rsa.generate_private_key(65537, 2048),
}


def pem(private: Any) -> Secret:
    return Secret(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


def jwk_of(private: Any) -> dict[str, Any]:
    kind = {"Ed": OKPKey, "EC": ECKey, "EL": ECKey, "RS": RSAKey}[type(private).__name__[:2].replace("El", "EC")]
    key = kind(private.public_key(), private.public_key())
    return {**key.as_dict(private=False), "kid": key.thumbprint()}


KEY = MessageKey(pem(PRIVATE["ed25519"]))
KEYS = {"keys": [jwk_of(private) for private in PRIVATE.values()]}
REQUEST = RequestMessage.of(
    "POST", "https://agency.example/events?of=g12", {"Content-Type": "application/json", "X-Many": "a"}, b'{"a": 1}'
)
NOW = SignatureRules((), now=lambda: CREATED)


def signed(request: RequestMessage = REQUEST, key: MessageKey = KEY, **options: Any) -> RequestMessage:
    options.setdefault("validity", Validity(CREATED))
    components = options.pop("components", None)
    added = sign_request(request, key, components, **options)
    return replace(request, headers=(*request.headers, *((name.lower(), value) for name, value in added)))


@pytest.mark.parametrize("algorithm", PRIVATE)
def test_what_we_sign_holds_and_names_the_key_by_its_thumbprint(algorithm: str) -> None:
    private = PRIVATE[algorithm]
    found = verify_request(
        signed(key=MessageKey(pem(private))), KEYS, replace(NOW, components=("@method", "@target-uri"))
    )
    assert (found.algorithm, found.key_id) == (algorithm, jwk_of(private)["kid"])
    assert found.components == ('"@method"', '"@target-uri"', '"content-digest"', '"content-type"')


def test_an_answer_is_bound_to_its_request() -> None:
    answer = AnswerMessage.of(200, {"Content-Type": "text/plain"}, b"ok", REQUEST)
    covered = ("@status", "content-digest", '"@method";req', '"@target-uri";req', '"@query-param";name="of";req')
    added = sign_response(answer, KEY, covered, validity=Validity(CREATED))
    whole = AnswerMessage.of(200, (*answer.headers, *added), b"ok", REQUEST)
    assert verify_response(whole, KEYS, NOW).components[2] == '"@method";req'
    with pytest.raises(SignatureInvalid):
        verify_response(replace(whole, request=replace(REQUEST, url="https://agency.example/events?of=g13")), KEYS, NOW)
    with pytest.raises(SignatureInvalid) as caught:
        verify_response(replace(whole, request=None), KEYS, NOW)
    assert "not known here" in str(caught.value)


def test_the_digest_of_the_request_is_not_taken_for_that_of_the_answer() -> None:
    request = replace(REQUEST, headers=signed().headers)
    answer = AnswerMessage.of(200, {"Content-Type": "text/plain"}, b"ok", request)
    of_request = sign_response(answer, KEY, ("@status", '"content-digest";req'), validity=Validity(CREATED))
    assert [name for name, _ in of_request] == ["Signature-Input", "Signature"]
    of_both = sign_response(answer, KEY, ('"content-digest";req', "content-digest"), validity=Validity(CREATED))
    assert [name for name, _ in of_both] == ["Content-Digest", "Signature-Input", "Signature"]


def without(message: RequestMessage, name: str) -> RequestMessage:
    return replace(message, headers=tuple(field for field in message.headers if field[0] != name))


def with_field(message: RequestMessage, name: str, value: str) -> RequestMessage:
    return replace(without(message, name), headers=(*without(message, name).headers, (name, value)))


STRICT = SignatureRules(("@method", "@target-uri", "content-digest", "content-type"), now=lambda: CREATED)
WRONG = {
    "signature-missing": (without(without(signed(), "signature"), "signature-input"), STRICT),
    "signature-malformed": (without(signed(), "signature"), STRICT),
    "component-missing": (signed(components=["@method", "content-digest"]), STRICT),
    "signature-expired": (signed(), replace(STRICT, now=lambda: CREATED + 301)),
    "signature-from-future": (signed(), replace(STRICT, now=lambda: CREATED - 301)),
    "key-unknown": (signed(key=MessageKey(pem(PRIVATE["ed25519"]), key_id="another")), STRICT),
    "algorithm-refused": (
        with_field(
            signed(), "signature-input", dict(signed().headers)["signature-input"].replace("ed25519", "hmac-sha256")
        ),
        STRICT,
    ),
    "signature-wrong": (replace(signed(), url="https://agency.example/events?of=g13"), STRICT),
    "digest-wrong": (replace(signed(), body=b'{"a": 2}'), STRICT),
}


@pytest.mark.parametrize("code", WRONG)
def test_each_check_has_its_code_and_the_error_can_be_pickled(code: str) -> None:
    message, policy = WRONG[code]
    with pytest.raises(SignatureInvalid) as caught:
        verify_request(message, KEYS, policy)
    assert caught.value.code == code
    assert pickle.loads(pickle.dumps(caught.value)).code == code
    assert explain_signature(message, KEYS, policy).checks[-1].name == code


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("signature-input", "sig1=1", "signature-malformed"),
        ("signature-input", 'sig1=("@method" 1);created=1', "signature-malformed"),
        ("signature-input", 'sig1=("@method"', "signature-malformed"),
        ("signature-input", 'sig1=("@method");created="now"', "signature-expired"),
        ("signature", "sig1=notbytes", "signature-malformed"),
        ("signature", "sig1=:ab", "signature-malformed"),
        ("signature", "sig1=:AAAA:", "signature-wrong"),
        ("content-digest", "md5=:AAAA:", "signature-wrong"),
    ],
)
def test_a_broken_field_is_refused(name: str, value: str, code: str) -> None:
    policy = replace(NOW, components=())
    with pytest.raises(SignatureInvalid) as caught:
        verify_request(with_field(signed(), name, value), KEYS, policy)
    assert caught.value.code == code


def test_a_signature_that_says_when_it_expires_is_held_to_that() -> None:
    message = signed(validity=Validity(CREATED, CREATED + 10))
    assert verify_request(message, KEYS, NOW)
    with pytest.raises(SignatureInvalid, match="expired 1 s ago"):
        verify_request(message, KEYS, replace(NOW, now=lambda: CREATED + 11))


def test_one_good_signature_is_enough_and_a_label_chooses() -> None:
    own = signed(label="own")
    strange = signed(key=MessageKey(pem(PRIVATE["ed25519"]), key_id="strange"), label="strange")
    both = {
        name: f"{dict(strange.headers)[name]}, {dict(own.headers)[name]}" for name in ("signature-input", "signature")
    }
    message = with_field(with_field(own, "signature", both["signature"]), "signature-input", both["signature-input"])
    assert verify_request(message, KEYS, NOW).label == "own"
    with pytest.raises(SignatureInvalid):
        verify_request(message, KEYS, replace(NOW, label="strange"))


CHANGED = {
    "@target-uri": [
        ("http://agency.example/events?of=g12", {}),
        ("http://10.0.0.7:8080/events?of=g12", {"x-forwarded-host": "agency.example"}),
        ("https://agency.example/events/?of=g12", {}),
        ("https://agency.example:443/events?of=g12", {}),
    ]
}


@pytest.mark.parametrize(("url", "headers"), CHANGED["@target-uri"])
def test_the_explanation_names_the_address_that_was_signed(url: str, headers: dict[str, str]) -> None:
    arrived = replace(signed(), url=url, headers=(*signed().headers, *headers.items()))
    explanation = explain_signature(arrived, KEYS, NOW)
    assert not explanation.is_valid
    (component,) = explanation.differing
    assert (component.name, component.signed) == ('"@target-uri"', REQUEST.url)
    assert "signed: https://agency.example/events?of=g12" in str(explanation)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"method": "PUT"}, '"@method"'),
        ({"headers": "application/json; charset=utf-8"}, '"content-type"'),
    ],
)
def test_the_explanation_names_another_component(change: dict[str, str], name: str) -> None:
    arrived = signed()
    if "headers" in change:
        arrived = with_field(arrived, "content-type", change["headers"])
    else:
        arrived = replace(arrived, method=change["method"])
    assert [component.name for component in explain_signature(arrived, KEYS, NOW).differing] == [name]


def test_the_explanation_compares_with_the_text_of_the_signer() -> None:
    signed_base = '"@method": POST\n"@target-uri": https://agency.example/other\n'
    explanation = explain_signature(signed(), KEYS, NOW, signed_base=signed_base)
    assert [component.signed for component in explanation.differing] == ["https://agency.example/other"]


def test_the_explanation_of_a_good_signature_finds_nothing() -> None:
    explanation = explain_signature(signed(), KEYS, NOW)
    assert explanation.is_valid
    assert explanation.differing == ()


def test_keys_are_fetched_again_for_an_unknown_one_but_not_in_quick_succession() -> None:
    clock = iter([0.0, 30.0, 61.0])
    sets = iter([{"keys": []}, {"keys": [KEYS["keys"][2]]}])
    keys = FetchedKeys(lambda: next(sets), now=lambda: next(clock))
    wanted = KEYS["keys"][2]["kid"]
    assert keys.key(wanted) is None
    assert keys.key(wanted) is None
    assert isinstance(keys.key(wanted), VerificationKey)


def test_a_key_that_was_withdrawn_is_not_trusted_for_longer_than_an_hour() -> None:
    wanted, clock = KEYS["keys"][2], iter([0.0, 3599.0, 3600.0])
    sets = iter([{"keys": [wanted]}, {"keys": []}])
    keys = FetchedKeys(lambda: next(sets), now=lambda: next(clock))
    assert [keys.key(wanted["kid"]) is not None for _ in range(3)] == [True, True, False]


def test_keys_that_could_not_be_fetched_are_fetched_by_the_next_one_who_wants_them() -> None:
    answers: list[Any] = [ConnectFailed("down"), {"keys": [KEYS["keys"][2]]}]

    def fetch() -> Any:
        answer = answers.pop(0)
        if isinstance(answer, NdxpError):
            raise answer
        return answer

    keys = FetchedKeys(fetch, now=lambda: 7.0)
    with pytest.raises(ConnectFailed):
        keys.key(KEYS["keys"][2]["kid"])
    assert keys.key(KEYS["keys"][2]["kid"]) is not None


def test_keys_for_other_uses_are_left_out_of_a_set() -> None:
    encrypting = {**KEYS["keys"][0], "use": "enc"}
    strange = {"kty": "future", "kid": "future"}
    assert Keys({"keys": [encrypting, strange, {"kty": "EC", "crv": "P-256", "kid": "broken"}]}).key("broken") is None
    with pytest.raises(InvalidConfiguration):
        VerificationKey.of(strange)


def test_a_component_that_is_not_there_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="x-absent"):
        sign_request(REQUEST, KEY, ["x-absent"])
    with pytest.raises(UsageError, match="relative"):
        RequestMessage.of("POST", "/events")


def test_a_key_shows_nothing_and_a_broken_one_is_refused() -> None:
    assert "PRIVATE" not in repr(KEY)
    with pytest.raises(InvalidConfiguration):
        MessageKey(Secret("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
    with pytest.raises(InvalidConfiguration, match="2048"):
        MessageKey(pem(rsa.generate_private_key(65537, 1024)))


@pytest.mark.parametrize("jwk", RFC_KEYS["keys"], ids=lambda jwk: jwk["kid"])
@pytest.mark.parametrize("value", [None, 5, True, "", "!!", "AAAA", [], {}, "\ud800", "ä"], ids=repr)
def test_a_malformed_member_makes_one_key_unusable_and_spoils_no_other(jwk: dict[str, str], value: Any) -> None:
    good = jwk_of(PRIVATE["ed25519"])
    for name in jwk.keys() - {"kid"}:
        broken = {**jwk, name: value}
        with pytest.raises(InvalidConfiguration):
            VerificationKey.of(broken)
        keys = Keys({"keys": [broken, good]})
        assert (keys.key(jwk["kid"]), keys.key(good["kid"]) is not None) == (None, True)


def test_another_tolerance_alone_takes_no_component_away() -> None:
    patient = SignatureRules(tolerance=600, now=lambda: CREATED)
    with pytest.raises(SignatureInvalid) as caught:
        verify_request(signed(components=["@method"]), KEYS, patient)
    assert caught.value.code == "component-missing"
