"""Connected or not: one sentence with a channel, a source and a day.

A failure of the hub itself or of the caller says nothing of the platform; a refused call shows that the service is
there, not that it exchanges data. Words of two sources stand side by side, and none is chosen.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

from compliance.judgement.claims import is_said_to_be_unused, named, said
from compliance.judgement.hub_view import HubView
from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.ladder import EvidenceClass
from compliance.model.record import Connection, Record
from compliance.model.standing import Connected, StageReport, StageState, Standing
from compliance.model.text import Message
from compliance.model.vocabulary import Channel

_Connections: TypeAlias = Sequence[Connection]
_WITHIN: Final = frozenset({"lgsp", "ldop"})
_DOCUMENTS: Final = "document-axis"
_FIRST: Final = "ndxp"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the connection of one platform beside its record.

    `channel` is what the hub is that was looked at, None if nobody said: the record claims channels, and does not tell
    which one a hub is. `exchange` is the stage of exchange, `log_days` how old an exchange in the log may be that still
    counts. `direct_on` is the last answer of the platform itself, `differs_on` the day on which it served another
    document than the published one. `is_outside` says that somebody looked, and only from the Internet.
    """

    hub: HubView
    log_days: int
    channel: Channel | None = None
    exchange: StageReport | None = None
    direct_on: date | None = None
    differs_on: date | None = None
    is_outside: bool = False

    @property
    def via(self) -> str:
        """The name of the hub: of its channel, else its address."""
        return named([self.channel]) if self.channel else self.hub.hub or "-"


def standing(record: Record, seen: Seen, facts: Facts) -> Connected:
    """Return where the platform stands, by the best evidence, and the sentence for it."""
    here = _over(record, seen.channel)
    own = facts.channels.get(record.intermediary or "")
    if own is not None and own.is_hub:
        template = "An intermediary that other platforms connect through: {channel}"
        return Connected(Standing.INTERMEDIARY, Message.of(template, channel=named([own])))
    if (trial := _on_trial(here, seen)) is not None:
        return trial
    if seen.exchange is not None and seen.exchange.state is StageState.EVIDENCED:
        return _exchanging(record, here, seen, seen.exchange)
    claimed = [each for each in here if each.is_connected and _can_be_checked(each, facts)]
    found = _answered(seen) or _contradicted(claimed, seen, facts) or _registered(here, claimed, seen)
    return found or _direct(record, seen) or said(record, facts, is_outside=seen.is_outside)


def _exchanging(record: Record, here: _Connections, seen: Seen, stage: StageReport) -> Connected:
    """Return the sentence for an exchange: as the record says it, or beside what it says instead."""
    code, day = _code_of_exchange(seen.channel), stage.seen_on or "-"
    if any(each.is_connected for each in here):
        return Connected(code, _of_exchange(seen, stage, day))
    is_unused = is_said_to_be_unused(record)
    if any(each.is_in("planned", "not-connected", "ended") for each in here) or is_unused:
        template = "{channel} logged an exchange on {date}; the owner says that the connection is not in use"
        if any(each.is_in("planned") for each in here):
            template = "{channel} logged an exchange on {date}; the record still says planned"
        # because of one of several connections a hub without a name contradicts none
        is_conflict = is_unused or seen.channel is not None
        return Connected(code, Message.of(template, channel=seen.via, date=day), is_conflict=is_conflict)
    template = "{channel} logged an exchange on {date}; the owner has declared nothing of it"
    return Connected(code, Message.of(template, channel=seen.via, date=day))


def _code_of_exchange(channel: Channel | None) -> Standing:
    if channel is None:
        return Standing.EXCHANGING_UNNAMED
    return Standing.EXCHANGING if channel.code == _FIRST else Standing.EXCHANGING_ELSEWHERE


def _of_exchange(seen: Seen, stage: StageReport, day: date | str) -> Message:
    code = seen.channel.code if seen.channel else ""
    both = stage.basis is EvidenceClass.BOTH_SIDES
    if code in _WITHIN:
        template = "Exchanging data inside the agency via {channel}, last seen on {date}; no connection to NDXP seen"
    elif code == _DOCUMENTS:
        template = "Exchanging documents via {channel}, last seen on {date}"
    elif both:
        template = "Exchanging data via {channel}; observed on both sides on {date}"
    elif seen.hub.answered_on is not None:
        template = "Exchanging data via {channel}; by the log of {channel} and our call on {date}"
        day = seen.hub.answered_on
    else:
        template = "Exchanging data via {channel}; by the log of {channel}, last on {date}"
    return Message.of(template, channel=seen.via, date=day)


def _on_trial(here: _Connections, seen: Seen) -> Connected | None:
    """Return the sentence for an exchange over what the owner calls a trial, whoever saw it."""
    on_trial = [each for each in here if each.is_in("trial")]
    on = seen.hub.both_sides_on or seen.hub.answered_on or seen.hub.logged_on
    if not on_trial or any(each.is_connected for each in here) or on is None:
        return None
    template = "On trial via {channel}, the owner says; a trial exchange was seen on {date}"
    return Connected(Standing.NOT_IN_USE, Message.of(template, channel=_said_channels(on_trial), date=on))


