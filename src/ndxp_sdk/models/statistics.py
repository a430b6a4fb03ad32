"""Counts of the catalogue and of exchanges."""

import datetime as dt

from pydantic import Field

from ndxp_sdk.models._model import Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum


class DayStatistics(Model):
    """The counts of what was listed at the end of one day."""

    date: dt.date
    """The day in Viet Nam."""
    organizations: int
    systems: int
    services: int
    published_versions: int
    sync: int
    """Services with answers at once."""
    async_: int = Field(alias="async")
    """Services with later answers."""
    event: int
    """Services of events."""
    bulk: int
    """Services of file sets."""


class ServiceStatistics(Model):
    """Counts per day, oldest first."""

    from_: dt.date = Field(alias="from")
    """First day."""
    to: dt.date
    """Last day."""
    items: tuple[DayStatistics, ...]


class GroupBy(OpenEnum):
    """The grouping of counts."""

    SERVICE = "service"
    CLIENT = "client"
    ORGANIZATION = "organization"
    AGREEMENT = "agreement"
    DAY = "day"
    HOUR = "hour"
    OUTCOME = "outcome"
    ORIGIN = "origin"


class StatisticsRow(Model):
    """Counts of one group."""

    key: str | None
    """Id, day (2026-11-22), hour (2026-11-22T08) or value; None for those without."""
    calls: int
    succeeded: int
    failed: int
    refused: int
    request_bytes: int
    response_bytes: int
    duration_ms_median: float | None = None
    duration_ms_p95: float | None = None
    duration_ms_max: float | None = None


class ExchangeStatistics(Model):
    """Counts of exchanges."""

    group_by: GroupBy
    from_: dt.date = Field(alias="from")
    """First day, of Asia/Ho_Chi_Minh."""
    to: dt.date
    """Last day, included."""
    items: tuple[StatisticsRow, ...]
    complete_until: Moment
    """Up to when everything is counted."""
