"""A client of the hub in memory: a small world, and requests with the proofs that a client can give."""

import asyncio
import base64
import datetime
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from ndxp_mocks.hub.api.pipeline import own_apis
from ndxp_mocks.hub.domain.identity.clients import register
from ndxp_mocks.hub.state.clock import Clock
from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.hub.state.world import World

HUB = "https://hub.example"
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
PORTAL = "VN/GOV/EXAMPLE/portal"
SERVICE = "VN/GOV/G12/dkkd/enterprises"
AGREEMENT, PURPOSE = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
SECRET = "simulated-secret-portal"
NOW = 1_800_000_000.0


def world(**settings: Any) -> World:
    """One client with a secret, one agreement with one purpose on one published version; the clock stands still."""
    made = World(HubSettings(**settings), Clock(frozen=NOW))
    register(made, "portal", PORTAL, secret=SECRET)
    register(made, "stranger", "VN/GOV/EXAMPLE/stranger", secret="other", scopes=["catalog:read"])
    register(made, "provider", "VN/GOV/G12/dkkd", secret="third")
    made.catalog.systems.put({"id": PORTAL, "certificates": []})
    made.catalog.versions.put({"id": f"{SERVICE}@1.0.0", "state": "published", "token_lifetime": 300})
    agreement = {"consumer_system_id": PORTAL, "service_id": SERVICE, "version": "1.0.0", "valid_until": None}
    made.catalog.agreements.put(
        {"id": AGREEMENT, "state": "active", "suspended_by": [], "delegation_id": None, **agreement}
    )
    made.catalog.purposes.put({"id": PURPOSE, "agreement_id": AGREEMENT, "state": "active"})
    return made


def ask(world: World, method: str, path: str, certificate: bytes | None = None, **members: Any) -> httpx.Response:
    """One request to our own APIs."""

    async def asked() -> httpx.Response:
        application = own_apis(world)

        async def with_certificate(scope: Any, receive: Any, send: Any) -> None:
            shown = {"tls": {"client_certificate": certificate}}
            await application({**scope, "extensions": shown if certificate else {}}, receive, send)

        async with httpx.AsyncClient(transport=httpx.ASGITransport(with_certificate), base_url=HUB) as client:
            return await client.request(method, path, **members)

    return asyncio.run(asked())


def ask_for_token(world: World, path: str = "/oauth2/token", **members: Any) -> httpx.Response:
    return ask(world, "POST", path, **members)


def token(world: World, client_id: str = "portal", secret: str = SECRET, **form: str) -> str:
    """An access token by client secret."""
    answer = ask_for_token(world, data={"grant_type": "client_credentials", **form}, auth=(client_id, secret))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True)
class Signer:
    """A key of a client and the assertions that it signs."""

    key: ECKey | RSAKey = field(default_factory=lambda: ECKey.generate_key("P-256"))
    algorithm: str = "ES256"

    @property
    def public(self) -> dict[str, Any]:
        return dict(self.key.as_dict(private=False))

    def registered(self, world: World, client_id: str = "portal", **members: Any) -> str:
        """Register the key by the API; its `kid`."""
        path = f"/oauth2/clients/{client_id}/keys"
        answer = ask(world, "POST", path, headers=bearer(token(world)), json={"jwk": self.public, **members})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["kid"])

    def assertion(self, header: dict[str, Any] | None = None, **claims: Any) -> str:
        """A flawless assertion of `portal`, apart from what is given; a claim that is null is left out."""
        usual = {
            "iss": "portal",
            "sub": "portal",
            "aud": HUB,
            "jti": str(uuid4()),
            "iat": int(NOW),
            "exp": int(NOW) + 60,
        }
        told = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        top = {"alg": self.algorithm, "typ": "JWT", "kid": self.key.thumbprint(), **(header or {})}
        return self._signed({name: value for name, value in top.items() if value is not None}, told)

    def _signed(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        """Any claims that JSON can hold, half a surrogate pair too."""
        return str(jws.serialize_compact(header, json.dumps(claims).encode(), self.key, algorithms=[self.algorithm]))

    def form(
        self, header: dict[str, Any] | None = None, form: dict[str, Any] | None = None, **claims: Any
    ) -> dict[str, Any]:
        """The form of a token request with such an assertion; a field that is null is left out."""
        usual = {"grant_type": "client_credentials", "client_assertion_type": TYPE}
        whole = {**usual, "client_assertion": self.assertion(header, **claims), **(form or {})}
        return {name: value for name, value in whole.items() if value is not None}

    def proof(self, header: dict[str, Any] | None = None, access_token: str | None = None, **claims: Any) -> str:
        """A flawless DPoP proof for the token address, apart from what is given."""
        usual: dict[str, Any] = {"htm": "POST", "htu": f"{HUB}/oauth2/token", "iat": int(NOW), "jti": str(uuid4())}
        if access_token is not None:
            usual["ath"] = base64.urlsafe_b64encode(hashlib.sha256(access_token.encode()).digest()).decode().rstrip("=")
        told = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        top = {"alg": self.algorithm, "typ": "dpop+jwt", "jwk": self.public, **(header or {})}
        return self._signed(top, told)


def certificate(days: int = 365) -> tuple[bytes, str]:
    """A throw-away certificate as DER and as PEM, in date at NOW where `days` is positive."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "portal")])
    now = datetime.datetime.fromtimestamp(NOW, datetime.UTC)
    end = now + datetime.timedelta(days=days)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = builder.serial_number(1).not_valid_before(min(now, end) - datetime.timedelta(days=1)).not_valid_after(end)
    signed = dated.sign(key, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER), signed.public_bytes(serialization.Encoding.PEM).decode()


def thumbprint(der: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(der).digest()).decode().rstrip("=")
