"""Common code lists: which fields take their codes from them, and how a document says that one does."""

import re
from collections.abc import Mapping
from re import Pattern
from typing import Any, Final

from compliance.model.codelist import plain
from compliance.model.dataclass import dataclass
from compliance.model.pattern import late
from compliance.model.text import Text

_BETWEEN: Final = late(r"[^a-z0-9/]+")
_DECISION: Final = late(r"\b[0-9]{1,4}/[0-9]{4}(?![0-9])")
_LINK: Final = late(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CommonList:
    """A code list that is common to all agencies.

    It is for fields of the `concepts`. Documents name it by one of the `words`, or by the number of one of its
    `decisions`. `forms` are the codes that are possible, by concept.
    """

    code: str
    name: Text
    decisions: tuple[str, ...]
    concepts: frozenset[str]
    words: frozenset[str]
    forms: Mapping[str, Pattern[str]]

    @property
    def told(self) -> str:
        """The numbers of its decisions, which are the same in every language."""
        return ", ".join(self.decisions)

    def is_named(self, name: str) -> bool:
        """Return whether a name of a list means this one, whatever its marks and capitals."""
        told = _told(name)
        return told.replace(" ", "-") == self.code or told in self.words or any(n in told for n in self.decisions)

    def is_told_in(self, text: str) -> bool:
        """Return whether a text for people names the list or a decision, or gives an address to look at."""
        told = f" {_told(text)} "
        is_named = any(f" {word} " in told for word in self.words)
        return is_named or _DECISION.search(text) is not None or _LINK.search(text) is not None


@dataclass(frozen=True, slots=True)
class NamedList:
    """What `x-code-list` says: the name of a list, and its edition; each None if it does not."""

    name: str | None
    edition: str | None

    @classmethod
    def read(cls, value: Any) -> "NamedList | None":
        """Return what a value of `x-code-list` says, a name alone or an object; None if it can say nothing."""
        if isinstance(value, str) and value.strip():
            return cls(value, None)
        if not isinstance(value, Mapping):
            return None
        name, edition = value.get("name"), value.get("edition")
        return cls(name if isinstance(name, str) and name.strip() else None, str(edition) if edition else None)


def _told(text: str) -> str:
    return " ".join(_BETWEEN.sub(" ", plain(text).lower()).split())
