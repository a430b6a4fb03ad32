"""The log-in of NDXP adapters: a session that travels in the JSON body of each call (wire.md 2.1)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from ndxp_sdk._http.response import Response
from ndxp_sdk._http.url import checked_address
from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.protocol import CredentialTraits
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._oauth.token_response import failure_of, object_of
from ndxp_sdk._validators import SECONDS, TEXT, TEXTS, Table, check
from ndxp_sdk.errors import Facts, IdentityError, NdxpError
from ndxp_sdk.secrets import Secret, secret_of

WHAT: Final = "the log-in of the adapter"
_SUCCESS: Final = frozenset({"", "0", "00", "None"})


@dataclass(frozen=True, slots=True)
class SessionLogin:
    """A log-in at `url`, the address of `mapi/login`; calls through an adapter then carry `session` in their JSON body.

    How long a session lives is not known: `life` in seconds is a guess. A session that is refused earlier is replaced
    and the call made once more: on status 401, and where `error_code` of an answer is among `ended_codes`, which the
    operator of the portal has to tell.
    """

    traits: ClassVar[CredentialTraits] = CredentialTraits(placement="body")
    url: str
    username: str
    password: Secret | str
    life: float = 1200.0
    ended_codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "password", secret_of(self.password, "SessionLogin.password"))
        check(self, _EXPECTED)
        checked_address("SessionLogin.url", self.url)

    def has_ended(self, answer: Response) -> bool:
        """Return whether the portal says that the session is not valid any more."""
        members = object_of(answer) if self.ended_codes else None
        return members is not None and str(members.get("error_code")) in self.ended_codes

    @property
    def client(self) -> str:
        """The user name and address."""
        return f"{self.username}@{self.url}"

    def token(self, wanted: TokenSpec, issuer: AuthorizationServer) -> Steps[Token]:  # noqa: ARG002 - one session serves all
        """Yield the steps of one request."""
        request = self.request()
        answer = yield issuer.note(request)
        issuer.clock.observe(answer)
        outcome = _session_of(answer, issuer.hiding(request, answer), issuer.clock.now(), self.life)
        if isinstance(outcome, Token):
            return outcome
        raise outcome

    def request(self) -> TokenRequest:
        """Build the request to log in."""
        password = secret_of(self.password)
        content = json.dumps({"username": self.username, "password": password.reveal()}).encode()
        headers = (("Accept", "application/json"), ("Charset", "utf-8"))
        return TokenRequest(self.url, headers, content, "application/json", confidential=(password.reveal(),))


_EXPECTED: Final[Table] = {"url": TEXT, "username": TEXT, "life": SECONDS, "ended_codes": TEXTS}


def _session_of(answer: Response, mask: Callable[[str], str], now: float, life: float) -> Token | NdxpError:
    members = object_of(answer) or {}
    session, code = members.get("session"), str(members.get("error_code"))
    if answer.status != 200 or not members:
        return failure_of(answer, WHAT, mask)
    if code in _SUCCESS and isinstance(session, str) and session:
        return Token.lasting(Secret(session), "", now, life)
    known = mask(code)[:20]
    return IdentityError(f"{WHAT} refuses: error_code {known}", Facts(status=200, code=known, origin="caller"))
