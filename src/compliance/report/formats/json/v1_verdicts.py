"""The shape of verdicts and violations in the JSON report; `v1` has the rest of it."""

from compliance.model.dataclass import dataclass
from compliance.model.grades import Basis, ConfirmationState, Outcome, Proof, Severity


@dataclass(slots=True, eq=False, repr=False)
class Location:
    """A path, URL or `tls://host:port`, a JSON Pointer into it, and line and column counted from 1."""

    uri: str
    pointer: str
    line: int | None
    column: int | None


@dataclass(slots=True, eq=False, repr=False)
class Confirmed:
    """Who looked when, and what was seen."""

    who: str
    on: str
    seen: str


@dataclass(slots=True, eq=False, repr=False)
class Waiver:
    """Why a breach is accepted, on what basis, who asked for it, who approved it, and until when."""

    reason: str
    legal_basis: str
    owner: str
    approver: str
    expires: str


@dataclass(slots=True, eq=False, repr=False)
class Violation:
    """One breach. The fingerprint survives edits elsewhere in the file; a waived one names its waiver.

    The evidence is the look that shows it; null where the location is in a file, which `sources` names with its hash.
    `related` are further places to compare with the first. A fail whose `confirmation` is `needed` counts as a fail
    only when a person has looked; `confirmed` is what that person wrote.
    """

    message: str
    template: str
    params: dict[str, str | int]
    location: Location
    evidence: tuple[str, ...] | None
    related: tuple[Location, ...]
    fingerprint: str
    waived_by: str | None
    severity: Severity | None
    proof: Proof
    confirmation: ConfirmationState
    confirmed: Confirmed | None
    waiver: Waiver | None


@dataclass(slots=True, eq=False, repr=False)
class RulesetRule:
    """The file of a ruleset, the level of the rule there (error, warn, info, hint), and where more is said of it."""

    file: str
    level: str
    documentation: str | None


@dataclass(slots=True, eq=False, repr=False)
class Verdict:
    """One rule on one subject; `subjects` counts what the rule looked at, `unseen` what hid something from it.

    `severity` is that of the heaviest violation that is not waived. `basis` is the weakest that the verdict rests on:
    what is met on the basis `declared` was found to be no breach by the word of the record alone. `broken` says what is
    wrong, `remedy` how to mend it, `says` the norm; null where there are no violations, or the rule has no such words.
    `ruleset` is null for our own rules; a verdict by a ruleset cites no law.
    """

    rule: str
    requirements: tuple[str, ...]
    outcome: Outcome
    severity: Severity | None
    proof: Proof
    subjects: int
    unseen: int
    violations: tuple[Violation, ...]
    reason: str | None
    could_not_be_judged: bool
    basis: Basis
    broken: str | None
    remedy: str | None
    says: str | None
    ruleset: RulesetRule | None
