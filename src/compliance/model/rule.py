"""What a rule is: a check, the requirements it cites, and how much its finding proves."""

import sys
from collections.abc import Callable, Iterator, Mapping
from types import MethodType
from typing import Any, Final, TypeVar

from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.grades import Basis, Proof
from compliance.model.lazy import lazy_property
from compliance.model.rule_name import RuleName, id_of
from compliance.model.selection import Selection
from compliance.model.subject import Subject, SubjectKind, kind_of
from compliance.model.violation import Unknown, Violation

Said = Violation | Unknown
S = TypeVar("S", bound=Subject)  # not by name, which would start a compiler
T = TypeVar("T")

Check = Callable[[S], Iterator[Said]] | Callable[[S, Facts], Iterator[Said]]
_BROKEN: Final = "Broken: "
_MENDING: Final = "To mend it, "


@dataclass(frozen=True)
class Rule:
    """A rule as the auditor sees it. Everything but the decorator's arguments is read from its module."""

    citations: tuple[str, ...]
    proof: Proof
    when: Selection | Callable[..., bool] | None
    needs: tuple[str, ...]
    check: Callable[..., Iterator[Said]]
    own_basis: Basis | None = None

    @lazy_property
    def name(self) -> RuleName:
        """The group, the family and the file name of the rule."""
        return RuleName.of(self.check.__module__)

    @lazy_property
    def id(self) -> str:
        """The group and the file name: `openapi.document_parses`."""
        return id_of(self.check.__module__)

    @property
    def group(self) -> str:
        return self.id.partition(".")[0]

    @property
    def family(self) -> str | None:
        """The folder within the group, None if the rule lies in the group itself."""
        return self.name.family

    @lazy_property
    def subject(self) -> type[Subject]:
        """The annotation of the check's first parameter."""
        from inspect import signature  # noqa: PLC0415 - because a start asks no check for its annotations

        parameter = next(iter(signature(self.check, eval_str=True).parameters.values()))
        kind: type[Subject] = parameter.annotation
        return kind

    @lazy_property
    def kind(self) -> SubjectKind:
        """The kind of its subjects."""
        return kind_of(self.subject)

    @lazy_property
    def loaded(self) -> "Rule":
        """The rule as its module makes it: itself, unless it stands for one that is imported when it is needed."""
        return self

    @property
    def basis(self) -> Basis:
        """The basis of its verdicts: that of the kind of its subjects, unless the rule says otherwise."""
        return self.own_basis or self.kind.basis

    def concerns(self, facts: Facts) -> Callable[[Subject], bool]:
        """Return the predicate that tells whether the rule concerns a subject."""
        return _with_facts(self.when, facts) if self.when else lambda _subject: True

    def check_with(self, facts: Facts) -> Callable[[Subject], Iterator[Said]]:
        """Return the check as a function of the subject alone."""
        return _with_facts(self.check, facts)

    @property
    def messages(self) -> tuple[str, ...]:
        """The templates of its table `MESSAGES`, empty if it has none."""
        table = self._examples("MESSAGES")
        return tuple(table.values() if isinstance(table, Mapping) else table)

    def _examples(self, name: str) -> Any:
        return getattr(sys.modules[self.check.__module__], name, ())

    @property
    def good(self) -> tuple[Any, ...]:
        """The examples in which the rule finds nothing: subjects, or the text of files."""
        return tuple(self._examples("GOOD"))

    @property
    def bad(self) -> dict[str, Any]:
        """The examples by the English message of what is found in each."""
        return dict(self._examples("BAD"))

    @property
    def irrelevant(self) -> tuple[Any, ...]:
        """The examples that the rule does not concern."""
        return tuple(self._examples("IRRELEVANT"))

    @property
    def unknown(self) -> tuple[Any, ...]:
        """The examples that leave open what the rule needs to know."""
        return tuple(self._examples("UNKNOWN"))

    @lazy_property
    def _paragraphs(self) -> list[str]:
        from inspect import cleandoc  # noqa: PLC0415 - because only texts on rules need it

        text = cleandoc(sys.modules[self.check.__module__].__doc__ or "")
        return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]

    @property
    def title(self) -> str:
        """The sentence the rule enforces."""
        return self._paragraphs[0]

    @property
    def explanation(self) -> tuple[str, ...]:
        """The reasons why it matters, a paragraph each."""
        return tuple(text for text in self._paragraphs[1:-1] if not text.startswith((_BROKEN, _MENDING)))

    @property
    def broken(self) -> str | None:
        """The heading of its findings: what is wrong, from the paragraph "Broken: "; None if there is none."""
        return self._introduced_by(_BROKEN)

    @property
    def remedy(self) -> str | None:
        """The sentence on how a breach is mended, from the paragraph "To mend it, "; None if there is none."""
        return self._introduced_by(_MENDING)

    def _introduced_by(self, words: str) -> str | None:
        """Return the rest of the paragraph that begins with some words, as a sentence of its own."""
        rest = next((text[len(words) :] for text in self._paragraphs[1:-1] if text.startswith(words)), "")
        return rest[:1].upper() + rest[1:] or None

    @property
    def limits(self) -> str:
        """The limits of a pass: what it shows, and what it does not."""
        return self._paragraphs[-1]


class rule:  # noqa: N801 - reads as a decorator
    """Make a rule of a generator function.

    A class with `__call__`, not a function that returns a decorator, so that mypy refuses a subject nobody visits.

    `needs` names fields of the subject that must be known: where one is None and no breach shows without it, the
    subject is not observed. What is needed only now and then, the check says itself by yielding `Unknown`.
    `when` says whether the rule concerns the subject at all: a selection, which is indexed, or a predicate. Like the
    check a predicate may take the facts as second parameter. `basis` is given where the verdicts rest on something
    weaker than the kind of subject says.
    """

    def __init__(
        self,
        *citations: str,
        proof: Proof = Proof.CONCLUSIVE,
        when: Selection | Callable[..., bool] | None = None,
        needs: tuple[str, ...] = (),
        basis: Basis | None = None,
    ) -> None:
        self._citations = citations
        self._proof = proof
        self._when = when
        self._needs = needs
        self._basis = basis

    def __call__(self, check: Check[S]) -> Rule:
        return Rule(self._citations, self._proof, self._when, self._needs, check, self._basis)


def _with_facts(function: Callable[..., T], facts: Facts) -> Callable[[Subject], T]:
    """Return a function of the subject alone, whether the given one takes the facts or not."""
    if isinstance(function, Selection) or _parameters(function) > 1:
        return lambda subject: function(subject, facts)
    return function


def _parameters(function: Callable[..., Any]) -> int:
    """Return how many parameters a function has; asking its code takes a tenth of the time that `inspect` takes."""
    code = getattr(function, "__code__", None)
    if code is None:
        from inspect import signature  # noqa: PLC0415 - see above

        return len(signature(function).parameters)
    return int(code.co_argcount) - isinstance(function, MethodType)
