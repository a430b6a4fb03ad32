"""A client that signs assertions with a private key (RFC 7523)."""

import os
from dataclasses import dataclass
from typing import Any, ClassVar, Final, get_args

from ndxp_sdk._credentials.signing_key import Algorithm, SigningKey, load
from ndxp_sdk._oauth.authorization_server import LEAST_SKEW, AuthorizationServer
from ndxp_sdk._oauth.client_credentials import ACCEPT, form, token_steps
from ndxp_sdk._oauth.protocol import CredentialTraits
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._validators import TEXT, TEXT_OR_NONE, Table, check, one_of, or_none, whole
from ndxp_sdk.errors import Answered, IdentityError, InvalidConfiguration, RequestInvalid
from ndxp_sdk.secrets import Secret, secret_of

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE: Final = 60


@dataclass(frozen=True, slots=True)
class PrivateKeyJwt:
    """Client credentials with a signed assertion, such as `PrivateKeyJwt("my-client", "file:~/ndxp/key.pem")`.

    `key` is a PEM text or a JWK; it is read for every assertion, so a new key is taken up without a restart.
    `algorithm` is ES256 for a key on P-256; for RSA it is RS256 unless PS256 is set. `audience` is the issuer
    identifier, from the metadata where it is not given. `life` is in seconds, at most 60.

    Needs `pip install 'ndxp-sdk[jwt]'`.
    """

    traits: ClassVar[CredentialTraits] = CredentialTraits()
    client_id: str
    key: Secret | str
    passphrase: Secret | str | None = None
    algorithm: Algorithm | None = None
    audience: str | None = None
    life: int = LONGEST_LIFE

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", secret_of(self.key, "PrivateKeyJwt.key"))
        if self.passphrase is not None:
            object.__setattr__(self, "passphrase", secret_of(self.passphrase, "PrivateKeyJwt.passphrase"))
        check(self, _EXPECTED)

    @property
    def client(self) -> str:
        """The client id."""
        return self.client_id

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:
        """Yield the steps of one request, or of two if the response shows that our clock caused the refusal."""
        url = yield from issuer.token_url()
        audience = self.audience or (yield from issuer.audience())
        before = issuer.clock.server_now() - issuer.clock.now()
        try:
            return (yield from token_steps(self.request(wanted, url, audience, issuer.clock.server_now()), issuer))
        except (IdentityError, RequestInvalid) as failure:
            if not _is_about_the_clock(failure, issuer.clock.server_now() - issuer.clock.now() - before):
                raise
        return (yield from token_steps(self.request(wanted, url, audience, issuer.clock.server_now()), issuer))

    def request(self, wanted: TokenSpec, url: str, audience: str, now: float) -> TokenRequest:
        """Build the token request; `now` is the server's time."""
        sealed = Secret(self._assertion(wanted, audience, now))
        fields = {"client_assertion_type": ASSERTION_TYPE, "client_id": self.client_id}
        content = form(wanted, client_assertion=sealed.reveal(), **fields)
        return TokenRequest(url, (ACCEPT,), content, confidential=(sealed.reveal(),))

    def signing_key(self) -> SigningKey:
        """Return the key as it is now."""
        return load(secret_of(self.key), secret_of(self.passphrase) if self.passphrase else None)

    def header(self, key: SigningKey) -> dict[str, Any]:
        """Return the header of assertions: `kid` is the thumbprint of RFC 7638."""
        algorithm = self.algorithm or key.algorithms[0]
        if algorithm not in key.algorithms:
            fitting = " or ".join(key.algorithms)
            raise InvalidConfiguration(f"the algorithm is {algorithm}, but the key is for {fitting}")
        return {"alg": algorithm, "typ": "JWT", "kid": key.thumbprint}

    def claims(self, wanted: TokenSpec, audience: str, now: float) -> dict[str, Any]:
        """Return the claims of one assertion: `aud` is one string, `jti` is new each time."""
        issued = int(now)
        named = {"iss": self.client_id, "sub": self.client_id, "aud": audience}
        times = {"iat": issued, "exp": issued + self.life, "jti": os.urandom(16).hex()}
        return {**named, **times, **({"purpose_id": wanted.purpose_id} if wanted.purpose_id else {})}

    def _assertion(self, wanted: TokenSpec, audience: str, now: float) -> str:
        key = self.signing_key()
        return key.sign(self.header(key), self.claims(wanted, audience, now))


_EXPECTED: Final[Table] = {
    "client_id": TEXT,
    "algorithm": or_none(one_of(*get_args(Algorithm))),
    "audience": TEXT_OR_NONE,
    "life": whole(1, LONGEST_LIFE),
}


def _is_about_the_clock(failure: Answered, moved: float) -> bool:
    is_refusal = failure.code in {"invalid_client", "invalid_grant", "invalid_request"}
    return is_refusal and abs(moved) >= LEAST_SKEW
