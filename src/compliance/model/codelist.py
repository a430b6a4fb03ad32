"""Closed lists with dates: the agencies of the state, the reasons for having no rule, the names of fields."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from compliance.model.dataclass import dataclass
from compliance.model.lazy import lazy_property
from compliance.model.pattern import late
from compliance.model.requirement import Period
from compliance.model.text import Text


@dataclass(frozen=True, slots=True)
class Agency:
    """A level-1 agency. `code` is None if no text read gives it, `kind` if none says what kind of body it is.

    `verified` says how the row is known.
    """

    key: str
    code: str | None
    inferred_code: str | None
    name_vi: str
    name_en: str
    abbreviation: str
    existed: Period
    successor: str | None
    verified: str
    kind: str | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a requirement has no rule, and what happens instead; where it `waits`, a rule may be written."""

    code: str
    name: Text
    instead: Text
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """A class of platform, and what in a record makes a platform one; `known_by` says it in words.

    Who began on or after `begins_from` is a member, who was designed on or after `designed_from`, if need be with
    money of the state, who classes data as one of `classifications`, and, with `is_on_state_network`, who has a
    connection in use over the dedicated network. On `everybody_from` everybody is.
    """

    code: str
    name: Text
    known_by: Text | None = None
    begins_from: date | None = None
    everybody_from: date | None = None
    designed_from: date | None = None
    needs_state_budget: bool = False
    classifications: tuple[str, ...] = ()
    is_on_state_network: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who owes a duty, and whether that is the audited party; with `owner_kinds` only an owner of these kinds is."""

    code: str
    name: Text
    is_audited: bool
    owner_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnerKind:
    """A kind of owner, and whether duties of agencies reach it through the agency it belongs to."""

    code: str
    name: Text
    is_reached_through_its_agency: bool = False


@dataclass(frozen=True)
class Agencies:
    """The list of agencies in force and closed."""

    entries: tuple[Agency, ...]

    def coded(self, code: str) -> Agency | None:
        """Return the agency of a level-1 code read on the list; a code inferred for a closed body is not found."""
        return self._by_code.get(code)

    def once_coded(self, code: str) -> Agency | None:
        """Return the closed agency that is inferred to have had this code."""
        return self._by_inferred_code.get(code)

    def named(self, name: str) -> Agency | None:
        """Return the agency of that Vietnamese name, whatever the capitals."""
        return self._by_name.get(fold(name))

    def keyed(self, key: str) -> Agency | None:
        return next((agency for agency in self.entries if agency.key == key), None)

    @lazy_property
    def _by_code(self) -> Mapping[str | None, Agency]:
        return self._first_by(lambda agency: agency.code)

    @lazy_property
    def _by_inferred_code(self) -> Mapping[str | None, Agency]:
        return self._first_by(lambda agency: agency.inferred_code)

    @lazy_property
    def _by_name(self) -> Mapping[str | None, Agency]:
        return self._first_by(lambda agency: fold(agency.name_vi))

    def _first_by(self, key: Callable[[Agency], str | None]) -> Mapping[str | None, Agency]:
        """Return the first agency of each key."""
        return {key(agency): agency for agency in reversed(self.entries)}


_LONGEST_TEXT = 2000
_WORD = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that an extension may hold. `personal` is None if it says nothing of personal data."""

    code: str
    name: Text
    personal: bool | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """A field of our own in OpenAPI documents: where it may stand, its form, and its words, none if it is free."""

    code: str
    name: Text
    at: tuple[str, ...]
    form: str
    values: tuple[Mark, ...] = ()

    def mark(self, written: str | None) -> Mark | None:
        """Return the word that is meant, whatever its capitals; None if it is not one of its words."""
        return next((mark for mark in self.values if written and mark.code == fold(written)), None)


def level_1(code: str) -> str:
    """Return the part of an agency code that is the ministry or province, last in the old form (`000.00.00.G14`)."""
    groups = code.upper().split(".")
    return groups[-1] if groups[0] == "000" else groups[0]


@lru_cache(maxsize=50_000)
def phrase(name: str) -> str:
    """Return the words of a name: `soCCCD` and `so_cccd` become `so cccd`, `page[size]` becomes `page size`."""
    return " ".join(word.lower() for word in _WORD.findall(plain(name)))


def tells(text: str, phrases: Iterable[str]) -> bool:
    """Return whether one of the phrases stands in a text as whole words."""
    known = phrases if isinstance(phrases, frozenset) else frozenset(phrases)
    return _tells(text[:_LONGEST_TEXT], known)


@lru_cache(maxsize=4_000)
def _tells(text: str, known: frozenset[str]) -> bool:
    words, longest = phrase(text).split(), _longest(known)
    return any(
        " ".join(words[first:after]) in known
        for first in range(len(words))
        for after in range(first + 1, min(first + longest, len(words)) + 1)
    )


@lru_cache(maxsize=1_000)
def _longest(phrases: frozenset[str]) -> int:
    """Return how many words the longest phrase has."""
    return max((phrase.count(" ") + 1 for phrase in phrases), default=0)


def plain(text: str) -> str:
    """Return Vietnamese without its marks: `Số định danh` becomes `So dinh danh`."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def fold(text: str) -> str:
    """Normalise a name for comparison: NFC, one blank between words, no capitals."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
