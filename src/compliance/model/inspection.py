"""When, from where and through which hub a platform was looked at."""

from datetime import datetime

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Inspection:
    """The circumstances of a look over the network; `hub` is None if it was not asked.

    `hub_channel` is the code of the channel that the hub is, None if nobody said so.
    """

    at: datetime
    vantage: str | None
    hub: str | None
    hub_channel: str | None = None
