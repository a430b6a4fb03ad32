"""The master of one kind of data is kept by one platform.

Broken: Two platforms say that they keep the master of the same data

Where two keep the master, nobody knows which of two answers is right.

To mend it, agree on one platform that keeps it, and let the other read it there.

Shows that nothing alike was found among the records of this run. Does not show anything of platforms that do not say of
which data they keep the master.
"""

from collections.abc import Collection, Iterator

from compliance.model.blocking import Blocking
from compliance.model.derived.paired_record import PairedRecord
from compliance.model.derived.record_pair import RecordPair
from compliance.model.example import Fleet
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Violation


def mastering(paired: PairedRecord, _facts: Facts) -> Collection[str | None]:
    """Return the environment of a platform that declares of which data it keeps the master."""
    return (paired.record.environment,) if paired.masters and paired.record.is_declared else ()


def masters(paired: PairedRecord, _facts: Facts) -> Collection[str]:
    return paired.masters


def both_keep_masters(pair: RecordPair, _facts: Facts) -> bool:
    first, second = pair.first, pair.second
    are_told = bool(pair.one.masters and pair.other.masters) and first.is_declared and second.is_declared
    return are_told and first.environment == second.environment


@rule("ND224-2026.D23.K5.B", proof=Proof.INDICATIVE, when=Blocking(both_keep_masters, keys=mastering, telling=masters))
def master_data_has_one_home(pair: RecordPair) -> Iterator[Violation]:
    for entity in sorted(pair.one.masters & pair.other.masters):
        template = "two platforms keep the master of {entity}"
        yield Violation(template, at=pair, related=pair.second, key=entity, entity=entity)


_RECORD = "slug: {}  {}\nowner: {{code: G12}}\ndatabases: [{{id: x, master_of: [{}]}}]\n"
GOOD = [Fleet((_RECORD.format("a", "", "enterprise"), _RECORD.format("b", "", "household")))]
BAD = {
    "two platforms keep the master of enterprise": Fleet(
        (_RECORD.format("a", "# <-", "enterprise"), _RECORD.format("b", "# <-", "Enterprise, household"))
    ),
}
IRRELEVANT = [
    Fleet((_RECORD.format("a", "", "enterprise"),)),
    Fleet((_RECORD.format("a", "", "enterprise"), "slug: b\nowner: {code: G12}\ndatabases: none\n")),
    Fleet((_RECORD.format("a", "", "x"), _RECORD.format("b", "", "x") + "provenance: {declared: false}\n")),
    Fleet((_RECORD.format("a", "", "x"), "slug: b\nowner: {code: G12}\ndatabases: [{id: x, master_of: none}]\n")),
]
