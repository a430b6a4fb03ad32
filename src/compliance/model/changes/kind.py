"""What a kind of change is: a check of one pair, what the change does to callers, and how it is avoided."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from compliance.model.changes.change import Change, Level, Part
from compliance.model.changes.pair import Pair
from compliance.model.dataclass import dataclass
from compliance.model.example import Versions
from compliance.model.lazy import lazy_property
from compliance.model.location import Place
from compliance.model.text import Message, Value

P = TypeVar("P", bound=Pair)
_AVOIDING: Final = "To avoid it, "


class Difference:
    """What a check yields: a template that may name `operation` and `name` beside its own words, and the places.

    `between` are the places in both documents, where they are not those of the pair.
    """

    __slots__ = ("between", "template", "words")

    def __init__(self, template: str, /, *, between: tuple[Place, Place] | None = None, **words: Value) -> None:
        self.template = template
        self.between = between
        self.words = words


@dataclass(frozen=True)
class Kind:
    """A kind of change. Everything but its level and its part is read from its module.

    `part` is the only part of operations in which it is looked for, None if it may be in any.
    """

    level: Level
    check: Callable[[Any], Iterator[Difference]]
    part: Part | None = None

    @lazy_property
    def id(self) -> str:
        """The name of its file: `parameter_became_required`."""
        return self.check.__module__.rpartition(".")[2]

    @property
    def family(self) -> str:
        """The folder in which it lies."""
        return self.check.__module__.split(".")[-2]

    @lazy_property
    def pair(self) -> type[Pair]:
        """The annotation of the check's parameter."""
        parameter = next(iter(inspect.signature(self.check, eval_str=True).parameters.values()))
        kind: type[Pair] = parameter.annotation
        return kind

    def changes(self, pair: Pair) -> Iterator[Change]:
        """Yield the changes of this kind in a pair."""
        for found in self.check(pair):
            named: dict[str, Value] = {"operation": pair.operation, "name": pair.name} | found.words
            older, newer = found.between or (pair.older_at, pair.newer_at)
            shown = {name: value for name, value in named.items() if f"{{{name}}}" in found.template}
            yield Change(
                kind=self.id,
                level=self.level,
                part=pair.part,
                operations=(pair.operation,) if pair.operation else (),
                name=pair.name,
                older=older,
                newer=newer,
                message=Message.of(found.template, **shown),
            )

    @property
    def found(self) -> Mapping[str, Versions]:
        """The examples in which it is found, by what is said."""
        examples: Mapping[str, Versions] = vars(sys.modules[self.check.__module__])["FOUND"]
        return examples

    @property
    def harmless(self) -> Sequence[Versions]:
        """The examples that look alike and break nobody."""
        examples: Sequence[Versions] = vars(sys.modules[self.check.__module__]).get("HARMLESS", ())
        return examples

    @lazy_property
    def _paragraphs(self) -> list[str]:
        text = inspect.cleandoc(sys.modules[self.check.__module__].__doc__ or "")
        return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]

    @property
    def title(self) -> str:
        """The sentence that says what changed."""
        return self._paragraphs[0]

    @property
    def explanation(self) -> tuple[str, ...]:
        """The paragraphs on what it does to programs."""
        return tuple(text for text in self._paragraphs[1:] if not text.startswith(_AVOIDING))

    @property
    def remedy(self) -> str | None:
        """The sentence on how it is avoided; None if there is nothing to avoid."""
        rest = next((text[len(_AVOIDING) :] for text in self._paragraphs[1:] if text.startswith(_AVOIDING)), "")
        return rest[:1].upper() + rest[1:] or None


class change:  # noqa: N801 - reads as a decorator
    """Make a kind of change of a generator function: `@change(Level.BREAKING)`, `@change(Level.WARNING, Part.REQUEST)`.

    A class with `__call__`, not a function that returns a decorator, so that mypy refuses what is no pair.
    """

    def __init__(self, level: Level, part: Part | None = None) -> None:
        self._level = level
        self._part = part

    def __call__(self, check: Callable[[P], Iterator[Difference]]) -> Kind:
        return Kind(self._level, check, self._part)
