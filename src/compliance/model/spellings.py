"""Kinds of data, and how they are written in names: phrases by the letters with which these begin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from compliance.model.dataclass import dataclass

BEGINNING: Final = 3
"""Letters by which phrases are found; a shorter phrase stands with each beginning that it begins."""

Spelled = Mapping[str, Sequence[tuple[str, str]]]
"""Phrases that begin alike, by their letters without a border: the concept of each, and the phrase."""
Spellings = Mapping[str, Spelled]
"""Phrases by their beginnings."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of data and how it is named.

    `of_persons` are words that name it only together with a person (`ten`, with `chu ho`). `ended_by` are words beside
    which it is that of nobody, `false_friends` are phrases that look like one of its own.
    """

    code: str
    is_personal: bool
    phrases: tuple[str, ...]
    of_persons: tuple[str, ...] = ()
    ended_by: frozenset[str] = frozenset()
    false_friends: tuple[str, ...] = ()

    @property
    def friends(self) -> frozenset[str]:
        """The false friends as letters, however they are written together."""
        return frozenset(friend.replace(" ", "") for friend in self.false_friends)


def spellings(concepts: Iterable[Concept], persons: Sequence[str]) -> Spellings:
    """Return all phrases of concepts, also those that name one only together with a person."""
    spelled: dict[str, list[tuple[str, str]]] = {}
    for concept in concepts:
        for phrase in (*concept.phrases, *_with_persons(concept.of_persons, persons)):
            spelled.setdefault(phrase.replace(" ", ""), []).append((concept.code, phrase))
    short = {letters: known for letters, known in spelled.items() if len(letters) < BEGINNING}
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for letters, known in spelled.items():
        found.setdefault(letters[:BEGINNING], {})[letters] = known
    for beginning, begun in found.items():
        begun.update({letters: known for letters, known in short.items() if beginning.startswith(letters)})
    return found


def _with_persons(names: Iterable[str], persons: Iterable[str]) -> Iterator[str]:
    for name in names:
        for person in persons:
            yield from (f"{name} {person}", f"{person} {name}")
