"""How far two platforms seem to do the same, by what their names, purposes, owners and fields tell. Never a proof."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Final

from compliance.model.codelist import fold, plain
from compliance.model.dataclass import dataclass, field, replace
from compliance.model.platform_names import NameReader, NameTerms, Subject

SEEMS_THE_SAME: Final = 0.45
"""The score from which two platforms are worth a question."""

_WORD: Final = 0.4
_MANY_WORDS: Final = 3
_OF_PURPOSE: Final = 0.4
_NEARLY_SPELT: Final = 0.88
_LEAST_SPELT: Final = 10
_SPELT_ALIKE: Final = 0.9
_ONE_FIELD: Final = 0.05
_OTHER_FIELD: Final = 0.15
_ONE_SECTOR: Final = 0.05


@dataclass(frozen=True, slots=True)
class PlatformText:
    """What is said of a platform in words: its names, those of its owner, its purpose and the field that it is of.

    `english` is its name in English, which only names without Vietnamese marks are compared with.
    """

    names: tuple[str, ...]
    english: str | None = None
    owners: tuple[str, ...] = ()
    purpose: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two platforms seem to do the same: from 0 to 1, by these words that both say or mean.

    `is_of_each_level` says that all they share is something that every ministry and province keeps for itself;
    `is_specific` that their names share more than a sector, in which two platforms may do different things.
    """

    score: float
    words: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    is_of_each_level: bool = False
    is_specific: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it is worth a question."""
        return self.score >= SEEMS_THE_SAME


_NONE: Final = Likeness(0)


@dataclass(frozen=True, slots=True)
class PlatformMatcher:
    """Compares platforms. `weights` says how much a subject or word tells, from 0 to 1: the rarer, the more.

    `similar` says from 0 to 1 how alike two texts are spelt.
    """

    reader: NameReader
    subjects: Mapping[str, Subject]
    weights: Callable[[str], float]
    similar: Callable[[str, str], float]
    _known: dict[PlatformText, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def likeness(self, first: PlatformText, second: PlatformText) -> Likeness:
        """Return how far the first seems to do what the second is there for, by the pair of names that says most."""
        if self.terms(first).isdisjoint(self.terms(second)):
            return _NONE
        purpose = self.reader.read(first.purpose, first.owners)
        told = list(self._told(first, *(first.names or (first.english,))))
        pairs = chain(
            product(told, self._told(second, *second.names)),
            product([each for each in told if each.is_plain], self._told(second, second.english)),
        )
        best = max((self._of_names(each, other, purpose) for each, other in pairs), key=_score, default=_NONE)
        if not best.score:
            return best
        changed = min(1.0, max(0.0, best.score + self._of_sector(first, second) + _of_field(first, second)))
        return replace(best, score=round(changed, 2))

    def terms(self, platform: PlatformText) -> frozenset[str]:
        """Return all that is told of a platform; remembered, because most pairs share nothing, and are not alike."""
        if platform not in self._known:
            told = [*self._told(platform, *platform.names, platform.english), self.reader.read(platform.purpose)]
            self._known[platform] = frozenset(chain.from_iterable((*each.subjects, *each.plain_words) for each in told))
        return self._known[platform]

    def may_be_specific(self, first: PlatformText, second: PlatformText) -> bool:
        """Return whether the likeness of two platforms can be specific: a bound by all that is told, for most pairs."""
        shared = self.terms(first) & self.terms(second)
        codes = [term for term in shared if term in self.subjects]
        return len(shared) >= _MANY_WORDS or any(not self.subjects[code].is_broad for code in codes)

    def _told(self, platform: PlatformText, *names: str | None) -> Iterator[NameTerms]:
        for name in filter(None, names):
            yield from (each for each in self.reader.variants(name, platform.owners) if not each.is_empty)

    def _of_names(self, first: NameTerms, second: NameTerms, purpose: NameTerms) -> Likeness:
        is_plain = first.is_plain or second.is_plain
        mine, theirs = (each.plain_words if is_plain else each.words for each in (first, second))
        subjects = first.subjects.keys() & second.subjects.keys()
        words = mine & theirs
        by_purpose = (purpose.subjects.keys() & second.subjects.keys()) - subjects
        common = self._sum(subjects, words)
        told = common + _OF_PURPOSE * self._sum(by_purpose, ())
        only_first = self._sum(first.subjects.keys() - subjects, mine - words)
        only_second = self._sum(second.subjects.keys() - subjects - by_purpose, theirs - words)
        score = told / (told + (only_first + only_second) / 2) if told else 0.0
        score = max(score, self._of_spelling(first, second))
        shared = [self.subjects[code] for code in second.subjects if code in subjects | by_purpose]
        said = {**purpose.subjects, **first.subjects}
        shown = [_beside(said[subject.code], second.subjects[subject.code]) for subject in shared]
        shown += sorted(word for word in second.words if (plain(word) if is_plain else word) in words)
        is_of_each = bool(shared) and all(subject.has_one_at_each_level for subject in shared)
        is_specific = len(words) >= _MANY_WORDS or any(not self.subjects[code].is_broad for code in subjects)
        return Likeness(score, tuple(shown), tuple(shared), is_of_each, is_specific)

    def _sum(self, subjects: Iterable[str], words: Iterable[str]) -> float:
        return sum(map(self.weights, subjects)) + _WORD * sum(map(self.weights, words))

    def _of_spelling(self, first: NameTerms, second: NameTerms) -> float:
        """Return what it says that both are spelt nearly the same, as with a slip of the pen."""
        mine, theirs = first.text, second.text
        if min(len(mine), len(theirs)) < _LEAST_SPELT:
            return 0.0
        if first.is_plain or second.is_plain:
            mine, theirs = plain(mine), plain(theirs)
        found = self.similar(mine, theirs)
        return found * _SPELT_ALIKE if found >= _NEARLY_SPELT else 0.0

    def _of_sector(self, first: PlatformText, second: PlatformText) -> float:
        """Return what it says that the owners are of one sector, as a department of health and its ministry are."""
        mine, theirs = (self.reader.read(" ".join(each.owners)) for each in (first, second))
        is_one = bool(mine.plain_words & theirs.plain_words or mine.subjects.keys() & theirs.subjects.keys())
        return _ONE_SECTOR if is_one else 0.0


def _beside(said: str, listed: str) -> str:
    """Return two phrases of one meaning, or the one that both say."""
    return said if said == listed else f"{said} ≈ {listed}"


def _of_field(first: PlatformText, second: PlatformText) -> float:
    if not first.field or not second.field:
        return 0.0
    return _ONE_FIELD if fold(first.field) == fold(second.field) else -_OTHER_FIELD


def _score(likeness: Likeness) -> float:
    return likeness.score
