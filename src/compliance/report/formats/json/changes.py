"""What changed since an earlier run, as the JSON report has it."""

from compliance.locale import Translator
from compliance.model import run_changes
from compliance.model.kept_run import KeptRun
from compliance.model.run_changes import FindingChange, RunChanges
from compliance.report.formats.json import v1_changes

_GONE = frozenset({FindingChange.MENDED, FindingChange.DROPPED, FindingChange.UNSEEN})


def run_written(run: KeptRun) -> v1_changes.Run:
    """Return a run as it is written."""
    ended = run.ended.isoformat() if run.ended is not None else None
    return v1_changes.Run(run.number, run.label, run.state, run.begun.isoformat(), ended)


def changes_written(changes: RunChanges, words: Translator) -> v1_changes.Changes:
    """Return what changed as it is written; findings that are as they were are only counted."""
    known = [each for each in changes.of(FindingChange.KNOWN) if not each.is_weighed_otherwise]
    others = (each for each in changes.findings if each.change is not FindingChange.KNOWN or each.is_weighed_otherwise)
    return v1_changes.Changes(
        since=run_written(changes.since),
        moves=tuple(map(_move, changes.moves)),
        findings=tuple(_finding(each, words) for each in others),
        known=len(known),
        added=changes.added,
        left_out=changes.left_out,
        law=_law(changes.law) if changes.law is not None else None,
    )


def _move(move: run_changes.Move) -> v1_changes.Move:
    return v1_changes.Move(
        move.subject, move.was, move.now, move.connection_was, move.connection_now, move.cause, move.reason
    )


def _finding(each: run_changes.ChangedFinding, words: Translator) -> v1_changes.ChangedFinding:
    return v1_changes.ChangedFinding(
        change=each.change,
        cause=each.cause,
        subject=each.subject,
        rule=each.rule,
        fingerprint=each.finding.fingerprint,
        message=words.message(each.finding.message),
        was=each.was,
        now=None if each.change in _GONE else each.severity,
        first_look=each.is_first_look,
    )


def _law(law: run_changes.LawChange) -> v1_changes.LawChange:
    return v1_changes.LawChange(
        before=_judged_by(law.before),
        after=_judged_by(law.after),
        requirements_added=law.requirements_added,
        requirements_removed=law.requirements_removed,
        rules_added=law.rules_added,
        rules_removed=law.rules_removed,
        told_apart=law.is_told_apart,
    )


def _judged_by(by: run_changes.JudgedBy) -> v1_changes.JudgedBy:
    return v1_changes.JudgedBy(
        by.catalogue_version, by.catalogue_sha256, by.as_of.isoformat(), by.profile, by.tool_version
    )
