"""Sessions in the history: they outlive the process, and every dashboard on the history knows them."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from compliance.actions.errors import ActionError
from compliance.actions.kept_access import KeptAccess
from compliance.model.digest import secret_digest
from compliance.model.kept_session import KeptSession
from compliance.server.access.identity import Identity
from compliance.server.access.recent import REMEMBERED, Recent
from compliance.server.access.settings import OidcAccess, identity_from

_BYTES: Final = 32
_LENGTH: Final = 43
"""Characters of an id: 256 random bits in base64url."""
_WRITTEN_TIMES: Final = 10
"""So often within the time that a session may be idle it is written down that it is used, at most."""


class KeptSessions:
    """Begins, finds and ends them; `access` says what the groups of somebody are now, whatever they were at log-in.

    A session counts as unused a tenth of the time too early at most, because its use is seldom written down. All
    methods wait for the history, and raise `ActionError` where that is away.
    """

    def __init__(self, kept: KeptAccess, access: OidcAccess, remembered: float = REMEMBERED) -> None:
        self._kept = kept
        self._access = access
        self._recent = Recent[KeptSession](remembered)
        # because what another provider said of the same name is of somebody else
        self._provider = sha256(f"{access.issuer}\0{access.client_id}".encode()).hexdigest()

    def begin(self, identity: Identity, groups: frozenset[str] = frozenset(), log_in: str = "") -> str:
        """Begin a session; returns its id, which nobody knew before. Raises `UsageError` if the log-in began one."""
        made = secrets.token_urlsafe(_BYTES)
        held = groups & {row.group for row in self._access.groups}
        longest = timedelta(seconds=self._access.lifetime.longest)
        digest, began = secret_digest(made), secret_digest(log_in or made)
        self._kept.begin_session(digest, self._provider, identity.name, held, began, longest)
        return made

    def find(self, id_: str) -> Identity | None:
        """Return whose session it is; None if it has ended or never began, or its groups have no role any more."""
        found = self._kept.session(secret_digest(id_), self._provider) if len(id_) == _LENGTH else None
        if found is None or self._is_over(found):
            return None
        if self._is_to_be_written(found):
            with suppress(ActionError):  # because who only reads can go on until it is idle
                self._kept.see_session(secret_digest(id_))
        else:
            self._recent.keep(secret_digest(id_), found)
        return self._identity(found)

    def recall(self, id_: str) -> Identity | None:
        """Return the same at once, without asking the history; None if it has to be asked."""
        found = self._recent.get(secret_digest(id_))
        if found is None or self._is_over(found) or self._is_to_be_written(found):
            return None
        return self._identity(found)

    def end(self, id_: str) -> None:
        """End a session, if there is one."""
        if len(id_) == _LENGTH:
            self._recent.forget(secret_digest(id_))
            self._kept.end_session(secret_digest(id_))
            self._recent.forget(secret_digest(id_))  # because another request may have read it meanwhile

    def _is_over(self, found: KeptSession) -> bool:
        at, lifetime = datetime.now(UTC), self._access.lifetime
        return _seconds(found.begun, at) > lifetime.longest or _seconds(found.seen, at) > lifetime.idle

    def _is_to_be_written(self, found: KeptSession) -> bool:
        return _seconds(found.seen, datetime.now(UTC)) > self._access.lifetime.idle / _WRITTEN_TIMES

    def _identity(self, found: KeptSession) -> Identity | None:
        identity = identity_from(found.name, found.groups, self._access.groups)
        return identity if identity.roles else None


def _seconds(earlier: datetime, at: datetime) -> float:
    return (at - earlier).total_seconds()
