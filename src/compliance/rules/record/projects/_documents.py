"""Designs and reports of projects of the state budget, and which of their parts the record says are missing."""

from collections.abc import Iterable, Iterator
from typing import Literal

from compliance.model.facts import Facts
from compliance.model.record import NONE, Record
from compliance.model.record_form.project import Project, ProjectDocument
from compliance.model.violation import Unknown, Violation

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


def missing_parts(record: Record, name: Name, parts: Iterable[str], template: str) -> Iterator[Violation | Unknown]:
    """Yield a violation for each part that a document lacks by the word of the record, and what the record leaves open.

    The template names `{day}` and `{part}`. Whether a part on a database is missing hangs on whether there is one.
    """
    document = document_of(record, name)
    for part in parts if document is not None and document.on is not None else ():
        at, value = record.at.child("project", name, part), getattr(document, part)
        if value is None:
            yield Unknown("the record does not say {field}", at, field=f"project.{name}.{part}")
        elif value == NONE and part == "sharing_item" and record.databases is None:
            place = record.at.child("databases")
            yield Unknown("the record does not say whether the project has a database", at=place)
        elif value == NONE and document is not None:
            yield Violation(template, at=at, key=part, day=document.on or "-", part=part)


def parts_of_design(record: Record) -> tuple[str, ...]:
    """Return the parts of a design that are asked for; without a database there is nothing to share from one."""
    always = ("connection_section", "drawing")
    return always if record.databases == NONE else (*always, "sharing_item")
