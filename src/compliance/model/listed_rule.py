"""A rule as a row of a list, for all that is not running it: its module need not be imported."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from compliance.model import selection
from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.grades import Basis, Proof
from compliance.model.rule import Rule, Said
from compliance.model.rule_name import RuleName
from compliance.model.subject import SubjectKind, kind_named


@dataclass(frozen=True)
class ListedRule:
    """Where a rule lies, the name of the kind of subject it looks at, the ids it cites, and its other arguments.

    `selection` is the name of the function that made its selection, with what that was given; empty where the module
    has to be asked whom the rule concerns, and where it concerns every subject.
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
        made_by = rule.when.made_by if isinstance(rule.when, selection.Selection) else ()
        return cls(
            module=rule.check.__module__,
            subject=rule.subject.__name__,
            citations=rule.citations,
            proof=rule.proof,
            needs=rule.needs,
            own_basis=rule.own_basis,
            is_selective=rule.when is not None,
            selection=made_by,
        )

    @cached_property
    def id(self) -> str:
        return RuleName.of(self.module).id

    def awaited(self, load: Callable[[str], Rule]) -> Rule:
        """Return the rule; `load` imports its module when it is first asked about a subject."""
        awaited = _Awaited(self.module, load)
        when: Any = None
        if self.selection:
            name, *given = self.selection
            when = getattr(selection, name)(*given)
        elif self.is_selective:
            when = awaited.concerns
        return _AwaitedRule(
            self.citations, self.proof, when, self.needs, awaited, self.own_basis, kind_named(self.subject)
        )


@dataclass(frozen=True)
class _AwaitedRule(Rule):
    """A rule of which the list says enough to know that nothing concerns it."""

    listed_kind: SubjectKind | None = None

    @cached_property
    def kind(self) -> SubjectKind:
        return self.listed_kind or super().kind


class _Awaited:
    """The check of a rule whose module is imported at its first call."""

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
