"""A long table of platforms as its reader asks for it: filtered, sorted, a page of it at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from compliance.model.codelist import plain
from compliance.model.dataclass import dataclass
from compliance.model.finding_counts import finding_counts
from compliance.model.ladder import Rung
from compliance.model.stages import standing_of
from compliance.model.verdict import SubjectReport
from compliance.report import labels, sorting
from compliance.report.context import ReportContext
from compliance.report.work_order import all_by_work
from compliance.server.addresses import owner_key
from compliance.server.listed_groups import ListedGroup, by_connection, ungrouped

PER_PAGE: Final = 100
_LONGEST: Final = 200
BY_WORK: Final = "work"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for, as the form sends it; what makes no sense is as if it was not asked for."""

    q: str = ""
    owner: str = ""
    state: str = ""
    fail: bool = False
    sort: str = BY_WORK
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read the query of an address."""
        page = query.get("page", "")
        sort = query.get("sort", "")
        return cls(
            q=query.get("q", "")[:_LONGEST].strip(),
            owner=query.get("owner", "")[:_LONGEST],
            state=query.get("state", "")[:_LONGEST],
            fail=bool(query.get("fail")),
            sort=sort if sort.removeprefix("-") in _KEYS else BY_WORK,
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) <= 6 else 1,
        )

    @property
    def is_filtering(self) -> bool:
        """Whether some platforms may be left out."""
        return bool(self.q or self.owner or self.state or self.fail)

    @property
    def query(self) -> dict[str, str | int | None]:
        """All that is asked for but the page, for the addresses of others."""
        return {
            "q": self.q,
            "owner": self.owner,
            "state": self.state,
            "fail": "1" if self.fail else None,
            "sort": self.sort if self.sort != BY_WORK else None,
        }


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the table: its groups, how many fit what was asked, of how many, and which page of how many."""

    asked: Asked
    groups: tuple[ListedGroup, ...]
    found: int
    all: int
    page: int
    pages: int


def listing(ordered: Sequence[SubjectReport], asked: Asked, context: ReportContext) -> Listing:
    """Return the page that was asked for, the last one where there are fewer, of platforms in the order asked for."""
    found = fitting(ordered, asked, context)
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(1, asked.page), pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    is_by_work = asked.sort == BY_WORK
    groups = by_connection(shown, found, context) if is_by_work else ungrouped(shown, context)
    return Listing(asked, groups, len(found), len(ordered), page, pages)


def fitting(platforms: Sequence[SubjectReport], asked: Asked, context: ReportContext) -> list[SubjectReport]:
    """Return the platforms that fit what was asked for."""
    return [each for each in platforms if _fits(each, asked, context)]


def page_links(found: Listing, to: Callable[..., str]) -> tuple[tuple[int, str], ...]:
    """Return the pages of a table, each with its address; none where one page has all of it."""
    if found.pages == 1:
        return ()
    return tuple((number, to(**found.asked.query, page=number)) for number in range(1, found.pages + 1))


def _fits(subject: SubjectReport, asked: Asked, context: ReportContext) -> bool:
    if asked.owner and owner_key(subject) != asked.owner:
        return False
    if asked.state and standing_of(subject.ladder) != asked.state:
        return False
    if asked.q and not all(word in _text(subject, context) for word in plain(asked.q).casefold().split()):
        return False
    if asked.fail:
        found = finding_counts([subject])
        return bool(found.fail + found.to_confirm)
    return True


def _text(subject: SubjectReport, context: ReportContext) -> str:
    words = context.words
    return plain(f"{labels.name(subject, words)} {labels.owner(subject, words)} {subject.id}").casefold()


def in_order(found: Sequence[SubjectReport], sort: str, context: ReportContext) -> Sequence[SubjectReport]:
    """Return platforms in the order that a reader asks for."""
    if sort == BY_WORK:
        return all_by_work(found, context)
    key = _KEYS[sort.removeprefix("-")]
    by_name = sorting.ordered(found, context.words)
    return sorted(by_name, key=lambda each: key(each, context), reverse=sort.startswith("-"))


_Key = Callable[[SubjectReport, ReportContext], Any]
_KEYS: Final[Mapping[str, _Key]] = {
    BY_WORK: lambda _subject, _context: 0,
    "name": lambda subject, context: sorting.collated(labels.name(subject, context.words)),
    "owner": lambda subject, context: sorting.collated(labels.owner(subject, context.words)),
    "stage": lambda subject, _context: (subject.ladder.rung or Rung.NONE).rank,
    "claimed": lambda subject, _context: (subject.ladder.claimed or Rung.NONE).rank,
    "fail": lambda subject, _context: finding_counts([subject]).fail,
    "confirm": lambda subject, _context: finding_counts([subject]).to_confirm,
    "warn": lambda subject, _context: finding_counts([subject]).warn,
    "advice": lambda subject, _context: finding_counts([subject]).advice,
}
SORTS: Final = (*_KEYS, *(f"-{key}" for key in _KEYS if key != BY_WORK))
"""All orders; one with a hyphen begins with the highest."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column: its word, where it leads, and how the table is sorted by it, empty if by another."""

    word: str
    kind: str
    href: str
    order: str


def heads(
    asked: Asked, to: Callable[..., str], context: ReportContext, *, without: Collection[str] = ()
) -> Iterator[Head]:
    """Yield the headings of the table; numbers are first sorted from the highest."""
    words = context.words
    named = {
        "name": words("Platform"),
        "owner": words("Owner"),
        "stage": words("Evidenced"),
        "claimed": words("Claimed"),
        "": words("What is wrong or was not seen on its stages"),
        "fail": words("Fail"),
        "confirm": words("To be confirmed"),
        "warn": words("Warn"),
        "advice": words("Advice"),
    }
    for key, word in named.items():
        if key in without:
            continue
        kind = "n" if key in {"fail", "confirm", "warn", "advice"} else "text"
        if not key:
            yield Head(word, kind, "", "")
            continue
        orders = {key: "ascending", f"-{key}": "descending"}
        first = f"-{key}" if kind == "n" or key in {"stage", "claimed"} else key
        other = key if first.startswith("-") else f"-{key}"
        sort = other if asked.sort == first else first
        yield Head(word, kind, to(**{**asked.query, "sort": sort}), orders.get(asked.sort, ""))
