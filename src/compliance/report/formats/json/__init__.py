"""The report as JSON: the same report gives the same bytes."""

from datetime import date
from typing import Final

from compliance.locale import Translator
from compliance.model.conflict import Conflict
from compliance.model.dossier import Kind
from compliance.model.grades import Outcome
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.stages import connection_counts
from compliance.model.standing import Connected, StageReport
from compliance.model.summary import Coverage, of_kind
from compliance.model.text import Message
from compliance.model.verdict import Finding, Ladder, SubjectReport, Unseen, Verdict
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.formats.json import v1, v1_ladder, v1_verdicts
from compliance.report.formats.json.changes import changes_written, run_written
from compliance.report.formats.json.due import due_items
from compliance.report.json_text import json_text

EXTENSION: Final = "json"


def write(report: Report, context: ReportContext) -> str:
    return json_text(_report(report, context))


def _report(report: Report, context: ReportContext) -> v1.Report:
    words = context.words
    return v1.Report(
        schema="compliance-report/1",
        tool=v1.Tool("compliance", report.tool_version),
        catalogue=v1.Catalogue(report.catalogue_version, report.catalogue_sha256),
        as_of=report.as_of.isoformat(),
        profile=report.profile,
        simulated=report.is_simulated,
        language=words.language,
        notices=tuple(words.message(notice) for notice in report.notices),
        subjects=tuple(subject_written(subject, context) for subject in report.subjects),
        requirements=tuple(v1.Requirement(row.id, row.state, row.rules, row.reason) for row in report.requirements),
        summary=summary_written(report, words),
        run=run_written(report.run) if report.run is not None else None,
        changes=changes_written(report.changes, words) if report.changes is not None else None,
        due=due_items(report.due, report.as_of, context),
    )


def subject_written(subject: SubjectReport, context: ReportContext) -> v1.Subject:
    """Return what is told of one platform or document."""
    words = context.words
    return v1.Subject(
        id=subject.id,
        kind=subject.kind.value,
        name=v1.Name(subject.name_vi, subject.name_en),
        owner=v1.Owner(subject.owner_code, subject.owner_vi, subject.owner_en),
        ladder=_ladder(subject.ladder, words),
        verdicts=tuple(_verdict(verdict, context) for verdict in subject.verdicts),
        looks=tuple(v1.Look(place, fact) for place, fact in subject.looks),
        gaps=tuple(_gap(gap, words) for gap in subject.gaps),
        sources=tuple(v1.Source(source.uri, source.sha256) for source in subject.sources),
        dossier=subject.dossier_file,
        inspection=_inspection(subject),
        lists=subject.lists,
    )


def _inspection(subject: SubjectReport) -> v1.Inspection | None:
    seen = subject.inspection
    return v1.Inspection(seen.at.isoformat(), seen.vantage, seen.hub) if seen else None


def _ladder(ladder: Ladder, words: Translator) -> v1_ladder.Ladder:
    return v1_ladder.Ladder(
        rung=ladder.rung,
        claimed=ladder.claimed,
        evidence=tuple(map(words.message, ladder.evidence)),
        undecided=ladder.undecided,
        stages=tuple(map(_stage, ladder.stages)),
        connected=connected_written(ladder.connected, words),
        listed=ladder.listed,
        conflicts=tuple(_conflict(each, words) for each in ladder.conflicts),
    )


def _conflict(conflict: Conflict, words: Translator) -> v1_ladder.Conflict:
    sides = tuple(v1_ladder.Side(side.source, side.rule, side.is_kept) for side in conflict.sides)
    return v1_ladder.Conflict(conflict.question.code, words.text(conflict.question.name), sides)


def _stage(stage: StageReport) -> v1_ladder.Stage:
    return v1_ladder.Stage(
        stage.rung, stage.state, stage.lacking, stage.basis, _day(stage.seen_on), _day(stage.counts_until)
    )


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def connected_written(known: Connected | None, words: Translator) -> v1_ladder.Connected | None:
    """Return what is known of a connection; None where nothing was judged."""
    if known is None:
        return None
    return v1_ladder.Connected(known.standing, words.message(known.sentence), known.is_conflict)


def _gap(gap: Unseen, words: Translator) -> v1.Gap:
    at = gap.location
    return v1.Gap(gap.place, words.message(gap.reason), gap.remedy, at.line if at else None, at.column if at else None)


