"""The report for a terminal: a table of platforms, findings as lines, and what was not observed."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.report import Report
from compliance.model.unobserved import Unobserved, unobserved
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.findings import Group, Line, groups_of
from compliance.report.sanitise import one_line
from compliance.report.sorting import ordered
from compliance.report.terminal import headline, paint, wrapped

EXTENSION: Final = "txt"

_PLACES_OF_ONE_RULE: Final = 25
_PLACES_IN_A_FLEET: Final = 5
_KINDS_OF_REASON: Final = 12
_FILES: Final = 12
_STEP: Final = "  "


def write(report: Report, context: ReportContext) -> str:
    if report.changes is not None:
        from compliance.report.run_changes import with_marks  # noqa: PLC0415 - because few reports are compared

        context = with_marks(report, context)
    parts = (
        _banner(report, context),
        _title(report, context),
        _platforms(report, context),
        _documents(report, context),
        _files(report, context),
        _unobserved(report, context),
        _result(report, context),
        _banner(report, context),
    )
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def _banner(report: Report, context: ReportContext) -> Iterator[str]:
    if report.is_simulated:
        yield ""
        yield from (paint(line, "banner", context) for line in wrapped(labels.simulated(context.words), context))


def _title(report: Report, context: ReportContext) -> Iterator[str]:
    yield from headline(context.words.message(labels.heading(report)), context)


def _platforms(report: Report, context: ReportContext) -> Iterator[str]:
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    if not platforms:
        return
    from compliance.report import overview, platform_table  # noqa: PLC0415 - a report on documents waits for no tables

    yield from overview.lines(report, platforms, context)
    yield ""
    yield from platform_table.table(platforms, context).split("\n")
    places = _PLACES_OF_ONE_RULE if len(platforms) == 1 else _PLACES_IN_A_FLEET
    for subject in ordered(platforms, context.words):
        yield from _findings(subject, places, context)


def _findings(subject: SubjectReport, places: int, context: ReportContext) -> Iterator[str]:
    found = groups_of(subject, context)
    if not found:
        return
    words = context.words
    name = labels.name(subject, words)
    title = name if name == subject.id else words("{name} [{id}]", name=name, id=subject.id)
    yield from headline(title, context)
    for group in found:
        yield from _group(group, places, context)


def _group(group: Group, places: int, context: ReportContext) -> Iterator[str]:
    """Yield what is wrong, how to mend it and the norm, then the places, as many as are asked for."""
    yield from headline(group.heading, context)
    if group.remedy:
        yield from wrapped(context.words("→ {remedy}", remedy=group.remedy), context, _STEP, _STEP * 2)
    if group.norm:
        yield from wrapped(context.words("Norm: {norm}", norm=group.norm), context, _STEP, _STEP * 2)
    for number, line in enumerate(group.lines[:places]):
        yield from _lint(line, context)
        yield from _evidence(line, context, is_first=number == 0)
    if len(group.lines) > places:
        yield from _more(len(group.lines) - places, context)


def _more(count: int, context: ReportContext) -> list[str]:
    return wrapped(context.words("{count} more; see the HTML or JSON report", count=count), context, _STEP, _STEP)


def _documents(report: Report, context: ReportContext) -> Iterator[str]:
    for subject in summary.of_kind(report.subjects, Kind.DOCUMENT):
        for group in groups_of(subject, context):
            yield from _group(group, _PLACES_OF_ONE_RULE, context)


def _lint(line: Line, context: ReportContext) -> Iterator[str]:
    """Yield `path:line:column severity rule message`, as linters write it; further lines are indented."""
    text = " ".join(filter(None, (line.location, line.weight, line.rule, line.message)))
    first, *rest = wrapped(text, context, "", _STEP * 2)
    head = f"{line.location} {line.weight}"
    yield first.replace(head, f"{line.location} {paint(line.weight, line.tone, context)}", 1)
    yield from rest
    for note in line.notes:
        yield from wrapped(note, context, _STEP * 2, _STEP * 2)


def _evidence(line: Line, context: ReportContext, *, is_first: bool) -> Iterator[str]:
    """Yield the look behind a place, of the first place of a rule whole, of the others how to repeat it."""
    for each in line.evidence if is_first else ():
        yield from wrapped(each, context, _STEP * 2, _STEP * 3)
    yield from (f"{_STEP * 2}{command}" for command in line.commands)


def _files(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield the files of the documents with their hashes, each once; those of platforms stand in the longer reports."""
    documents = summary.of_kind(report.subjects, Kind.DOCUMENT)
    files = list(dict.fromkeys(file for document in documents for file in document.sources))
    if not files:
        return
    yield from headline(context.words("Looked at"), context)
    for file in files[:_FILES]:
        digest = context.words("SHA-256: {digest}", digest=file.sha256)
        yield from wrapped(f"{one_line(file.uri)} {digest}", context, _STEP, _STEP * 2)
    if len(files) > _FILES:
        yield from _more(len(files) - _FILES, context)


def _unobserved(report: Report, context: ReportContext) -> Iterator[str]:
    kinds, words = unobserved(report.subjects), context.words
    if not kinds:
        return
    yield from headline(words("Not observed, and why"), context)
    for kind in islice(kinds, _KINDS_OF_REASON):
        yield from wrapped(_reason(kind, words), context, _STEP, _STEP)
        text = words(
            "First: {place}. Platforms or documents: {subjects}; rules left open: {rules}",
            place=kind.place,
            subjects=kind.subjects,
            rules=kind.rules,
        )
        yield from wrapped(text, context, _STEP * 2, _STEP * 2)
        if kind.remedy is not None and (remedy := context.remedies.get(kind.remedy)) is not None:
            yield from wrapped(words.message(remedy), context, _STEP * 2, _STEP * 2)
    if len(kinds) > _KINDS_OF_REASON:
        yield from _more(len(kinds) - _KINDS_OF_REASON, context)


def _reason(kind: Unobserved, words: Translator) -> str:
    example = words.message(kind.example)
    return words("{example} (and {count} alike)", example=example, count=kind.alike) if kind.alike else example


def _result(report: Report, context: ReportContext) -> Iterator[str]:
    words, coverage = context.words, summary.coverage(report.requirements)
    yield from headline(words("Result"), context)
    for sentence in _counts(report, words):
        yield from wrapped(sentence, context)
    yield from (paint(line, "strong", context) for line in wrapped(labels.coverage(coverage, words), context))
    yield from wrapped(labels.remainder(coverage, words), context)
    for notice in report.notices:
        yield from wrapped(words("Notice: {notice}", notice=words.message(notice)), context, "", _STEP)
    yield from (paint(line, "strong", context) for line in _connected(report, context))


def _connected(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield once more what is asked first, because the end is what a terminal shows."""
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    if platforms:
        from compliance.report import overview  # noqa: PLC0415 - a report on documents has none

        yield from overview.sentence(report, platforms, context)


def _counts(report: Report, words: Translator) -> Iterator[str]:
    whole = report.summary
    yield words(
        "Platforms: {platforms}; documents without a record: {documents}; files: {files}; rules run: {rules}",
        platforms=whole.platforms,
        documents=whole.documents,
        files=len({source.uri for subject in report.subjects for source in subject.sources}),
        rules=whole.rules_run,
    )
    yield from labels.findings(whole, words)
    yield from labels.verdicts(report, words)
    if count := summary.unevidenced_claims(report.subjects):
        yield words("Platforms whose record claims more than was evidenced: {count}", count=count)
    if count := summary.undecided_rungs(report.subjects):
        yield words("Platforms whose stage this version cannot decide: {count}", count=count)
