"""Signed access tokens of a running platform: good ones, and such as have to be refused, each for one reason.

The key is made when the platform starts and is never written to a file.
"""

import time
from dataclasses import dataclass
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from ndxp_mocks.lazy import lazy_property

ISSUER: Final = "https://id.example.gov.vn"
CLIENT: Final = "simulated-client"
OTHER_CLIENT: Final = "simulated-other-client"
"""A client that may read lists and no single record."""
_LIFE: Final = 3600
_LEEWAY: Final = 60
_PARTS: Final = 3


@dataclass(frozen=True)
class Issuer:
    """Issuer of the tokens for one platform; `audience` is the service that they are good for."""

    audience: str = "simulated-platform"

    @lazy_property
    def _key(self) -> ECKey:
        return ECKey.generate_key("P-256")

    def token(self, scopes: tuple[str, ...], **claims: Any) -> str:
        """Return a token for these scopes; `claims` stand in place of the usual ones."""
        now = int(time.time())
        usual = {"iss": ISSUER, "sub": CLIENT, "aud": self.audience, "iat": now, "exp": now + _LIFE}
        said = {**usual, "scope": " ".join(scopes), **claims}
        return jwt.encode({"alg": "ES256", "typ": "JWT"}, said, self._key, algorithms=["ES256"])

    def flaw(self, token: str, scopes: tuple[str, ...], *, is_of_one_record: bool) -> str | None:
        """Return the first thing that is wrong with a token, None if nothing is."""
        if token.count(".") != _PARTS - 1 or not token.startswith("eyJ"):
            return "unreadable"
        try:
            claims = jwt.decode(token, self._key, algorithms=["ES256"]).claims
        except (JoseError, ValueError):
            return "forged"
        return _flaw(claims, self.audience, scopes, is_of_one_record=is_of_one_record)


def _flaw(claims: dict[str, Any], audience: str, scopes: tuple[str, ...], *, is_of_one_record: bool) -> str | None:
    if claims.get("iss") != ISSUER:
        return "issuer"
    if not isinstance(claims.get("exp"), int) or claims["exp"] < time.time() - _LEEWAY:
        return "expired"
    if claims.get("aud") != audience:
        return "audience"
    if not set(scopes) <= set(str(claims.get("scope")).split()):
        return "scope"
    return "record" if is_of_one_record and claims.get("sub") == OTHER_CLIENT else None


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of each kind; all but the good one are refused, that of the other client for single records only."""

    good: str
    expired: str
    foreign_audience: str
    foreign_issuer: str
    missing_scope: str
    other_client: str


def tokens(issuer: Issuer, scopes: tuple[str, ...]) -> Tokens:
    """Return one token of each kind."""
    return Tokens(
        issuer.token(scopes),
        issuer.token(scopes, exp=int(time.time()) - _LIFE),
        issuer.token(scopes, aud="another-platform"),
        issuer.token(scopes, iss="https://id.elsewhere.example"),
        issuer.token(()),
        issuer.token(scopes, sub=OTHER_CLIENT),
    )
