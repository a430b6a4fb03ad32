"""The reader's words for the closed scales of the model, for names, days and counts."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from compliance.locale import Translator
from compliance.model.grades import Basis, Grade, Outcome, Profile, Proof, Severity, State
from compliance.model.report import Report
from compliance.model.summary import Condition, Coverage, Summary
from compliance.model.text import Message, written_day
from compliance.model.verdict import Finding, SubjectReport, Verdict

if TYPE_CHECKING:
    from compliance.model.subject_counts import FindingCounts


def outcome(value: Outcome, words: Translator) -> str:
    return {
        Outcome.BREACHED: words("breached"),
        Outcome.MET: words("met"),
        Outcome.NOT_APPLICABLE: words("not applicable"),
        Outcome.NOT_OBSERVED: words("not observed"),
        Outcome.ERROR: words("error"),
        Outcome.WAIVED: words("waived"),
    }[value]


def verdict(value: Verdict, words: Translator) -> str:
    """Return the outcome of a verdict with what it rests on: what is only said or published was found unbroken."""
    if value.outcome is not Outcome.MET:
        return outcome(value.outcome, words)
    return {
        Basis.DECLARED: words("no breach found, declared"),
        Basis.DOCUMENT: words("no breach found, as published"),
        Basis.THIRD_PARTY: words("met, by a third party"),
        Basis.OBSERVED: words("met, observed"),
    }[value.basis]


def severity(value: Severity | None, words: Translator) -> str:
    """Return the word for a severity, which is None if no cited clause existed on the day of the report."""
    if value is None:
        return words("none")
    return {Severity.FAIL: words("fail"), Severity.WARN: words("warn"), Severity.ADVICE: words("advice")}[value]


def weight(finding: Finding, words: Translator) -> str:
    """Return what a finding weighs, as a person may repeat it: a fail that nobody has confirmed says that it waits."""
    if finding.waiver is not None:
        return words("waived")
    return words("failing, to be confirmed") if finding.is_to_confirm else severity(finding.severity, words)


def weight_in(verdict: Verdict, finding: Finding, words: Translator) -> str:
    """Return what a finding weighs; one of a ruleset says that, so that nobody takes it for a breach of law."""
    known = weight(finding, words)
    is_of_ruleset = verdict.ruleset is not None and finding.waiver is None
    return words("{weight} by ruleset", weight=known) if is_of_ruleset else known


def proof(value: Proof, words: Translator) -> str:
    named = {
        Proof.CONCLUSIVE: words("conclusive"),
        Proof.INDICATIVE: words("indicative"),
        Proof.SUGGESTIVE: words("suggestive"),
    }
    return named[value]


def state(value: State, words: Translator) -> str:
    return {
        State.MET: words("met"),
        State.NO_BREACH_FOUND: words("no breach found"),
        State.BREACHED: words("breached"),
        State.CONFLICT: words("in conflict"),
        State.NOT_OBSERVED: words("not observed"),
        State.NOT_CHECKABLE: words("not checkable by machine"),
        State.WAIVED: words("waived"),
        State.NOT_APPLICABLE: words("not applicable"),
    }[value]


def condition(value: Condition, words: Translator) -> str:
    return {
        Condition.FAILING: words("failing"),
        Condition.TO_CONFIRM: words("failing, to be confirmed"),
        Condition.UNJUDGED: words("unjudged"),
        Condition.WARNED: words("warned"),
        Condition.ADVISED: words("advised"),
        Condition.UNWEIGHED: words("has a breach"),
        Condition.WAIVED: words("waived"),
        Condition.UNSEEN: words("unseen"),
        Condition.PARTLY_SEEN: words("partly seen"),
        Condition.NO_BREACH: words("no breach"),
        Condition.INAPPLICABLE: words("inapplicable"),
    }[value]


def grade(value: Grade | None, words: Translator) -> str:
    """Return how well the text is known."""
    if value is None:
        return words("no legal text")
    return {
        Grade.TEXT: words("article read"),
        Grade.SECONDARY: words("known second-hand"),
        Grade.MEMORY: words("text not read"),
    }[value]


def profile(value: str) -> Message:
    """Return the word for a way of reading the citations."""
    named = {
        Profile.IN_FORCE: Message.of("in-force"),
        Profile.GOOD_PRACTICE: Message.of("good-practice"),
        Profile.READINESS: Message.of("readiness"),
    }
    return named[Profile(value)]


def day(value: date, words: Translator) -> str:
    """Write a day as the reader does."""
    return written_day(value, words.language)


def number(value: int, words: Translator) -> str:
    """Write a whole number as the reader does: `10,824` in English, `10.824` in Vietnamese."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if words.language == "vi" else grouped


