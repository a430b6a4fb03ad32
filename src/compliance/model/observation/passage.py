"""One read with a query, asked of the service and through the hub, each time with the query and without it."""

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Digests (SHA-256) of four answers, all of them successes with a body; no body is kept.

    `parameter` is the name in the query that was there or left out. `direct` and `direct_without` are of the service
    itself, `through` and `through_without` came through the hub.
    """

    parameter: str
    direct: str
    direct_without: str
    through: str
    through_without: str
