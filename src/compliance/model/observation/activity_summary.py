"""How often a client and a service exchanged data in a time, and when it last went well."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class ActivitySummary:
    """Counts of a hub over a time, for one service in slash form and one client, `*` for all of them.

    The counts are of the time from `since` to `until`. `last_success` is None if the log knows of none. `period_days`
    is how often the record says that data is exchanged, None if it does not say; `is_in_use` tells whether it says so
    at all. `is_own` tells whether the last success was a call of whoever audits, None if the log does not show.
    """

    hub: str
    client: str
    service: str
    since: datetime
    until: datetime
    succeeded: int = 0
    failed: int = 0
    last_success: datetime | None = None
    period_days: int | None = None
    is_in_use: bool = True
    is_own: bool | None = None

    @property
    def at(self) -> Place:
        return Place(self.hub).child(self.client, self.service)

    @property
    def looked_at(self) -> datetime | None:
        return self.until

    @property
    def order(self) -> tuple[str, ...]:
        return (self.hub, self.client, self.service, self.since.isoformat())

    @property
    def fact(self) -> str:
        return f"{self.client} → {self.service}: {self.succeeded} + {self.failed}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("asked the statistics of {hub}", hub=self.hub)
        yield Message.of("as client: {client}", client=self.client)
        yield Message.of("service: {service}", service=self.service)
        yield Message.of("looked from {begins} to {ends}", begins=self.since, ends=self.until)
        counts = {"succeeded": self.succeeded, "failed": self.failed}
        yield Message.of("exchanges: {succeeded} went well, {failed} failed", **counts)
        yield Message.of("last success: {time}", time=self.last_success or "-")
        if self.is_own:
            yield Message.of("that success was a call of whoever audits")