def sentence_case(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def name(subject: SubjectReport, words: Translator) -> str:
    """Return the name in the reader's language, else in the other one, else the id."""
    preferred = (subject.name_vi, subject.name_en) if words.language == "vi" else (subject.name_en, subject.name_vi)
    return preferred[0] or preferred[1] or subject.id


def owner(subject: SubjectReport, words: Translator) -> str:
    """Return the agency in charge: its name in the reader's language, else in the other one, else its code."""
    preferred = (subject.owner_vi, subject.owner_en) if words.language == "vi" else (subject.owner_en, subject.owner_vi)
    return preferred[0] or preferred[1] or subject.owner_code or words("owner not known")


def findings(counted: Summary, words: Translator) -> Iterator[str]:
    """Yield how many findings there are, of how many rules, in how many requirements, then their weights."""
    found = counted.findings
    yield words(
        "Findings: {places}; platforms or documents with one: {subjects}; rules broken: {rules}; requirements with a "
        "breach: {requirements}; findings waived: {waived}",
        places=number(found.places, words),
        subjects=number(found.subjects, words),
        rules=number(found.rules, words),
        requirements=number(counted.coverage.breached, words),
        waived=number(found.waived, words),
    )
    if found.places:
        yield weights(found, words)
    if found.of_rulesets:
        yield words("Of the findings by rulesets, behind which no law stands: {count}", count=found.of_rulesets)


def some(names: Sequence[str], most: int, words: Translator, *, between: str = "; ") -> str:
    """Return the first names, and how many more there are."""
    shown, more = between.join(names[:most]), len(names) - most
    return words("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def weights(found: "FindingCounts", words: Translator) -> str:
    """Return how many findings there are of each weight."""
    return words(
        "Of the findings: fail {fail}, failing but to be confirmed {to_confirm}, warn {warn}, advice {advice}",
        fail=number(found.fail, words),
        to_confirm=number(found.to_confirm, words),
        warn=number(found.warn, words),
        advice=number(found.advice, words),
    )


def verdicts(report: Report, words: Translator) -> Iterator[str]:
    """Yield how many verdicts there are of each kind that no finding tells, and what gave nothing to look at."""
    counted = report.summary.counts
    yield words(
        "Verdicts: no breach found {met}, of these by the word of a record alone {declared}; not observed "
        "{not_observed}; errors of the tool {errors}; could not be judged {unjudged}",
        met=number(counted.met, words),
        declared=number(counted.declared, words),
        not_observed=number(counted.not_observed, words),
        errors=number(counted.errors, words),
        unjudged=number(report.could_not_be_judged, words),
    )
    if counted.nothing_to_look_at:
        yield words.message(nothing_to_look_at(counted.nothing_to_look_at))


def coverage(counted: Coverage, words: Translator) -> str:
    """Return the most that a report may claim."""
    return words.message(counted.claim)


def remainder(counted: Coverage, words: Translator) -> str:
    """Return the requirements that the sentence before leaves out."""
    return words(
        "Other requirements: in conflict {conflict}, waived {waived}, not applicable {not_applicable}, without a rule "
        "in this version {not_checkable}.",
        conflict=counted.conflict,
        waived=counted.waived,
        not_applicable=counted.not_applicable,
        not_checkable=counted.not_checkable,
    )


def nothing_to_look_at(count: int) -> Message:
    """Return how many platforms gave nothing to look at, and what that means."""
    return Message.of(
        "Nothing to look at: {count} platforms, whose records name no service and no document", count=count
    )


def simulated(words: Translator) -> str:
    """Return the banner of a report on mocks."""
    return words("SIMULATED: mock platforms were looked at. Nothing here is a finding on a real platform.")


def signals(words: Translator) -> str:
    """Return what a report is not."""
    return words(
        "The results are signals for oversight and replace no decision of a competent authority. That no breach was "
        "found does not mean that the law is fulfilled."
    )


def heading(report: Report) -> Message:
    """Return the title of a report: the day whose law it goes by, and how citations were read."""
    return Message.of("Audit of {date}, profile {profile}", date=report.as_of, profile=profile(report.profile))
