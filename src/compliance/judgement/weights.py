"""What a breach of each rule weighs, computed once for all platforms that clauses bind alike."""

from collections.abc import Sequence
from functools import cache

from compliance.judgement.bound import Party, is_owed_through_its_agency
from compliance.judgement.findings import Weigh
from compliance.judgement.prepared_rule import PreparedRule
from compliance.judgement.severity import able_to_find, audited_party, confirmation_for, severity_for
from compliance.model.dataclass import dataclass, field
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.grades import Basis, ConfirmationState, Profile, Proof, Severity
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class RuleWeight:
    """What a breach of one rule weighs for some platforms. `requirements` are the ids of what they break by it.

    With `is_above` none of its clauses reaches them. `proof` is the most that a breach proves there. `weight` is that
    of a breach so proved; `weigh` returns it for any proof. `quiet` has the verdicts of the rule where it found
    nothing and nothing hid from it, by the number of subjects that it judged, as far as there was such a platform.
    """

    requirements: tuple[str, ...]
    is_above: bool
    proof: Proof
    weight: Severity | None
    weigh: Weigh
    quiet: dict[int, Verdict] = field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Weights:
    """What breaches weigh for platforms that are bound alike; what is the word of nobody is no admission there."""

    facts: Facts
    profile: Profile
    party: Party
    is_rehearsal: bool
    can_admit: bool
    _known: dict[str, RuleWeight] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, rules: Sequence[PreparedRule]) -> list[RuleWeight]:
        """Return what breaches of rules weigh; raises `LookupError` for a clause that is in no catalogue."""
        known = self._known
        for rule in rules:
            if rule.id not in known:
                known[rule.id] = self._of(rule.rule)
        return [known[rule.id] for rule in rules]

    def _of(self, rule: Rule) -> RuleWeight:
        cited = cited_requirements(rule, self.facts)
        bound = [each for each in cited if not is_owed_through_its_agency(each, self.facts, self.party)]
        is_word_of_nobody = rule.basis is Basis.DECLARED and not self.can_admit
        proof = rule.proof.at_most(Proof.INDICATIVE) if is_word_of_nobody else rule.proof
        weighing = able_to_find(bound)

        @cache
        def weigh(proof: Proof) -> tuple[Severity | None, ConfirmationState]:
            weight = severity_for(weighing, proof, self.facts, self.party, self.profile)
            if self.is_rehearsal and weight is not None:
                weight = weight.at_most(Severity.WARN)
            return weight, confirmation_for(weighing, weight, self.facts, self.party)

        names = tuple(requirement.id for requirement in bound or cited)
        return RuleWeight(names, not bound, proof, weigh(proof)[0], weigh)


class AllWeights:
    """What breaches weigh in one audit."""

    def __init__(self, facts: Facts, profile: Profile) -> None:
        self._facts = facts
        self._profile = profile
        self._known: dict[tuple[Party, bool, bool], Weights] = {}

    def of(self, dossier: Dossier) -> Weights:
        """Return what breaches weigh for one platform or document."""
        record = dossier.record
        party = audited_party(record, self._facts, self._profile)
        alike = party, record is not None and record.is_rehearsal, record is not None and record.can_admit
        if alike not in self._known:
            self._known[alike] = Weights(self._facts, self._profile, *alike)
        return self._known[alike]


def cited_requirements(rule: Rule, facts: Facts) -> list[Requirement]:
    """Return the requirements a rule cites; raises `LookupError` for an id that is in no catalogue."""
    found: dict[str, Requirement] = {}
    for citation in rule.citations:
        requirement = facts.catalogue.find(citation)
        if requirement is None:
            raise LookupError(f"{rule.id} cites {citation}, which is not in the catalogue")
        found[requirement.id] = requirement
    return list(found.values())
