"""The view model of the page: every method gives the templates one thing, in the reader's language."""

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from itertools import groupby
from os.path import relpath
from pathlib import Path
from typing import Final
from urllib.parse import quote

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Proof, Severity, State
from compliance.model.ladder import Rung
from compliance.model.report import Report
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.model.summary import Condition, Counts
from compliance.model.text import Message
from compliance.model.unobserved import Unobserved, unobserved
from compliance.model.verdict import Finding, RequirementState, SubjectReport, Verdict
from compliance.report import citation, labels, sorting, stages
from compliance.report.context import ReportContext
from compliance.report.findings import heading_of, notes

_STATES: Final = (
    State.BREACHED,
    State.CONFLICT,
    State.NOT_OBSERVED,
    State.WAIVED,
    State.NO_BREACH_FOUND,
    State.MET,
    State.NOT_APPLICABLE,
    State.NOT_CHECKABLE,
)
_SHOWN_OF_ONE_RULE: Final = 25
_KINDS_OF_REASON: Final = 12


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One owner and what was counted over its platforms."""

    name: str
    code: str | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Clause:
    """One cited requirement: its short citation and how well and since when it is law."""

    id: str
    short: str
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The view model of the page: the report and its context, for the templates."""

    report: Report
    context: ReportContext

    @property
    def words(self) -> Translator:
        return self.context.words

    def platforms(self) -> list[SubjectReport]:
        return sorting.ordered(summary.of_kind(self.report.subjects, Kind.PLATFORM), self.words)

    def documents(self) -> list[SubjectReport]:
        return sorted(summary.of_kind(self.report.subjects, Kind.DOCUMENT), key=lambda subject: subject.id)

    def owners(self) -> list[OwnerRow]:
        groups = groupby(self.platforms(), key=lambda subject: (self.owner(subject), subject.owner_code))
        return [OwnerRow(name, code, summary.counts(group)) for (name, code), group in groups]

    def counts(self, subjects: Iterable[SubjectReport]) -> Counts:
        return summary.counts(subjects)

    def claims(self) -> tuple[str, str]:
        """Return the sentence with the most that is claimed, and the requirements it leaves out."""
        counted = summary.coverage(self.report.requirements)
        return labels.coverage(counted, self.words), labels.remainder(counted, self.words)

    def unobserved(self) -> list[Unobserved]:
        return unobserved(self.report.subjects)[:_KINDS_OF_REASON]

    def sentences(self, lines: Iterable[Message]) -> list[str]:
        return [self.words.message(line) for line in lines]

    def evidenced(self, rung: Rung | None) -> str:
        return self._named(rung) or self.words("undecided")

    def claimed(self, rung: Rung | None) -> str:
        return self._named(rung) or self.words("nothing")

    def meaning(self, rung: Rung | None) -> str:
        """Return what a stage says of a platform; empty for no stage."""
        return "".join(self.words.text(stage.says) for stage in self.context.ladder if stage.rung is rung)

    def _named(self, rung: Rung | None) -> str:
        return next((self.words.text(stage.name) for stage in self.context.ladder if stage.rung is rung), rung or "")

    def connected(self, subject: SubjectReport) -> str:
        """Return what is known of the connection of a platform."""
        return stages.sentence(subject.ladder, self.context, is_simulated=self.report.is_simulated)

    @property
    def nothing_to_look_at(self) -> str | None:
        """The sentence on platforms that gave nothing to look at, None if all gave something."""
        count = self.report.summary.counts.nothing_to_look_at
        return labels.nothing_to_look_at(count, self.words) if count else None

    def name(self, subject: SubjectReport) -> str:
        return labels.name(subject, self.words)

    def other_name(self, subject: SubjectReport) -> tuple[str, str] | None:
        """Return the name in the other language with its code; None if there is none."""
        other = ("en", subject.name_en) if self.words.language == "vi" else ("vi", subject.name_vi)
        return (other[0], other[1]) if other[1] and other[1] != self.name(subject) else None

    def owner(self, subject: SubjectReport) -> str:
        return labels.owner(subject, self.words)

    def condition(self, subject: SubjectReport) -> Condition:
        return summary.condition(subject)

    def condition_words(self, value: Condition) -> str:
        return labels.condition(value, self.words)

    def gravity(self, value: Condition) -> int:
        """Return the sort key of a severity: 0 is the gravest."""
        return tuple(Condition).index(value)

    def outcome(self, value: Outcome) -> str:
        return labels.outcome(value, self.words)

    def verdict(self, verdict: Verdict) -> str:
        """Return the outcome with what it rests on; of mocks it is said each time."""
        said = labels.verdict(verdict, self.words)
        is_pass = verdict.outcome is Outcome.MET and self.report.is_simulated
        return self.words("{outcome}, simulated", outcome=said) if is_pass else said

    def severity(self, value: Severity | None) -> str:
        return labels.severity(value, self.words)

    def proof(self, value: Proof) -> str:
        return labels.proof(value, self.words)

    def state(self, value: State) -> str:
        return labels.state(value, self.words)

    def day(self, value: date) -> str:
        return labels.day(value, self.words)

    def verdicts(self, subject: SubjectReport) -> list[Verdict]:
        return summary.gravest_first(subject.verdicts)

    def breaches(self, subject: SubjectReport) -> list[Verdict]:
        """Return the verdicts with findings to show: breached, and waived."""
        return [verdict for verdict in self.verdicts(subject) if verdict.findings]

    def shown(self, verdict: Verdict) -> tuple[Finding, ...]:
        return verdict.findings[:_SHOWN_OF_ONE_RULE]

    def met(self, subject: SubjectReport) -> list[Rule]:
        """Return the rules that were met and whose limits are known."""
        found = (verdict.rule for verdict in self.verdicts(subject) if verdict.outcome is Outcome.MET)
        return [self.context.rules[rule] for rule in found if rule in self.context.rules]

    def heading(self, verdict: Verdict) -> str:
        """Return what is wrong: the heading of a card."""
        return heading_of(verdict.rule, self.context.rules.get(verdict.rule), self.words)

    def remedy(self, rule: str) -> str:
        """Return how a breach of the rule is mended; empty if that is not known."""
        known = self.context.rules.get(rule)
        return self.words(known.remedy) if known and known.remedy else ""

    def weight(self, finding: Finding) -> str:
        return labels.weight(finding, self.words)

    def verdict_weight(self, verdict: Verdict) -> str:
        """Return what a verdict weighs in words: a fail that waits says so, and what is waived."""
        if verdict.outcome is not Outcome.BREACHED:
            return self.outcome(verdict.outcome)
        return self.condition_words(Condition.TO_CONFIRM) if verdict.is_to_confirm else self.severity(verdict.severity)

    def notes(self, finding: Finding) -> list[str]:
        """Return what people wrote on a finding."""
        return list(notes(finding, self.words))

    def title(self, rule: str) -> str:
        """Return the sentence a rule enforces; its id if the rule is not known to this version."""
        known = self.context.rules.get(rule)
        return self.words(known.title) if known else rule

    def rules(self) -> list[Rule]:
        """Return the rules that gave a verdict, by id."""
        used = {verdict.rule for subject in self.report.subjects for verdict in subject.verdicts}
        return [self.context.rules[rule] for rule in sorted(used) if rule in self.context.rules]

    def clause(self, requirement_id: str) -> Clause:
        requirement = self.requirement(requirement_id)
        if requirement is None:
            return Clause(requirement_id, requirement_id, ())
        standing = citation.standing(requirement, self.report.as_of, self.words)
        return Clause(requirement.id, citation.short(requirement, self.words), standing)

    def cited(self, verdict: Verdict) -> list[str]:
        """Return the clauses in short, each once: two requirements may stand in one article."""
        return list(dict.fromkeys(self.clause(name).short for name in verdict.requirements))

    def requirement(self, requirement_id: str) -> Requirement | None:
        return self.context.catalogue.find(requirement_id)

    def full(self, requirement: Requirement) -> str:
        return citation.full(requirement, self.words)

    def states(self) -> list[tuple[State, list[RequirementState]]]:
        """Return requirements by state, those that ask for work first; empty states are left out."""
        rows = self.report.requirements
        groups = ((state, [row for row in rows if row.state is state]) for state in _STATES)
        return [(state, group) for state, group in groups if group]

    def reason(self, code: str | None) -> tuple[str, str]:
        """Return why a requirement has no rule, and what happens instead."""
        known = self.context.reasons.get(code or "")
        if known is None:
            return code or self.words("no rule in this version"), ""
        return self.words.text(known.name), self.words.text(known.instead)

    def anchor(self, kind: str, name: str) -> str:
        """Return the id of a section; a name that had to be changed is told from others by a part of its hash."""
        plain = re.sub(r"[^a-zA-Z0-9._-]+", "-", name)
        if plain == name:
            return f"{kind}-{name}"
        return f"{kind}-{plain}-{sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"

    def link(self, path: str) -> str:
        """Return a path as an address seen from where the page lies; a colon in it is not a scheme."""
        return quote(Path(relpath(path, self.context.folder)).as_posix())
