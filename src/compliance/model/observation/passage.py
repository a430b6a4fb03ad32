"""One read, asked of the service and through the hub, each time whole and without a part of its query or its path."""

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Digests (SHA-256) of four answers, all of them successes with a body; no body is kept.

    `parameter` is the name in the query or at the end of the path that was there or left out. `direct` and
    `direct_without` are of the service itself, `through` and `through_without` came through the hub.
    """

    parameter: str
    direct: str
    direct_without: str
    through: str
    through_without: str

    @property
    def is_telling(self) -> bool:
        """Whether the same came on both ways, or what is answered where that part was left out."""
        return self.through == self.direct or self.is_dropped

    @property
    def is_dropped(self) -> bool:
        """Whether the hub gave what is answered where that part was left out."""
        return self.through != self.direct and self.through == self.through_without == self.direct_without
