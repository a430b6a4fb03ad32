"""The report for a terminal: a table of platforms, findings as lines, and what was not observed."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.summary import Unobserved
from compliance.model.verdict import Report, SubjectReport
from compliance.report import labels
from compliance.report.findings import Line, lines_of
from compliance.report.reporter import Setting
from compliance.report.sorting import ordered
from compliance.report.terminal import headline, paint, wrapped

EXTENSION: Final = "txt"

_FINDINGS_OF_ONE_PLATFORM: Final = 5
_KINDS_OF_REASON: Final = 12
_STEP: Final = "  "


def write(report: Report, setting: Setting) -> str:
    parts = (
        _banner(report, setting),
        _title(report, setting),
        _platforms(report, setting),
        _documents(report, setting),
        _unobserved(report, setting),
        _result(report, setting),
        _banner(report, setting),
    )
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def _banner(report: Report, setting: Setting) -> Iterator[str]:
    if report.is_simulated:
        yield ""
        yield from (paint(line, "banner", setting) for line in wrapped(labels.simulated(setting.words), setting))


def _title(report: Report, setting: Setting) -> Iterator[str]:
    yield from headline(labels.heading(report, setting.words), setting)


def _platforms(report: Report, setting: Setting) -> Iterator[str]:
    platforms = summary.of_kind(report, Kind.PLATFORM)
    if not platforms:
        return
    from compliance.report import platform_table  # noqa: PLC0415 - a report on documents does not wait for tables

    yield ""
    yield from platform_table.table(platforms, setting).split("\n")
    for subject in ordered(platforms, setting.words):
        yield from _findings(subject, setting)


def _findings(subject: SubjectReport, setting: Setting) -> Iterator[str]:
    found = lines_of(subject, setting)
    if not found:
        return
    words = setting.words
    name = labels.name(subject, words)
    title = name if name == subject.id else words("{name} [{id}]", name=name, id=subject.id)
    yield from headline(title, setting)
    for line in found[:_FINDINGS_OF_ONE_PLATFORM]:
        yield from _finding(line, setting)
    if len(found) > _FINDINGS_OF_ONE_PLATFORM:
        yield from _more(len(found) - _FINDINGS_OF_ONE_PLATFORM, setting)


def _finding(line: Line, setting: Setting) -> Iterator[str]:
    first, *rest = wrapped(f"{line.weight} {line.rule}", setting, _STEP, _STEP * 2)
    yield first.replace(line.weight, paint(line.weight, line.tone, setting), 1)
    yield from rest
    yield from wrapped(line.message, setting, _STEP * 2, _STEP * 2)
    yield from wrapped(f"{line.location} {line.clauses}", setting, _STEP * 2, _STEP * 2)


def _more(count: int, setting: Setting) -> list[str]:
    return wrapped(setting.words("{count} more; see the HTML or JSON report", count=count), setting, _STEP, _STEP)


def _documents(report: Report, setting: Setting) -> Iterator[str]:
    for subject in summary.of_kind(report, Kind.DOCUMENT):
        if found := lines_of(subject, setting):
            yield ""
        for line in sorted(found, key=lambda line: line.order):
            yield from _lint(line, setting)


def _lint(line: Line, setting: Setting) -> Iterator[str]:
    """`path:line:column severity rule message [clauses]`, as linters write it; further lines are indented."""
    text = f"{line.location} {line.weight} {line.rule} {line.message} {line.clauses}"
    first, *rest = wrapped(text, setting, "", _STEP * 2)
    head = f"{line.location} {line.weight}"
    yield first.replace(head, f"{line.location} {paint(line.weight, line.tone, setting)}", 1)
    yield from rest


def _unobserved(report: Report, setting: Setting) -> Iterator[str]:
    kinds, words = summary.unobserved(report), setting.words
    if not kinds:
        return
    yield from headline(words("Not observed, and why"), setting)
    for kind in islice(kinds, _KINDS_OF_REASON):
        yield from wrapped(_reason(kind, words), setting, _STEP, _STEP)
        text = words(
            "First: {place}. Platforms or documents: {subjects}; rules left open: {rules}",
            place=kind.place,
            subjects=kind.subjects,
            rules=kind.rules,
        )
        yield from wrapped(text, setting, _STEP * 2, _STEP * 2)
    if len(kinds) > _KINDS_OF_REASON:
        yield from _more(len(kinds) - _KINDS_OF_REASON, setting)


def _reason(kind: Unobserved, words: Translator) -> str:
    example = words.message(kind.example)
    return words("{example} (and {count} alike)", example=example, count=kind.alike) if kind.alike else example


def _result(report: Report, setting: Setting) -> Iterator[str]:
    words, coverage = setting.words, summary.coverage(report)
    yield from headline(words("Result"), setting)
    for sentence in _counts(report, words):
        yield from wrapped(sentence, setting)
    yield from (paint(line, "strong", setting) for line in wrapped(labels.coverage(coverage, words), setting))
    yield from wrapped(labels.remainder(coverage, words), setting)
    for notice in report.notices:
        yield from wrapped(words("Notice: {notice}", notice=words.message(notice)), setting, "", _STEP)


def _counts(report: Report, words: Translator) -> Iterator[str]:
    counted = summary.counts(report.subjects)
    yield words(
        "Platforms: {platforms}; documents: {documents}; rules run: {rules}",
        platforms=len(summary.of_kind(report, Kind.PLATFORM)),
        documents=len(summary.of_kind(report, Kind.DOCUMENT)),
        rules=summary.rules_run(report),
    )
    yield words(
        "Breaches: fail {fail}, warn {warn}, advice {advice}, waived {waived}",
        fail=counted.fail,
        warn=counted.warn,
        advice=counted.advice,
        waived=counted.waived,
    )
    yield words(
        "Not observed: {not_observed}; errors: {errors}; could not be judged: {unjudged}",
        not_observed=counted.not_observed,
        errors=counted.errors,
        unjudged=report.could_not_be_judged,
    )
    if count := summary.unevidenced_claims(report):
        yield words("Platforms whose record claims more than was evidenced: {count}", count=count)
    if count := summary.undecided_rungs(report):
        yield words("Platforms whose stage this version cannot decide: {count}", count=count)
