"""All that a platform publishes of how it is called: its documents together."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.supply import Supply, supplies
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation

NATIONAL_DATABASE: Final = "national-database"
"""The class of platform that Circular 13/2017/TT-BTTTT binds."""
_FUNCTIONS: Final = frozenset({"single", "package", "changes-since", "as-of", "subscribe", "job"})
"""Marks of its functions, by which a document shows that it is written for it."""


@dataclass(frozen=True, slots=True)
class Interface:
    """The documents of one platform, of which one may offer what another does not.

    `is_recorded` says that there is a record beside them, `is_whole` that each of its services has a document here,
    `may_be_national_database` that it does not put the platform into other classes only; of a document alone, that it
    marks a function of the circular. `keeps_history` is what the record says of the databases, None if it says nothing.
    """

    documents: tuple[Document, ...]
    is_recorded: bool = False
    is_whole: bool = True
    may_be_national_database: bool = True
    keeps_history: bool | None = None

    @property
    def at(self) -> Place:
        return self.documents[0].at

    @property
    def roots(self) -> tuple[Node, ...]:
        """The OpenAPI Objects."""
        return tuple(document.root for document in self.documents)

    def supplies(self, facts: Facts) -> Iterator[Supply]:
        """Yield the operations that are there for data, of all documents."""
        for document in self.documents:
            yield from supplies(document, facts)


def interfaces(dossier: Dossier) -> Iterator[Interface]:
    """Yield the interface of a platform, or of the one document; none if there is no document."""
    record = dossier.record
    if not dossier.documents:
        return
    if record is None:
        is_marked = any(map(_is_marked, chain.from_iterable(each.nodes.operations for each in dossier.documents)))
        yield Interface(dossier.documents, may_be_national_database=is_marked)
        return
    documents = dossier.documents_by_service()
    is_whole = len(documents) == len(record.listed_services()) and record.knows(record.services)
    databases = record.databases if isinstance(record.databases, list) else ()
    told = {database.keeps_history for database in databases}
    yield Interface(
        dossier.documents,
        is_recorded=True,
        is_whole=is_whole,
        may_be_national_database=record.classes is None or NATIONAL_DATABASE in record.classes,
        keeps_history=True if True in told else False if told == {False} else None,
    )


def _is_marked(operation: Operation) -> bool:
    return operation.node.has("x-function") and operation.function in _FUNCTIONS
