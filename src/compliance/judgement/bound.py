"""Whom a clause binds: the class of platform it addresses, and owners of the kind that owes it."""

from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import TYPE_CHECKING

from compliance.model.codelist import Addressee, Agencies, OwnerKind
from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.requirement import Requirement

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record import Record


@dataclass(frozen=True, slots=True)
class Party:
    """The audited party as clauses see it on a day; equal for platforms that are bound alike.

    `owner_kind` is None if it is not known. `classes` are those among the addressed ones that it is known to be of.
    """

    day: date
    owner_kind: str | None
    classes: frozenset[str]


def party_of(record: "Record | None", facts: Facts, day: date) -> Party:
    """Return what clauses see of the platform, and of no platform where there is no record."""
    kind = _owner_kind(record, facts.agencies) if record is not None else None
    return Party(day, kind, frozenset(_classes(record, facts.addressees.values(), day)))


def binds_class(requirement: Requirement, party: Party) -> bool:
    """Return whether the platform is known to be of the class that the clause addresses."""
    return requirement.addressee is None or requirement.addressee in party.classes


def is_owed(requirement: Requirement, facts: Facts, party: Party) -> bool:
    """Return whether a bearer is the audited party; good practice and conventions bind nobody and keep their weight."""
    if requirement.is_good_practice:
        return True
    kind = party.owner_kind
    bearers = [facts.bearers[bearer] for bearer in requirement.bearer]
    return any(bearer.is_audited and (not bearer.owner_kinds or kind in bearer.owner_kinds) for bearer in bearers)


def is_owed_through_its_agency(requirement: Requirement, facts: Facts, party: Party) -> bool:
    """Return whether only agencies owe the duty and the owner is a body that is reached through the one above it."""
    kind: OwnerKind | None = facts.owner_kinds.get(party.owner_kind) if party.owner_kind is not None else None
    if kind is None or not kind.is_reached_through_its_agency or is_owed(requirement, facts, party):
        return False
    return any(facts.bearers[bearer].owner_kinds for bearer in requirement.bearer)


def _owner_kind(record: "Record", agencies: Agencies) -> str | None:
    """Return the kind of the owner, as the record says or from the list of agencies; None if it is not known."""
    owner = record.named_owner
    if owner.kind is not None:
        return owner.kind
    coded = agencies.coded(owner.level_1) or agencies.once_coded(owner.level_1) if owner.is_level_1 else None
    agency = coded or agencies.named(owner.name_vi or "")
    return agency.kind if agency else None


def _classes(record: "Record | None", addressees: Iterable[Addressee], day: date) -> Iterator[str]:
    classified = {service.classification for service in record.listed_services()} if record is not None else set()
    for addressee in addressees:
        is_everybody = addressee.everybody_from is not None and addressee.everybody_from <= day
        if is_everybody or (record is not None and _is_of(addressee, record, classified)):
            yield addressee.code


def _is_of(addressee: Addressee, record: "Record", classified: Set[str | None]) -> bool:
    """Return whether a platform is of a class; `classified` is what its services hold."""
    return (
        addressee.code in (record.classes or ())
        or _is_since(addressee.begins_from, record.operational_from)
        or _is_designed_for(addressee, record)
        or not classified.isdisjoint(addressee.classifications)
        or (addressee.is_on_state_network and record.uses_state_network)
    )


def _is_designed_for(addressee: Addressee, record: "Record") -> bool:
    project = record.project
    if project is None or isinstance(project, str) or (addressee.needs_state_budget and project.budget != "state"):
        return False
    documents = (project.basic_design, project.detailed_design, project.hiring_report)
    days = (document.on for document in documents if document is not None and not isinstance(document, str))
    return any(_is_since(addressee.designed_from, day) for day in days)


def _is_since(first: date | None, day: date | None) -> bool:
    return first is not None and day is not None and day >= first
