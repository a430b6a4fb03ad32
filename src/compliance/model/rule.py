"""What a rule is: a check, the requirements it cites, and how much its finding proves."""

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.observation import Observation
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.security import SecurityScheme
from compliance.model.openapi.server import Server
from compliance.model.record import Connection, Record, Service
from compliance.model.rule_name import RuleName
from compliance.model.source import SourceText
from compliance.model.violation import Violation

Subject = (
    SourceText
    | Document
    | Server
    | Operation
    | Parameter
    | Schema
    | Property
    | SecurityScheme
    | Record
    | Service
    | Connection
    | Observation
)
S = TypeVar("S", bound=Subject)
T = TypeVar("T")

Check = Callable[[S], Iterator[Violation]] | Callable[[S, Facts], Iterator[Violation]]


@dataclass(frozen=True)
class Rule:
    """A rule as the auditor sees it. Everything but the decorator's arguments is read from its module."""

    citations: tuple[str, ...]
    proof: Proof
    when: Callable[..., bool] | None
    needs: tuple[str | Callable[..., bool], ...]
    check: Callable[..., Iterator[Violation]]

    @cached_property
    def name(self) -> RuleName:
        """Where the rule lies."""
        return RuleName.of(self.check.__module__)

    @cached_property
    def id(self) -> str:
        """Group and file name: `openapi.document_parses`."""
        return self.name.id

    @property
    def group(self) -> str:
        return self.name.group

    @property
    def family(self) -> str | None:
        """The folder within the group, None if the rule lies in the group itself."""
        return self.name.family

    @cached_property
    def subject(self) -> type[Subject]:
        """The annotation of the check's first parameter."""
        parameter = next(iter(inspect.signature(self.check, eval_str=True).parameters.values()))
        kind: type[Subject] = parameter.annotation
        return kind

    @cached_property
    def _asks(self) -> Callable[[Subject, Facts], bool]:
        return _with_facts(self.when) if self.when else lambda _subject, _facts: True

    def is_decided(self, subject: Subject, facts: Facts) -> bool:
        """Whether the published facts are enough to judge the subject."""
        return all(_with_facts(need)(subject, facts) for need in self.needs if not isinstance(need, str))

    @cached_property
    def _checks(self) -> Callable[[Subject, Facts], Iterator[Violation]]:
        return _with_facts(self.check)

    def concerns(self, subject: Subject, facts: Facts) -> bool:
        """Whether the subject is one the rule speaks of."""
        return self._asks(subject, facts)

    def violations(self, subject: Subject, facts: Facts) -> Iterator[Violation]:
        """Run the check on one subject."""
        return self._checks(subject, facts)

    def _examples(self, name: str) -> Any:
        return getattr(sys.modules[self.check.__module__], name, ())

    @property
    def good(self) -> tuple[Any, ...]:
        """Subjects, or the text of files, in which the rule finds nothing."""
        return tuple(self._examples("GOOD"))

    @property
    def bad(self) -> dict[str, Any]:
        """The English message, and what it is found in."""
        return dict(self._examples("BAD"))

    @property
    def irrelevant(self) -> tuple[Any, ...]:
        """What the rule does not concern."""
        return tuple(self._examples("IRRELEVANT"))

    @property
    def unknown(self) -> tuple[Any, ...]:
        """What leaves open what the rule needs to know."""
        return tuple(self._examples("UNKNOWN"))

    @cached_property
    def _paragraphs(self) -> list[str]:
        text = inspect.cleandoc(sys.modules[self.check.__module__].__doc__ or "")
        return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]

    @property
    def title(self) -> str:
        """The sentence the rule enforces."""
        return self._paragraphs[0]

    @property
    def explanation(self) -> tuple[str, ...]:
        """Why it matters and how to mend a breach, a paragraph each."""
        return tuple(self._paragraphs[1:-1])

    @property
    def limits(self) -> str:
        """What a pass shows, and what it does not."""
        return self._paragraphs[-1]


class rule:  # noqa: N801 - reads as a decorator
    """Make a rule of a generator function.

    A class with `__call__`, not a function that returns a decorator, so that mypy refuses a subject nobody visits.

    `needs` names fields of the subject that must be known: where one is null and no breach shows without it, the
    subject is not observed.
    A function among them says whether the facts held here can decide at all.
    `when` says whether the rule concerns the subject at all. Like the check it may take the facts as second parameter.
    """

    def __init__(
        self,
        *citations: str,
        proof: Proof = Proof.CONCLUSIVE,
        when: Callable[..., bool] | None = None,
        needs: tuple[str | Callable[..., bool], ...] = (),
    ) -> None:
        self._citations = citations
        self._proof = proof
        self._when = when
        self._needs = needs

    def __call__(self, check: Check[S]) -> Rule:
        return Rule(self._citations, self._proof, self._when, self._needs, check)


def _with_facts(function: Callable[..., T]) -> Callable[[Subject, Facts], T]:
    """The function as one of subject and facts, whether it takes the facts or not."""
    if len(inspect.signature(function).parameters) > 1:
        return function
    return lambda subject, _facts: function(subject)
