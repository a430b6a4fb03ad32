"""Whom a clause binds: the class of platform it addresses, and owners of the kind that owes it."""

from datetime import date
from typing import TYPE_CHECKING

from compliance.model.codelist import Addressee, Agencies, OwnerKind
from compliance.model.facts import Facts
from compliance.model.requirement import Requirement

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record import Record


def binds_class(requirement: Requirement, facts: Facts, record: "Record | None") -> bool:
    """Return whether the platform is known to be of the class that the clause addresses."""
    if requirement.addressee is None:
        return True
    addressee = facts.addressees[requirement.addressee]
    if addressee.everybody_from is not None and addressee.everybody_from <= facts.as_of:
        return True
    return record is not None and _is_of(addressee, record)


def is_owed(requirement: Requirement, facts: Facts, record: "Record | None") -> bool:
    """Return whether a bearer is the audited party; good practice and conventions bind nobody and keep their weight."""
    if requirement.is_good_practice:
        return True
    kind = _owner_kind(record, facts.agencies)
    bearers = [facts.bearers[bearer] for bearer in requirement.bearer]
    return any(bearer.is_audited and (not bearer.owner_kinds or kind in bearer.owner_kinds) for bearer in bearers)


def is_owed_through_its_agency(requirement: Requirement, facts: Facts, record: "Record | None") -> bool:
    """Return whether only agencies owe the duty and the owner is a body that is reached through the one above it."""
    kind: OwnerKind | None = facts.owner_kinds.get(_owner_kind(record, facts.agencies) or "")
    if kind is None or not kind.is_reached_through_its_agency or is_owed(requirement, facts, record):
        return False
    return any(facts.bearers[bearer].owner_kinds for bearer in requirement.bearer)


def _owner_kind(record: "Record | None", agencies: Agencies) -> str | None:
    """Return the kind of the owner, as the record says or from the list of agencies; None if it is not known."""
    if record is None:
        return None
    owner = record.named_owner
    if owner.kind is not None:
        return owner.kind
    coded = agencies.coded(owner.level_1) or agencies.once_coded(owner.level_1) if owner.is_level_1 else None
    agency = coded or agencies.named(owner.name_vi or "")
    return agency.kind if agency else None


def _is_of(addressee: Addressee, record: "Record") -> bool:
    classified = {service.classification for service in record.listed_services()}
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
