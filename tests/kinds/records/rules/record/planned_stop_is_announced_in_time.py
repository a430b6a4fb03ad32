"""A planned stop is announced before it begins.

Broken: A planned stop was not announced before it began

Others plan their work around a stop that they know of.

To mend it, announce the stop before the day on which it begins.

Shows the days in the record. Does not show that anybody read the announcement.
"""

from collections.abc import Iterator

from compliance.model.record import Notice
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_planned(notice: Notice) -> bool:
    return notice.planned is not False


@rule("ND224-2026.D13.K1.A", when=is_planned, needs=("planned",))
def planned_stop_is_announced_in_time(notice: Notice) -> Iterator[Violation | Unknown]:
    if notice.starts_on is None or notice.noticed_on is None:
        yield Unknown("the record does not say on which day the stop was announced, or on which it begins", at=notice)
    elif notice.noticed_on == "none":
        yield Violation("the stop of {day} was not announced", at=notice, day=notice.starts_on.isoformat())
    elif notice.noticed_on >= notice.starts_on:
        days = (notice.starts_on.isoformat(), notice.noticed_on.isoformat())
        yield Violation("the stop of {day} was announced on {announced}", at=notice, day=days[0], announced=days[1])


_RECORD = "slug: a\nowner: {code: G12}\nnotices:\n- "
GOOD = [_RECORD + "{planned: true, starts_on: 2026-12-10, noticed_on: 2026-11-28}\n"]
BAD = {
    "the stop of 2026-12-10 was not announced": _RECORD
    + "{planned: true, starts_on: 2026-12-10, noticed_on: none}  # <-\n",
    "the stop of 2026-12-10 was announced on 2026-12-11": _RECORD
    + "{planned: true, starts_on: 2026-12-10, noticed_on: 2026-12-11}  # <-\n",
}
IRRELEVANT = ["slug: a\nowner: {code: G12}\nnotices: none\n", _RECORD + "{planned: false}\n"]
UNKNOWN = [
    "slug: a\nowner: {code: G12}\n",
    "slug: a\nowner: {code: G12}\nnotices: none\nprovenance: {declared: false}\n",
    _RECORD + "{planned: null}\n",
    _RECORD + "{planned: true, starts_on: 2026-12-10}\n",
]
