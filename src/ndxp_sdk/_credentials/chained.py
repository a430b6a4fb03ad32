"""Several credentials, of which the first that works is used."""

from dataclasses import dataclass

from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.protocol import BoundCredential, Credential, CredentialTraits, HeaderCredential
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenSpec
from ndxp_sdk.errors import DeadlineTooShort, Facts, InvalidConfiguration, NdxpError, TokenUnavailable


@dataclass(frozen=True, slots=True, init=False)
class Chained:
    """`Chained(PrivateKeyJwt(…), ClientSecret(…))`: each is tried in this order, every time a token is needed.

    Only credentials that give tokens for Authorization and put nothing else on calls can be chained.
    """

    credentials: tuple[Credential, ...]

    def __init__(self, *credentials: Credential) -> None:
        if not credentials or not all(map(_fits, credentials)):
            raise InvalidConfiguration("a chain is of credentials that give a token and put no further field on calls")
        object.__setattr__(self, "credentials", credentials)

    @property
    def traits(self) -> CredentialTraits:
        """The traits of all: renewable if one of them is; issued if all are."""
        every = [credential.traits for credential in self.credentials]
        return CredentialTraits("header", any(one.is_renewable for one in every), all(one.is_issued for one in every))

    @property
    def client(self) -> str:
        """The clients of all."""
        return ",".join(credential.client for credential in self.credentials)

    def binding(self) -> str:
        """Return the certificate to which the tokens of any of them are bound."""
        return ",".join(
            credential.binding() for credential in self.credentials if isinstance(credential, BoundCredential)
        )

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:
        """Yield the steps of the first that works; raises the errors of all if none does."""
        failures: list[NdxpError] = []
        for credential in self.credentials:
            try:
                return (yield from credential.token(wanted, issuer))
            except DeadlineTooShort:
                raise
            except NdxpError as failure:
                failures.append(failure)
        raise _unavailable(self.credentials, failures)


def _fits(credential: object) -> bool:
    if not isinstance(credential, Credential) or isinstance(credential, HeaderCredential):
        return False
    return credential.traits.placement == "header"


def _unavailable(credentials: tuple[Credential, ...], failures: list[NdxpError]) -> TokenUnavailable:
    told = "; ".join(
        f"{number}. {type(credential).__name__}: {failure.message}"
        for number, (credential, failure) in enumerate(zip(credentials, failures, strict=True), 1)
    )
    waits = [failure.retry_after for failure in failures if failure.retry_after is not None]
    return TokenUnavailable(
        f"none of {len(failures)} credentials gives a token: {told}",
        Facts(retryable=any(failure.retryable for failure in failures), retry_after=max(waits, default=None)),
    )
