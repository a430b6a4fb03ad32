"""What is said and what was seen of a platform's place on the ladder, each with the word for how much it proves."""

from collections.abc import Iterator
from datetime import date, datetime

from compliance.judgement.hub_view import refusals
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.observation import ActivitySummary, HubCall, HubListing
from compliance.model.record import Record
from compliance.model.text import Message, local_day


def grounds(dossier: Dossier, record: Record, facts: Facts) -> Iterator[Message]:
    """Yield the lines, those of the record first."""
    yield from _listed(record, facts)
    yield from _claims(record)
    for seen in dossier.observations:
        if isinstance(seen, HubListing) and seen.identifier is not None:
            template = "third party: the catalogue of {hub} lists {identifier}, looked up on {date}"
            yield Message.of(template, hub=seen.hub, identifier=seen.identifier, date=_day(seen.looked_at))
        elif isinstance(seen, HubCall) and seen.is_ordinary and seen.is_answered:
            template = "observed: {service} answered {status} through {hub} on {date}"
            day = _day(seen.looked_at)
            yield Message.of(template, service=seen.service, status=seen.status or 0, hub=seen.hub, date=day)
        elif isinstance(seen, ActivitySummary) and seen.last_success is not None and not seen.is_own:
            template = "third party: the log of {hub} has an exchange with {service} on {date}"
            yield Message.of(template, hub=seen.hub, service=seen.service, date=_day(seen.last_success))
    for call in (trial.call for trial in refusals(dossier)):
        template = "observed: {service} refused {client} through {hub} on {date} for want of rights, so it is there"
        day = _day(call.looked_at)
        yield Message.of(template, service=call.service, client=call.client, hub=call.hub, date=day)


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


def _day(moment: datetime | None) -> date | str:
    return local_day(moment) if moment is not None else "-"
