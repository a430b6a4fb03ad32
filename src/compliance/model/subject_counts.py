"""What the report on a platform counts, without its verdicts: for lists of more platforms than anybody reads whole."""

from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass, field
from compliance.model.grades import Basis, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OUTCOME_LETTERS: Final = {
    Outcome.BREACHED: "b",
    Outcome.MET: "m",
    Outcome.NOT_APPLICABLE: "a",
    Outcome.NOT_OBSERVED: "o",
    Outcome.ERROR: "e",
    Outcome.WAIVED: "w",
}
BASIS_LETTERS: Final = {Basis.DECLARED: "d", Basis.DOCUMENT: "p", Basis.THIRD_PARTY: "t", Basis.OBSERVED: "o"}
_OUTCOME_OF: Final = {letter: outcome for outcome, letter in OUTCOME_LETTERS.items()}
_BASIS_OF: Final = {letter: basis for basis, letter in BASIS_LETTERS.items()}


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What is left of a verdict where only its outcome counts; the fields are those of `Verdict`."""

    rule: str
    requirements: tuple[str, ...]
    outcome: Outcome
    basis: Basis
    reads_another_form: bool = False


@dataclass(frozen=True, slots=True)
class JudgedRules:
    """The rules by which a platform was judged, in order, each with the requirements that it speaks on there.

    Many platforms have the same. `places` gives the place of each rule.
    """

    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    places: dict[str, int] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, rows: "Iterable[tuple[str, tuple[str, ...]]]") -> "JudgedRules":
        """Return the rules in this order."""
        listed = tuple(rows)
        return cls(listed, {rule: place for place, (rule, _) in enumerate(listed)})


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """Findings, which are places, by weight: fails that count, fails that wait for a person, and those waived apart.

    `of_rulesets` are those of all weights that cite no law.
    `rules` counts the rules that are broken somewhere, `subjects` the platforms and documents with a finding.
    """

    fail: int
    to_confirm: int
    warn: int
    advice: int
    waived: int
    rules: int
    subjects: int
    of_rulesets: int = 0

    @property
    def places(self) -> int:
        """All that no waiver covers."""
        return self.fail + self.to_confirm + self.warn + self.advice


@dataclass(frozen=True, slots=True)
class SubjectCounts:
    """The counts over all verdicts on one platform or document.

    `outcomes` and `bases` have a letter for each of the `rules`; `broken` are the places of the rules with a finding
    that no waiver covers, `passed_over` of those that read another form than a service has. `failing`, `warned` and
    `advised` count broken rules, also those that wait for a confirmation, which `to_confirm` counts; `by_rulesets`
    counts those that fail without a law. `unjudged` counts verdicts that could not be reached, `declared` those that
    are met on nothing but the word of the record.
    """

    outcomes: str
    bases: str
    findings: FindingCounts
    broken: tuple[int, ...] = ()
    passed_over: tuple[int, ...] = ()
    failing: int = 0
    warned: int = 0
    advised: int = 0
    to_confirm: int = 0
    by_rulesets: int = 0
    unjudged: int = 0
    declared: int = 0
    rules: JudgedRules = field(default_factory=JudgedRules)

    def count(self, outcome: Outcome) -> int:
        """Return how many verdicts have this outcome."""
        return self.outcomes.count(OUTCOME_LETTERS[outcome])

    def breaches(self, severity: Severity) -> int:
        """Return how many rules are broken at that severity."""
        return {Severity.FAIL: self.failing, Severity.WARN: self.warned, Severity.ADVICE: self.advised}[severity]

    def outcomes_of(self, rules: "Iterable[str]") -> "Mapping[str, Outcome]":
        """Return the outcomes of some rules, of those that were judged."""
        places = self.rules.places
        return {rule: _OUTCOME_OF[self.outcomes[places[rule]]] for rule in rules if rule in places}

    @property
    def said(self) -> tuple[RuleOutcome, ...]:
        """All that each rule gave, in order."""
        passed_over = frozenset(self.passed_over)
        given = zip(self.rules.rows, self.outcomes, self.bases, strict=True)
        return tuple(
            RuleOutcome(rule, requirements, _OUTCOME_OF[outcome], _BASIS_OF[basis], place in passed_over)
            for place, ((rule, requirements), outcome, basis) in enumerate(given)
        )
