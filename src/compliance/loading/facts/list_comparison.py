"""specs/platforms/lists and lineage to what became of the platforms of one list in a later one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from compliance.loading.facts.catalogue import day
from compliance.loading.facts.codelists import agencies
from compliance.loading.facts.platforms import lineages, lists
from compliance.loading.facts.specs import read_spec
from compliance.model.dataclass import dataclass, replace
from compliance.model.list_comparison import ComparedList, Fate, ListChange, ListComparison, ListEntry, Sureness
from compliance.model.text import Text

_UNRELATED: Final = "not-the-same"
_FATES: Final = {
    "same": Fate.SAME,
    "renamed": Fate.RENAMED,
    "renamed-or-widened": Fate.RENAMED,
    "same-owner-changed": Fate.MOVED,
    "same-owner-merged": Fate.MOVED,
    "renamed-owner-merged": Fate.MOVED,
    "split-into": Fate.SPLIT,
    "merged-into": Fate.MERGED,
}
"""What the relations of a lineage say surely; every other one is uncertain."""

_ALONE: Final = (Fate.JOINED, Fate.LEFT)
"""What is said of an entry that the earlier list does not have, and of one that the later does not have."""


@dataclass(frozen=True, slots=True)
class _Link:
    """That an entry goes on as another; `basis` are the words of each step."""

    later: str
    fate: Fate
    sureness: Sureness
    basis: Text | None


def compared(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> ListComparison:
    """Compare two lists as they are written; the first one is the earlier."""
    before, after = entries(earlier), entries(later)
    steps = _lists_between(earlier, later)
    linked = {slug: _best(_links(slug, steps), after) for slug in before}
    changes = [_change(before[slug], after[link.later], link) for slug, links in linked.items() for link in links]
    reached = {link.later for links in linked.values() for link in links}
    heads = head(earlier), head(later)
    joined, left = (Fate.UNKNOWN if each.unnamed else fate for each, fate in zip(heads, _ALONE, strict=True))
    changes += [ListChange(left, entry, None) for slug, entry in before.items() if not linked[slug]]
    changes += [ListChange(joined, None, entry) for slug, entry in after.items() if slug not in reached]
    order = {fate: index for index, fate in enumerate(Fate)}
    changes.sort(key=lambda change: order[change.fate])  # which keeps the order of the lists
    return ListComparison(*heads, tuple(_merged(changes)))


def head(tree: Mapping[str, Any]) -> ComparedList:
    """Return what a list is, as far as comparisons tell it."""
    written = tree["list"]
    number = written["number"] or written["id"]
    return ComparedList(written["id"], number, day(written["issued"]), written.get("size"), len(tree["members"]))


def entries(tree: Mapping[str, Any]) -> dict[str, ListEntry]:
    """Return the platforms of a list by slug, in its order."""
    issued = day(tree["list"]["issued"])
    members = sorted(tree["members"], key=lambda each: (each.get("group") or "", each.get("order") or 0))
    return {member["slug"]: _entry(member, issued) for member in members}


def _entry(member: Mapping[str, Any], issued: date | None) -> ListEntry:
    slug, record = member["slug"], read_spec(f"platforms/{member['slug']}.yaml")
    name = Text(record.get("name_en") or slug, member.get("named_as") or record.get("name_vi") or slug)
    place = f"{member.get('group') or ''}{member.get('order') or ''}"
    return ListEntry(slug, name, _owner(record, member.get("owner"), issued), place)


def _owner(record: Mapping[str, Any], key: str | None, issued: date | None) -> Text:
    """Return who owned a platform when a list was issued: by the list itself, else by the history in the record."""
    named = agencies().keyed(key) if key else None
    if named is not None:
        return Text(named.name_en, named.name_vi)
    ended = ((day(former.get("until")), former) for former in record.get("owner_history") or ())
    past = [(until, former) for until, former in ended if issued and until and issued < until]
    then = min(past, key=lambda row: row[0])[1] if past else record["owner"]
    names = then.get("name_en"), then.get("name_vi")
    return Text(names[0] or names[1] or "-", names[1] or names[0] or "-")


def _change(earlier: ListEntry, later: ListEntry, link: _Link) -> ListChange:
    is_moved = link.fate in {Fate.SAME, Fate.RENAMED} and earlier.owner != later.owner
    return ListChange(Fate.MOVED if is_moved else link.fate, earlier, later, link.sureness, link.basis)


def _lists_between(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Sequence[frozenset[str]]:
    """Return the members of each list that lineages lead through, from the one after the earlier to the later."""
    between = sorted(
        (tree for tree in lists().values() if _issued(earlier) < _issued(tree) <= _issued(later) and tree["members"]),
        key=_issued,
    )
    return [frozenset(member["slug"] for member in tree["members"]) for tree in between]


def _issued(tree: Mapping[str, Any]) -> str:
    return tree["list"]["issued"] or ""


def _links(slug: str, steps: Sequence[frozenset[str]]) -> Iterator[_Link]:
    """Yield how an entry goes on in the last of some lists, through those between, or past them by its own name."""
    reached = [_stays(slug)]
    for members in steps:
        reached = [_joined(link, step) for link in reached for step in _steps_from(link.later, members)]
    yield from reached


def _stays(slug: str) -> _Link:
    return _Link(slug, Fate.SAME, Sureness.HIGH, None)


def _steps_from(slug: str, members: frozenset[str]) -> Iterator[_Link]:
    rows = [row for row in lineages() if row.earlier == slug and row.later in members and row.relation != _UNRELATED]
    if slug not in {row.later for row in rows}:
        yield _stays(slug)  # also past a list that does not have it, to a later one that may have it again
    for row in rows:
        sureness = Sureness(row.confidence)
        sure = _FATES.get(row.relation, Fate.UNCERTAIN) if sureness is Sureness.HIGH else Fate.UNCERTAIN
        yield _Link(row.later, sure, sureness, row.basis)


def _joined(first: _Link, then: _Link) -> _Link:
    """Return two steps as one, which is as sure as the less sure of them, and says what either does."""
    sureness = min(first.sureness, then.sureness, key=list(Sureness).index)
    fates = [fate for fate in (first.fate, then.fate) if fate is not Fate.SAME]
    fate = Fate.UNCERTAIN if Fate.UNCERTAIN in fates else max(fates, key=list(Fate).index, default=Fate.SAME)
    bases = [basis for basis in (first.basis, then.basis) if basis is not None]
    basis = Text("; ".join(each.en for each in bases), "; ".join(each.vi for each in bases)) if bases else None
    return replace(then, fate=fate, sureness=sureness, basis=basis)


def _best(links: Iterable[_Link], after: Mapping[str, ListEntry]) -> tuple[_Link, ...]:
    """Return the links that end in the later list, the surest first, each of its entries once."""
    found: dict[str, _Link] = {}
    for link in sorted(links, key=lambda link: -list(Sureness).index(link.sureness)):
        if link.later in after:
            found.setdefault(link.later, link)
    return tuple(found.values())


def _merged(changes: Sequence[ListChange]) -> Iterator[ListChange]:
    """Yield the changes; where several sure ones end in one entry, that is a merger."""
    ends: defaultdict[str, int] = defaultdict(int)
    for change in changes:
        if change.later is not None and change.earlier is not None and change.fate is not Fate.UNCERTAIN:
            ends[change.later.slug] += 1
    for change in changes:
        is_merger = change.later is not None and ends[change.later.slug] > 1 and change.fate is not Fate.UNCERTAIN
        yield replace(change, fate=Fate.MERGED) if is_merger else change
