"""What the auditor says: verdicts on one dossier, and the report on all of them."""

from dataclasses import dataclass
from datetime import date

from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Proof, Severity, State
from compliance.model.location import Location
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation: its location, the evidence behind it as lines of text, a fingerprint that survives edits."""

    message: Message
    location: Location
    evidence: tuple[Message, ...] | None
    fingerprint: str
    waived_by: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule on one dossier. `subjects` counts what the rule looked at; `reason` explains any outcome but met.

    `severity` is null where no cited clause existed on the date of the audit.
    """

    rule: str
    requirements: tuple[str, ...]
    outcome: Outcome
    severity: Severity | None
    proof: Proof
    subjects: int
    findings: tuple[Finding, ...] = ()
    reason: Message | None = None
    could_not_be_judged: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a platform has come. `rung` is null where only rules that this version lacks, `undecided`, could tell."""

    rung: str | None
    claimed: str | None
    evidence: tuple[Message, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """All verdicts on one platform or document.

    `looks` pairs an address with what came back, in signs both languages share; `gaps` pairs one with why nothing did.
    """

    id: str
    kind: Kind
    name_vi: str | None
    name_en: str | None
    owner_vi: str | None
    owner_en: str | None
    owner_code: str | None
    ladder: Ladder
    verdicts: tuple[Verdict, ...]
    looks: tuple[tuple[str, str], ...] = ()
    gaps: tuple[tuple[str, Message], ...] = ()
    dossier_file: str | None = None

    def breaches(self, severity: Severity) -> int:
        """How many rules are breached at that severity."""
        return sum(v.outcome is Outcome.BREACHED and v.severity is severity for v in self.verdicts)

    def count(self, outcome: Outcome) -> int:
        return sum(verdict.outcome is outcome for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class RequirementState:
    """One requirement over all subjects, with the rules that speak on it or the reason why none does."""

    id: str
    state: State
    rules: tuple[str, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter needs; the JSON report is this, field by field."""

    tool_version: str
    catalogue_version: str
    catalogue_sha256: str
    as_of: date
    profile: str
    is_simulated: bool
    subjects: tuple[SubjectReport, ...]
    requirements: tuple[RequirementState, ...]
    notices: tuple[Message, ...] = ()

    def verdicts(self, outcome: Outcome) -> int:
        """How many verdicts of that outcome stand in the report."""
        return sum(subject.count(outcome) for subject in self.subjects)

    def breached(self, severity: Severity) -> int:
        return sum(subject.breaches(severity) for subject in self.subjects)

    def states(self, state: State) -> int:
        """How many requirements are in that state."""
        return sum(requirement.state is state for requirement in self.requirements)

    @property
    def could_not_be_judged(self) -> int:
        """Verdicts that a crash, an unreadable document or an unreachable target prevented."""
        return sum(verdict.could_not_be_judged for subject in self.subjects for verdict in subject.verdicts)
