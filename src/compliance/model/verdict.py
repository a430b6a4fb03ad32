"""What the auditor says of one dossier, and of one requirement over all."""

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Proof, Severity, State
from compliance.model.ladder import Rung
from compliance.model.location import Location
from compliance.model.remedy import Remedy
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation: its location, the evidence behind it as lines of text, a fingerprint that survives edits.

    `evidence` is None if the location is in a file: the sources of the report on the subject have its hash.
    `related` are further places that a reader has to compare with the first.
    """

    message: Message
    location: Location
    evidence: tuple[Message, ...] | None
    fingerprint: str
    waived_by: str | None = None
    related: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule on one dossier. `subjects` counts what the rule looked at, `unseen` what it should have looked at too.

    `reason` explains any outcome but met; nothing is met unless `unseen` is 0. `severity` is None if no cited clause
    existed on the date of the audit.
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


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a platform has come. `rung` is None if only rules that this version lacks, `undecided`, could tell."""

    rung: Rung | None
    claimed: Rung | None
    evidence: tuple[Message, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unseen:
    """What was not seen: its address, why, and what would let it be seen, None if nothing that is asked for would.

    `location` is the line at fault, where it is the text of a file.
    """

    place: str
    reason: Message
    remedy: Remedy | None = None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """The address of a file that was judged, and the SHA-256 of its bytes."""

    uri: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """All verdicts on one platform or document.

    `looks` pairs an address with what came back, in signs both languages share; `gaps` are what was not seen.
    `sources` are the files that were judged, the record too.
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

    def breaches(self, severity: Severity) -> int:
        """Return how many rules are breached at that severity."""
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
