"""How a finding can be mended by machine: edits of a parsed file, which whoever makes them turns into text."""

from typing import Final, TypeAlias

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Quote:
    """Put a value, or with `is_key` the key of a member, into quotation marks just as it is written."""

    at: Place
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Replace:
    """Write another scalar in place of one."""

    at: Place
    value: str | bool | int | float


@dataclass(frozen=True, slots=True)
class Insert:
    """Add a member to an object, behind the one that is called `after` if that is there, else behind the last."""

    at: Place
    key: str
    value: str | bool | int | float
    after: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a member another name."""

    at: Place
    name: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a member out of its object, or an item out of its list."""

    at: Place


Edit: TypeAlias = Quote | Replace | Insert | Rename | Remove

QUOTE: Final = Message.of("put it in quotation marks")
ONCE: Final = Message.of("take the repetition away")


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend a finding: what is done, in a sentence, and the edits, of which all are made or none.

    `changes_contract` says that a program which keeps to the document as it stands may have to change, or that only the
    author can know whether this is meant: it is suggested, and made by nobody but a person.
    """

    said: Message
    edits: tuple[Edit, ...]
    changes_contract: bool = False


def quoted(at: Place, *, is_key: bool = False, changes_contract: bool = False) -> Mend:
    """Return the mend that puts a value or key into quotation marks."""
    return Mend(QUOTE, (Quote(at, is_key),), changes_contract)


def replaced(at: Place, value: str | bool | int | float, *, changes_contract: bool = False) -> Mend:
    """Return the mend that writes another scalar."""
    written = str(value).lower() if isinstance(value, bool) else str(value)[:80]
    return Mend(Message.of("write {value}", value=written), (Replace(at, value),), changes_contract)


def renamed(at: Place, name: str, *, changes_contract: bool = False) -> Mend:
    """Return the mend that gives a member another name."""
    return Mend(Message.of("call it {name}", name=name[:80]), (Rename(at, name),), changes_contract)


def inserted(
    at: Place, key: str, value: str | bool | int | float, *, after: str = "", changes_contract: bool = False
) -> Mend:
    """Return the mend that adds a member."""
    written = str(value).lower() if isinstance(value, bool) else str(value)[:80]
    said = Message.of("add `{key}: {value}`", key=key, value=written)
    return Mend(said, (Insert(at, key, value, after),), changes_contract)


def removed(*places: Place) -> Mend:
    """Return the mend that takes away what stands there a second time."""
    return Mend(ONCE, tuple(map(Remove, places)))
