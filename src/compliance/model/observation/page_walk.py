"""A list walked twice from its first page on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message

_DIGEST_SIZE: Final = 6


class Limit(StrEnum):
    """What ends a walk before the list does."""

    PAGES = "pages"
    BYTES = "bytes"
    SECONDS = "seconds"
    LOOP = "loop"


_STOPPED: Final = {
    Limit.PAGES: Message.of("broken off: there are more pages than are walked"),
    Limit.BYTES: Message.of("broken off: the pages are larger than what is read"),
    Limit.SECONDS: Message.of("broken off: the pages take longer than is waited"),
    Limit.LOOP: Message.of("broken off: the next page is one that was read before"),
}


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Pages:
    """The pages of one walk, each with a digest for each record: `Pages("abc", "def")`, one sign a record."""

    pages: tuple[tuple[str, ...], ...]

    def __init__(self, *pages: Iterable[str]) -> None:
        object.__setattr__(self, "pages", tuple(map(tuple, pages)))

    def __repr__(self) -> str:
        return f"Pages({', '.join(map(repr, self.pages))})"

    def records(self) -> Iterator[str]:
        for page in self.pages:
            yield from page

    @property
    def sizes(self) -> str:
        """The number of records on each page, as text."""
        return ", ".join(str(len(page)) for page in self.pages)


@dataclass(frozen=True, slots=True)
class PageWalk:
    """Walks through one list, one after the other. Of a record only a digest is kept, which nobody can turn back.

    `changed` are the records that changed while the list was walked; `tells_changes` is True if each record says when
    it changed. `totals` are the different numbers of records that the list said it has. `stopped_by` is the limit at
    which a walk was broken off, None if each came to the end. `knows_its_records` is False if nothing tells which field
    identifies a record; the digests then stand for nothing.
    """

    url: str
    walks: tuple[Pages, ...]
    operation: Place | None = None
    changed: frozenset[str] = frozenset()
    tells_changes: bool = False
    totals: tuple[int, ...] = ()
    stopped_by: Limit | None = None
    knows_its_records: bool = True
    looked_at: datetime | None = None

    @property
    def at(self) -> Place:
        return Place(self.url)

    def repeated(self) -> frozenset[str]:
        """Return the records that came more than once in one walk, unless the list moved so far meanwhile."""
        counts = (Counter(walk.records()) for walk in self.walks)
        found = {record for count in counts for record, times in count.items() if times > 1}
        return self._beyond_moves(found)

    def skipped(self) -> frozenset[str]:
        """Return the records that came in one walk and not in all, unless the list moved so far meanwhile.

        One that came in a later walk only may be new, unless the records say when they changed or the total stayed.
        """
        walked = [frozenset(walk.records()) for walk in self.walks]
        would_tell = self.tells_changes or len(self.totals) == 1
        candidates = walked if would_tell else walked[:1]
        found = {record for records in candidates for record in records if not all(record in each for each in walked)}
        return self._beyond_moves(found - self._last_pages())

    def _last_pages(self) -> frozenset[str]:
        """Return the records of the last pages if the walks were broken off, else none.

        A record put in before the last page pushes another one behind the limit.
        """
        if self.stopped_by is None:
            return frozenset()
        return frozenset(record for walk in self.walks for page in walk.pages[-1:] for record in page)

    def _beyond_moves(self, found: Iterable[str]) -> frozenset[str]:
        """Return the records that changes during the walks cannot explain.

        Each record that is put in or taken out moves one other over the edge of a page, and may be missed itself.
        """
        left = frozenset(found) - self.changed
        moves = len(self.changed) + (max(self.totals) - min(self.totals) if self.totals else 0)
        return left if len(left) > 2 * moves else frozenset()

    @property
    def order(self) -> tuple[str, ...]:
        return (self.url, str(self.operation))

    @property
    def fact(self) -> str:
        return f"GET {' | '.join(walk.sizes for walk in self.walks)}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("walked the pages of {url}", url=self.url)
        for number, walk in enumerate(self.walks, start=1):
            yield Message.of("walk {number}: records a page: {counts}", number=number, counts=walk.sizes)
        if self.totals:
            yield Message.of("total that the list states: {totals}", totals=", ".join(map(str, self.totals)))
        if self.stopped_by is not None:
            yield _STOPPED[self.stopped_by]


def digest(identifier: str, key: bytes) -> str:
    """Return what stands for an identifier: the same under the same key, and nothing without it."""
    return blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE, key=key).hexdigest()
