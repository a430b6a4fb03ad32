"""What could not be seen: fields that the record leaves unknown, looks that nobody made, needs that nothing meets."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Final

from compliance.judgement.prepared_rule import PreparedRule
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier, Kind
from compliance.model.family import OF_DOCUMENTS, Family
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.remedy import Remedy
from compliance.model.subject import KINDS, Subject, kind_named
from compliance.model.text import Message

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record import Record
    from compliance.model.xml.description import ServiceDescription

_UNMADE: Final = (
    (Family.ENDPOINT, Message.of("running endpoints were not looked at"), Remedy.LOOK_AT_ENDPOINTS),
    (Family.EXCHANGE, Message.of("nothing was seen through a hub"), Remedy.NAME_A_HUB),
)


def unstated_fields(dossier: Dossier) -> Iterator[Gap]:
    """Yield a gap for each field that the record leaves unknown and the rules ask for; such a gap is no failure."""
    record = dossier.record
    if record is None:
        return
    if not record.knows(record.services):
        message = Message.of("the record does not say which services there are")
        hidden = OF_DOCUMENTS | {kind_named("Service").name, Family.EXCHANGE}
        yield Gap(hidden, record.at.child("services"), message, is_failure=False)
    for service in record.listed_services():
        if service.document is None:
            message = Message.of("the record names no document of the service {service}", service=service.id)
            yield Gap(OF_DOCUMENTS, service.at.child("document"), message, is_failure=False)


def other_forms(dossier: Dossier) -> Iterator[Gap]:
    """Yield a gap for each service described in XML: it hides nothing, and says what nobody looks at there."""
    for description in dossier.descriptions:
        yield Gap(frozenset(), description.at, not_read_by_rules(description), is_failure=False)


def not_read_by_rules(description: "ServiceDescription") -> Message:
    """Say that rules on OpenAPI documents have nothing to read in a description in XML."""
    template = (
        "it is written in {form}; rules on OpenAPI documents do not judge it, only those on descriptions in XML do"
    )
    return Message.of(template, form=description.form)


def unmade_looks(dossier: Dossier, wanted: Collection[str]) -> Iterator[Gap]:
    """Yield a gap for kinds of observation that nobody looked for when the evidence was collected.

    Where nothing of a family was looked for the gap says so; else it names those kinds only that are `wanted`.
    """
    if dossier.kind is not Kind.PLATFORM:
        return
    at = dossier.record.at if dossier.record else Place(dossier.id)
    sought = dossier.sought.union(type(seen).__name__ for seen in dossier.observations)
    for family, message, remedy in _UNMADE:
        kinds = [kind for kind in KINDS if kind.family is family and not kind.made_of]
        seen = [kind for kind in kinds if not any(map(kind.is_hidden_by, dossier.gaps))]
        unmade = frozenset(kind.name for kind in seen) - sought
        if unmade and sought.isdisjoint(kind.name for kind in kinds):
            yield Gap(unmade, at, message, is_failure=False, remedy=remedy)
        elif later := unmade.intersection(wanted):
            again = Message.of("it was not looked for when the evidence was collected")
            yield Gap(later, at, again, is_failure=False)


def unmet_need(rule: PreparedRule, subject: Subject, dossier: Dossier) -> Gap | None:
    """Return the gap that keeps the rule from judging the subject, None if all that it needs is known."""
    record = dossier.record
    if record is None:
        return None
    for need in rule.needs:
        value: Any = subject
        for step in need.steps:
            value = getattr(value, step)
            if value is None or isinstance(value, str):  # the owner's word that there is none has no fields
                break
        if not record.knows(value):
            place: Place = subject.at.child(*need.steps)
            return Gap(rule.hides, place, need.unsaid, is_failure=False)
    return None


def explained(gap: Gap, record: "Record | None") -> Gap:
    """Return the gap with the sentence that the value is not determined yet, where the record says so of its place."""
    known = None if record is None or gap.is_failure else record.undetermined_at(gap.place)
    if known is None:
        return gap
    if known.due is None:
        message = Message.of("{field} is not determined yet", field=known.path)
    else:
        message = Message.of("{field} is not determined yet; it is due on {due}", field=known.path, due=known.due)
    return replace(gap, message=message)
