"""The words of records: channels, states of connections, networks, sharing, each a row of its code list."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Generic, Protocol, TypeVar

from compliance.model.codelist import fold, plain
from compliance.model.dataclass import dataclass
from compliance.model.pattern import late
from compliance.model.text import Text

_JOINS: Final = late(r"[\W_]+")
_AWAITED: Final = frozenset({"ndop"})


class Entry(Protocol):
    """A row of a code list. `also` holds older or other spellings of its code."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Text: ...
    @property
    def also(self) -> tuple[str, ...]: ...


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Channel:
    """A way over which platforms exchange data.

    `is_hub` says that an intermediary passes the data on, `is_national` that it is the intermediary of all agencies, in
    whose catalogue a platform that is connected over it stands. `operating_from` is the day from which it is known to
    operate officially, None if no text that was read says so.
    """

    code: str
    name: Text
    is_hub: bool
    is_national: bool
    also: tuple[str, ...] = ()
    operating_from: date | None = None

    def operates_on(self, day: date) -> bool:
        """Return whether it is known to operate on a day."""
        return self.operating_from is not None and self.operating_from <= day

    def can_be_checked_on(self, day: date) -> bool:
        """Return whether a claim to use it could be checked on a day: one that is awaited has to operate first."""
        return self.code not in _AWAITED or self.operates_on(day)


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """How far a connection has come, and whether that is said to be in use."""

    code: str
    name: Text
    counts_as_connected: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """What a connection runs over. `is_state` is the dedicated network, into which nobody sees from the Internet."""

    code: str
    name: Text
    is_state: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharingForm:
    """A form in which data is shared."""

    code: str
    name: Text
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class System:
    """A national system that clauses name."""

    code: str
    name: Text
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharingMethod:
    """A way by which data is shared, and whether the law names it."""

    code: str
    name: Text
    is_lawful: bool
    also: tuple[str, ...] = ()


class Vocabulary(Generic[E]):
    """A code list that people write in their own way: `NDXP`, ` ndxp ` and the name of an entry mean the entry."""

    __slots__ = ("_by_spelling", "entries")

    def __init__(self, entries: Iterable[E]) -> None:
        self.entries = tuple(entries)
        self._by_spelling = {spelling: entry for entry in self.entries for spelling in spellings(entry)}

    def find(self, written: str | None) -> E | None:
        """Return the entry that is meant, None if the word stands on the list in no spelling."""
        return None if written is None else self._by_spelling.get(_key(written))


def spellings(entry: Entry) -> Iterator[str]:
    """Yield, in the form in which words are compared, everything that means the entry."""
    for word in (entry.code, *entry.also, entry.name.vi, entry.name.en):
        yield _key(word)


def _key(word: str) -> str:
    """Return the word as it is compared: capitals, blanks, signs and Vietnamese marks do not count.

    `In use`, `in-use` and `in_use` are one word.
    """
    return _JOINS.sub(" ", plain(fold(word))).strip()
