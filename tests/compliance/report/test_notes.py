"""What formats for pipelines are given of a report."""

from dataclasses import replace

from compliance.model.grades import ConfirmationState, Severity
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import Unseen
from compliance.report.context import ReportContext
from compliance.report.notes import Weight
from compliance.report.noting import NOT_JUDGED, notes_of


def test_notes_are_counted_as_in_the_report(report: Report, context: ReportContext) -> None:
    counts, summary = notes_of(report, context).counts, report.summary
    found = summary.findings
    assert (counts.fail, counts.to_confirm, counts.warn) == (found.fail, found.to_confirm, found.warn) == (1, 0, 1)
    assert (counts.advice, counts.waived, counts.findings) == (found.advice, found.waived, found.places) == (1, 1, 3)
    assert (counts.errors, counts.unjudged) == (summary.counts.errors, report.could_not_be_judged) == (1, 2)
    assert (counts.met, counts.not_observed) == (summary.counts.met, summary.counts.not_observed) == (1, 1)


def test_a_fail_that_waits_for_a_person_is_told_apart_and_fails_all_the_same(
    report: Report, context: ReportContext
) -> None:
    subject = report.subjects[0]
    verdict = subject.verdicts[0]
    waits = replace(verdict.findings[0], confirmation=ConfirmationState.NEEDED)
    waiting = replace(subject, verdicts=(replace(verdict, findings=(waits,)),))
    notes = notes_of(replace(report, subjects=(waiting,)), context)
    (note,) = notes.findings
    assert note.weight is Weight.TO_CONFIRM
    assert notes.fails(note)


def test_the_gate_says_what_fails(report: Report, context: ReportContext) -> None:
    wide = replace(context, gate=(Severity.FAIL, Severity.WARN))
    by_default, by_warnings = notes_of(report, context), notes_of(report, wide)
    none = notes_of(report, replace(context, gate=()))
    failing = [sum(map(notes.fails, notes.findings)) for notes in (by_default, by_warnings, none)]
    assert failing == [1, 2, 0]


def test_what_could_not_be_judged_is_told_once_with_its_place(report: Report, context: ReportContext) -> None:
    subject = report.subjects[0]
    reason = Message.of("the text ends too soon")
    torn = Unseen("eid.yaml", reason, location=Location("eid.yaml", "", 7, 3))
    unread = tuple(
        replace(verdict, findings=(), reason=reason, could_not_be_judged=True) for verdict in subject.verdicts
    )
    notes = notes_of(replace(report, subjects=(replace(subject, verdicts=unread, gaps=(torn,)),)), context)
    (trouble,) = notes.troubles
    assert (trouble.rule, trouble.weight, trouble.location) == (NOT_JUDGED, Weight.UNJUDGED, torn.location)
    assert notes.counts.unjudged == 3


def test_a_crash_is_told_with_its_rule(report: Report, context: ReportContext) -> None:
    crash, silence = sorted(notes_of(report, context).troubles, key=lambda note: note.weight.rank)
    assert (crash.rule, crash.weight, crash.subject) == ("endpoint.old_tls_is_refused", Weight.ERROR, "digital-tax")
    assert str(crash.message) == "KeyError: <paths>"
    assert silence.location == Location("https://b.example")


def test_what_nobody_asked_for_is_no_trouble(report: Report, context: ReportContext) -> None:
    unasked = Unseen("https://c.example", Message.of("nobody asked"), shown="https://c.example")
    subject = replace(report.subjects[1], verdicts=(), gaps=(unasked,))
    notes = notes_of(replace(report, subjects=(subject,)), context)
    assert not notes.troubles
    assert [(each.place, str(each.reason)) for each in notes.unseen] == [("https://c.example", "nobody asked")]
