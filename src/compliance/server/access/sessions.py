"""Sessions of those who logged in, in this process alone, for a dashboard without a history to keep them in."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.digest import secret_digest
from compliance.server.access.identity import Identity
from compliance.server.access.settings import SessionLifetime

_MOST: Final = 10_000


@dataclass(slots=True)
class _Session:
    identity: Identity
    begun: float
    used: float


class Sessions:
    """Kept by the hash of their id, so that what is in memory opens no session. The oldest make room for new ones."""

    def __init__(self, lifetime: SessionLifetime | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._lifetime = lifetime or SessionLifetime()
        self._clock = clock
        self._kept: OrderedDict[bytes, _Session] = OrderedDict()
        self._lock = Lock()

    def begin(self, identity: Identity, groups: frozenset[str] = frozenset(), log_in: str = "") -> str:  # noqa: ARG002 - as where they are kept
        """Begin a session; returns its id, which nobody knew before."""
        made = secrets.token_urlsafe(32)
        with self._lock:
            self._drop_expired()
            while len(self._kept) >= _MOST:
                self._kept.popitem(last=False)
            at = self._clock()
            self._kept[secret_digest(made)] = _Session(identity, at, at)
        return made

    def find(self, id_: str) -> Identity | None:
        """Return whose session it is, None if it has ended or never began."""
        found = self._kept.get(secret_digest(id_))
        if found is None:
            return None
        if self._is_over(found):
            self.end(id_)
            return None
        found.used = self._clock()
        return found.identity

    def recall(self, id_: str) -> Identity | None:
        """Return the same at once, as it always is here."""
        return self.find(id_)

    def end(self, id_: str) -> None:
        """End a session, if there is one."""
        self._kept.pop(secret_digest(id_), None)

    def _is_over(self, session: _Session) -> bool:
        at = self._clock()
        return at - session.begun > self._lifetime.longest or at - session.used > self._lifetime.idle

    def _drop_expired(self) -> None:
        for key in [key for key, session in self._kept.items() if self._is_over(session)]:
            del self._kept[key]
