"""The read that is asked for through the hub, for each service of a record."""

from collections.abc import Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.record import Record, Service
from compliance.probes.exchange.request_id import fresh_ids
from compliance.probes.sample_requests import Sample, filled, is_elsewhere, samples
from compliance.probes.sample_values import sample_value
from compliance.probes.target import Target
from compliance.probes.wrong_values import unknown_id

_MOST_TRIED: Final = 100


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A service of a record, and the read that its document lets us send; None if there is none.

    `unknown` is a read of something that most probably does not exist, None if nothing is read by an identifier.
    """

    record: Record
    service: Service
    sample: Sample | None
    unknown: Sample | None = None

    @property
    def at(self) -> Place:
        return self.service.at


def planned_calls(target: Target) -> Iterator[PlannedCall]:
    """Yield what is asked for of each service."""
    for service in target.record.listed_services():
        document = target.documents.get(service.id)
        own, said = fresh_ids(document) if document is not None else {}, service.sample_values or {}
        found = samples(document, _MOST_TRIED, {**own, **said}) if document is not None else ()
        # because a call through a hub takes an address, and only what is said to exist is asked for in another's name
        sample = next((each for each in found if not each.headers and not each.is_invented), None)
        unknown = next(_unknown(document, service), None) if document is not None else None
        yield PlannedCall(target.record, service, sample, unknown)


def documented(sample: Sample) -> tuple[str, ...]:
    """Return the statuses that the operation of a read names."""
    answers = sample.operation.node.get("responses")
    return tuple(map(str, answers.mapping)) if answers is not None else ()


def _unknown(document: Document, service: Service) -> Iterator[Sample]:
    """Yield reads of things that do not exist, one for each operation that takes an identifier in its path."""
    known = service.sample_values or {}
    for operation in document.nodes.operations:
        if operation.method != "get" or is_elsewhere(operation):
            continue
        for parameter in operation.parameters():
            example = sample_value(parameter, known) if parameter.place == "path" else None
            unknown = unknown_id(example.text, parameter, None) if example is not None else None
            made = filled(operation, known={**known, parameter.name: unknown}) if unknown is not None else None
            if made is not None and not made.headers:
                yield made
