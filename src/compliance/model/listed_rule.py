"""A rule as a row of a list, for all that is not running it: its module need not be imported."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

from compliance.model import selection
from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.grades import Basis, Proof
from compliance.model.rule import Rule, Said
from compliance.model.rule_name import RuleName
from compliance.model.subject import kind_named


@dataclass(frozen=True)
class ListedRule:
    """Where a rule lies, the name of the kind of subject it looks at, the ids it cites, and its other arguments.

    `selection` is the name of the function that made its selection, with what that was given; empty where it has none.
    With `is_selective` the module has to be asked besides whom the rule concerns.
    """

    module: str
    subject: str
    citations: tuple[str, ...]
    proof: Proof = Proof.CONCLUSIVE
    needs: tuple[str, ...] = ()
    own_basis: Basis | None = None
    is_selective: bool = False
    selection: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: Rule) -> "ListedRule":
        when = rule.when if isinstance(rule.when, selection.Selection) else None
        is_whole = when is not None and bool(when.made_by) and when.predicate is None
        return cls(
            module=rule.check.__module__,
            subject=rule.subject.__name__,
            citations=rule.citations,
            proof=rule.proof,
            needs=rule.needs,
            own_basis=rule.own_basis,
            is_selective=rule.when is not None and not is_whole,
            selection=when.made_by if when else (),
        )

    @cached_property
    def id(self) -> str:
        return RuleName.of(self.module).id

    def awaited(self, load: Callable[[str], Rule]) -> Rule:
        """Return the rule; `load` imports its module when it is first asked about a subject."""
        awaited = _Awaited(self.module, load)
        when: Any = awaited.concerns if self.is_selective else None
        if self.selection:
            name, *given = self.selection
            selected = getattr(selection, name)(*given)
            when = selected.narrowed(awaited.concerns) if self.is_selective else selected
        rule = Rule(self.citations, self.proof, when, self.needs, awaited, self.own_basis)
        vars(rule)["kind"] = kind_named(self.subject)  # because the module would be imported to find it out
        return rule


class _Awaited:
    """The check of a rule whose module is imported at its first call."""

    takes_facts: Final = True

    def __init__(self, module: str, load: Callable[[str], Rule]) -> None:
        self.__module__ = module
        self._load = load
        self._known: tuple[Facts, Callable[[Any], Iterator[Said]], Callable[[Any], bool]] | None = None

    def __call__(self, subject: Any, facts: Facts) -> Iterator[Said]:
        return self._of(facts)[1](subject)

    def concerns(self, subject: Any, facts: Facts) -> bool:
        """Return whether the rule concerns a subject."""
        return self._of(facts)[2](subject)

    def _of(self, facts: Facts) -> tuple[Facts, Callable[[Any], Iterator[Said]], Callable[[Any], bool]]:
        if self._known is None or self._known[0] is not facts:
            rule = self._load(self.__module__)
            self._known = facts, rule.check_with(facts), rule.concerns(facts)
        return self._known
