"""No system does what an operating shared platform is there for.

Broken: Two platforms seem to do the same

Two systems for one task cost twice and hold two versions of the truth.

To mend it, use the shared platform and write it in `reuses`, or name the ground for a system of one's own in
`exemption`: defence, security, cipher or a special law.

Shows that nothing alike was found among the records of this run. Does not show that two platforms do the same: names
only propose a pair, and a person decides. Two platforms of the list in force are not compared, nor are intermediaries.
"""

from collections.abc import Iterator

from compliance.model.codelist import fold
from compliance.model.derived.record_pair import RecordPair
from compliance.model.example import Fleet
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record._pairs import common_functions, common_words, does_one_share, functions
from compliance.rules.record._said import is_said

RUNNING = frozenset({"operating", "upgrading"})
LEFT = frozenset({"ended", "being-replaced", "merging"})


def may_do_the_same(pair: RecordPair, facts: Facts) -> bool:
    first, second = pair.first, pair.second
    if first.environment != second.environment or first.intermediary or second.intermediary or pair.common_names:
        return False
    return bool(common_functions(pair) or common_words(pair, facts)) and does_one_share(pair, facts)


@rule(
    "QD1132-2026.OVERLAP",
    "QD1425-2026.P3.NODUP",
    "ND224-2026.D23.K1.A",
    "CV2765-2024.E",
    proof=Proof.INDICATIVE,
    when=may_do_the_same,
)
def platforms_do_not_overlap(pair: RecordPair, facts: Facts) -> Iterator[Violation]:
    first, second = pair.first, pair.second
    if (
        is_excused(first, second)
        or is_excused(second, first)
        or not LEFT.isdisjoint({first.life_cycle, second.life_cycle})
    ):
        return
    if shared := common_functions(pair):
        is_known = is_said(first.objective) and fold(first.objective or "") == fold(second.objective or "")
        is_certain = is_known and not RUNNING.isdisjoint({first.life_cycle, second.life_cycle})
        template = "two platforms have the function {function}"
        proof = Proof.INDICATIVE if is_certain else Proof.SUGGESTIVE
        yield Violation(template, at=pair, related=second, proof=proof, function=min(shared))
    elif not (functions(first) and functions(second)):
        template = "the names of two platforms share the words {words}"
        words = ", ".join(sorted(common_words(pair, facts)))
        yield Violation(template, at=pair, related=second, proof=Proof.SUGGESTIVE, words=words)


def is_excused(record: Record, other: Record) -> bool:
    """Return whether the record says that it uses the other, or on which ground it does not."""
    names = {fold(name) for name in (other.slug, other.name_vi, *(other.aliases or ())) if name}
    reused = record.reuses if isinstance(record.reuses, list) else ()
    return is_said(record.exemption) or not names.isdisjoint(map(fold, reused))


_TENDERS = "functions: [e-tender]\nobjective: Đấu thầu qua mạng\nlife_cycle: operating\n"


def _record(slug: str, name: str, more: str = "", owner: str = "G01") -> str:
    return f"slug: {slug}\nname_vi: {name}\nowner: {{code: {owner}}}\nfield: procurement\n{more}"


def _tenders(mark: str = "", more: str = "") -> Fleet:
    national = _record(f"national-e-procurement  {mark}", "Hệ thống mạng đấu thầu quốc gia", _TENDERS, "G12")
    return Fleet((national, _record(f"dau-thau-vi-du  {mark}", "Hệ thống đấu thầu tỉnh Ví Dụ", _TENDERS + more, "H99")))


def _identities(mark: str = "", first: str = "", second: str = "") -> Fleet:
    platform = _record(f"a  {mark}", "Nền tảng định danh và xác thực điện tử", first)
    return Fleet((platform, _record(f"b  {mark}", "Hệ thống định danh và xác thực điện tử", second)))


BAD = {
    "two platforms have the function e-tender": _tenders("# <-"),
    "the names of two platforms share the words danh, thực, xác, định": _identities("# <-"),
}
GOOD = [
    _tenders(more="exemption: cơ yếu\n"),
    _tenders(more="reuses: [national-e-procurement]\n"),
    _identities(first="functions: [xác thực]\n", second="functions: [cấp tài khoản]\n"),
    _identities(first="life_cycle: ended\n"),
]
IRRELEVANT = [
    Fleet((_record("a", "Hệ thống đấu thầu"),)),
    Fleet((_record("a", "Hệ thống mạng đấu thầu quốc gia"), _record("b", "Hệ thống quản lý đấu giá tài sản"))),
    Fleet((_record("a", "Cổng dữ liệu quốc gia"), _record("b", "Sàn dữ liệu"))),
    _identities(first="intermediary: ndxp\n", second="intermediary: ndop\n"),
]
