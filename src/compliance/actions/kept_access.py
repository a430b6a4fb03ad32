"""What a server keeps of those who come in, in the history that it shows: keys, sessions, and tries."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from compliance.actions._histories import OpenHistory, in_words
from compliance.actions.kept_runs import Place, place_of
from compliance.model.kept_session import KeptSession
from compliance.model.program_key import ProgramKey

_BUSY: Final = 5.0
"""Seconds for which a write waits while another program writes: somebody waits for the answer."""


class KeptAccess(OpenHistory):
    """Reads and writes it for as long as it is open; any number of threads may use it at once.

    All methods raise `InputError` where the history cannot be reached, `NotWritten` where there is no room.

    Raises:
        UsageError: the place is no history of our form, or a library is not installed.
        InputError: it cannot be reached.
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place_of(place), _BUSY)

    def key(self, digest: bytes) -> ProgramKey | None:
        """Return the key with this SHA-256, whether it counts or not; None if there is none."""
        with in_words():
            return self._history.program_keys.find(digest)

    def use_key(self, number: int, day: date) -> None:
        """Write down the last day on which a key was used."""
        with in_words():
            self._history.program_keys.use(number, day)

    def begin_session(
        self, digest: bytes, provider: str, name: str, groups: Collection[str], log_in: bytes, longest: timedelta
    ) -> None:
        """Keep a session by the SHA-256 of its id; raises `UsageError` if the log-in began one before."""
        with in_words():
            self._history.sessions.begin(digest, provider, name, groups, log_in, longest)

    def session(self, digest: bytes, provider: str) -> KeptSession | None:
        """Return the session with this SHA-256 that a provider began; None if there is none, or it was ended."""
        with in_words():
            return self._history.sessions.find(digest, provider)

    def see_session(self, digest: bytes) -> None:
        """Write down that a session is used now."""
        with in_words():
            self._history.sessions.see(digest)

    def end_session(self, digest: bytes) -> None:
        """End a session, if there is one."""
        with in_words():
            self._history.sessions.end(digest)

    def count_try(self, who: bytes, most: int, window: timedelta) -> float:
        """Count a try; returns for how many seconds no further one is taken, 0 if this one is."""
        with in_words():
            return self._history.tries.count(who, most, window)

    def blocked_tries(self, who: bytes, most: int, window: timedelta) -> float:
        """Return for how many seconds no try is taken, 0 if one is; counts none."""
        with in_words():
            return self._history.tries.blocked(who, most, window)

    def forgive_tries(self, who: bytes) -> None:
        """Forget the tries of somebody."""
        with in_words():
            self._history.tries.forgive(who)

    def signing_secret(self) -> bytes:
        """Return random bytes that all servers on the history share."""
        with in_words():
            return self._history.sessions.signing_secret()
