"""The `lgspaccesstoken` variant of provincial gateways: one static field, and a token besides."""

import json
from base64 import b64encode
from dataclasses import dataclass, field
from typing import ClassVar, Final

from ndxp_sdk._http import Pairs
from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.client_credentials import ACCEPT, form, token_steps
from ndxp_sdk._oauth.protocol import CredentialTraits
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._validators import ANY_TEXT, TEXT, Table, check
from ndxp_sdk.secrets import Secret, secret_of

FIELD: Final = "lgspaccesstoken"


@dataclass(frozen=True, slots=True)
class LgspAccessToken:
    """The field `lgspaccesstoken`: base64 of a JSON object with these five members.

    It authenticates the request for a token in place of Basic, and travels with every call beside the token.
    """

    traits: ClassVar[CredentialTraits] = CredentialTraits()
    access_key: str = field(repr=False)
    secret_key: Secret | str
    app_name: str
    partner_code: str
    partner_code_cus: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "secret_key", secret_of(self.secret_key, "LgspAccessToken.secret_key"))
        check(self, _EXPECTED)

    @property
    def client(self) -> str:
        """The access key, application and partner."""
        return f"{self.access_key}:{self.app_name}:{self.partner_code}:{self.partner_code_cus}"

    @property
    def confidential(self) -> tuple[str, ...]:
        """The values beside the secret key that no message shows."""
        return (self.access_key,)

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:
        """Yield the steps of one request."""
        url = yield from issuer.token_url()
        return (yield from token_steps(self.request(wanted, url), issuer))

    def request(self, wanted: TokenSpec, url: str) -> TokenRequest:
        """Build the token request."""
        confidential = (self.access_key, secret_of(self.secret_key).reveal(), self._value())
        return TokenRequest(url, (ACCEPT, (FIELD, self._value())), form(wanted), confidential=confidential)

    def call_headers(self, url: str, now: float) -> Pairs:  # noqa: ARG002 - the shape of such a credential
        """Return the same field for every call."""
        return ((FIELD, self._value()),)

    def _value(self) -> str:
        return b64encode(json.dumps(self._members(), ensure_ascii=False, separators=(",", ":")).encode()).decode()

    def _members(self) -> dict[str, str]:
        return {
            "AccessKey": self.access_key,
            "SecretKey": secret_of(self.secret_key).reveal(),
            "AppName": self.app_name,
            "PartnerCode": self.partner_code,
            "PartnerCodeCus": self.partner_code_cus,
        }


_EXPECTED: Final[Table] = {
    **dict.fromkeys(("access_key", "app_name", "partner_code"), TEXT),
    "partner_code_cus": ANY_TEXT,
}
