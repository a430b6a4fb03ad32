"""Define credentials: steps towards a token, without I/O, or header fields for each call."""

from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.response import Response
from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenSpec


@dataclass(frozen=True, slots=True)
class CredentialTraits:
    """`placement`: whether the token is the value of Authorization or a session in the body.

    `is_renewable`: whether asking again may give another token. `is_issued`: whether it comes from a server, so that it
    may be kept in a file for other processes.
    """

    placement: Literal["header", "body"] = "header"
    is_renewable: bool = True
    is_issued: bool = True


@runtime_checkable
class Credential(Protocol):
    """A credential: its flow yields requests, is sent their responses, and returns the token; raises an NdxpError.

    `client` names who is calling, in the keys of caches: it is no secret.
    """

    @property
    def traits(self) -> CredentialTraits:
        """The traits that decide how its tokens are handled."""
        ...

    @property
    def client(self) -> str:
        """The client that calls."""
        ...

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:
        """Yield the steps towards one token."""
        ...


@runtime_checkable
class BoundCredential(Protocol):
    """A credential whose tokens are bound to something that may change, such as a certificate."""

    def binding(self) -> str:
        """Return the certificate to which tokens are bound, as `x5t#S256=…`."""
        ...


@runtime_checkable
class SessionCredential(Protocol):
    """A credential whose sessions may end before their time, which an answer of status 200 may tell."""

    def has_ended(self, answer: Response) -> bool:
        """Return whether the response says that the session has ended."""
        ...


@runtime_checkable
class ProviderCredential(Protocol):
    """A credential for providers behind a gateway, which is nothing for the hub, and not for every provider."""

    @property
    def providers(self) -> tuple[str, ...]:
        """The systems that may see it, in slash form; empty where it is for whoever is called."""
        ...


@runtime_checkable
class HeaderCredential(Protocol):
    """A credential that puts further fields on every call."""

    def call_headers(self, url: str, now: float) -> Pairs:
        """Return the fields for a call to this absolute URL; `now` in seconds of the epoch."""
        ...
