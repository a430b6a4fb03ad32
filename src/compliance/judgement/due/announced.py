"""Deadlines that a paper names for the platforms of an official list. No text of law sets them."""

from collections.abc import Iterable, Iterator
from datetime import date

from compliance.judgement.due.entry import Entry
from compliance.model.due import DueKind
from compliance.model.facts import Facts
from compliance.model.record import Record
from compliance.model.text import Message

_COMPLETE = frozenset({"operating", "upgrading", "merging", "being-replaced", "ended"})


def announced(records: Iterable[tuple[str, Record]], facts: Facts) -> Iterator[Entry]:
    """Yield the announced deadlines of platforms that surely stand on a list, and that do not operate yet.

    A deadline is a year or a span of years, and ends with the last of them.
    """
    day = facts.as_of
    for slug, record in records:
        if record.life_cycle in _COMPLETE:
            continue
        for known in facts.platform_lists.having(record.slug, day):
            entry = known.entries[record.slug]
            if entry.deadline is None or known.deadlines is None or known.deadlines.announced > day:
                continue
            last = date(int(entry.deadline.rpartition("-")[2]), 12, 31)
            what = Message.of("announced time of completion: {years}", years=entry.deadline)
            yield Entry(DueKind.ANNOUNCED, last, what, slug, known.deadlines.source)
            break
