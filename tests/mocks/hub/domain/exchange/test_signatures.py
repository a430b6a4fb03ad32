"""Signatures and digests give what the RFCs print."""

import base64

import pytest
from joserfc.jwk import ECKey, OKPKey

from ndxp_mocks.hub.http.digests import agrees, content_digest
from ndxp_mocks.hub.http.signatures import Message, sign_message, signature_base, signature_parameters
from ndxp_mocks.hub.state.signing_keys import SigningKey

# RFC 9421 appendix B.1.4, a key that the whole world knows.
PUBLISHED_KEY = b"""-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----
"""
# RFC 9421 appendix B.2
REQUEST = Message(
    "POST",
    "https://example.com/foo?param=Value&Pet=dog",
    (
        ("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("Content-Type", "application/json"),
        ("Content-Length", "18"),
    ),
)
COVERED = ("date", "@method", "@path", "@authority", "content-type", "content-length")


def test_example_of_the_rfc_comes_out_to_the_letter() -> None:
    parameters = (
        '("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"'
    )
    base = signature_base(REQUEST, COVERED, parameters)
    assert base.decode() == (
        '"date": Tue, 20 Apr 2021 02:07:55 GMT\n'
        '"@method": POST\n'
        '"@path": /foo\n'
        '"@authority": example.com\n'
        '"content-type": application/json\n'
        '"content-length": 18\n'
        f'"@signature-params": {parameters}'
    )
    key = SigningKey(OKPKey.import_key(PUBLISHED_KEY), "EdDSA", "ed25519")
    expected = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    assert base64.b64encode(key.sign(base)).decode() == expected


@pytest.mark.parametrize(
    ("component", "target", "expected"),
    [
        ("@target-uri", "https://example.com/a?b=%20c", "https://example.com/a?b=%20c"),
        ("@target-uri", "https://example.com", "https://example.com/"),
        ("@target-uri", "https://example.com?b=c", "https://example.com/?b=c"),
        ("@authority", "https://EXAMPLE.com:443/", "example.com"),
        ("@authority", "http://example.com:8080/", "example.com:8080"),
        ("@authority", "http://[::1]:8080/", "[::1]:8080"),
        ("@scheme", "http://example.com/", "http"),
        ("@path", "https://example.com", "/"),
        ("@query", "https://example.com/a?b=c%2Fd", "?b=c%2Fd"),
        ("@query", "https://example.com/a", "?"),
    ],
)
def test_derived_components(component: str, target: str, expected: str) -> None:
    base = signature_base(Message("GET", target, ()), (component,), "()")
    assert base.decode().splitlines()[0] == f'"{component}": {expected}'


def test_repeated_fields_are_joined_and_trimmed() -> None:
    message = Message("GET", "https://example.com/", (("X-A", "  one "), ("x-a", "two\r\n three")))
    assert signature_base(message, ("x-a",), "()").decode().splitlines()[0] == '"x-a": one, two  three'


def test_field_that_is_not_there_cannot_be_signed() -> None:
    with pytest.raises(KeyError, match="x-missing"):
        signature_base(REQUEST, ("x-missing",), "()")


def test_parameters_name_key_and_algorithm() -> None:
    key = SigningKey.elliptic()
    whole = dict(sign_message(REQUEST, ("@method",), key, 1, "sig1").headers)
    assert whole["Signature-Input"] == f"sig1={signature_parameters(('@method',), key.key_id, 'ecdsa-p256-sha256', 1)}"
    assert len(base64.b64decode(whole["Signature"].removeprefix("sig1=:").removesuffix(":"))) == 64


def test_key_is_named_by_the_thumbprint_that_the_rfc_prints() -> None:
    # RFC 7638 names the method; the value is that of the key in appendix A.3 of RFC 8037.
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert (
        SigningKey(OKPKey.import_key(jwk), "EdDSA", "ed25519").key_id == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    )


def test_public_key_shows_nothing_private() -> None:
    assert set(SigningKey.elliptic().public) == {"kty", "crv", "x", "y", "use", "alg", "kid"}
    assert set(SigningKey.edwards().public) == {"kty", "crv", "x", "use", "alg", "kid"}
    assert SigningKey(ECKey.generate_key("P-256"), "ES256", "ecdsa-p256-sha256").public["kid"]


def test_digest_is_that_of_the_rfc() -> None:
    # RFC 9530 appendix D
    assert content_digest(b'{"hello": "world"}\n') == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        (content_digest(b"a"), True),
        (content_digest(b"a", "sha-512"), True),
        (f"{content_digest(b'a')}, {content_digest(b'a', 'sha-512')}", True),
        (f"{content_digest(b'a')}, md5=:AAAA:", True),
        (f"{content_digest(b'a')}, {content_digest(b'b', 'sha-512')}", False),
        (content_digest(b"b"), False),
        ("md5=:AAAA:", False),
        ("sha-256=abc", False),
        ("", False),
    ],
)
def test_digest_field_agrees_where_all_it_says_is_right(value: str, holds: bool) -> None:
    assert agrees(value, b"a") is holds
