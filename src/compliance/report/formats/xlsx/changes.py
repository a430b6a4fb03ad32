"""The table of what changed since an earlier run: stages of platforms, then findings."""

from collections.abc import Iterator, Mapping

from compliance.locale import Translator
from compliance.model.ladder import Rung
from compliance.model.report import Report
from compliance.model.run_changes import ChangedFinding, FindingChange, Move, RunChanges
from compliance.model.text import Text
from compliance.report import labels, stages
from compliance.report.behind import stage_name
from compliance.report.context import ReportContext
from compliance.report.findings import heading_of
from compliance.report.formats.xlsx.sheet import Cell, Column, Table
from compliance.report.places import told_at
from compliance.report.run_words import cause

_Names = Mapping[str, str]


def change_sheet(report: Report, context: ReportContext) -> Table | None:
    """Return a row for each platform that moved and each finding that came, went or weighs otherwise.

    None if the report is compared with no earlier run. A finding that is known and weighs the same has no row.
    """
    if report.changes is None:
        return None
    words = context.words
    columns = (
        Column(words("Platform"), 40),
        Column(words("Identifier"), 26),
        Column(words("Change"), 26),
        Column(words("Then"), 34),
        Column(words("Now"), 34),
        Column(words("Comes from"), 26),
        Column(words("What is wrong"), 46),
        Column(words("Place"), 40),
        Column(words("Rule"), 36),
        Column(words("Fingerprint"), 20),
    )
    names = {subject.id: labels.name(subject, words) for subject in report.subjects}
    return Table(Text("Changes", "Thay đổi"), columns, tuple(_rows(report.changes, names, context)))


def _rows(changes: RunChanges, names: _Names, context: ReportContext) -> Iterator[tuple[Cell, ...]]:
    words = context.words
    for move in changes.moves:
        yield _move(move, names, context)
    for each in changes.added:
        yield names.get(each, each), each, words("looked at now, not then")
    for each in changes.left_out:
        yield names.get(each, each), each, words("looked at then, not now")
    for finding in changes.findings:
        if finding.change is not FindingChange.KNOWN or finding.is_weighed_otherwise:
            yield _finding(finding, names, context)


def _move(move: Move, names: _Names, context: ReportContext) -> tuple[Cell, ...]:
    words = context.words
    change = words("on a higher stage") if move.steps > 0 else words("on a lower stage")
    return (
        names.get(move.subject, move.subject),
        move.subject,
        change if move.steps else words("another connection"),
        _stood(move.was, stages.standing(move.connection_was, words), context),
        _stood(move.now, stages.standing(move.connection_now, words), context),
        cause(move.cause, words),
    )


def _stood(rung: Rung | None, connection: str, context: ReportContext) -> str:
    stage = stage_name(rung, context)
    return context.words("{stage}; {connection}", stage=stage, connection=connection)


def _finding(each: ChangedFinding, names: _Names, context: ReportContext) -> tuple[Cell, ...]:
    words, finding = context.words, each.finding
    is_there = each.change in {FindingChange.NEW, FindingChange.BACK, FindingChange.KNOWN}
    return (
        names.get(each.subject, each.subject),
        each.subject,
        _change(each, words),
        labels.severity(each.was, words) if each.was else None,
        labels.weight(finding, words) if is_there else None,
        cause(each.cause, words),
        heading_of(each.rule, context.rules.get(each.rule), words),
        told_at(finding.location, context),
        each.rule,
        finding.fingerprint,
    )


def _change(each: ChangedFinding, words: Translator) -> str:
    return {
        FindingChange.NEW: words("finding: new"),
        FindingChange.BACK: words("finding: back"),
        FindingChange.KNOWN: words("finding: of another weight"),
        FindingChange.MENDED: words("finding: mended"),
        FindingChange.DROPPED: words("finding: no longer applicable"),
        FindingChange.UNSEEN: words("finding: not known to be mended"),
    }[each.change]
