"""The token in which a provider says who logged in: signature and claims (OpenID Connect Core 1.0, 3.1.3.7)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # because it has no types
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry, extract_compact

from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.server.access.failures import LogInFailed

_ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
"""Those with a public key: with a shared one whoever knows the secret of the client could name anybody."""
_LEEWAY: Final = 60
_LONGEST: Final = 32 * 1024


@dataclass(frozen=True, slots=True)
class IdTokenCheck:
    """What a token is held to. `algorithms` are those that the provider says it uses."""

    issuer: str
    client_id: str
    algorithms: Sequence[str]

    def knows_key(self, token: str, keys: Mapping[str, Any]) -> bool:
        """Return whether the key that a token names is among the keys."""
        named = self._header(token).get("kid")
        found = keys.get("keys")
        held = [key.get("kid") for key in found if isinstance(key, dict)] if isinstance(found, list) else []
        return named in held if named is not None else bool(held)

    def claims(self, token: str, keys: Mapping[str, Any], nonce: str, access_token: Any) -> Mapping[str, Any]:
        """Return the claims of a token; raises `LogInFailed` if anything about it is not as it has to be."""
        allowed = [name for name in self.algorithms if name in _ALGORITHMS]
        if self._header(token).get("alg") not in allowed:
            raise _refused("the algorithm of the ID token is not allowed")
        try:
            registry = JWSRegistry(algorithms=allowed, strict_check_header=False)
            found = jwt.decode(token, KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]  # because it is checked there
            self._check(found, nonce, access_token)
        except JoseError as error:
            raise _refused(f"{type(error).__name__}: {error.error}") from None
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise _refused(type(error).__name__) from None
        return found.claims

    def _check(self, found: jwt.Token, nonce: str, access_token: Any) -> None:
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "iat": {"essential": True},
        }
        params = {"nonce": nonce, "client_id": self.client_id}
        if isinstance(access_token, str):
            params["access_token"] = access_token
        CodeIDToken(found.claims, found.header, options, params).validate(leeway=_LEEWAY)

    def _header(self, token: str) -> Mapping[str, Any]:
        if len(token) > _LONGEST:
            raise _refused("the ID token is too long")
        try:
            return extract_compact(token.encode()).protected
        except (JoseError, ValueError) as error:
            raise _refused(type(error).__name__) from None


def _refused(detail: str) -> LogInFailed:
    message = Message.of("what the log-in server says of you cannot be trusted; the log of the dashboard says why")
    return LogInFailed(400, message, detail)
