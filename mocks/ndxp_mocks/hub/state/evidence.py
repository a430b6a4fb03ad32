"""State of the logs: hub/xroad writes the message log, hub/domain/audit_log the administrative changes."""

from dataclasses import dataclass, field

from ndxp_mocks.hub.state.table import Table


@dataclass(slots=True)
class EvidenceState:
    """`records` is the message log in the order of completion, `audit_events` the administrative changes."""

    records: Table = field(default_factory=Table)
    audit_events: Table = field(default_factory=Table)
