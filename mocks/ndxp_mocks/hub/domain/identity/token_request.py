"""One request for a token, read as far as it can be read; the checks look at it and change nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from ndxp_mocks.hub.domain.identity.clients import key_row_id
from ndxp_mocks.hub.domain.identity.forms import TOKEN_FIELDS, BasicCredentials, Form, basic_credentials, form_of
from ndxp_mocks.hub.domain.identity.jwt import Jwt, Unreadable, read
from ndxp_mocks.hub.http.messages import HubRequest
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

Method = Literal["client_secret_basic", "client_secret_post", "private_key_jwt", "tls_client_auth"]
SKEW: Final = 10.0
LONGEST_ASSERTION: Final = 60.0
_AGREEMENT: Final = "agreement:"


@dataclass(frozen=True, slots=True)
class TokenAttempt:
    """`methods` are the ways of authentication that the request uses; `client` is who it claims to be, if known."""

    world: World
    form: Form
    issuer: str
    methods: tuple[Method, ...]
    basic: BasicCredentials | None
    certificate: bytes | None
    proof: str | None
    endpoint: str
    assertion: Jwt | None
    assertion_fault: str | None

    @property
    def now(self) -> float:
        return self.world.clock.now()

    @property
    def claims(self) -> Mapping[str, Any]:
        return self.assertion.claims if self.assertion else {}

    @property
    def header(self) -> Mapping[str, Any]:
        return self.assertion.header if self.assertion else {}

    def uses(self, *methods: Method) -> bool:
        """Return whether one of these ways of authentication is used."""
        return any(method in self.methods for method in methods)

    @property
    def client_id(self) -> str | None:
        """The client that the request claims to come from."""
        if self.uses("private_key_jwt"):
            return self.assertion.claim("iss", str) if self.assertion else None
        return self.basic.client_id if self.basic else self.form.get("client_id")

    @property
    def client(self) -> Row | None:
        return self.world.identity.clients.find(self.client_id or "")

    @property
    def key(self) -> Row | None:
        """The registered key that the assertion names."""
        return self.world.identity.client_keys.find(key_row_id(self.client_id or "", str(self.header.get("kid", ""))))

    @property
    def scopes(self) -> tuple[str, ...]:
        """The words that were asked for; all that the client may have where it named none."""
        asked = (self.form.get("scope") or "").split()
        return tuple(asked or (self.client or {}).get("scopes", ()))

    @property
    def purpose_id(self) -> str | None:
        return self.claims.get("purpose_id") if self.uses("private_key_jwt") else self.form.get("purpose_id")

    @property
    def purpose(self) -> Row | None:
        return self.world.catalog.purposes.find(str(self.purpose_id or ""))

    @property
    def agreement_id(self) -> str | None:
        """The agreement of the scope; without one, that of the purpose."""
        named = [word.removeprefix(_AGREEMENT) for word in self.scopes if word.startswith(_AGREEMENT)]
        return named[0] if named else (self.purpose or {}).get("agreement_id")

    @property
    def agreement(self) -> Row | None:
        return self.world.catalog.agreements.find(str(self.agreement_id or ""))


def attempt_of(request: HubRequest, known: frozenset[str] = TOKEN_FIELDS) -> TokenAttempt:
    """Read the request for a token, and the proof that comes with it."""
    form = form_of(request, known)
    basic = basic_credentials(request.headers.get("authorization"))
    assertion, fault = _assertion(form.get("client_assertion"))
    return TokenAttempt(
        world=request.world,
        form=form,
        issuer=issuer_of(request),
        methods=_methods(form, basic),
        basic=basic,
        certificate=request.certificate,
        proof=request.headers.get("dpop"),
        endpoint=f"{request.base_url.rstrip('/')}/oauth2/token",
        assertion=assertion,
        assertion_fault=fault,
    )


def issuer_of(request: HubRequest) -> str:
    """Return the issuer identifier: the one of the settings, or the root of the hub as the client called it."""
    return request.world.settings.issuer or request.base_url.rstrip("/")


def _methods(form: Form, basic: BasicCredentials | None) -> tuple[Method, ...]:
    found: list[Method] = []
    if basic:
        found.append("client_secret_basic")
    if form.get("client_secret"):
        found.append("client_secret_post")
    if form.get("client_assertion") or form.get("client_assertion_type"):
        found.append("private_key_jwt")
    if not found and form.get("client_id"):
        found.append("tls_client_auth")
    return tuple(found)


def _assertion(text: str | None) -> tuple[Jwt | None, str | None]:
    if text is None:
        return None, "client_assertion is missing"
    try:
        return read(text), None
    except Unreadable as error:
        return None, str(error)