def _verdict(verdict: Verdict, context: ReportContext) -> v1_verdicts.Verdict:
    words = context.words
    rule = context.rules.get(verdict.rule) if verdict.findings else None
    return v1_verdicts.Verdict(
        rule=verdict.rule,
        requirements=verdict.requirements,
        outcome=verdict.outcome,
        severity=verdict.severity,
        proof=verdict.proof,
        subjects=verdict.subjects,
        unseen=verdict.unseen,
        violations=tuple(violation_written(finding, words) for finding in verdict.findings),
        reason=_sentence(verdict.reason, words),
        could_not_be_judged=verdict.could_not_be_judged,
        basis=verdict.basis,
        broken=words(rule.broken) if rule and rule.broken else None,
        remedy=words(rule.remedy) if rule and rule.remedy else None,
        says=words(rule.title) if rule else _said(verdict, words),
        ruleset=_ruleset(verdict),
    )


def _said(verdict: Verdict, words: Translator) -> str | None:
    return words(verdict.ruleset.description) or None if verdict.ruleset else None


def _ruleset(verdict: Verdict) -> v1_verdicts.RulesetRule | None:
    rule = verdict.ruleset
    return v1_verdicts.RulesetRule(rule.file, rule.level.name.lower(), rule.documentation) if rule else None


def violation_written(finding: Finding, words: Translator) -> v1_verdicts.Violation:
    """Return a finding as it is written."""
    return v1_verdicts.Violation(
        message=words.message(finding.message),
        template=finding.message.template,
        params=finding.message.plain(),
        location=_location(finding.location),
        related=tuple(map(_location, finding.related)),
        evidence=None if finding.evidence is None else tuple(map(words.message, finding.evidence)),
        fingerprint=finding.fingerprint,
        waived_by=finding.waived_by,
        severity=finding.severity,
        proof=finding.proof,
        confirmation=finding.confirmation,
        confirmed=_confirmed(finding),
        waiver=_waiver(finding),
    )


def _confirmed(finding: Finding) -> v1_verdicts.Confirmed | None:
    entry = finding.confirmed
    return v1_verdicts.Confirmed(entry.who, entry.on.isoformat(), entry.seen) if entry else None


def _waiver(finding: Finding) -> v1_verdicts.Waiver | None:
    entry = finding.waiver
    if entry is None:
        return None
    return v1_verdicts.Waiver(entry.reason, entry.legal_basis, entry.owner, entry.approver, entry.expires.isoformat())


def _location(location: Location) -> v1_verdicts.Location:
    return v1_verdicts.Location(location.uri, location.pointer, location.line, location.column)


def _sentence(message: Message | None, words: Translator) -> str | None:
    return None if message is None else words.message(message)


def summary_written(report: Report, words: Translator) -> v1.Summary:
    """Return the counts over all platforms and documents."""
    counted = report.summary
    counts, found = counted.counts, counted.findings
    return v1.Summary(
        subjects=len(report.subjects),
        rules_run=counted.rules_run,
        breached=v1.Breached(counts.fail, counts.warn, counts.advice, counts.to_confirm),
        met=report.verdicts(Outcome.MET),
        not_applicable=report.verdicts(Outcome.NOT_APPLICABLE),
        waived=report.verdicts(Outcome.WAIVED),
        not_observed=report.verdicts(Outcome.NOT_OBSERVED),
        errors=report.verdicts(Outcome.ERROR),
        could_not_be_judged=report.could_not_be_judged,
        nothing_to_look_at=counts.nothing_to_look_at,
        requirements=_requirements(counted.coverage),
        sentence=labels.coverage(counted.coverage, words),
        declared=counts.declared,
        findings=v1.Findings(
            found.fail, found.to_confirm, found.warn, found.advice, found.waived, found.subjects, found.of_rulesets
        ),
        rules_broken=found.rules,
        to_confirm=found.to_confirm,
        connection=_connection(report),
    )


def _connection(report: Report) -> v1_ladder.Connection:
    counted = connection_counts(of_kind(report.subjects, Kind.PLATFORM))
    return v1_ladder.Connection(
        **{standing.value: count for standing, count in counted.by_standing.items()},
        conflicts=counted.conflicts,
        earlier_list=counted.earlier,
        continued=counted.continued,
    )


def _requirements(counted: Coverage) -> v1.Requirements:
    return v1.Requirements(
        checkable=counted.checkable,
        met=counted.met,
        breached=counted.breached,
        conflict=counted.conflict,
        not_observed=counted.not_observed,
        waived=counted.waived,
        not_applicable=counted.not_applicable,
        not_checkable=counted.not_checkable,
        no_breach_found=counted.no_breach_found,
    )