def _answered(seen: Seen) -> Connected | None:
    """Return what a call shows that the service answered, or one that was refused where no log tells more."""
    hub = seen.hub
    if hub.answered_on is not None:
        template = "Answered through {channel} on {date}; the logs of both sides were not seen"
        return Connected(Standing.ANSWERED, Message.of(template, channel=seen.via, date=hub.answered_on))
    if hub.denied_on is not None and not hub.has_log:
        template = "The service is there at {channel}; the caller has no right, so the exchange is not decided"
        return Connected(Standing.REGISTERED, Message.of(template, channel=seen.via))
    return None


def _contradicted(claimed: _Connections, seen: Seen, facts: Facts) -> Connected | None:
    """Return what a look shows against the claim that a connection is in use.

    A hub without a name may be another one than the record claims, and contradicts nothing.
    """
    hub, via = seen.hub, seen.via
    if not claimed:
        return None
    is_logged = hub.logged_on is not None and (facts.as_of - hub.logged_on).days <= seen.log_days
    code, is_conflict = Standing.REGISTERED if hub.is_listed else Standing.CLAIMED, seen.channel is not None
    said = None
    if hub.failed_on is not None and is_logged:
        template = "{channel} logged an exchange on {logged}; the call on {date} failed"
        said = Message.of(template, channel=via, logged=hub.logged_on or "-", date=hub.failed_on)
    elif hub.failed_on is not None:
        template = "Claimed in use; called through {channel} on {date}, the service gave no answer"
        code, said = Standing.CLAIMED, Message.of(template, channel=via, date=hub.failed_on)
    elif hub.is_listed is False and is_logged:
        template = "{channel} has a log of an exchange on {date} and no such service in its catalogue"
        said = Message.of(template, channel=via, date=hub.logged_on or "-")
    elif hub.is_listed is False:
        template = "Claimed connected; the catalogue of {channel} of {date} does not have the service"
        said = Message.of(template, channel=via, date=hub.listed_on or "-")
    elif seen.differs_on is not None and hub.is_listed is None:
        template = "Claimed in use; on {date} the platform served another document than the published one"
        said, is_conflict = Message.of(template, date=seen.differs_on), True
    return Connected(code, said, is_conflict=is_conflict) if said is not None else None


def _registered(here: _Connections, claimed: _Connections, seen: Seen) -> Connected | None:
    """Return what the catalogue and an older log show; None if the catalogue does not have the platform."""
    hub, via = seen.hub, seen.via
    if not hub.is_listed:
        return None
    if hub.logged_on is not None:
        template = "Registered at {channel}; the last exchange seen was on {date}"
        if claimed:
            via = _said_channels(claimed)
            template = "Claimed in use via {channel}; the last exchange seen was on {date}"
            if all(each.is_in("upgrading") for each in claimed):
                template = (
                    "Claimed: the connection via {channel} is being upgraded; the last exchange was seen on {date}"
                )
        elif ended := [each for each in here if each.is_in("ended")]:
            via = _said_channels(ended)
            template = "The connection via {channel} has ended, the owner says; the last exchange seen was on {date}"
            return Connected(Standing.NOT_IN_USE, Message.of(template, channel=via, date=hub.logged_on))
        return Connected(Standing.REGISTERED, Message.of(template, channel=via, date=hub.logged_on))
    template = _undeclared(here, seen)
    if claimed and hub.has_log:
        template = "Registered at {channel}; no exchange was seen in {days} days"
        return Connected(Standing.REGISTERED, Message.of(template, channel=via, days=seen.log_days))
    if claimed:
        template = "Registered at {channel}; the exchange could not be observed from here"
    return Connected(Standing.REGISTERED, Message.of(template, channel=via))


def _undeclared(here: _Connections, seen: Seen) -> str:
    """Return the sentence for a service in the catalogue over which nothing is claimed to be in use."""
    template = "In the catalogue of {channel}; the owner has declared no connection over it"
    if here and seen.channel is None:
        template = (
            "In the catalogue of {channel}; nobody named its channel, so which connections go over it is not known"
        )
    elif any(each.is_in("planned") for each in here):
        template = "In the catalogue of {channel}; the owner says that the connection over it is planned"
    elif any(each.is_in("trial") for each in here):
        template = "In the catalogue of {channel}; the owner says that the connection over it is on trial"
    elif here:
        template = "In the catalogue of {channel}; the owner says that the connection over it is not in use"
    return template


def _direct(record: Record, seen: Seen) -> Connected | None:
    """Return what an answer of the platform itself shows, where its connections in use pass no intermediary."""
    in_use = [each for each in record.listed_connections() if each.is_connected]
    if seen.direct_on is None or not in_use or not all(each.is_direct for each in in_use):
        return None
    template = "Connected directly, observed on {date}; without an intermediary"
    return Connected(Standing.ANSWERED, Message.of(template, date=seen.direct_on))


def _over(record: Record, channel: Channel | None) -> list[Connection]:
    """Return the connections over the hub: of its channel, and those over any hub where nobody said which one it is."""
    over = [each for each in record.listed_connections() if each.exists and each.channel is not None]
    if channel is not None:
        return [each for each in over if each.is_over(channel.code)]
    return [each for each in over if each.channel is not None and each.channel.is_hub]


def _said_channels(connections: _Connections) -> str:
    """Return the channels that the owner names, which are not those of a hub that has no name."""
    return named(each.channel for each in connections if each.channel is not None)


def _can_be_checked(connection: Connection, facts: Facts) -> bool:
    channel = connection.channel
    return channel is not None and facts.channels[channel.code].can_be_checked_on(facts.as_of)
