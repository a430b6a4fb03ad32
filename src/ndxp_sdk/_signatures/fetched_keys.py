"""Key sets that are fetched: one fetch for all who want a key, and a pause after one that failed."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import isawaitable
from threading import get_ident
from typing import Any, Final, TypeAlias

from ndxp_sdk._concurrency.fork import ForkSafeLock, begins_anew
from ndxp_sdk._concurrency.single_flight import InFlight
from ndxp_sdk._signatures.verification_keys import Jwks, Keys, VerificationKey
from ndxp_sdk.errors import Facts, NdxpError, NotSent, UsageError

REFETCH: Final = 60.0
LONGEST: Final = 3600.0
FIRST_PAUSE: Final = 1.0
PATIENCE: Final = 120.0
KeysInFlight: TypeAlias = InFlight[Keys | Exception]


@dataclass(frozen=True, slots=True)
class _Lease:
    """The next step of a caller who wants a key: take it, lead the in-flight fetch `flight`, or wait for it."""

    key: VerificationKey | None = None
    flight: KeysInFlight | None = None
    leads: bool = False


class _KeyStore:
    """The keys at hand, the fetch under way and the last failure. Nothing is fetched while the lock is held."""

    def __init__(self, again_after: float, longest: float, now: Callable[[], float]) -> None:
        self._again_after, self._longest, self._now = again_after, longest, now
        self._keys = Keys(())
        self._fetched_at = self._until = float("-inf")
        self._failures = 0
        self._last: Exception | None = None
        self._lock = ForkSafeLock()
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Keep the keys at hand; after a fork those who fetch others are not here."""
        self._flight: KeysInFlight | None = None

    def now(self) -> float:
        """Return the time, in seconds."""
        return self._now()

    def lease(self, key_id: str, now: float) -> _Lease:
        """Decide the next step, and record the caller that leads. Raises the last failure during its pause."""
        if not self._is_old(key_id, now):
            return _Lease(self._keys.key(key_id))
        with self._lock:
            if not self._is_old(key_id, now):
                return _Lease(self._keys.key(key_id))
            if self._flight is not None:
                return _Lease(flight=self._flight)
            if self._last is None or now >= self._until:
                self._flight = KeysInFlight()
                return _Lease(flight=self._flight, leads=True)
            failure, left = self._last, self._until - now
        raise _again(failure, retry_after=left)

    def complete(self, flight: KeysInFlight, outcome: Keys | Exception | None, now: float) -> None:
        """Complete a fetch that was begun at `now`: keep the keys, or the failure for a pause that grows."""
        until = self._until if not isinstance(outcome, Exception) else self._now() + self._pause(outcome)
        with self._lock:
            if self._flight is flight:
                self._flight = None
            if isinstance(outcome, Keys):
                self._keys, self._fetched_at, self._failures, self._last = outcome, now, 0, None
            elif outcome is not None:
                self._failures, self._last, self._until = self._failures + 1, outcome, until
        flight.complete(outcome)

    def _pause(self, failure: Exception) -> float:
        """Return the pause in seconds; 0 after the first failure that asks for none, because one may be bad luck."""
        bound = min(self._again_after, FIRST_PAUSE * 2 ** min(self._failures - 1, 16)) if self._failures else 0.0
        asked = failure.retry_after if isinstance(failure, NdxpError) else None
        return float(max(bound, min(asked or 0.0, self._longest)))

    def _is_old(self, key_id: str, now: float) -> bool:
        allowed = self._again_after if self._keys.key(key_id) is None else self._longest
        return now - self._fetched_at >= allowed

    def __repr__(self) -> str:
        return repr(self._keys)


