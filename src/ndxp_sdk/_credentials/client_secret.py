"""A client with a secret (RFC 6749 §2.3.1), as API gateways of NGSP and LGSP want it."""

from base64 import b64encode
from dataclasses import dataclass
from typing import ClassVar, Final, Literal
from urllib.parse import quote_plus

from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.client_credentials import ACCEPT, form, purpose, token_steps
from ndxp_sdk._oauth.protocol import CredentialTraits
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._validators import FLAG, TEXT, Table, check, one_of
from ndxp_sdk.secrets import Secret, secret_of


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """Client credentials with a secret, such as `ClientSecret("my-client", "env:NDXP_CLIENT_SECRET")`.

    `method` says where they travel: `basic` in Authorization, `post` in the form. RFC 6749 wants id and secret
    form-encoded inside Basic; set `encodes` to False for a gateway that takes them as they are.
    """

    traits: ClassVar[CredentialTraits] = CredentialTraits()
    client_id: str
    secret: Secret | str
    method: Literal["basic", "post"] = "basic"
    encodes: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "secret", secret_of(self.secret, "ClientSecret.secret"))
        check(self, _EXPECTED)

    @property
    def client(self) -> str:
        """The client id."""
        return self.client_id

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:
        """Yield the steps of one request."""
        url = yield from issuer.token_url()
        return (yield from token_steps(self.request(wanted, url), issuer))

    def request(self, wanted: TokenSpec, url: str) -> TokenRequest:
        """Build the token request."""
        secret = secret_of(self.secret)
        if self.method == "post":
            content = form(wanted, client_id=self.client_id, client_secret=secret.reveal(), **purpose(wanted))
            return TokenRequest(url, (ACCEPT,), content, confidential=(secret.reveal(),))
        header = ("Authorization", self._basic())
        return TokenRequest(url, (ACCEPT, header), form(wanted, **purpose(wanted)), confidential=self._confidential())

    def _basic(self) -> str:
        pair = (self.client_id, secret_of(self.secret).reveal())
        joined = ":".join(map(quote_plus, pair) if self.encodes else pair)
        return f"Basic {b64encode(joined.encode()).decode()}"

    def _confidential(self) -> tuple[str, ...]:
        secret = secret_of(self.secret).reveal()
        return (secret, self._basic().removeprefix("Basic "))


_EXPECTED: Final[Table] = {"client_id": TEXT, "method": one_of("basic", "post"), "encodes": FLAG}
