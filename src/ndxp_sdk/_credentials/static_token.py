"""Static tokens: one that never changes, and one in a file that another program renews."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.protocol import CredentialTraits
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec, fits_field
from ndxp_sdk._validators import PATH, TEXT, Table, check
from ndxp_sdk.errors import SecretUnavailable
from ndxp_sdk.secrets import Secret, secret_of

LOOK_AGAIN: Final = 1.0
NOTHING: Final[tuple[TokenRequest, ...]] = ()


@dataclass(frozen=True, slots=True)
class StaticToken:
    """A token that is at hand, such as `StaticToken("env:NDXP_TOKEN")`. It cannot be renewed."""

    traits: ClassVar[CredentialTraits] = CredentialTraits(is_renewable=False, is_issued=False)
    value: Secret | str
    kind: str = "Bearer"

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", secret_of(self.value, "StaticToken.value"))
        check(self, _EXPECTED)

    @property
    def client(self) -> str:
        """The client: none is named."""
        return ""

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:  # noqa: ARG002 - the shape of a credential
        """Return the token without a request."""
        yield from NOTHING
        return Token(fitting(secret_of(self.value)), self.kind, issuer.clock.now())


_EXPECTED: Final[Table] = {"kind": TEXT}


@dataclass(frozen=True, slots=True)
class TokenFile:
    """A token in a file that another program keeps fresh; the file is looked at again every second."""

    traits: ClassVar[CredentialTraits] = CredentialTraits(is_issued=False)
    path: Path | str
    kind: str = "Bearer"

    def __post_init__(self) -> None:
        check(self, _OF_FILE)

    @property
    def client(self) -> str:
        """The client: none is named."""
        return ""

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:  # noqa: ARG002 - the shape of a credential
        """Return the token without a request."""
        yield from NOTHING
        now = issuer.clock.now()
        return Token(fitting(Secret.at(f"file:{self.path}")), self.kind, now, now + LOOK_AGAIN)


_OF_FILE: Final[Table] = {"path": PATH, "kind": TEXT}


def fitting(secret: Secret) -> Secret:
    """Return the secret as it is now, without spaces around it. SecretUnavailable if no header field can hold it."""
    found = Secret(secret.reveal().strip())
    if not fits_field(found.reveal()):
        raise SecretUnavailable("what is to go into a header field is no visible ASCII: is it the right secret?")
    return found
