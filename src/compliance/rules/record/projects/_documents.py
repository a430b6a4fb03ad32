"""Designs and reports of projects of the state budget, and which of their parts the record says are missing."""

from collections.abc import Iterable, Iterator
from typing import Literal

from compliance.model.facts import Facts
from compliance.model.location import Place
from compliance.model.record import NONE, Record
from compliance.model.record_form.project import Project, ProjectDocument

Name = Literal["basic_design", "detailed_design", "hiring_report"]


def document_of(record: Record, name: Name) -> ProjectDocument | None:
    """Return a document of the project, None if there is none or nobody says."""
    document = getattr(record.project, name) if isinstance(record.project, Project) else None
    return document if isinstance(document, ProjectDocument) else None


def may_be_bound(record: Record, name: Name, clause: str, facts: Facts) -> bool:
    """Return whether the project has, or may have, the document, for money of the state and since the clause binds."""
    project = record.project
    if not isinstance(project, Project):
        return project is None
    document = getattr(project, name)
    if project.budget == "other" or document == NONE:
        return False
    requirement = facts.catalogue.find(clause)
    day = document.on if isinstance(document, ProjectDocument) else None
    return day is None or (requirement is not None and requirement.applies.has_begun(day))


def place_of(record: Record, name: Name, *keys: str) -> Place:
    """Return where the document stands, or a part of it."""
    return record.at.child("project", name, *keys)


def missing_parts(document: ProjectDocument, parts: Iterable[str]) -> Iterator[str]:
    """Yield the parts that the document does not have, by the word of the record."""
    return (part for part in parts if getattr(document, part) == NONE)


def unsaid_parts(document: ProjectDocument, parts: Iterable[str]) -> Iterator[str]:
    """Yield the parts of which nobody says whether the document has them."""
    return (part for part in parts if getattr(document, part) is None)


def parts_of_design(record: Record) -> tuple[str, ...]:
    """Return the parts of a design that are asked for; without a database there is nothing to share from one."""
    always = ("connection_section", "drawing")
    return always if record.databases == NONE else (*always, "sharing_item")
