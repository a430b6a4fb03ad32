"""From verdicts on rules to the state of each requirement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from compliance.model.grades import Basis, Outcome, State
from compliance.model.requirement import Catalogue
from compliance.model.verdict import RequirementState, SubjectReport

NO_RULE_YET: Final = "no-rule-yet"
_WORST_FIRST: Final = (
    (Outcome.BREACHED, State.BREACHED),
    (Outcome.WAIVED, State.WAIVED),
    (Outcome.ERROR, State.NOT_OBSERVED),
    (Outcome.NOT_OBSERVED, State.NOT_OBSERVED),
    (Outcome.MET, State.NO_BREACH_FOUND),
    (Outcome.NOT_APPLICABLE, State.NOT_APPLICABLE),
)
_Results = frozenset[tuple[Outcome, Basis]]
_NONE: Final[_Results] = frozenset()
_UNSEEN: Final[_Results] = frozenset({(Outcome.NOT_OBSERVED, Basis.DECLARED)})


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
    results = _results(subjects)
    return tuple(
        RequirementState(name, _state(name, [results.get(rule, _UNSEEN) for rule in citing], catalogue), tuple(citing))
        if (citing := rules_of.get(name))
        else RequirementState(name, State.NOT_CHECKABLE, (), reason or NO_RULE_YET)
        for name, reason in catalogue.reasons.items()
    )


def _results(subjects: Sequence[SubjectReport]) -> dict[str, _Results]:
    """Return what each rule gave over all subjects: on one that it gave no verdict on, it has observed nothing."""
    given: defaultdict[str, list[tuple[Outcome, Basis]]] = defaultdict(list)
    for subject in subjects:
        for verdict in subject.verdicts:
            given[verdict.rule].append((verdict.outcome, verdict.basis))
    return {rule: frozenset(rows) | (_UNSEEN if len(rows) < len(subjects) else _NONE) for rule, rows in given.items()}


def _state(name: str, results: Sequence[_Results], catalogue: Catalogue) -> State:
    """Return the worst of what the rules of a requirement gave; nothing but a look at all that it says shows it met."""
    outcomes = {outcome for rows in results for outcome, _ in rows}
    state = next((state for outcome, state in _WORST_FIRST if outcome in outcomes), State.NOT_OBSERVED)
    if state is State.NO_BREACH_FOUND and all(map(_is_observed, results)):
        requirement = catalogue.find(name)
        return State.MET if getattr(requirement, "covers", "part") == "whole" else state
    return state


def _is_observed(results: _Results) -> bool:
    """Return whether the rule was met, and wherever it was met, by our own look."""
    met = [basis for outcome, basis in results if outcome is Outcome.MET]
    return bool(met) and all(basis is Basis.OBSERVED for basis in met)
