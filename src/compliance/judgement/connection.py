"""Connected or not: one sentence with a channel, a source and a day, and the evidence it rests on.

A failure of the hub itself or of the caller says nothing of the platform; a refused call shows that the service is
there, not that it exchanges data. Words of two sources stand side by side, and none is chosen.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

from compliance.judgement.claims import named, said
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.observation import HubCall, HubListing
from compliance.model.record import Record
from compliance.model.standing import Connected, Standing
from compliance.model.text import Message, local_day
from compliance.model.vocabulary import Channel

T = TypeVar("T", HubCall, HubListing)
_DENIED: Final = "accessdenied"
_WITHIN: Final = frozenset({"lgsp", "ldop"})
_DOCUMENTS: Final = "document-axis"


def evidence(dossier: Dossier, record: Record, facts: Facts) -> Iterator[Message]:
    """Yield what is said and what was seen of the connection, each with the word for how much it proves."""
    yield from _listed(record, facts)
    yield from _claims(record)
    for listing in _of(HubListing, dossier):
        if listing.identifier is not None:
            template = "third party: the catalogue of {hub} lists {identifier}, looked up on {date}"
            yield Message.of(template, hub=listing.hub, identifier=listing.identifier, date=_day([listing.looked_at]))
    for call in _of(HubCall, dossier):
        if _is_answer(call):
            template = "observed: {service} answered {status} through {hub} on {date}"
            day = _day([call.looked_at])
            yield Message.of(template, service=call.service, status=call.status or 0, hub=call.hub, date=day)


def standing(dossier: Dossier, record: Record, facts: Facts, *, is_exchanging: bool) -> Connected:
    """Return where the platform stands and the sentence for it."""
    calls, listings = _of(HubCall, dossier), _of(HubListing, dossier)
    hubs = [channel for channel in record.connected_channels() if channel.is_hub]
    looked_at = next(iter((*(call.hub for call in calls), *(listing.hub for listing in listings))), "")
    if is_exchanging:
        is_ndxp = any(channel.code == "ndxp" for channel in hubs)
        code = Standing.EXCHANGING if is_ndxp else Standing.EXCHANGING_ELSEWHERE
        return Connected(code, _exchanging(hubs, named(hubs) or looked_at or "-"))
    national = (facts.channels[channel.code] for channel in hubs if channel.is_national)
    claims = any(channel.can_be_checked_on(facts.as_of) for channel in national)
    seen = _seen(calls, listings, _name_of(looked_at, hubs), claims=claims)
    return seen or said(record, facts)


def _seen(calls: Sequence[HubCall], listings: Sequence[HubListing], via: str, *, claims: bool) -> Connected | None:
    """Return what looks through the hub and into its catalogue show; None if they show nothing."""
    answers, denied = [call for call in calls if _is_answer(call)], [call for call in calls if _is_denied(call)]
    failed = [call for call in calls if _is_failure_of_provider(call) and call not in denied]
    if answers:
        day = _day(call.looked_at for call in answers)
        template = "Answered through {channel} on {date}; the logs of both sides were not seen"
        return Connected(Standing.ANSWERED, Message.of(template, channel=via, date=day))
    if denied:
        template = "The service is there at {channel}; the caller has no right, so the exchange is not decided"
        return Connected(Standing.REGISTERED, Message.of(template, channel=via))
    if failed and claims:
        template = "Claimed in use; called through {channel} on {date}, the service gave no answer"
        day = _day(call.looked_at for call in failed)
        return Connected(Standing.CLAIMED, Message.of(template, channel=via, date=day), is_conflict=True)
    return _registered(listings, via, claims=claims)


def _registered(listings: Sequence[HubListing], via: str, *, claims: bool) -> Connected | None:
    day = _day(listing.looked_at for listing in listings)
    if any(listing.identifier is not None for listing in listings):
        template = "In the catalogue of {channel}; the owner has declared no connection over it"
        if claims:
            template = "Registered at {channel}; the exchange could not be observed from here"
        return Connected(Standing.REGISTERED, Message.of(template, channel=via))
    if listings and claims:
        template = "Claimed connected; the catalogue of {channel} of {date} does not have the service"
        return Connected(Standing.CLAIMED, Message.of(template, channel=via, date=day), is_conflict=True)
    return None


def _listed(record: Record, facts: Facts) -> Iterator[Message]:
    """Yield on which official lists the platform stands, by the lists themselves, and on which others it says to."""
    lists, day = facts.platform_lists, facts.as_of
    held = lists.having(record.slug, day)
    later = lists.later_without(record.slug, day)
    for each in held:
        said = {"number": each.shown, "date": each.issued or "-"}
        if later is None:
            yield Message.of("third party: on the list {number} of {date}", **said)
        elif successor := lists.continued_on(record.slug, later):
            template = "third party: on the earlier list {number} of {date}; probably the same as {slug} on {later}"
            yield Message.of(template, **said, slug=successor, later=later.shown)
        else:
            template = "third party: on the earlier list {number} of {date}; {later} has no entry of that name"
            yield Message.of(template, **said, later=later.shown)
    for membership in record.listed_memberships():
        if lists.named(membership) not in held:
            number = membership.number or membership.list
            yield Message.of("claimed: the record names the list {number}", number=number)


def _claims(record: Record) -> Iterator[Message]:
    for connection in record.listed_connections():
        if connection.is_connected:
            yield Message.of("claimed: the record says connected via {channel}", channel=connection.via or "-")


def _of(kind: type[T], dossier: Dossier) -> list[T]:
    return [seen for seen in dossier.observations if isinstance(seen, kind)]


def _is_answer(call: HubCall) -> bool:
    return call.origin == "provider" and call.status is not None and 200 <= call.status < 300


def _is_denied(call: HubCall) -> bool:
    return _DENIED in (call.code or "").replace("_", "").lower()


def _is_failure_of_provider(call: HubCall) -> bool:
    return call.origin == "provider-gateway" or (call.origin == "provider" and (call.status or 0) >= 500)


def _exchanging(hubs: Sequence[Channel], via: str) -> Message:
    """Return the sentence for an exchange, which says how far the intermediaries reach."""
    codes = {channel.code for channel in hubs}
    template = "Exchanging data via {channel}, evidenced"
    if codes and codes <= _WITHIN:
        template = "Exchanging data inside the agency via {channel}, evidenced"
    elif codes == {_DOCUMENTS}:
        template = "Exchanging documents via {channel}, evidenced"
    return Message.of(template, channel=via)


def _name_of(hub: str, hubs: Iterable[Channel]) -> str:
    """Return the name of the hub that was looked at: of the one national channel that is claimed, else its address."""
    national = list(dict.fromkeys(channel.code for channel in hubs if channel.is_national))
    return national[0].upper() if len(national) == 1 else hub


def _day(moments: Iterable[datetime | None]) -> date | str:
    """Return the last of some days, a dash if none is known."""
    known = [moment for moment in moments if moment is not None]
    return local_day(max(known)) if known else "-"
