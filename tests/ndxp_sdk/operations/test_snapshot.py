"""A snapshot is believed only when the hub's own key signed it and it has not expired."""

import json
import time

import httpx
import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey

from contracts.samples import sample
from ndxp_sdk import errors
from ndxp_sdk.models import JsonWebKey, Snapshot, SnapshotPayload

KEY = ECKey.generate_key("P-256")
SOON = int(time.time()) + 3600


def payload(**members: object) -> bytes:
    return json.dumps(sample("SnapshotPayload", **{"exp": SOON, **members})).encode()


def signed(key: ECKey | RSAKey | OKPKey = KEY, algorithm: str = "ES256", **members: object) -> str:
    header = {"alg": algorithm, "kid": key.thumbprint()}
    return jws.serialize_compact(header, payload(**members), key, algorithms=[algorithm])


def public(key: ECKey | RSAKey | OKPKey = KEY, **members: str) -> dict[str, object]:
    return {**key.as_dict(private=False), "kid": key.thumbprint(), "use": "sig", **members}


def published(*keys: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, json={"keys": keys})


def test_a_snapshot_is_read_and_not_yet_believed(desk) -> None:
    client, _ = desk(httpx.Response(200, text=signed(), headers={"ETag": '"a1"'}))
    snapshot = client.catalog.snapshot.get()
    assert (snapshot.payload.version, snapshot.etag, snapshot.is_verified) == (2, '"a1"', False)
    assert repr(snapshot) == "Snapshot(version 2, not verified)"


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(KEY, "ES256"), (RSAKey.generate_key(2048), "RS256"), (RSAKey.generate_key(2048), "PS256")],
)
def test_a_good_snapshot_is_believed(desk, key, algorithm) -> None:
    client, hub = desk(httpx.Response(200, text=signed(key, algorithm)), published(public(key, alg=algorithm)))
    assert client.catalog.snapshot.verified().is_verified
    assert [request.url.path for request in hub.requests] == ["/catalog/v1/snapshot", "/.well-known/jwks.json"]


def test_an_edwards_key_is_believed(desk) -> None:
    key = OKPKey.generate_key("Ed25519")
    client, _ = desk(httpx.Response(200, text=signed(key, "Ed25519")), published(public(key, alg="EdDSA")))
    assert client.catalog.snapshot.verified().is_verified


def test_a_snapshot_of_a_whole_country_with_a_chain_in_its_header_is_believed(desk) -> None:
    registry = jws.JWSRegistry(strict_check_header=False, algorithms=["ES256"])
    registry.max_header_length = registry.max_payload_length = 10_000_000
    header = {"alg": "ES256", "kid": KEY.thumbprint(), "x5c": ["A" * 4000], "vn": "of a later version"}
    text = jws.serialize_compact(header, payload(iss="https://hub.example/" + "a" * 3_000_000), KEY, registry=registry)
    client, _ = desk(httpx.Response(200, text=text), published(public()))
    assert client.catalog.snapshot.verified().is_verified


def test_a_snapshot_is_not_believed_if_it_calls_something_critical_that_nobody_knows(desk) -> None:
    registry = jws.JWSRegistry(strict_check_header=False, algorithms=["ES256"])
    registry.header_registry["vn"] = jws.JWSRegistry().header_registry["kid"]
    header = {"alg": "ES256", "kid": KEY.thumbprint(), "crit": ["vn"], "vn": "x"}
    text = jws.serialize_compact(header, payload(), KEY, registry=registry)
    client, _ = desk(httpx.Response(200, text=text), published(public()))
    with pytest.raises(errors.TrustFailure):
        client.catalog.snapshot.verified()


def changed() -> str:
    header, _, signature = signed().split(".")
    other = signed(version=9).split(".")[1]
    return f"{header}.{other}.{signature}"


def unsigned() -> str:
    _, body, _ = signed().split(".")
    return f"eyJhbGciOiJub25lIn0.{body}.AA"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (changed(), [public()]),
        (unsigned(), [public()]),
        (signed(), []),
        (signed(), [public(ECKey.generate_key("P-256"))]),
        (signed(), [public(ECKey.generate_key("P-256"), kid=KEY.thumbprint())]),
        (signed(), [public(use="enc")]),
        (signed(), [public(alg="RS256")]),
        (signed(), [public(), public()]),
    ],
    ids=["changed", "unsigned", "no key", "other key", "other key, same name", "for encryption", "other use", "twice"],
)
def test_a_bad_snapshot_is_not_believed(desk, text, keys) -> None:
    client, _ = desk(httpx.Response(200, text=text), published(*keys))
    with pytest.raises(errors.TrustFailure):
        client.catalog.snapshot.verified()


def test_an_expired_snapshot_is_not_believed(desk) -> None:
    client, _ = desk(httpx.Response(200, text=signed(exp=SOON - 7200)), published(public()))
    with pytest.raises(errors.TrustFailure, match="expired"):
        client.catalog.snapshot.verified()


def test_the_clock_can_be_given() -> None:
    text = signed(exp=1000)
    snapshot = Snapshot(text, SnapshotPayload.model_validate_json(payload(exp=1000)))
    keys = [JsonWebKey.model_validate(public())]
    assert snapshot.verified(keys, now=999.0).is_verified
    assert snapshot.is_expired(1000.0)
    with pytest.raises(errors.TrustFailure, match="expired"):
        snapshot.verified(keys, now=1000.0)


@pytest.mark.parametrize("text", ["", "a.b", "a.!.c", "a.bm8.c", "ồ.e30.c"])
def test_an_answer_that_is_no_snapshot_is_told(desk, text) -> None:
    client, _ = desk(httpx.Response(200, text=text))
    with pytest.raises(errors.UnexpectedAnswer):
        client.catalog.snapshot.get()
