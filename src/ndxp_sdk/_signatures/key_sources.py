"""Take keys in every form in which users give them: a set, a function that fetches one, or a key source."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from inspect import isawaitable
from typing import Any, Protocol, TypeAlias, runtime_checkable

from ndxp_sdk._signatures.fetched_keys import (
    AsyncFetchedKeys,
    FetchedKeys,
    is_coroutine_function,
    refuse_coroutine_function,
)
from ndxp_sdk._signatures.verification_keys import Jwks, Keys, KeySource, VerificationKey
from ndxp_sdk.errors import UsageError

# A JWKS, a function that gives one, or whatever knows keys by their id.
GivenKeys: TypeAlias = "KeySource | Jwks | Callable[[], Jwks]"


@runtime_checkable
class AsyncKeySource(Protocol):
    """An asynchronous source of public keys."""

    async def key(self, key_id: str) -> VerificationKey | None:
        """Return the key of this id. None if it is not known."""
        ...


AsyncGivenKeys: TypeAlias = "GivenKeys | AsyncKeySource | Callable[[], Awaitable[Jwks]]"


def key_source(keys: "GivenKeys") -> KeySource:
    """Return a source as it is, a JWKS as a fixed set, a function as a set to be fetched. UsageError for coroutines."""
    _refuse_coroutine(keys)
    if isinstance(keys, KeySource) and not isinstance(keys, Mapping):
        refuse_coroutine_function(keys.key)
        return keys
    return FetchedKeys(keys) if callable(keys) else Keys(keys)


class KeyFinder:
    """Find the keys that a message names."""

    __slots__ = ("_source",)

    def __init__(self, keys: "GivenKeys") -> None:
        self._source = key_source(keys)

    def those(self, key_ids: Iterable[str]) -> KeySource:
        """Look the keys of these ids up."""
        return _Found({key_id: self._source.key(key_id) for key_id in key_ids})

    def __repr__(self) -> str:
        return repr(self._source)


class AsyncKeyFinder:
    """Find the keys asynchronously. A source that may block runs in a thread."""

    __slots__ = ("_source",)

    def __init__(self, keys: "AsyncGivenKeys") -> None:
        _refuse_coroutine(keys)
        given: Any = keys
        is_source = isinstance(keys, KeySource) and not isinstance(keys, Mapping)
        self._source = given if is_source else AsyncFetchedKeys(given) if callable(given) else Keys(given)

    async def those(self, key_ids: Iterable[str]) -> KeySource:
        """Look the keys of these ids up."""
        return _Found({key_id: await self._key(key_id) for key_id in key_ids})

    async def _key(self, key_id: str) -> VerificationKey | None:
        source: Any = self._source
        if isinstance(source, Keys):
            return source.key(key_id)
        from ndxp_sdk._concurrency.offload import AsyncOffload  # noqa: PLC0415 - because threads do without it

        is_awaited = is_coroutine_function(source.key)
        found: VerificationKey | None = await (
            source.key(key_id) if is_awaited else AsyncOffload.run(source.key, key_id)
        )
        return found

    def __repr__(self) -> str:
        return repr(self._source)


class _Found:
    """The keys that one message names."""

    __slots__ = ("_keys",)

    def __init__(self, keys: Mapping[str, VerificationKey | None]) -> None:
        self._keys = keys

    def key(self, key_id: str) -> VerificationKey | None:
        return self._keys.get(key_id)


def _refuse_coroutine(keys: object) -> None:
    if isawaitable(keys):
        getattr(keys, "close", lambda: None)()  # because a coroutine that nobody awaits warns
        raise UsageError("keys is a coroutine that was not awaited: give the function itself, without brackets")
