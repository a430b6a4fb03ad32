"""No two records of one owner describe the same platform.

Broken: Two records of one owner seem to describe the same platform

Whoever counts platforms counts such a platform twice.

To mend it, keep one of the two records, or give each platform its own name and address.

Shows that nothing alike was found among the records of this run. Does not show anything of records that were not given.
Records of two lists are not compared, nor a staging environment with the real one.
"""

from collections.abc import Collection, Hashable, Iterator
from typing import Final

from compliance.model.blocking import Blocking
from compliance.model.derived.paired_record import PairedRecord
from compliance.model.derived.record_pair import RecordPair
from compliance.model.example import Fleet
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._pairs import are_of_one_list

_UNNAMED: Final = Message.of("one of two records of one owner gives no name")


def owner_keys(paired: PairedRecord, _facts: Facts) -> Collection[Hashable]:
    return [(key, paired.record.environment) for key in paired.owner_keys]


def may_be_one(pair: RecordPair, _facts: Facts) -> bool:
    first, second = pair.first, pair.second
    return pair.have_one_owner and first.environment == second.environment and are_of_one_list(pair)


@rule("CV2765-2024.B", proof=Proof.INDICATIVE, when=Blocking(may_be_one, keys=owner_keys))
def records_are_not_duplicated(pair: RecordPair) -> Iterator[Violation | Unknown]:
    if pair.common_names:
        template = "two records of one owner give {name}"
        yield Violation(template, at=pair, related=pair.second, name=min(pair.common_names))
    elif not (pair.first.name_vi and pair.second.name_vi):
        yield Unknown(_UNNAMED, at=pair)


_CODED = "slug: {}\nowner: {{code: G12}}\n"
_NAMED = "slug: {}  {}\nowner: {{code: 000.00.00.G12, name_vi: Bộ Tài chính}}\nname_vi: {}\n"
_LISTED = "list_memberships: [{{list: {}}}]\n"
GOOD = [
    Fleet((_NAMED.format("a", "", "Hộ kinh doanh"), _NAMED.format("b", "", "Doanh nghiệp"))),
]
BAD = {
    "two records of one owner give hộ kinh doanh": Fleet(
        (_NAMED.format("a", "# <-", "Hộ kinh doanh"), _NAMED.format("b", "# <-", "hộ  kinh doanh"))
    ),
    "two records of one owner give https://hkd.vi-du.gov.vn": Fleet(
        (
            _NAMED.format("a", "# <-", "A") + "addresses: ['https://hkd.vi-du.gov.vn/']\n",
            _NAMED.format("b", "# <-", "B") + "addresses: ['https://hkd.vi-du.gov.vn']\n",
        )
    ),
    "two records of one owner give vneid": Fleet(
        (
            _NAMED.format("a", "# <-", "A") + "aliases: [VNeID]\n" + _LISTED.format("list-2024-103"),
            _NAMED.format("b", "# <-", "B") + "aliases: [vneid]\n" + _LISTED.format("list-2024-103"),
        )
    ),
}
IRRELEVANT = [
    Fleet((_NAMED.format("a", "", "x"),)),
    Fleet((_NAMED.format("a", "", "x"), "slug: b\nowner: {code: G01}\nname_vi: x\n")),
    Fleet((_NAMED.format("a", "", "x"), _NAMED.format("b", "", "x") + "environment: staging\n")),
    Fleet(
        (
            _NAMED.format("a", "", "x") + _LISTED.format("list-2024-103"),
            _NAMED.format("b", "", "x") + _LISTED.format("list-2025-55"),
        )
    ),
]
UNKNOWN = [Fleet((_CODED.format("a"), _CODED.format("b")))]
