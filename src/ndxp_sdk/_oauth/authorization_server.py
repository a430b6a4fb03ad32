"""Know the authorization server: its address, its name and its clock, given or read from its metadata (RFC 8414)."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ndxp_sdk._http.response import Response
from ndxp_sdk._http.retry_after import seconds_of_date
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token_request import TokenRequest
from ndxp_sdk._oauth.token_response import failure_of, object_of, received_in
from ndxp_sdk.errors import Facts, InvalidConfiguration, NdxpError, UnexpectedAnswer

if TYPE_CHECKING:
    from ndxp_sdk._redaction.echoes import Redactor

_REMEMBERED: Final = 8
WELL_KNOWN: Final = "/.well-known/oauth-authorization-server"
KEPT_SECONDS: Final = 3600.0
LEAST_SKEW: Final = 2.0
LARGEST_SKEW: Final = 86_400.0


class Clock:
    """Our clock and what is known of the server's, from the Date of its answers."""

    __slots__ = ("_now", "is_measured", "skew")

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.skew: float = 0.0
        self.is_measured: bool = False

    def now(self) -> float:
        """Our time, in seconds of the epoch."""
        return self._now()

    def server_now(self) -> float:
        """Return the server's time in seconds. A difference below 2 s is noise; one above a day is not believed."""
        return self._now() + (self.skew if LEAST_SKEW <= abs(self.skew) <= LARGEST_SKEW else 0.0)

    def observe(self, answer: Response) -> None:
        """Measure `skew`: how far the server is ahead of us, in seconds."""
        told = seconds_of_date(answer.headers.get("Date"))
        if told is not None:
            self.skew = told + 0.5 - self._now()  # because Date has whole seconds, cut off
            self.is_measured = True


@dataclass(frozen=True, slots=True)
class Metadata:
    """The used part of the metadata. An absent list is empty: nothing is said about it."""

    issuer: str
    token_url: str
    diagnostics_url: str | None = None
    mutual_tls_token_url: str | None = None
    algorithms: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    longest_assertion: float | None = None


