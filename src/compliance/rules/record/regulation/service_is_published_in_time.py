"""A service is published within one working day after it is ready.

Broken: The service was published late

A service of which nobody knows is used by nobody.

To mend it, publish the next service on the day on which it can be called. The past cannot be mended.

Shows the two days in the record, by the working days of state agencies that are known. Does not show that the days are
true. The clause began on 25 May 2020 and ended on 22 October 2025: a finding is history, and services that were ready
before or later are not meant.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.record import Service
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

MOST = 1


def was_ready_under_the_clause(service: Service, facts: Facts) -> bool:
    clause, ready = facts.catalogue.find("ND47-2020.D25.K1"), service.ready_on
    return ready is None or clause is None or (clause.applies.has_begun(ready) and not clause.applies.has_ended(ready))


@rule("ND47-2020.D25.K1", when=was_ready_under_the_clause, needs=("ready_on", "published_on"))
def service_is_published_in_time(service: Service, facts: Facts) -> Iterator[Violation | Unknown]:
    ready, published = service.ready_on, service.published_on
    if not isinstance(ready, date) or not isinstance(published, date):
        return
    taken = facts.calendar.working_days(ready, published)
    at = service.at.child("published_on")
    if taken.least > MOST:
        template = "{service} was published {found} working days or more after it was ready, at most 1 is allowed"
        yield Violation(template, at, service=service.id, found=taken.least)
    elif taken.most > MOST:
        yield Unknown(
            "not all days off of {year} are known, so the working days cannot be counted", at, year=ready.year
        )


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, ready_on: 2025-10-17, published_on: 2025-10-20}\n",
    _RECORD + "{id: households, ready_on: 2025-10-17, published_on: 2025-10-01}\n",
]
BAD = {
    "households was published 12 working days or more after it was ready, at most 1 is allowed": _RECORD
    + "{id: households, ready_on: 2025-08-04, published_on: 2025-09-10}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, ready_on: 2025-10-17}\n",
    _RECORD + "{id: households, published_on: 2025-10-17}\n",
    _RECORD + "{id: households, ready_on: 2025-10-17, published_on: 2025-10-21}\n",
]
IRRELEVANT = [
    _RECORD + "{id: households, ready_on: 2026-03-02, published_on: 2026-03-20}\n",
    _RECORD + "{id: households, ready_on: 2020-05-24, published_on: 2020-06-20}\n",
]
