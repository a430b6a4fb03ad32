"""Decide to use, refresh, fetch or wait for a token, for threads, tasks and processes alike. No I/O, no clock."""

from enum import Enum
from typing import Final

from ndxp_sdk._oauth.token import Token

BACKWARDS: Final = 60.0


class Decision(Enum):
    """The four answers."""

    USE = "use"
    REFRESH = "renew"
    FETCH = "ask"
    WAIT = "wait"


def decide(token: Token | None, is_asked_for: bool, now: float) -> Decision:
    """Decide: USE it; REFRESH it now while others go on with the old one; FETCH one; or WAIT for the one under way.

    `is_asked_for` says that somebody is asking already. A clock set back by more than a minute makes a token unusable,
    because nobody knows any more how old it is.
    """
    if token is None or now >= token.usable_until or token.obtained_at - now > BACKWARDS:
        return Decision.WAIT if is_asked_for else Decision.FETCH
    if now < token.renew_at or is_asked_for:
        return Decision.USE
    return Decision.REFRESH
