"""The reader's words for the closed scales of the model, for names, days and counts."""

from datetime import date

from compliance.locale import Translator
from compliance.model.grades import Grade, Outcome, Proof, Severity, State
from compliance.model.report import Report
from compliance.model.summary import Condition, Coverage
from compliance.model.verdict import SubjectReport


def outcome(value: Outcome, words: Translator) -> str:
    return {
        Outcome.BREACHED: words("breached"),
        Outcome.MET: words("met"),
        Outcome.NOT_APPLICABLE: words("not applicable"),
        Outcome.NOT_OBSERVED: words("not observed"),
        Outcome.ERROR: words("error"),
        Outcome.WAIVED: words("waived"),
    }[value]


def severity(value: Severity | None, words: Translator) -> str:
    """Return the word for a severity, which is None if no cited clause existed on the day of the report."""
    if value is None:
        return words("none")
    return {Severity.FAIL: words("fail"), Severity.WARN: words("warn"), Severity.ADVICE: words("advice")}[value]


def proof(value: Proof, words: Translator) -> str:
    return {Proof.CONCLUSIVE: words("conclusive"), Proof.INDICATIVE: words("indicative")}[value]


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
        Condition.UNWEIGHED: words("breached"),
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


def day(value: date, words: Translator) -> str:
    """Format a day of the calendar in the order the reader expects."""
    return words("{year:04d}-{month:02d}-{day:02d}", year=value.year, month=value.month, day=value.day)


def name(subject: SubjectReport, words: Translator) -> str:
    """Return the name in the reader's language, else in the other one, else the id."""
    preferred = (subject.name_vi, subject.name_en) if words.language == "vi" else (subject.name_en, subject.name_vi)
    return preferred[0] or preferred[1] or subject.id


def owner(subject: SubjectReport, words: Translator) -> str:
    """Return the agency in charge: its name in the reader's language, else in the other one, else its code."""
    preferred = (subject.owner_vi, subject.owner_en) if words.language == "vi" else (subject.owner_en, subject.owner_vi)
    return preferred[0] or preferred[1] or subject.owner_code or words("owner not known")


def coverage(counted: Coverage, words: Translator) -> str:
    """Return the most that a report may claim."""
    return words.message(counted.claim)


def remainder(counted: Coverage, words: Translator) -> str:
    """Return the requirements that the sentence before leaves out."""
    return words(
        "Breached: {breached}; in conflict: {conflict}; waived: {waived}; not applicable: {not_applicable}. "
        "Without a rule in this version: {not_checkable}.",
        breached=counted.breached,
        conflict=counted.conflict,
        waived=counted.waived,
        not_applicable=counted.not_applicable,
        not_checkable=counted.not_checkable,
    )


def simulated(words: Translator) -> str:
    """Return the banner of a report on mocks."""
    return words("SIMULATED: mock platforms were looked at. Nothing here is a finding on a real platform.")


def heading(report: Report, words: Translator) -> str:
    return words("Audit of {date}, profile {profile}", date=day(report.as_of, words), profile=report.profile)
