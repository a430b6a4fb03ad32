"""A client that its TLS certificate identifies (RFC 8705)."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.client_credentials import ACCEPT, form, purpose, token_steps
from ndxp_sdk._oauth.protocol import CredentialTraits
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._validators import PATH_OR_NONE, TEXT, Table, check, expanded
from ndxp_sdk.errors import InvalidConfiguration, SecretUnavailable

if TYPE_CHECKING:
    from ndxp_sdk.tls import Tls

CredentialOrNone = TypeVar("CredentialOrNone")


@dataclass(frozen=True, slots=True)
class MutualTls:
    """Client credentials with a certificate. The certificate itself is a setting of TLS; the form names the client.

    `certificate` is the PEM file of the same certificate: tokens are bound to it, so a token of an old one is not
    offered with a new one, and `explain` can compare thumbprints. A client takes it from its settings of TLS.
    """

    traits: ClassVar[CredentialTraits] = CredentialTraits()
    client_id: str
    certificate: Path | str | None = None

    def __post_init__(self) -> None:
        check(self, _EXPECTED)

    @property
    def client(self) -> str:
        """The client id."""
        return self.client_id

    def binding(self) -> str:
        """Return `x5t#S256=…` of the certificate as it is now; empty if no file was named."""
        return f"x5t#S256={thumbprint_of(Path(self.certificate))}" if self.certificate else ""

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:
        """Yield the steps of one request."""
        url = yield from issuer.mutual_tls_token_url()
        return (yield from token_steps(self.request(wanted, url), issuer))

    def request(self, wanted: TokenSpec, url: str) -> TokenRequest:
        """Build the token request."""
        return TokenRequest(url, (ACCEPT,), form(wanted, client_id=self.client_id, **purpose(wanted)))


_EXPECTED: Final[Table] = {"client_id": TEXT, "certificate": PATH_OR_NONE}


def with_certificate(credential: CredentialOrNone, tls: "Tls | None") -> CredentialOrNone:
    """Return the credential with the certificate of the TLS settings, if it has none of its own."""
    if isinstance(credential, MutualTls) and credential.certificate is None and tls is not None:
        return replace(credential, certificate=tls.client_certificate)
    return credential


def thumbprint_of(path: Path) -> str:
    """Return the SHA-256 of the first certificate in a PEM file, base64url without padding (RFC 8705 §3.1)."""
    import hashlib  # noqa: PLC0415 - only for clients with a certificate, as the two below
    from base64 import urlsafe_b64encode  # noqa: PLC0415
    from ssl import PEM_cert_to_DER_cert  # noqa: PLC0415

    try:
        text = expanded(path).read_text("ascii", errors="replace")
    except OSError as error:
        raise SecretUnavailable(f"the certificate {path} cannot be read ({error.strerror})") from None
    start, end = text.find("-----BEGIN CERTIFICATE-----"), text.find("-----END CERTIFICATE-----")
    if not 0 <= start < end:
        raise InvalidConfiguration(f"{path} holds no certificate in PEM")
    der = PEM_cert_to_DER_cert(text[start : end + len("-----END CERTIFICATE-----")])
    return urlsafe_b64encode(hashlib.sha256(der).digest()).decode().rstrip("=")
