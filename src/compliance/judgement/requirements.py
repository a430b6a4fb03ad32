"""From verdicts on rules to the state of each requirement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from compliance.model.grades import Outcome, State
from compliance.model.requirement import Catalogue
from compliance.model.verdict import RequirementState, SubjectReport, Verdict

NO_RULE_YET: Final = "no-rule-yet"
_WORST_FIRST: Final = (
    (Outcome.BREACHED, State.BREACHED),
    (Outcome.ERROR, State.NOT_OBSERVED),
    (Outcome.NOT_OBSERVED, State.NOT_OBSERVED),
    (Outcome.WAIVED, State.WAIVED),
    (Outcome.MET, State.MET),
    (Outcome.NOT_APPLICABLE, State.NOT_APPLICABLE),
)


class Citing(Protocol):
    """A rule, or its row in a list."""

    @property
    def id(self) -> str: ...
    @property
    def citations(self) -> tuple[str, ...]: ...


def rules_by_requirement(catalogue: Catalogue, rules: Iterable[Citing]) -> dict[str, list[str]]:
    """Return the ids of the rules that cite each requirement; an id that was merged counts for the row it went into."""
    rules_of: defaultdict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for citation in rule.citations:
            requirement = catalogue.find(citation)
            if requirement is not None and rule.id not in rules_of[requirement.id]:
                rules_of[requirement.id].append(rule.id)
    return dict(rules_of)


def requirement_states(
    catalogue: Catalogue, rules: Sequence[Citing], subjects: Sequence[SubjectReport]
) -> tuple[RequirementState, ...]:
    """Return the state of every requirement over all subjects: the worst of what its rules found.

    `rules` are all there are, not only those that ran: a rule without a verdict on a subject has not observed it.
    """
    rules_of = rules_by_requirement(catalogue, rules)
    outcomes: defaultdict[str, set[Outcome]] = defaultdict(set)
    for subject in subjects:
        verdict_of = {verdict.rule: verdict for verdict in subject.verdicts}
        for requirement_id, names in rules_of.items():
            outcomes[requirement_id].update(_outcome(verdict_of.get(name), requirement_id) for name in names)
    return tuple(
        RequirementState(name, _state(outcomes[name]), tuple(rules_of[name]))
        if name in rules_of
        else RequirementState(name, State.NOT_CHECKABLE, (), reason or NO_RULE_YET)
        for name, reason in catalogue.reasons.items()
    )


def _outcome(verdict: Verdict | None, requirement_id: str) -> Outcome:
    """Return what a verdict says of a requirement; it leaves out those that do not bind the platform."""
    if verdict is None:
        return Outcome.NOT_OBSERVED
    return verdict.outcome if requirement_id in verdict.requirements else Outcome.NOT_APPLICABLE


def _state(outcomes: set[Outcome]) -> State:
    """Return the worst of these outcomes as a state; a requirement whose rules were not run has not been observed."""
    return next((state for outcome, state in _WORST_FIRST if outcome in outcomes), State.NOT_OBSERVED)
