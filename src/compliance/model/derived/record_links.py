"""The addresses that a record gives of papers, each with its field."""

from collections.abc import Iterator

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.record import NONE, Record
from compliance.model.record_form.papers import DataUseRegulation

REGULATION = "data_use_regulation"


@dataclass(frozen=True, slots=True)
class Link:
    """One address of the record."""

    url: str
    field: Place

    @property
    def is_of_the_regulation(self) -> bool:
        return is_of_the_regulation(self.field)


def is_of_the_regulation(field: Place) -> bool:
    """Return whether a field holds the address of the regulation on using data; all others hold technical documents."""
    return field.pointer.rpartition("/")[0].endswith(f"/{REGULATION}")


def links(record: Record) -> Iterator[Link]:
    """Yield the addresses of the regulation on using data and of the technical documents of the services."""
    regulation = record.data_use_regulation
    if isinstance(regulation, DataUseRegulation) and regulation.url and regulation.url != NONE:
        yield Link(regulation.url, record.at.child(REGULATION, "url"))
    for service in record.listed_services():
        if service.document and "://" in service.document:
            yield Link(service.document, service.at.child("document"))
        entries = service.registration if isinstance(service.registration, list) else ()
        for number, entry in enumerate(entries):
            if entry.description_url and entry.description_url != NONE:
                yield Link(entry.description_url, service.at.child("registration", str(number), "description_url"))
