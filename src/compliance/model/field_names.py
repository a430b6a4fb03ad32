"""What a name of a field stands for: `soCCCD`, `so_cccd_chu_ho` and `socccd` all hold a personal identification number.

A name is letters with borders where its words end. It stands for a concept if it is one of the concept's phrases, with
qualifiers before or behind it and nothing else. Words may be written together, but a border of the name must always be
a border between words: `maxA` is no `ma xa`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final

from compliance.model.codelist import phrase, plain
from compliance.model.dataclass import dataclass, field
from compliance.model.pattern import late
from compliance.model.spellings import BEGINNING, Concept, Spellings

_OR: Final = frozenset({"hoac", "or"})
_LONGEST_NAME: Final = 80
_LONGEST_WORD: Final = 6
"""Letters of a word that is never several words written together."""
_PERSON: Final = "nguoi"
_STEP: Final = late(r"[^\w-]+")
_SHORTEST_JOINED: Final = 4
"""Letters of a qualifier that may be written together with others; shorter ones (`TT`, `cu`) must stand alone."""

Pieces = Mapping[str, str]
"""Phrases, by their letters without a border."""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Names under which concepts (citizen id, phone …) appear in interfaces.

    `persons` and `qualifiers` say more of a concept without changing it; a head word makes it another thing. What a
    name stands for is remembered, because a document repeats few names many times.
    """

    concepts: Mapping[str, Concept]
    persons: tuple[str, ...]
    qualifiers: tuple[str, ...]
    heads: frozenset[str]
    spellings: Spellings = field(repr=False, compare=False)
    _known: dict[str, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _additions: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _beginnings: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def concept(self, name: str) -> str | None:
        """Return the concept that a parameter or property name stands for, None if it stands for none."""
        try:
            return self._known[name]
        except KeyError:
            self._known[name] = self._recognised(name) if len(name) <= _LONGEST_NAME else None
            return self._known[name]

    def is_personal(self, name: str) -> bool:
        """Return whether the name stands for a concept that is personal data."""
        concept = self.concept(name)
        return concept is not None and self.concepts[concept].is_personal

    def _recognised(self, name: str) -> str | None:
        words = phrase(name).split()
        found = (self._named(named, beside) for named, beside in _readings(name, words))
        return next((code for code in found if code is not None), None)

    def _named(self, words: Sequence[str], beside: Sequence[str]) -> str | None:
        """Return the concept of some words; those beside them may make it another thing or that of nobody."""
        whole, everything = " ".join(words), "".join((*words, *beside))
        for code, core in self._candidates(words):
            concept = self.concepts[code]
            ends = self.heads | concept.ended_by
            if _holds(beside, ends) or (beside and everything in concept.friends):
                continue
            if whole in concept.phrases:
                return code
            if "".join(words) not in concept.friends and not _holds(words, ends, core):
                return code
        return None

    def _candidates(self, words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the concepts of whose phrases and qualifiers alone a name is made, with the phrase, longest first."""
        additions = self._all_additions()
        if not self._may_begin("".join(words)):
            return
        letters = Letters(words)
        found = [
            (end - start, start, end, code)
            for start, end, spelled in letters.pieces(self.spellings)
            for code, phrase in spelled
            if letters.fit(start, end, phrase)
        ]
        if not found:
            return
        starts, ends = letters.after(additions), letters.before(additions)
        for _, start, end, code in sorted(found, key=itemgetter(0), reverse=True):
            if start in starts and end in ends:
                yield code, letters.words(start, end)

    def _may_begin(self, name: str) -> bool:
        """Return whether a phrase, an addition or a number begins like a name; most names begin with none of them."""
        first = name[:BEGINNING]
        is_addition = first in self._beginnings or first[:2] in self._beginnings or first[:1] in self._beginnings
        return is_addition or first in self.spellings or first[:1].isdigit()

    def _all_additions(self) -> Pieces:
        if not self._additions:
            self._additions.update({each.replace(" ", ""): each for each in (*self.persons, *self.qualifiers)})
            self._beginnings.update(each[:BEGINNING] for each in self._additions)
        return self._additions


def _holder(name: str) -> Sequence[str]:
    """Return the words before the last step of a name: `dia chi` for `diaChi.maTinh` and `diaChi[maTinh]`."""
    *outer, _ = [step for step in _STEP.split(plain(name)) if step] or [""]
    return phrase(" ".join(outer)).split()


def _readings(name: str, words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the words that may name something, each time with those beside them.

    That is all of them, those of the last step, or those before `nguoi`, whoever the person is of whom the rest tells.
    """
    yield from ((alternative, ()) for alternative in _alternatives(words))
    holder = _holder(name)
    if holder:
        yield from ((alternative, holder) for alternative in _alternatives(words[len(holder) :]))
    if _PERSON in words[1:]:
        border = words.index(_PERSON, 1)
        yield words[:border], words[border:]


def _alternatives(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what a name may stand for: one of several things (`cmnd_hoac_cccd`), or many of one (`emails`)."""
    if _OR.isdisjoint(words):
        yield words
    else:
        text = " ".join("|" if word in _OR else word for word in words)
        yield from (part.split() for part in text.split("|"))
    if words and words[-1][-1] == "s":
        yield [*words[:-1], words[-1][:-1]]


class Letters:
    """The letters of a name, with the borders of its words."""

    __slots__ = ("_borders", "_offsets", "text")

    def __init__(self, words: Sequence[str]) -> None:
        self.text = "".join(words)
        ends = list(accumulate(map(len, words), initial=0))
        self._borders = frozenset(ends)
        inside = (
            range(end - len(word), end) for word, end in zip(words, ends[1:], strict=True) if len(word) > _LONGEST_WORD
        )
        self._offsets = sorted(self._borders.union(*inside))

    def pieces(self, spellings: Spellings) -> Iterator[tuple[int, int, Sequence[tuple[str, str]]]]:
        """Yield start and end of every piece that is a phrase, with the concepts that it names."""
        text = self.text
        for number, start in enumerate(self._offsets):
            beginning = text[start : start + BEGINNING]
            if beginning not in spellings:
                continue
            begun = spellings[beginning]
            for end in self._offsets[number + 1 :]:
                spelled = begun.get(text[start:end])
                if spelled is not None:
                    yield start, end, spelled

    def words(self, start: int, end: int) -> Sequence[str]:
        """Return the words that stand between two offsets."""
        borders = [start, *(border for border in sorted(self._borders) if start < border < end), end]
        return [self.text[one:other] for one, other in pairwise(borders)]

    def after(self, additions: Pieces) -> set[int]:
        """Return the offsets before which there is nothing but additions."""
        reached = {0}
        for end in self._offsets[1:]:
            if any(
                start in reached and self._is_addition(start, end, additions) for start in self._offsets if start < end
            ):
                reached.add(end)
        return reached

    def before(self, additions: Pieces) -> set[int]:
        """Return the offsets behind which there is nothing but additions."""
        reached = {len(self.text)}
        for start in reversed(self._offsets[:-1]):
            if any(end in reached and self._is_addition(start, end, additions) for end in self._offsets if start < end):
                reached.add(start)
        return reached

    def fit(self, start: int, end: int, phrase: str) -> bool:
        """Return whether every border of the name within a piece is one between the words of its phrase."""
        inner = _meetings(phrase)
        return all(border - start in inner for border in self._borders if start < border < end)

    def _is_addition(self, start: int, end: int, additions: Pieces) -> bool:
        piece = self.text[start:end]
        stands_alone = start in self._borders and end in self._borders
        if piece.isdigit():
            return stands_alone
        addition = additions.get(piece)
        is_clear = addition is not None and (stands_alone or len(piece) >= _SHORTEST_JOINED)
        return is_clear and addition is not None and self.fit(start, end, addition)


@lru_cache(maxsize=10_000)
def _meetings(phrase: str) -> frozenset[int]:
    """Return at which of its letters the words of a phrase meet."""
    return frozenset(accumulate(map(len, phrase.split())))


def _holds(words: Sequence[str], phrases: frozenset[str], core: Sequence[str] = ()) -> bool:
    """Return whether one of the phrases stands in the words, as a whole, and not within the core alone."""
    text, inner = f" {' '.join(words)} ", f" {' '.join(core)} "
    return any(text.count(f" {phrase} ") > inner.count(f" {phrase} ") for phrase in phrases if phrase in text)
