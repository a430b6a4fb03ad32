"""Listed master and shared data goes to the national aggregated database.

Broken: A listed database is not synchronised with the national aggregated one

Others read the aggregated database instead of asking each owner.

To mend it, synchronise the database, and write since when and by which minutes in `synchronised`.

Shows what the owner says of databases that it says to be listed for synchronisation. Does not show that data arrives,
nor which databases are listed: the annex was not read.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid


def may_owe_synchronisation(record: Record) -> bool:
    databases = record.databases
    if databases == NONE:
        return False
    listed = databases if isinstance(databases, list) else []
    return not listed or any(each.kind != "own" and each.listed_for_synchronisation is not False for each in listed)


@rule(
    "ND278-2025.SYNC1",
    "ND278-2025.SYNC2",
    "L60-2024.D34",
    "ND165-2025.D25",
    proof=Proof.INDICATIVE,
    when=may_owe_synchronisation,
)
def upstream_synchronisation_is_declared(record: Record) -> Iterator[Violation | Unknown]:
    databases = record.databases if isinstance(record.databases, list) else []
    if not databases:
        yield unsaid(record, "databases")
    for index, database in enumerate(databases):
        at = f"databases.{index}"
        if database.kind == "own" or database.listed_for_synchronisation is False:
            continue
        if is_unsaid(database.synchronised):
            yield unsaid(record, f"{at}.synchronised")
        elif not is_none(database.synchronised):
            continue
        elif database.listed_for_synchronisation is None:
            yield unsaid(record, f"{at}.listed_for_synchronisation")
        elif database.kind is None:
            yield unsaid(record, f"{at}.kind")
        else:
            template = "the database {database} is to be synchronised with the national aggregated database and is not"
            name = database.id or database.name or str(index + 1)
            yield Violation(template, record.at.child("databases", index, "synchronised"), database=name)


_RECORD = "slug: household-business\nowner: {code: G12}\ndatabases:\n- "
GOOD = [
    _RECORD + "{id: households, kind: master, listed_for_synchronisation: true, synchronised: từ 01/3/2026}\n",
    _RECORD + "{id: households, kind: shared, synchronised: từ 01/3/2026}\n- {id: drafts, kind: own}\n",
]
BAD = {
    "the database households is to be synchronised with the national aggregated database and is not": _RECORD
    + "{id: households, kind: master, listed_for_synchronisation: true, synchronised: none}  # <-\n",
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\n",
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, kind: master, synchronised: none}\n",
    _RECORD + "{id: households, listed_for_synchronisation: true, synchronised: none}\n",
]
IRRELEVANT = [
    "slug: household-business\nowner: {code: G12}\ndatabases: none\n",
    _RECORD + "{id: households, kind: own, synchronised: none}\n",
    _RECORD + "{id: households, kind: master, listed_for_synchronisation: false, synchronised: none}\n",
]
