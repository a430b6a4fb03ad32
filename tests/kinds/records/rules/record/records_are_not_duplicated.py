"""No two records of one owner have one name.

Broken: Two records of one owner have one name

Whoever counts platforms counts such a platform twice.

To mend it, keep one of the two records.

Shows the records of this run. Does not show anything of records that were not given.
"""

from collections.abc import Iterator

from compliance.model.codelist import fold
from compliance.model.derived.record_pair import RecordPair
from compliance.model.example import Fleet
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def have_one_owner(pair: RecordPair) -> bool:
    return pair.have_one_owner


@rule("CV2765-2024.B", proof=Proof.INDICATIVE, when=have_one_owner)
def records_are_not_duplicated(pair: RecordPair) -> Iterator[Violation | Unknown]:
    one, other = pair.first.name_vi, pair.second.name_vi
    if one is None or other is None:
        yield Unknown("one of two records of one owner gives no name", at=pair)
    elif fold(one) == fold(other):
        yield Violation("two records of one owner have the name {name}", at=pair, related=pair.second, name=one)


_CODED = "slug: {}\nowner: {{code: G12}}\n"
_NAMED = "slug: {}  {}\nowner: {{code: 000.00.00.G12, name_vi: Bộ Tài chính}}\nname_vi: {}\n"
GOOD = [Fleet((_NAMED.format("a", "", "Hộ kinh doanh"), _NAMED.format("b", "", "Doanh nghiệp")))]
BAD = {
    "two records of one owner have the name Hộ kinh doanh": Fleet(
        (
            _NAMED.format("a", "# <-", "Hộ kinh doanh"),
            _NAMED.format("b", "# <-", "hộ  kinh doanh"),
        )
    ),
}
IRRELEVANT = [
    Fleet((_NAMED.format("a", "", "x"),)),
    Fleet((_NAMED.format("a", "", "x"), "slug: b\nowner: {code: G01}\nname_vi: x\n")),
]
UNKNOWN = [Fleet((_CODED.format("a"), _CODED.format("b")))]
