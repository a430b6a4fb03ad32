"""The rules that can run on dossiers of one kind, with what is the same for all of these."""

from collections.abc import Iterable

from compliance.judgement.prepared_rule import PreparedRule
from compliance.judgement.subjects import WantedKeys, can_hold, wanted_keys
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.facts import Facts
from compliance.model.rule import Rule


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
