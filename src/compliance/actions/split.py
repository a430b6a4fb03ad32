"""A report in parts, one for each owner, for papers that an owner gets of its own platforms alone."""

from collections.abc import Iterator
from re import ASCII
from typing import Final

from compliance.actions.places import without_others
from compliance.actions.rule_list import rule_list
from compliance.judgement.requirements import requirement_states
from compliance.loading.facts.catalogue import catalogue
from compliance.locale import Translator, words
from compliance.model import summary
from compliance.model.codelist import plain
from compliance.model.dataclass import dataclass, replace
from compliance.model.dossier import Kind
from compliance.model.due import due_of
from compliance.model.language import Language
from compliance.model.pattern import late
from compliance.model.report import Report
from compliance.model.verdict import SubjectReport
from compliance.report.owners import owners_of

_UNSAFE: Final = late(r"[^A-Za-z0-9_]+", ASCII)
_LONGEST: Final = 60
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices, whatever ending a file of that name has."""


@dataclass(frozen=True, slots=True)
class OwnerPart:
    """What a report says of the platforms of one owner. `code` is None if none is known.

    `stem` is a name for files, of Latin letters, digits, `_` and `-`: that of the code, else of the name. No two parts
    of a report have the same, also where capitals make no difference.
    """

    name: str
    code: str | None
    stem: str
    report: Report


def split_by_owner(report: Report, *, language: Language = "en") -> tuple[OwnerPart, ...]:
    """Split a report into one for each owner, in the order of the table of owners; requirements are counted anew.

    Documents without a record have no owner and stand in no part. Nor do notices, which may speak of platforms of
    others. What changed since an earlier run is what changed at the platforms of the owner.

        for part in compliance.split_by_owner(report):
            Path(f"{part.stem}.pdf").write_bytes(compliance.render(part.report, "pdf"))
    """
    return tuple(_parts(report, words(language)))


def _parts(report: Report, translator: Translator) -> Iterator[OwnerPart]:
    taken: set[str] = set()
    for owner in owners_of(summary.of_kind(report.subjects, Kind.PLATFORM), translator):
        requirements = requirement_states(catalogue(), rule_list(), owner.platforms)
        stem = _unlike(taken, _stem(owner.code or owner.name))
        taken.add(stem.lower())
        part = replace(without_others(cut_to(report, owner.platforms)), requirements=requirements)
        yield OwnerPart(owner.name, owner.code, stem, part)


def cut_to(report: Report, platforms: tuple[SubjectReport, ...]) -> Report:
    """Return the report with some platforms only; nothing in it is of others, and no requirements are counted."""
    names = frozenset(subject.id for subject in platforms)
    return replace(
        report,
        subjects=platforms,
        requirements=(),
        due=due_of(report.due, names),
        notices=(),
        changes=report.changes.at(names) if report.changes is not None else None,
    )


def _stem(name: str) -> str:
    """Return a name that every file system takes."""
    stem = _UNSAFE.sub("-", plain(name))[:_LONGEST].strip("-")
    return f"owner-{stem}".rstrip("-") if not stem or stem.lower() in _DEVICES else stem


def _unlike(taken: set[str], stem: str) -> str:
    """Return the stem, with the first number from 2 that makes it differ from those that are taken."""
    number, found = 2, stem
    while found.lower() in taken:
        number, found = number + 1, f"{stem}-{number}"
    return found
