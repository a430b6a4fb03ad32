"""State of the logs: hub/xroad writes the message log, hub/domain/audit_log the administrative changes."""

from dataclasses import dataclass, field
from typing import Final

from ndxp_mocks.hub.state.table import Table

_MOST_ROWS: Final = 50_000


@dataclass(slots=True)
class EvidenceState:
    """`records` is the message log in the order of completion, `audit_events` the administrative changes."""

    records: Table = field(default_factory=lambda: Table(most=_MOST_ROWS))
    audit_events: Table = field(default_factory=lambda: Table(most=_MOST_ROWS))
