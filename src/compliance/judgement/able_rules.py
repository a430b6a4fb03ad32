"""The rules that can run on dossiers of one kind, with what is the same for all of these."""

from collections.abc import Iterable

from compliance.judgement.subjects import WantedKeys, can_hold, wanted_keys
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.rule import Rule


@dataclass(frozen=True, slots=True)
class AbleRules:
    """The rules, the keys that their selections want, and the kinds of observation that they ask for."""

    rules: tuple[Rule, ...]
    keys: WantedKeys
    looked_for: frozenset[str]

    @classmethod
    def of(cls, kind: Kind, rules: Iterable[Rule]) -> "AbleRules":
        """Return those among some rules that can run on dossiers of a kind."""
        able = tuple(rule for rule in rules if can_hold(kind, rule.kind))
        return cls(able, wanted_keys(able), frozenset[str]().union(*(rule.kind.looked_for() for rule in able)))
