"""What the auditor says of one dossier, and of one requirement over all."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.grades import Basis, ConfirmationState, Outcome, Proof, Severity, State
from compliance.model.location import Location
from compliance.model.remedy import Remedy
from compliance.model.text import Message

if TYPE_CHECKING:  # because most findings have neither of two, documents stand nowhere, and few reports are briefs
    from compliance.model.confirmation import Confirmation
    from compliance.model.conflict import Conflict
    from compliance.model.inspection import Inspection
    from compliance.model.ladder import Rung
    from compliance.model.mend import Mend
    from compliance.model.ruleset import RulesetRule
    from compliance.model.standing import Connected, Listed, StageReport, StageState
    from compliance.model.subject_counts import RuleOutcome, SubjectCounts
    from compliance.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation: its location, the evidence behind it as lines of text, a fingerprint that survives edits.

    `evidence` is None if the location is in a file: the sources of the report on the subject have its hash.
    `related` are further places that a reader has to compare with the first. `confirmed` is what a person wrote who
    looked, None if nobody did; `waiver` is the one that covers it, None if it counts. `mends` are ways in which a
    machine could mend it.
    """

    message: Message
    location: Location
    evidence: tuple[Message, ...] | None
    fingerprint: str
    related: tuple[Location, ...] = ()
    severity: Severity | None = None
    proof: Proof = Proof.CONCLUSIVE
    confirmation: ConfirmationState = ConfirmationState.NOT_NEEDED
    confirmed: "Confirmation | None" = None
    waiver: "Waiver | None" = None
    mends: "tuple[Mend, ...]" = ()

    @property
    def waived_by(self) -> str | None:
        """The person who approved the waiver that covers it; None if it counts."""
        return self.waiver.approver if self.waiver else None

    @property
    def is_to_confirm(self) -> bool:
        """Whether it counts as a fail only after a person has looked, and nobody has."""
        return self.confirmation is ConfirmationState.NEEDED


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule on one dossier. `subjects` counts what the rule looked at, `unseen` what it should have looked at too.

    `reason` explains any outcome but met; nothing is met unless `unseen` is 0. `severity` is that of the heaviest
    finding that is not waived, without one what a breach would weigh; None if no cited clause existed on the date of
    the audit. `basis` is what the verdict rests on. `ruleset` is the rule of a ruleset that was given along, which
    cites no law; None for our own rules. `reads_another_form` says that it does not apply only because it reads OpenAPI
    documents, and a service is described in XML: nothing else than that was seen of what it asks for.
    """

    rule: str
    requirements: tuple[str, ...]
    outcome: Outcome
    severity: Severity | None
    proof: Proof
    subjects: int
    unseen: int = 0
    findings: tuple[Finding, ...] = ()
    reason: Message | None = None
    could_not_be_judged: bool = False
    basis: Basis = Basis.OBSERVED
    ruleset: "RulesetRule | None" = None
    reads_another_form: bool = False

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that no waiver covers."""
        return tuple(finding for finding in self.findings if finding.waiver is None)

    @property
    def is_to_confirm(self) -> bool:
        """Whether it fails only if a person confirms one of its findings."""
        if self.outcome is not Outcome.BREACHED or self.severity is not Severity.FAIL:
            return False
        return all(found.is_to_confirm for found in self.counted if found.severity is Severity.FAIL)

    @property
    def fails_without_law(self) -> bool:
        """Whether it fails by a ruleset alone, so that nobody breaks a law by it."""
        return self.ruleset is not None and self.outcome is Outcome.BREACHED and self.severity is Severity.FAIL

    @property
    def is_met_by_word(self) -> bool:
        """Whether it is met on nothing but the word of the record."""
        return self.outcome is Outcome.MET and self.basis is Basis.DECLARED


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a platform has come. `rung` is None if only rules that this version lacks, `undecided`, could tell.

    `stages` are judged each by itself; `connected` says in a sentence what is known of the connection; `listed` on
    which official list the platform stands, None if there is no record; `conflicts` on what its sources disagree.
    """

    rung: "Rung | None"
    claimed: "Rung | None"
    evidence: tuple[Message, ...] = ()
    undecided: tuple[str, ...] = ()
    stages: "tuple[StageReport, ...]" = ()
    connected: "Connected | None" = None
    listed: "Listed | None" = None
    conflicts: "tuple[Conflict, ...]" = ()

    @property
    def is_in_conflict(self) -> bool:
        """Whether sources disagree, on the connection or on another question."""
        return bool(self.conflicts) or (self.connected is not None and self.connected.is_conflict)

    def state_of(self, rung: "Rung") -> "StageState | None":
        """Return what the rules of a stage show; None if it was not judged."""
        return next((stage.state for stage in self.stages if stage.rung is rung), None)


@dataclass(frozen=True, slots=True)
class Unseen:
    """What was not seen: its address, why, and what would let it be seen, None if nothing that is asked for would.

    `location` is the line at fault, where it is the text of a file. `shown` is the place for people: a line of a file
    where it is known, as editors open it.
    """

    place: str
    reason: Message
    remedy: Remedy | None = None
    location: Location | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """The address of a file that was judged, and the SHA-256 of its bytes."""

    uri: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """All verdicts on one platform or document.

    `looks` pairs an address with what came back, in signs both languages share; `gaps` are what was not seen.
    `sources` are the files that were judged, the record too. `had_nothing_to_look_at` says that nothing was given for
    it that could be judged. `inspection` is None if nothing was looked at over the network. `lists` are the official
    lists that the record names, by number. `counted` stands for the verdicts in a brief, which has none, as
    `compliance.model.brief` makes it of a whole; None in a whole.
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
    gaps: tuple[Unseen, ...] = ()
    sources: tuple[JudgedFile, ...] = ()
    dossier_file: str | None = None
    had_nothing_to_look_at: bool = False
    inspection: "Inspection | None" = None
    lists: tuple[str, ...] = ()
    counted: "SubjectCounts | None" = None

    def breaches(self, severity: Severity) -> int:
        """Return how many rules are broken at that severity; those that wait for a confirmation too."""
        if self.counted is not None:
            return self.counted.breaches(severity)
        return sum(v.outcome is Outcome.BREACHED and v.severity is severity for v in self.verdicts)

    def count(self, outcome: Outcome) -> int:
        """Return how many verdicts have this outcome."""
        if self.counted is not None:
            return self.counted.count(outcome)
        return sum(verdict.outcome is outcome for verdict in self.verdicts)

    @property
    def to_confirm(self) -> int:
        """The number of rules that fail only if a person confirms it."""
        if self.counted is not None:
            return self.counted.to_confirm
        return sum(verdict.is_to_confirm for verdict in self.verdicts)

    @property
    def fails_without_law(self) -> int:
        """The number of rules that fail by a ruleset alone."""
        if self.counted is not None:
            return self.counted.by_rulesets
        return sum(verdict.fails_without_law for verdict in self.verdicts)

    @property
    def met_by_word(self) -> int:
        """The number of rules that are met on nothing but the word of the record."""
        if self.counted is not None:
            return self.counted.declared
        return sum(verdict.is_met_by_word for verdict in self.verdicts)

    @property
    def could_not_be_judged(self) -> int:
        """The number of verdicts that a crash, an unreadable document or an unreachable target prevented."""
        if self.counted is not None:
            return self.counted.unjudged
        return sum(verdict.could_not_be_judged for verdict in self.verdicts)

    @property
    def said(self) -> "Sequence[Verdict | RuleOutcome]":
        """All that each rule gave, in order: the verdicts, of a brief what is left of them."""
        return self.verdicts if self.counted is None else self.counted.said

    @property
    def rules(self) -> Iterable[str]:
        """The rules that gave a verdict."""
        return tuple(verdict.rule for verdict in self.verdicts) if self.counted is None else self.counted.rules.places

    def outcomes_of(self, rules: Iterable[str]) -> Mapping[str, Outcome]:
        """Return the outcomes of some rules by id, of those that were judged."""
        if self.counted is not None:
            return self.counted.outcomes_of(rules)
        found = {verdict.rule: verdict.outcome for verdict in self.verdicts}
        return {rule: found[rule] for rule in rules if rule in found}


@dataclass(frozen=True, slots=True)
class RequirementState:
    """One requirement over all subjects, with the rules that speak on it or the reason why none does."""

    id: str
    state: State
    rules: tuple[str, ...]
    reason: str | None = None
