"""Sessions of people at the dashboards on a history: who is logged in, and how that is ended at once."""

from compliance.actions._histories import history_of
from compliance.actions.errors import UsageError
from compliance.actions.kept_runs import Place, place_of
from compliance.model.kept_session import KeptSession
from compliance.model.text import Message


def kept_sessions(history: Place) -> tuple[KeptSession, ...]:
    """Return the sessions that nobody ended, the last one that was used first; raises as `kept_runs` does.

    Some of them a dashboard ends by itself, because they were not used for as long as it allows.
    """
    with history_of(place_of(history)) as opened:
        return opened.sessions.listed()


def end_sessions(name: str | None = None, *, history: Place) -> int:
    """End all sessions of somebody, or of everybody, at each dashboard within a second; returns how many.

    Raises:
        UsageError: nobody of that name has a session, or the place is no history.
        InputError: the history cannot be reached.
    """
    with history_of(place_of(history)) as opened:
        ended = opened.sessions.end_of(name)
        if not ended and name is not None:
            raise UsageError(Message.of("nobody of the name {name} has a session", name=name[:80]))
        return ended