class FetchedKeys:
    """Keys that are fetched when the first one is wanted and when an unknown one is, but not in quick succession.

    `fetch` gives a JWKS, such as `client.tokens.jwks`. However many want keys, one fetches and the others wait for it.
    What it raises goes to all of them; after the second failure in a row also to whoever wants a key during a pause of
    a second, then twice as long each time, to `again_after`, or as long as the server asked. `again_after` and
    `longest` are in seconds; after `longest` known keys are fetched anew too, because one may have been withdrawn. Safe
    over threads and forks.

    >>> FetchedKeys(lambda: {"keys": []}).key("unknown") is None
    True
    """

    __slots__ = ("_fetch", "_store")

    def __init__(
        self,
        fetch: "Callable[[], Jwks]",
        *,
        again_after: float = REFETCH,
        longest: float = LONGEST,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        refuse_coroutine_function(fetch)
        self._fetch = fetch
        self._store = _KeyStore(again_after, longest, now)

    def key(self, key_id: str) -> VerificationKey | None:
        """Return the key of this id. None if the set does not hold it."""
        now = self._store.now()
        while True:
            lease = self._store.lease(key_id, now)
            if lease.flight is None:
                return lease.key
            if lease.leads:
                return self._led(lease.flight, now).key(key_id)
            # because a fetch that verifies an answer with these keys cannot wait for itself
            if lease.flight.thread == get_ident():
                return _keys_of(self._fetch()).key(key_id)
            if not lease.flight.wait(PATIENCE):
                raise _out_of_patience()
            if lease.flight.outcome is not None:
                return _landed(lease.flight.outcome).key(key_id)

    def _led(self, flight: KeysInFlight, now: float) -> Keys:
        outcome: Keys | Exception | None = None
        try:
            outcome = _keys_of(self._fetch())
        except Exception as error:
            outcome = error.about() if isinstance(error, NdxpError) else error  # because a copy keeps no frames alive
            raise
        finally:
            self._store.complete(flight, outcome, now)
        return outcome

    def __repr__(self) -> str:
        return f"Fetched{self._store!r}"


class AsyncFetchedKeys:
    """Fetched keys, asynchronously: `key` is awaited, `fetch` may be a coroutine function; another runs in a thread.

    >>> AsyncFetchedKeys(lambda: {"keys": []})
    AsyncFetchedKeys()
    """

    __slots__ = ("_fetch", "_store")

    def __init__(
        self,
        fetch: "Callable[[], Jwks] | Callable[[], Awaitable[Jwks]]",
        *,
        again_after: float = REFETCH,
        longest: float = LONGEST,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._store = _KeyStore(again_after, longest, now)

    async def key(self, key_id: str) -> VerificationKey | None:
        """Return the key of this id. None if the set does not hold it."""
        now = self._store.now()
        while True:
            lease = self._store.lease(key_id, now)
            if lease.flight is None:
                return lease.key
            if lease.leads:
                return (await self._led(lease.flight, now)).key(key_id)
            if not await lease.flight.await_completion(PATIENCE):
                raise _out_of_patience()
            if lease.flight.outcome is not None:
                return _landed(lease.flight.outcome).key(key_id)

    async def _led(self, flight: KeysInFlight, now: float) -> Keys:
        outcome: Keys | Exception | None = None
        try:
            outcome = _keys_of(await self._fetched())
        except Exception as error:
            outcome = error.about() if isinstance(error, NdxpError) else error  # because a copy keeps no frames alive
            raise
        finally:
            self._store.complete(flight, outcome, now)
        return outcome

    async def _fetched(self) -> Any:
        from ndxp_sdk._concurrency.offload import AsyncOffload  # noqa: PLC0415 - because threads do without it

        found = self._fetch() if is_coroutine_function(self._fetch) else await AsyncOffload.run(self._fetch)
        return await found if isawaitable(found) else found

    def __repr__(self) -> str:
        return f"AsyncFetched{self._store!r}"


def is_coroutine_function(function: object) -> bool:
    """Return whether the result is to be awaited, of a function, a method, a partial, or an object with `__call__`."""
    from inspect import iscoroutinefunction  # noqa: PLC0415 - because it is dear

    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))  # noqa: B004


def refuse_coroutine_function(fetch: object) -> None:
    """Raise UsageError for a function that only a task can use."""
    if is_coroutine_function(fetch):
        raise UsageError(
            "keys is a coroutine function, such as client.tokens.jwks of an AsyncClient: await an "
            "AsyncWebhookVerifier instead, or give client.tokens.jwks of a Client"
        )


def _keys_of(found: Any) -> Keys:
    if isawaitable(found):
        getattr(found, "close", lambda: None)()  # because a coroutine that nobody awaits warns
        raise UsageError("keys gives a coroutine: await an AsyncWebhookVerifier instead, or give a function that waits")
    return Keys(found)


def _landed(outcome: Keys | Exception) -> Keys:
    if isinstance(outcome, Keys):
        return outcome
    raise _again(outcome)


def _again(failure: Exception, **changes: float) -> Exception:
    """Return a failure to raise again; ours as a copy, because one raised by many threads gathers the frames of all."""
    if not isinstance(failure, NdxpError):
        return failure.with_traceback(None)
    copy = failure.about(**changes)
    copy.__cause__ = failure.__cause__
    return copy


def _out_of_patience() -> NotSent:
    return NotSent(f"somebody else fetches the keys and has none after {PATIENCE:g} s", Facts(retryable=True))
