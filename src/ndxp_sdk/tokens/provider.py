"""Provide the access tokens of a client."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from threading import get_ident
from typing import TYPE_CHECKING, Final, Literal, NoReturn

from ndxp_sdk._concurrency.sansio import arun, run
from ndxp_sdk._http import Pairs
from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.protocol import (
    BoundCredential,
    Credential,
    HeaderCredential,
    ProviderCredential,
    SessionCredential,
)
from ndxp_sdk._oauth.steps import AsyncFetch, Fetch, Flow, Result, Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenSpec
from ndxp_sdk.errors import DeadlineTooShort, InvalidConfiguration, NdxpError
from ndxp_sdk.tokens._effects import aperforming, performing
from ndxp_sdk.tokens._errors import out_of_patience, unavailable, used_up, value_of
from ndxp_sdk.tokens._refresh_policy import Decision, decide
from ndxp_sdk.tokens._store import Lease, TokenInFlight, TokenStore, postponed
from ndxp_sdk.tokens.file_cache import CacheKey, FileCache

if TYPE_CHECKING:
    from ndxp_sdk._http.response import Response
    from ndxp_sdk._oauth.token_request import TokenRequest
    from ndxp_sdk.tokens.check import Check
    from ndxp_sdk.tokens.evidence import Evidence, KnownFacts

PATIENCE: Final = 120.0


class TokenProvider:
    """Access tokens of one credential: kept in memory, renewed ahead of time, asked for once however many want one.

    One per client. Safe over threads, tasks and event loops. `token_url` is where tokens are issued; without it, and
    for the audience of assertions, `issuer` or the metadata of RFC 8414 at the host of `token_url` tell it. `cache`
    shares tokens with other processes of the user.
    """

    def __init__(
        self,
        credential: Credential | HeaderCredential,
        *,
        token_url: str | None = None,
        issuer: str | None = None,
        cache: FileCache | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._subject = credential
        self._credential = credential if isinstance(credential, Credential) else None
        self._bound = credential if isinstance(credential, BoundCredential) else None
        self._gives_headers = credential if isinstance(credential, HeaderCredential) else None
        self._ends = credential if isinstance(credential, SessionCredential) else None
        self._providers = credential.providers if isinstance(credential, ProviderCredential) else ()
        self.issuer: AuthorizationServer = AuthorizationServer(token_url, issuer, now, self._held)
        """For parts of this package."""
        self._cache = cache
        self._now = now
        self._store = TokenStore()

    @property
    def gives_tokens(self) -> bool:
        """Whether there are tokens; False for credentials that are only fields of each call: then take call_headers."""
        return self._credential is not None

    @property
    def placement(self) -> Literal["header", "body"]:
        """The place of the result of get: `header` (the value of Authorization) or `body` (a bare session)."""
        return self._credential.traits.placement if self._credential else "header"

    @property
    def providers(self) -> tuple[str, ...]:
        """The systems (slash form) that alone may see the credential; empty where it is for whoever is called."""
        return self._providers

    @property
    def gives_headers(self) -> bool:
        """Whether call_headers gives anything."""
        return self._gives_headers is not None

    def has_ended(self, answer: "Response") -> bool:
        """Return whether a response, whatever its status, says that the session of its request has ended."""
        return self._ends is not None and self._ends.has_ended(answer)

    def call_headers(self, url: str, now: float) -> Pairs:
        """Further fields that every call to this absolute URL carries, such as lgspaccesstoken; mostly none."""
        return self._gives_headers.call_headers(url, now) if self._gives_headers else ()

    def peek(self, wanted: TokenSpec, now: float) -> str | None:
        """Return the cached value, or None: no I/O, no lock. `now` in seconds of the epoch, as time.time() gives it."""
        token = self._store.peek(wanted, now)
        return token.header if token else None

    def get(self, wanted: TokenSpec, fetch: Fetch, *, patience: float = PATIENCE) -> str:
        """Return the value. Callers that want the same wait for one request, at most `patience` seconds.

        Raises TokenUnavailable for whatever went wrong on the way (the cause is kept), DeadlineTooShort if `fetch`
        does, and the errors of use: SecretUnavailable, InvalidConfiguration, MissingExtra. `fetch` sends one request
        and gives whatever answer comes, 4xx and 5xx too; it neither follows nor repeats, and raises our errors.
        """
        latest = time.monotonic() + patience
        while True:
            lease = self._lease(wanted)
            if lease.flight is None:
                return value_of(lease.outcome)
            if lease.leads:
                sending = performing(fetch, is_early=lease.old is not None)
                return value_of(run(self._leading(wanted, lease.flight, lease.old), sending))
            # because the task that leads cannot go on while this thread, which runs its loop, waits
            if lease.flight.thread == get_ident():
                return value_of(run(self._alone(wanted), performing(fetch)))
            if not lease.flight.wait(max(0.0, latest - time.monotonic())):
                raise out_of_patience(patience)
            if lease.flight.outcome is not None:
                return value_of(lease.flight.outcome)

    async def aget(self, wanted: TokenSpec, fetch: AsyncFetch, *, patience: float = PATIENCE) -> str:
        """Return the value asynchronously, as get. A task that is cancelled leaves its request to another."""
        latest = time.monotonic() + patience
        while True:
            lease = self._lease(wanted)
            if lease.flight is None:
                return value_of(lease.outcome)
            if lease.leads:
                sending = aperforming(fetch, is_early=lease.old is not None)
                return value_of(await arun(self._leading(wanted, lease.flight, lease.old), sending))
            if not await lease.flight.await_completion(max(0.0, latest - time.monotonic())):
                raise out_of_patience(patience)
            if lease.flight.outcome is not None:
                return value_of(lease.flight.outcome)

    def reject(self, header: str) -> bool:
        """After a 401: this value is not offered again, unless the issuer gives out the same one anew.

        True if asking now may give another one; if that fails, the refusal of the call is what the user should see.
        """
        for wanted in self._store.reject(header):
            if self._cache and self._credential:
                self._cache.drop(self._key(wanted, self._credential), header)
        return self._credential is not None and self._credential.traits.is_renewable

    def forget(self) -> None:
        """Forget every token at hand and the metadata, as after a change of the client certificate."""
        self._store.clear()
        self.issuer.forget()

    def explain(self, wanted: TokenSpec, fetch: Fetch, known: "KnownFacts | None" = None) -> "tuple[Check, ...]":
        """Explain which check passes and which fails: ours over what would be sent, and the server's if it tells them.

        Asks the metadata and the diagnostics of the issuer; takes no token. Secrets appear in no check.
        """
        from ndxp_sdk.tokens.explain import explain  # noqa: PLC0415 - its sentences are for whoever asks why

        return explain(run(self._gathering(wanted, known), performing(fetch)), self.issuer.mask().text)

    async def aexplain(
        self, wanted: TokenSpec, fetch: AsyncFetch, known: "KnownFacts | None" = None
    ) -> "tuple[Check, ...]":
        """Explain asynchronously, as explain."""
        from ndxp_sdk.tokens.explain import explain  # noqa: PLC0415 - as above

        return explain(await arun(self._gathering(wanted, known), aperforming(fetch)), self.issuer.mask().text)

    def asking(
        self, wanted: TokenSpec, url: str, form: Mapping[str, str] | None = None
    ) -> "Steps[tuple[TokenRequest, Response]]":
        """Return the steps that ask another endpoint as the same client; without `form` for a token."""
        from ndxp_sdk._oauth.client_authentication import authenticated  # noqa: PLC0415 - few ask the issuer for more

        if self._credential is None or not self._credential.traits.is_issued:
            raise InvalidConfiguration("this credential does not prove to the issuer of tokens who asks")
        return authenticated(self._credential, self.issuer, wanted, url, form)

    def confided(self) -> Iterator[str]:
        """Return the secrets that errors are searched for: of the credential, and what was lately sent and received."""
        return self.issuer.confided()

    def _held(self) -> Iterator[str]:
        from ndxp_sdk._redaction.confidential import confided  # noqa: PLC0415 - because most calls succeed

        yield from confided(self._subject)
        yield from (token.secret.reveal() for token in self._store.latest())

    def __repr__(self) -> str:
        return f"TokenProvider({self._subject!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a source of tokens is not pickled; make one in each process and share a FileCache")

    def _gathering(self, wanted: TokenSpec, known: "KnownFacts | None") -> "Flow[tuple[Evidence, ...]]":
        from ndxp_sdk.tokens._diagnostics.collection import collected  # noqa: PLC0415 - as above
        from ndxp_sdk.tokens.evidence import NOTHING_KNOWN  # noqa: PLC0415 - as above

        return _flow(collected(self._subject, wanted, self.issuer, known or NOTHING_KNOWN))

    def _lease(self, wanted: TokenSpec) -> Lease:
        return self._store.lease(wanted, self._bound.binding() if self._bound else "", self._now())

    def _leading(self, wanted: TokenSpec, flight: TokenInFlight, old: Token | None) -> Flow[Token | NdxpError]:
        """Ask, and complete the in-flight request whatever happens: a cancelled or hurried leader leaves no failure."""
        landed: Token | NdxpError | None = None
        try:
            outcome = yield from self._alone(wanted, old)
            if old and not isinstance(outcome, Token) and not self._store.is_rejected(old.header):
                outcome = postponed(old, self._now())
            landed = None if isinstance(outcome, DeadlineTooShort) else outcome
        finally:
            self._store.complete(wanted, flight, landed, self._now())
        return outcome

    def _alone(self, wanted: TokenSpec, old: Token | None = None) -> Flow[Token | NdxpError]:
        try:
            return (yield from self._obtaining(wanted, old))
        except NdxpError as failure:
            return unavailable(failure)

    def _obtaining(self, wanted: TokenSpec, old: Token | None) -> Flow[Token]:
        if self._credential is None:
            raise InvalidConfiguration("this credential gives no tokens: its fields are those of call_headers")
        binding = self._bound.binding() if self._bound else ""
        steps = _flow(self._credential.token(wanted, self.issuer))
        if self._cache and self._credential.traits.is_issued:
            steps = self._cache.through(self._key(wanted, self._credential), steps, self._accepts, old)
        token = yield from steps
        if not self._credential.traits.is_issued and self._store.is_rejected(token.header):
            raise used_up()
        return replace(token, binding=binding)

    def _accepts(self, token: Token) -> bool:
        is_fresh = decide(token, is_asked_for=False, now=self._now()) is Decision.USE
        return is_fresh and not self._store.is_rejected(token.header)

    def _key(self, wanted: TokenSpec, credential: Credential) -> CacheKey:
        binding = self._bound.binding() if self._bound else ""
        bound_to = (wanted.agreement_id or "", wanted.purpose_id or "", binding)
        return CacheKey(self.issuer.name, credential.client, wanted.scope, *bound_to)


def _flow(steps: Steps[Result]) -> Flow[Result]:
    return (yield from steps)
