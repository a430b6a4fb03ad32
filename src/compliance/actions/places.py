"""Places that findings name besides their own: those in files of other owners are not for an owner to see.

A rule on two records names the file of the other one, whose name tells which platform that is.
"""

from collections.abc import Callable, Iterable

from compliance.model.dataclass import replace
from compliance.model.report import Report
from compliance.model.run_changes import RunChanges
from compliance.model.verdict import Finding, SubjectReport


def files_of(subjects: Iterable[SubjectReport]) -> frozenset[str]:
    """Return the files by which platforms were judged; of briefs none is known."""
    return frozenset(source.uri for subject in subjects for source in subject.sources)


def without_others(report: Report) -> Report:
    """Return a report whose findings name no place in files of platforms that it is not on."""
    files = files_of(report.subjects)
    subjects = tuple(without_places_of_others(each, lambda: files) for each in report.subjects)
    return replace(report, subjects=subjects, changes=_without_places(report.changes))


def without_places_of_others(subject: SubjectReport, files: Callable[[], frozenset[str]]) -> SubjectReport:
    """Return the report on a platform whose findings name places in some files alone, asked for where it matters."""
    mine = files_of([subject])
    if all(place.uri in mine for verdict in subject.verdicts for each in verdict.findings for place in each.related):
        return subject
    known = mine | files()
    verdicts = (
        replace(verdict, findings=tuple(_in(known, each) for each in verdict.findings)) for verdict in subject.verdicts
    )
    return replace(subject, verdicts=tuple(verdicts))


def _in(files: frozenset[str], finding: Finding) -> Finding:
    related = tuple(place for place in finding.related if place.uri in files)
    return finding if len(related) == len(finding.related) else replace(finding, related=related)


def _without_places(changes: RunChanges | None) -> RunChanges | None:
    """Return changes whose findings name no further place: of which platforms these were is not kept with them."""
    if changes is None:
        return None
    found = (replace(each, finding=replace(each.finding, related=())) for each in changes.findings)
    return replace(changes, findings=tuple(found))
