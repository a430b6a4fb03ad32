"""Log-ins that were begun: what the browser keeps until the provider sends it back, signed so that nobody makes one."""

import time
from collections import OrderedDict
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer

from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.server.access.failures import LogInFailed

LONGEST: Final = 600
"""Seconds for which a log-in may take."""
_MOST_USED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Begun:
    """One log-in. `state` comes back from the provider, `nonce` in its token, `verifier` is that of PKCE (RFC 7636)."""

    state: str
    nonce: str
    verifier: str
    after: str


class PendingLogIns:
    """Begins log-ins and ends each once."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeTimedSerializer(key, salt="compliance.log-in")
        self._used: OrderedDict[str, float] = OrderedDict()

    def begin(self, after: str) -> tuple[Begun, str]:
        """Begin a log-in that leads to a page; returns it, and what its browser keeps."""
        begun = Begun(token_urlsafe(32), token_urlsafe(32), token_urlsafe(64), after)
        return begun, self._serializer.dumps([begun.state, begun.nonce, begun.verifier, begun.after])

    def finish(self, kept: str, state: str) -> Begun:
        """Return the log-in that a browser kept; raises `LogInFailed` if it is another's, too old, or was ended."""
        try:
            found = Begun(*self._serializer.loads(kept, max_age=LONGEST))
        except BadData:
            message = Message.of("this log-in was not begun here, or took too long: begin again")
            raise LogInFailed(400, message, "no log-in was begun") from None
        if not compare_digest(found.state.encode(), state.encode("utf-8", "surrogatepass")):
            message = Message.of("this log-in was begun in another window, or by somebody else: begin again")
            raise LogInFailed(400, message, "another state")
        self._use(found.state)
        return found

    def _use(self, state: str) -> None:
        at = time.monotonic()
        while self._used and at - next(iter(self._used.values())) > LONGEST:
            self._used.popitem(last=False)
        if state in self._used:
            raise LogInFailed(400, Message.of("this log-in was ended already: begin again"), "a state came twice")
        self._used[state] = at
        if len(self._used) > _MOST_USED:
            self._used.popitem(last=False)
