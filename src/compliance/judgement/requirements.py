"""From verdicts on rules to the state of each requirement."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Protocol

from compliance.model.grades import Basis, Covers, Outcome, State
from compliance.model.requirement import Catalogue
from compliance.model.verdict import RequirementState, SubjectReport

if TYPE_CHECKING:
    from compliance.model.subject_counts import RuleOutcome
    from compliance.model.verdict import Verdict

NO_RULE_YET: Final = "no-rule-yet"
_WORST_FIRST: Final = (
    (Outcome.BREACHED, State.BREACHED),
    (Outcome.WAIVED, State.WAIVED),
    (Outcome.ERROR, State.NOT_OBSERVED),
    (Outcome.NOT_OBSERVED, State.NOT_OBSERVED),
    (Outcome.MET, State.NO_BREACH_FOUND),
    (Outcome.NOT_APPLICABLE, State.NOT_APPLICABLE),
)
_Said = tuple[Outcome, Basis, tuple[str, ...]]
_SAID: Final = attrgetter("rule", "outcome", "basis", "requirements")
_Results = frozenset[tuple[Outcome, Basis]]
_UNBOUND: Final = (Outcome.NOT_APPLICABLE, Basis.DECLARED)
_UNSEEN: Final = (Outcome.NOT_OBSERVED, Basis.DECLARED)
_ALL_UNSEEN: Final = frozenset({_UNSEEN})


class Citing(Protocol):
    """A rule, or its row in a list."""

    @property
    def id(self) -> str: ...
    @property
    def citations(self) -> tuple[str, ...]: ...


def rules_by_requirement(catalogue: Catalogue, rules: Iterable[Citing]) -> dict[str, list[str]]:
    """Return the ids of the rules that cite each requirement; an id that was merged counts for the row it went into."""
    rules_of: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows = {citation: catalogue.standing_id(citation) for rule in rules for citation in rule.citations}
    for rule in rules:
        for citation in rule.citations:
            if (row := rows[citation]) is not None:
                rules_of[row][rule.id] = None
    return {row: list(ids) for row, ids in rules_of.items()}


def requirement_states(
    catalogue: Catalogue, rules: Sequence[Citing], subjects: Sequence[SubjectReport]
) -> tuple[RequirementState, ...]:
    """Return the state of every requirement over all subjects: the worst of what its rules found.

    It is in conflict where each breach of it is one on which the sources of the platform disagree. `rules` are all
    there are, not only those that ran: a rule without a verdict on a subject has not observed it.
    """
    tally = RequirementTally()
    for subject in subjects:
        tally.add(subject)
    return tally.states(catalogue, rules)


class RequirementTally:
    """What verdicts say of requirements, added up subject by subject; the verdicts themselves are needed no more."""

    def __init__(self) -> None:
        self._subjects = 0
        self._said: Counter[tuple[str, Outcome, Basis, tuple[str, ...]]] = Counter()
        self._disputed: dict[str, bool] = {}
        self._unread: set[str] = set()

    def add(self, subject: SubjectReport) -> None:
        """Count what the rules found on a subject: hardly ever more than a few different things."""
        self._subjects += 1
        said = subject.said
        self._said.update(map(_SAID, said))
        self._note_disputed(subject, said)
        self._note_unread(said)

    def _note_disputed(self, subject: SubjectReport, said: "Sequence[Verdict | RuleOutcome]") -> None:
        """Note by requirement whether the sources of a platform disagree on each breach of it."""
        broken = {rule for conflict in subject.ladder.conflicts for rule in conflict.broken}
        for verdict in said:
            if verdict.outcome is Outcome.BREACHED:
                for name in verdict.requirements:
                    self._disputed[name] = self._disputed.get(name, True) and verdict.rule in broken

    def _note_unread(self, said: "Sequence[Verdict | RuleOutcome]") -> None:
        """Note the requirements of which nothing was looked at on a subject, because its rules read another form."""
        passed_over = {name for each in said if each.reads_another_form for name in each.requirements}
        if passed_over:
            judged = (each for each in said if each.outcome is not Outcome.NOT_APPLICABLE)
            self._unread |= passed_over.difference(name for each in judged for name in each.requirements)

    def states(self, catalogue: Catalogue, rules: Sequence[Citing]) -> tuple[RequirementState, ...]:
        """Return the state of every requirement over all subjects that were added, as `requirement_states` does."""
        rules_of, said = rules_by_requirement(catalogue, rules), self._by_rule()
        return tuple(
            RequirementState(name, self._state(name, rules_of[name], said, catalogue), tuple(rules_of[name]))
            if name in rules_of
            else RequirementState(name, State.NOT_CHECKABLE, (), reason or NO_RULE_YET)
            for name, reason in catalogue.reasons.items()
        )

    def _by_rule(self) -> Mapping[str, Counter[_Said]]:
        said: defaultdict[str, Counter[_Said]] = defaultdict(Counter)
        for (rule, outcome, basis, requirements), count in self._said.items():
            said[rule][outcome, basis, requirements] = count
        return said

    def _state(
        self, name: str, rules: Iterable[str], said: Mapping[str, Counter[_Said]], catalogue: Catalogue
    ) -> State:
        subjects = self._subjects
        found = {_results(name, said[rule], subjects) if rule in said else _ALL_UNSEEN for rule in rules}
        results = found | {_ALL_UNSEEN} if name in self._unread else found
        return _settled(name, _state(name, results, catalogue), self._disputed)


def _settled(name: str, state: State, disputed: Mapping[str, bool]) -> State:
    return State.CONFLICT if state is State.BREACHED and disputed.get(name, False) else state


def _results(name: str, said: Counter[_Said], subjects: int) -> _Results:
    """Return what the verdicts of one rule say of a requirement.

    On a subject without a verdict nothing was observed; a requirement that a verdict leaves out does not bind there.
    """
    results = {(outcome, basis) if name in requirements else _UNBOUND for outcome, basis, requirements in said}
    return frozenset(results) if said.total() == subjects else frozenset({*results, _UNSEEN})


def _state(name: str, results: Set[_Results], catalogue: Catalogue) -> State:
    """Return the worst of what the rules of a requirement gave; nothing but a look at all that it says shows it met."""
    if results == {_ALL_UNSEEN}:  # because most of what there is to know no document tells
        return State.NOT_OBSERVED
    outcomes = {outcome for rows in results for outcome, _ in rows}
    state = next((state for outcome, state in _WORST_FIRST if outcome in outcomes), State.NOT_OBSERVED)
    if state is State.NO_BREACH_FOUND and all(map(_is_observed, results)):
        requirement = catalogue.find(name)
        return State.MET if requirement is not None and requirement.covers is Covers.WHOLE else state
    return state


def _is_observed(results: _Results) -> bool:
    """Return whether the rule was met, and wherever it was met, by our own look."""
    met = [basis for outcome, basis in results if outcome is Outcome.MET]
    return bool(met) and all(basis is Basis.OBSERVED for basis in met)
