"""Deadlines that a paper names for the platforms of an official list. No text of law sets them."""

from collections.abc import Iterator
from datetime import date

from compliance.judgement.due.entry import Entry
from compliance.model.due import DueKind
from compliance.model.facts import Facts
from compliance.model.record import Record
from compliance.model.text import Message

_COMPLETE = frozenset({"operating", "upgrading", "merging", "being-replaced", "ended"})


def announced(slug: str, record: Record, facts: Facts) -> Iterator[Entry]:
    """Yield the announced deadline of a platform that surely stands on a list, and that does not operate yet.

    A deadline is a year or a span of years, and ends with the last of them.
    """
    if record.life_cycle in _COMPLETE:
        return
    for known in facts.platform_lists.having(record.slug, facts.as_of):
        deadline, paper = known.entries[record.slug].deadline, known.deadlines
        if deadline is not None and paper is not None and paper.announced <= facts.as_of:
            last = date(int(deadline.rpartition("-")[2]), 12, 31)
            what = Message.of("announced time of completion: {years}", years=deadline)
            yield Entry(DueKind.ANNOUNCED, last, what, slug, paper.source)
            return
