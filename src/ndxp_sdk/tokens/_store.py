"""Tokens at hand, requests under way and failures just seen, of one source. Nothing is sent while the lock is held."""

import hashlib
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from ndxp_sdk._concurrency.fork import ForkSafeLock, begins_anew
from ndxp_sdk._concurrency.single_flight import InFlight
from ndxp_sdk._http.retry_after import LONGEST
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenSpec
from ndxp_sdk.errors import NdxpError, UsageError
from ndxp_sdk.tokens._refresh_policy import Decision, decide

FAILURE_SECONDS: Final = 0.5
RENEWAL_AGAIN: Final = 30.0
MOST_TOKENS: Final = 256
MOST_REJECTED: Final = 64
TokenInFlight: TypeAlias = InFlight[Token | NdxpError]
_LATEST: Final = 8


@dataclass(frozen=True, slots=True)
class Lease:
    """The next step of a caller: take `outcome`, lead `flight` (a request) while `old` still serves, or wait for it."""

    outcome: Token | NdxpError | None = None
    flight: TokenInFlight | None = None
    leads: bool = False
    old: Token | None = None


class TokenStore:
    """Shared by all threads and tasks of a source."""

    __slots__ = ("__weakref__", "_failures", "_flights", "_held", "_lock", "_rejected")

    def __init__(self) -> None:
        self._held: dict[TokenSpec, Token] = {}
        self._rejected: dict[bytes, None] = {}
        self._lock = ForkSafeLock()
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Keep the tokens at hand; after a fork those who asked for others are not here."""
        self._flights: dict[TokenSpec, TokenInFlight] = {}
        self._failures: dict[TokenSpec, tuple[NdxpError, float]] = {}

    def peek(self, wanted: TokenSpec, now: float) -> Token | None:
        """Return the token that can be used without I/O. None if there is none."""
        token = self._held.get(wanted)
        is_asked_for = bool(self._flights) and wanted in self._flights
        if token is None or decide(token, is_asked_for, now) is not Decision.USE:
            return None
        return token

    def lease(self, wanted: TokenSpec, binding: str, now: float) -> Lease:
        """Decide the next step, and record the caller that leads."""
        with self._lock:
            token = self._held.get(wanted)
            token = token if token and token.binding == binding else None
            flight = self._flights.get(wanted)
            return self._decided(wanted, token, flight, now)

    def _decided(self, wanted: TokenSpec, token: Token | None, flight: TokenInFlight | None, now: float) -> Lease:
        decision = decide(token, flight is not None, now)
        if decision is Decision.USE:
            return Lease(token)
        if decision is Decision.WAIT:
            return Lease(flight=flight)
        failure = self._remembered(wanted, now) if decision is Decision.FETCH else None
        if failure:
            return Lease(failure)
        led = self._flights[wanted] = TokenInFlight()
        return Lease(flight=led, leads=True, old=token if decision is Decision.REFRESH else None)

    def _remembered(self, wanted: TokenSpec, now: float) -> NdxpError | None:
        failure, until = self._failures.get(wanted, (None, 0.0))
        if failure is None or not until - LONGEST <= now < until:
            return None
        return failure if failure.retry_after is None else failure.about(retry_after=until - now)

    def complete(self, wanted: TokenSpec, flight: TokenInFlight, outcome: Token | NdxpError | None, now: float) -> None:
        """Complete a request: keep the token, or the failure for half a second or as long as Retry-After says."""
        with self._lock:
            if self._flights.get(wanted) is flight:
                del self._flights[wanted]
            if isinstance(outcome, Token):
                self._keep(wanted, outcome, now)
            elif outcome is not None and not isinstance(outcome, UsageError):
                wait = min(outcome.retry_after or FAILURE_SECONDS, LONGEST)
                self._failures[wanted] = (outcome, now + wait)
        flight.complete(outcome)

    def _keep(self, wanted: TokenSpec, token: Token, now: float) -> None:
        if len(self._held) >= MOST_TOKENS:
            self._held = {key: held for key, held in self._held.items() if now < held.usable_until}
        self._held[wanted] = token
        self._failures.pop(wanted, None)

    def reject(self, header: str) -> tuple[TokenSpec, ...]:
        """Remove the token with this value and remember that it was refused; return what it was for."""
        with self._lock:
            self._rejected[_digest(header)] = None
            if len(self._rejected) > MOST_REJECTED:
                del self._rejected[next(iter(self._rejected))]
            found = tuple(wanted for wanted, token in self._held.items() if token.header == header)
            for wanted in found:
                del self._held[wanted]
        return found

    def is_rejected(self, header: str) -> bool:
        """Return whether a server has refused this value lately."""
        return _digest(header) in self._rejected

    def latest(self) -> tuple[Token, ...]:
        """Some of the tokens at hand, the latest ones."""
        return tuple(self._held.values())[-_LATEST:]

    def clear(self) -> None:
        """Remove every token and forget every failure."""
        with self._lock:
            self._held = {}
            self._failures = {}


def postponed(token: Token, now: float) -> Token:
    """Return the old token after a failed refresh: it serves on, and the next refresh is tried in half a minute."""
    return replace(token, renew_at=min(now + RENEWAL_AGAIN, token.usable_until))


def _digest(header: str) -> bytes:
    return hashlib.sha256(header.encode()).digest()
