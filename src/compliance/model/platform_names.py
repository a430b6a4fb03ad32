"""What names and purposes of platforms tell: the subjects they speak of, and what is left without general words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from compliance.model.codelist import fold, plain
from compliance.model.dataclass import dataclass, field
from compliance.model.pattern import late
from compliance.model.text import Text

_WORD: Final = late(r"\w+(?:&\w+)*")
_BRACKETED: Final = late(r"\(([^()]*)\)")
_LONGEST_TEXT: Final = 2000
_PLACES: Final = frozenset(
    ("tỉnh", "thành phố", "tp", "huyện", "quận", "xã", "phường", "thị xã", "thôn", "khu vực", "đặc khu")
)
# because `quan`, `xa` and `thon` without marks are parts of too many other words
_PLAIN_PLACES: Final = frozenset(map(plain, _PLACES)) - {"quan", "xa", "thon"}
_NO_PLACE: Final = frozenset({"xã hội"})
_PLACES_BEHIND: Final = frozenset({"city", "province", "district"})
_LEAST_SMALL: Final = 4
_LEAST_AMONG_SMALL: Final = 3
_TONES: Final = {
    old: new
    for olds, news in (("òóỏõọ", "oa"), ("òóỏõọ", "oe"), ("ùúủũụ", "uy"))
    for old, new in zip(
        (news[0] + tone for tone in {"oa": "àáảãạ", "oe": "èéẻẽẹ", "uy": "ỳýỷỹỵ"}[news]),
        (tone + news[1] for tone in olds),
        strict=True,
    )
}
"""Where the mark of tone stands by the newer and by the older spelling: `hoá` and `hóa` are one word."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that platforms are for. `has_one_at_each_level` says that every ministry and province keeps its own.

    What `is_broad` is a whole sector, in which two platforms may do different things.
    """

    code: str
    name: Text
    has_one_at_each_level: bool = False
    is_broad: bool = False


@dataclass(frozen=True, slots=True)
class NameTerms:
    """What a text tells. `subjects` gives each by the phrase that names it, `words` are the others but general ones.

    `is_plain` says that it is written without Vietnamese marks; `text` is what it tells, in its own order.
    """

    subjects: Mapping[str, str]
    words: frozenset[str]
    text: str
    is_plain: bool

    @property
    def plain_words(self) -> frozenset[str]:
        """The words without marks."""
        return frozenset(map(plain, self.words))

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing that is not general."""
        return not (self.subjects or self.words)


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads texts with what is published of words: abbreviations, general phrases, phrases by the subject they name.

    Texts are remembered, because each is compared with many.
    """

    abbreviations: Mapping[str, str]
    general: tuple[str, ...]
    phrases: Mapping[str, str]
    _lexicons: dict[bool, Mapping[tuple[str, ...], str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _lengths: dict[bool, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _known: dict[tuple[str, tuple[str, ...]], NameTerms] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def read(self, text: str | None, owners: tuple[str, ...] = ()) -> NameTerms:
        """Return what a text tells; the owner, by any of its names, and the places in these are left out."""
        key = normalize("NFC", (text or "")[:_LONGEST_TEXT]), owners
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def variants(self, name: str, owners: tuple[str, ...] = ()) -> Iterator[NameTerms]:
        """Yield what a name tells as a whole, and where it gives another in brackets, what each of both tells."""
        yield self.read(name, owners)
        if bracketed := _BRACKETED.findall(name):
            yield from (self.read(each, owners) for each in (_BRACKETED.sub(" ", name), *bracketed))

    def _read(self, text: str, owners: tuple[str, ...]) -> NameTerms:
        is_plain = text.isascii()
        written = [plain(word) if is_plain else word for word in self._expanded(_without(text, owners))]
        lexicon = self._lexicon(is_plain)
        subjects: dict[str, str] = {}
        words: list[str] = []
        told: list[str] = []
        places = _places(owners)
        for phrase, code in _segments(written, lexicon, self._longest(is_plain)):
            if code is None and not phrase.isdigit() and phrase not in places and plain(phrase) not in places:
                words.append(phrase)
                told.append(phrase)
            elif code:
                subjects.setdefault(code, phrase)
                told.append(phrase)
        return NameTerms(subjects, frozenset(words), " ".join(told), is_plain)

    def _expanded(self, text: str) -> Iterator[str]:
        """Yield the words of a text, folded; of an abbreviation those that it stands for."""
        shortest = _LEAST_SMALL if text != text.lower() else _LEAST_AMONG_SMALL
        for word in _without_places(_WORD.findall(text)):
            known = self.abbreviations.get(word if len(word) < shortest else word.upper())
            yield from (spelt_newly(fold(each)) for each in (known or word.replace("&", " ")).split())

    def _lexicon(self, is_plain: bool) -> Mapping[tuple[str, ...], str]:
        if is_plain not in self._lexicons:
            pairs = [*((phrase, "") for phrase in self.general), *self.phrases.items()]
            shown = {tuple(spelt_newly(fold(phrase)).split()): code for phrase, code in pairs}
            self._lexicons[is_plain] = (
                {tuple(map(plain, phrase)): code for phrase, code in shown.items()} if is_plain else shown
            )
        return self._lexicons[is_plain]

    def _longest(self, is_plain: bool) -> int:
        """Return how many words the longest phrase has."""
        if is_plain not in self._lengths:
            self._lengths[is_plain] = max(map(len, self._lexicon(is_plain)), default=0)
        return self._lengths[is_plain]


def _segments(
    words: list[str], lexicon: Mapping[tuple[str, ...], str], longest: int
) -> Iterator[tuple[str, str | None]]:
    """Yield each longest known phrase with what it names, empty for a general one, and each other word with None."""
    at = 0
    while at < len(words):
        spans = range(min(longest, len(words) - at), 0, -1)
        found = next((span for span in spans if tuple(words[at : at + span]) in lexicon), 0)
        phrase = tuple(words[at : at + (found or 1)])
        yield " ".join(phrase), lexicon.get(phrase)
        at += found or 1


def spelt_newly(text: str) -> str:
    """Return words with the mark of tone where the newer spelling has it."""
    return " ".join(word[:-2] + _TONES[word[-2:]] if word[-2:] in _TONES else word for word in text.split())


def _without(text: str, owners: Iterable[str]) -> str:
    """Return a text that says whose platform it is without the name of that owner."""
    for owner in (normalize("NFC", owner) for owner in owners if owner.strip()):
        text = re.sub(rf"\b(của|thuộc|tại|of|of the)\s+{re.escape(owner)}", " ", text, flags=re.IGNORECASE)
    return text


def _without_places(words: list[str]) -> Iterator[str]:
    """Yield the words but places: those with a capital behind `tỉnh`, or before `city`, where others have none."""
    if all(word.isupper() or not word.isalpha() for word in words):
        yield from words
        return
    places = _PLAIN_PLACES if all(map(str.isascii, words)) else _PLACES
    is_place = False
    for at, word in enumerate(words):
        if is_place and word[0].isupper():
            continue
        is_place = fold(word) in places or fold(" ".join(words[max(0, at - 1) : at + 1])) in places
        is_place = is_place and fold(" ".join(words[at : at + 2])) not in _NO_PLACE
        if not (word[0].isupper() and any(fold(each) in _PLACES_BEHIND for each in _run_of_capitals(words[at + 1 :]))):
            yield word


def _run_of_capitals(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        if not word[:1].isupper():
            return


@lru_cache(maxsize=4_000)
def _places(owners: tuple[str, ...]) -> frozenset[str]:
    """Return the words of the places in the names of an agency, with their marks and without."""
    found: set[str] = set()
    for words in map(_WORD.findall, owners):
        kept = set(_without_places(words))
        found.update(fold(word) for word in words if word not in kept)
    return frozenset(found | {plain(word) for word in found}) - _PLACES - _PLAIN_PLACES
