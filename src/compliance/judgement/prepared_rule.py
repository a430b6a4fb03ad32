"""A rule before the dossiers of an audit, with all that is the same for each of them."""

from collections.abc import Callable, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.family import OF_OPENAPI
from compliance.model.lazy import lazy_property
from compliance.model.rule import Rule, Said
from compliance.model.subject import Subject
from compliance.model.text import Message

_UNSAID: Final = "the record does not say {field}"


@dataclass(frozen=True, slots=True)
class Need:
    """A field that has to be known: its path from the subject, and what to say where the record leaves it out."""

    steps: tuple[str, ...]
    unsaid: Message


class PreparedRule:
    """A rule with the facts of an audit; its module is imported when a subject is there that it may concern.

    `hides` is what its gaps keep from being seen, `hidden_by` what tells which gaps of a dossier hide from it.
    """

    def __init__(self, rule: Rule, facts: Facts) -> None:
        self._facts = facts
        self.rule = rule
        self.id = rule.id
        self.group = rule.group
        self.kind = rule.kind
        self.hidden_by = rule.kind, rule.group
        self.basis = rule.basis
        self.is_of_fleet = rule.kind.is_of_fleet
        self.is_of_openapi = rule.kind.family in OF_OPENAPI
        self.hides = frozenset({rule.kind.name})
        self.needs = tuple(Need(tuple(path.split(".")), Message.of(_UNSAID, field=path)) for path in rule.needs)

    @lazy_property
    def concerns(self) -> Callable[[Subject], bool]:
        """The predicate that tells whether the rule concerns a subject."""
        return self.rule.loaded.concerns(self._facts)

    @lazy_property
    def check(self) -> Callable[[Subject], Iterator[Said]]:
        """The check of a subject."""
        return self.rule.loaded.check_with(self._facts)