class AuthorizationServer:
    """The issuer as one token source knows it. What was given counts more than what is read."""

    __slots__ = ("_confided", "_metadata", "_read_at", "_sent", "clock", "given_issuer", "given_token_url")

    def __init__(
        self,
        token_url: str | None,
        issuer: str | None,
        now: Callable[[], float],
        confided: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._confided = confided
        self._sent: deque[TokenRequest] = deque(maxlen=_REMEMBERED)
        self.given_token_url: str | None = token_url
        self.given_issuer: str | None = issuer
        self._metadata: Metadata | None = None
        self._read_at = 0.0
        self.clock: Clock = Clock(now)

    @property
    def name(self) -> str:
        """Its name in the keys of caches."""
        return self.given_token_url or self.given_issuer or ""

    def hiding(self, request: TokenRequest, answer: Response) -> Callable[[str], str]:
        """Return a function that redacts what was sent lately, and received, from texts of the authorization server."""
        return lambda text: self.masking(request, answer).text(text)

    def masking(self, request: TokenRequest, answer: Response) -> "Redactor":
        """Return the redaction of what was sent lately, and received, for whole errors."""
        from ndxp_sdk._redaction.echoes import Redactor  # noqa: PLC0415 - because most requests succeed

        return Redactor((*request.confidential, *received_in(answer), *self.confided()))

    def mask(self) -> "Redactor":
        """Return the redaction of what was sent lately, for what is told of the credential as a whole."""
        from ndxp_sdk._redaction.echoes import Redactor  # noqa: PLC0415 - because most requests succeed

        return Redactor(self.confided())

    def confided(self) -> Iterator[str]:
        """Yield the secrets of the credential, and what was lately sent with them."""
        yield from self._confided()
        for request in tuple(self._sent):
            yield from request.confidential

    def note(self, request: TokenRequest) -> TokenRequest:
        """Return the request itself; what it holds is redacted from messages from now on."""
        self._sent.append(request)
        return request

    def token_url(self) -> Steps[str]:
        """Return the token endpoint."""
        return self.given_token_url or (yield from self.metadata()).token_url

    def mutual_tls_token_url(self) -> Steps[str]:
        """Return the token endpoint for clients that show a certificate (RFC 8705 §5)."""
        if self.given_token_url:
            return self.given_token_url
        read = yield from self.metadata()
        return read.mutual_tls_token_url or read.token_url

    def audience(self) -> Steps[str]:
        """Return the `aud` of assertions: the issuer identifier."""
        return self.given_issuer or (yield from self.metadata()).issuer

    def metadata(self) -> Steps[Metadata]:
        """Return the metadata, read at most once an hour."""
        if self._metadata is None or not 0 <= self.clock.now() - self._read_at < KEPT_SECONDS:
            return (yield from self.metadata_now())
        return self._metadata

    def metadata_now(self) -> Steps[Metadata]:
        """Return the metadata, read anew."""
        request = TokenRequest(self._metadata_url(), (("Accept", "application/json"),), method="GET")
        answer = yield request
        self.clock.observe(answer)
        try:
            self._metadata, self._read_at = self._checked(_metadata_of(answer, request, self)), self.clock.now()
        except NdxpError as error:
            failure = self.masking(request, answer).error(error)
        else:
            return self._metadata
        raise failure

    def forget(self) -> None:
        """Forget the metadata; it is read again when it is needed."""
        self._metadata = None

    def _metadata_url(self) -> str:
        known = self.given_issuer or self.given_token_url
        if known is None:
            raise InvalidConfiguration(
                "where are tokens issued? Give token_url, or issuer to read it from the metadata"
            )
        path = urlsplit(known).path.rstrip("/") if self.given_issuer else ""  # because of RFC 8414 §3.1
        return f"{origin_of(known)}{WELL_KNOWN}{path}"

    def _checked(self, read: Metadata | NdxpError) -> Metadata:
        if not isinstance(read, Metadata):
            raise read
        # because an assertion made for another issuer than the one that receives it can be used there
        if self.given_issuer and read.issuer != self.given_issuer:
            raise InvalidConfiguration(_other_name(read.issuer, self.given_issuer))
        if not self.given_issuer and origin_of(read.issuer) != origin_of(self.given_token_url or ""):
            raise InvalidConfiguration(_other_name(read.issuer, origin_of(self.given_token_url or "")))
        if not _is_trustworthy(read):
            raise InvalidConfiguration(
                "the metadata names a token address without https on another host; give token_url"
            )
        return read


def origin_of(url: str) -> str:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _other_name(found: str, expected: str) -> str:
    return (
        f"the metadata is of the issuer {found!r}, {expected!r} is expected (RFC 8414 §3.3): check issuer and token_url"
    )


def _is_trustworthy(read: Metadata) -> bool:
    return read.token_url.startswith("https://") or origin_of(read.token_url) == origin_of(read.issuer)


def _metadata_of(answer: Response, request: TokenRequest, issuer: AuthorizationServer) -> Metadata | NdxpError:
    members = object_of(answer) if answer.status == 200 else None
    if members is None:
        return failure_of(answer, "the metadata of the issuer", issuer.hiding(request, answer))
    name, token_url = members.get("issuer"), members.get("token_endpoint")
    if not isinstance(name, str) or not isinstance(token_url, str):
        return UnexpectedAnswer("the metadata names no issuer and token_endpoint", Facts(status=200, origin="platform"))
    aliases = members.get("mtls_endpoint_aliases")
    longest = members.get("client_assertion_lifetime_max")
    return Metadata(
        name,
        token_url,
        _text(members.get("token_diagnostics_endpoint")),
        _text(aliases.get("token_endpoint")) if isinstance(aliases, dict) else None,
        _texts(members.get("token_endpoint_auth_signing_alg_values_supported")),
        _texts(members.get("token_endpoint_auth_methods_supported")),
        _texts(members.get("scopes_supported")),
        float(longest) if isinstance(longest, int) and 0 < longest < 10**6 else None,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
