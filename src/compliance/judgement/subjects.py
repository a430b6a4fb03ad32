"""The subjects of one dossier, by kind, which of them a rule concerns, and the rules that can find any."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

from compliance.judgement.prepared_rule import PreparedRule
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.facts import Facts
from compliance.model.gap import Gap
from compliance.model.rule import Rule
from compliance.model.selection import Keys, Selection
from compliance.model.subject import Subject, SubjectKind

_Index = Mapping[Hashable, Sequence[int]]
WantedKeys = Mapping[tuple[SubjectKind, Keys], Collection[Hashable]]
"""What rules want to find in an index, by what is indexed and how."""


def can_hold(dossier: Kind, kind: SubjectKind) -> bool:
    """Return whether subjects of a kind may be in such a dossier; a document has no record and no endpoint."""
    return dossier is Kind.PLATFORM or not kind.is_of_platform


def wanted_keys(rules: Iterable[Rule]) -> WantedKeys:
    """Return the keys that selections of some rules want."""
    wanted: defaultdict[tuple[SubjectKind, Keys], set[Hashable]] = defaultdict(set)
    for rule in rules:
        if isinstance(rule.when, Selection):
            wanted[rule.kind, rule.when.keys] |= rule.when.wanted
    return dict(wanted)


@dataclass(frozen=True, slots=True)
class AbleRules:
    """The rules, the keys that their selections want, and the kinds of observation that they ask for."""

    rules: tuple[PreparedRule, ...]
    keys: WantedKeys
    looked_for: frozenset[str]

    @classmethod
    def of(cls, kind: Kind, rules: Iterable[Rule], facts: Facts) -> "AbleRules":
        """Return those among some rules that can run on dossiers of a kind."""
        able = tuple(rule for rule in rules if can_hold(kind, rule.kind))
        looked_for = frozenset[str]().union(*(rule.kind.looked_for() for rule in able))
        return cls(tuple(PreparedRule(rule, facts) for rule in able), wanted_keys(able), looked_for)


class Subjects:
    """The subjects of a dossier: each kind is enumerated when the first rule needs it, and indexed once per key.

    A subject that should be there and of which something is missing is a gap, kept apart. `missing` are the kinds of
    which it is known already that there is neither.
    """

    def __init__(self, enumerated: Callable[[SubjectKind], Iterable[Any]], facts: Facts, wanted: WantedKeys) -> None:
        """Enumerate subjects for rules that want these keys, by which they are indexed."""
        self._enumerated = enumerated
        self._facts = facts
        self._wanted = wanted
        self._found: dict[SubjectKind, tuple[list[Any], list[Gap]]] = {}
        self._indexes: dict[tuple[SubjectKind, Keys], _Index] = {}
        self.missing: set[SubjectKind] = set()

    def concerned(self, prepared: PreparedRule, subjects: Sequence[Subject]) -> Iterable[Subject]:
        """Return the subjects of its kind that the rule concerns, in their order; each is asked about when it comes."""
        rule = prepared.rule
        if rule.when is None:
            return subjects
        if not isinstance(rule.when, Selection):
            return filter(prepared.concerns, subjects)
        index = self._index(prepared.kind, rule.when.keys)
        numbers = sorted({number for key in rule.when.wanted for number in index.get(key, ())})
        when = rule.loaded.when if numbers else None
        predicate = when.predicate if isinstance(when, Selection) else None
        if predicate is None:
            return [subjects[number] for number in numbers]
        selected = (subjects[number] for number in numbers)
        return (subject for subject in selected if predicate(subject, self._facts))

    def of(self, kind: SubjectKind) -> tuple[Sequence[Any], Sequence[Gap]]:
        """Return the subjects of a kind, in the order of the evidence, and the gaps in the place of others."""
        if (found := self._found.get(kind)) is None:
            subjects = list(self._enumerated(kind))
            gaps = [subject for subject in subjects if isinstance(subject, Gap)]
            if gaps:
                subjects = [subject for subject in subjects if not isinstance(subject, Gap)]
            found = self._found[kind] = subjects, gaps
            if not subjects and not gaps:
                self.missing.add(kind)
        return found

    def _index(self, kind: SubjectKind, keys: Keys) -> _Index:
        if (kind, keys) not in self._indexes:
            wants = frozenset(self._wanted[kind, keys])
            index: dict[Hashable, list[int]] = {key: [] for key in wants}
            facts = self._facts
            for number, subject in enumerate(self.of(kind)[0]):
                found = keys(subject, facts)
                if not wants.isdisjoint(found):
                    for key in wants.intersection(found):
                        index[key].append(number)
            self._indexes[kind, keys] = index
        return self._indexes[kind, keys]
