"""A rule as a row of a list, for all that is not running it: its module need not be imported."""

from collections.abc import Callable
from typing import Any

from compliance.model import selection
from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.grades import Basis, Proof
from compliance.model.lazy import lazy_property
from compliance.model.rule import Rule
from compliance.model.rule_name import id_of
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

    @lazy_property
    def id(self) -> str:
        return id_of(self.module)

    def awaited(self, load: Callable[[str], Rule]) -> Rule:
        """Return the rule; `load` imports its module when something may concern it, and it is asked to be `loaded`."""
        awaited = _Awaited(self.module, load)
        when: Any = awaited if self.is_selective else None
        if self.selection:
            name, *given = self.selection
            selected = getattr(selection, name)(*given)
            when = selected.narrowed(awaited) if self.is_selective else selected
        rule = _AwaitedRule(self.citations, self.proof, when, self.needs, awaited, self.own_basis)
        vars(rule)["kind"] = kind_named(self.subject)  # because the module would be imported to find it out
        return rule


class _AwaitedRule(Rule):
    """A rule of which the list says enough to know that nothing concerns it."""

    @lazy_property
    def loaded(self) -> Rule:
        """The rule with what its module says of it."""
        load: Callable[[], Rule] = self.check.loaded  # type: ignore[attr-defined]  # because it is an awaited one
        return load()


class _Awaited:
    """The check and the predicate of a rule whose module is not imported yet."""

    def __init__(self, module: str, load: Callable[[str], Rule]) -> None:
        self.__module__ = module
        self._load = load

    def loaded(self) -> Rule:
        return self._load(self.__module__)

    def __call__(self, subject: Any, facts: Facts) -> Any:
        """Refuse to judge: the rule is `loaded` first."""
        raise LookupError(
            f"{self.__module__} has not been imported, so it says nothing of {subject!r} on {facts.as_of}"
        )
