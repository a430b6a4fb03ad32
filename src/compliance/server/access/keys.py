"""Keys of programs: `Authorization: Bearer` to the API, and nowhere else."""

import time
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Scope

from compliance.actions.kept_access import KeptAccess
from compliance.actions.program_keys import LENGTH, PREFIX
from compliance.actions.settings import today
from compliance.model.digest import secret_digest
from compliance.model.program_key import ProgramKey
from compliance.model.text import Message
from compliance.server.access.identity import Identity, Role
from compliance.server.access.recent import REMEMBERED, Recent
from compliance.server.access.settings import AccessSettings, ProxyAccess
from compliance.server.access.tries import OwnTries, Tries

_API: Final = "/api/"
_SCHEME: Final = "bearer"
_KNOWN: Final = 300.0


class KeyRefused(Exception):
    """A key opens nothing: the status of the answer, and words that do not repeat it. `wait` is in seconds, or 0."""

    def __init__(self, status: int, message: Message, wait: int = 0) -> None:
        super().__init__(str(message))
        self.status = status
        self.message = message
        self.wait = wait


def presented_key(scope: Scope, access: AccessSettings) -> str | None:
    """Return the key that a request to the API bears, empty if it bears several tokens; None if it bears none.

    Any bearer token is meant for a key, but behind a proxy, which may pass on the token by which it knows somebody.
    """
    if not scope["path"].startswith(_API):
        return None
    fields = Headers(scope=scope).getlist("authorization")
    parts = [field.strip().partition(" ") for field in fields]
    tokens = [token.strip() for scheme, _, token in parts if scheme.lower() == _SCHEME]
    prefix = PREFIX if isinstance(access, ProxyAccess) else ""
    key = next((token for token in tokens if token.startswith(prefix)), None)
    return "" if key is not None and len(fields) > 1 else key


class Keys:
    """Tells whose key a request bears. Without a history nothing is a key.

    Failures are counted for each address as log-ins are. What is behind an address that has too many of them is not
    looked at, but for keys that were good from there a moment ago: a program goes on while its neighbour errs.
    """

    def __init__(
        self,
        kept: KeptAccess | None,
        failures: Tries | None = None,
        remembered: float = REMEMBERED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._kept = kept
        self._failures = failures or OwnTries(clock=clock)
        self._recent = Recent[ProgramKey](remembered, clock)
        self._good = Recent[bool](_KNOWN, clock)

    async def identity(self, key: str, address: str) -> Identity:
        """Return the program whose key it is; raises `KeyRefused`, or `ActionError` if the history is away."""
        digest, day = secret_digest(key), today()
        from_there = address, digest
        is_good = self._good.get(from_there)
        if not is_good and (wait := await run_in_threadpool(self._failures.blocked, address)):
            template = "too many keys that are none were sent from your address: try again in {seconds} seconds"
            raise KeyRefused(429, Message.of(template, seconds=wait), wait)
        found = self._recent.get(digest)
        if found is None and self._kept is not None and len(key) == LENGTH:
            found = await run_in_threadpool(self._kept.key, digest)
        if found is None or not found.counts_on(day):
            await run_in_threadpool(self._failures.wait, address)
            self._good.forget(from_there)
            raise KeyRefused(401, _why_not(found))
        self._good.keep(from_there, answer=True)
        if self._kept is not None and found.used != day:
            await run_in_threadpool(self._kept.use_key, found.number, day)
        elif self._recent.get(digest) is None:
            self._recent.keep(digest, found)
        return Identity(found.name, frozenset({Role(found.role)}), frozenset(found.owners), key=found.number)


def _why_not(found: ProgramKey | None) -> Message:
    """Say why a key does not count: more than that it is none learns only who has it."""
    if found is None:
        return Message.of("this is no key of this dashboard")
    if found.revoked is not None:
        return Message.of("the key {name} was revoked", name=found.name)
    return Message.of("the key {name} counted until {date}", name=found.name, date=found.ends)
