"""What the record alone says of the connection: over which channel, how far it has come, and by which papers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from compliance.model.facts import Facts
from compliance.model.record import Connection, Record
from compliance.model.record_form.connection import NamedEvidence, TestMinutes
from compliance.model.standing import Connected, Standing
from compliance.model.text import Message
from compliance.model.vocabulary import Channel

_OTHER: Final = "other"


def said(record: Record, facts: Facts, *, is_outside: bool) -> Connected:
    """Return where the platform stands by the word of its record, and the sentence for it.

    `is_outside` says that somebody looked, and only from the Internet.
    """
    in_use = [each for each in record.listed_connections() if each.is_connected]
    over = [each for each in in_use if each.channel is not None and each.channel.is_hub]
    if over:
        return _documented(over, facts) or Connected(Standing.CLAIMED, _over_hubs(over, facts, is_outside=is_outside))
    if in_use:
        template = "Claimed connected via {channel}, which is not known to be an intermediary; not observed"
        if all(each.channel is not None and each.channel.code != _OTHER for each in in_use):
            template = "Claimed connected without an intermediary ({channel}); not observed"
        return Connected(Standing.CLAIMED, Message.of(template, channel=_written(in_use)))
    if is_said_to_be_unused(record):
        return Connected(Standing.NOT_IN_USE, _unused(record.listed_connections()))
    return Connected(Standing.UNKNOWN, Message.of("It is not known whether the platform is connected"))


def named(channels: Iterable[Channel]) -> str:
    """Return the names of channels, each once."""
    return ", ".join(dict.fromkeys(channel.code.upper() for channel in channels))


def _documented(over: Sequence[Connection], facts: Facts) -> Connected | None:
    """Return what papers say that the record names: that something worked once, not that it is used today."""
    papers = [(each, day) for each in over if (day := _paper_of(each, facts.as_of)) is not None]
    if not papers:
        return None
    template = "There are minutes of the connection via {channel} of {date}; the exchange was not observed"
    channel = named(each.channel for each, _ in papers if each.channel is not None)
    day = max(day for _, day in papers)
    return Connected(Standing.REGISTERED, Message.of(template, channel=channel, date=day))


def _paper_of(connection: Connection, as_of: date) -> date | None:
    """Return the day of the last paper that the record names for a connection, none of the future."""
    minutes, named_ = connection.test_minutes, connection.evidence
    papers = [each for each in named_ if isinstance(each, NamedEvidence)] if isinstance(named_, list) else []
    days = [each.on for each in papers if each.evidence_class is not None and each.number is not None]
    days += [minutes.on] if isinstance(minutes, TestMinutes) and minutes.signed_by else []
    return max((day for day in days if day is not None and day <= as_of), default=None)


def _over_hubs(over: Sequence[Connection], facts: Facts, *, is_outside: bool) -> Message:
    channels = [each.channel for each in over if each.channel is not None]
    if not any(facts.channels[channel.code].can_be_checked_on(facts.as_of) for channel in channels):
        return Message.of("Claimed via NDOP, which is not known to operate officially; cannot be checked yet")
    template = "Claimed in use via {channel}; not observed"
    if all(each.is_in("upgrading") for each in over):
        template = "Claimed in use via {channel} and being upgraded; not observed"
    elif is_outside and all(each.is_over_state_network for each in over):
        template = "Claimed in use via {channel}; not observable from the Internet"
    return Message.of(template, channel=named(channels))


def is_said_to_be_unused(record: Record) -> bool:
    """Return whether the owner says that no connection is in use; one of which it gives no state may be."""
    if not record.is_declared or not record.knows(record.connections):
        return False
    return all(
        not connection.exists or (connection.stage is not None and not connection.is_connected)
        for connection in record.listed_connections()
    )


def _unused(connections: Sequence[Connection]) -> Message:
    """Return what the owner says of connections of which none is in use: of those that have come furthest."""
    trial, planned, absent, ended = (
        [each for each in connections if each.exists and each.is_in(state) and each.channel is not None]
        for state in ("trial", "planned", "not-connected", "ended")
    )
    if trial:
        return Message.of("On trial via {channel}, the owner says; not in use", channel=_written(trial))
    if planned:
        return _planned(planned)
    if absent:
        return Message.of("The owner says that it is not connected via {channel}", channel=_written(absent))
    if ended:
        return Message.of("The connection via {channel} has ended, the owner says", channel=_written(ended))
    return Message.of("The owner says that no connection is in use")


def _planned(connections: Sequence[Connection]) -> Message:
    channel, days = _written(connections), [each.planned_on for each in connections if each.planned_on is not None]
    if not days:
        return Message.of("A connection via {channel} is planned, the owner says", channel=channel)
    template = "A connection via {channel} is planned, the owner names {date}"
    return Message.of(template, channel=channel, date=min(days))


def _written(connections: Iterable[Connection]) -> str:
    return ", ".join(dict.fromkeys(_word(each) for each in connections))


def _word(connection: Connection) -> str:
    channel = connection.channel
    return channel.code.upper() if channel is not None and channel.is_hub else (connection.via or "-")[:40]
