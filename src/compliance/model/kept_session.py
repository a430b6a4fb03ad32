"""A session of somebody who logged in to the dashboard; what opens it is known to their browser alone."""

from datetime import datetime

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class KeptSession:
    """What is kept of a session.

    `groups` are those at log-in that had a role. `begun` and `seen` are moments in UTC; of requests after `seen` some
    are not written down.
    """

    name: str
    groups: frozenset[str]
    begun: datetime
    seen: datetime
