"""No system does what an operating shared platform is there for.

Broken: Two platforms seem to do the same

Two systems for one task cost twice and hold two versions of the truth.

To mend it, use the shared platform and write it in `reuses`, or name the ground for a system of one's own in
`exemption`: defence, security, cipher or a special law.

Shows that nothing alike was found among the records of this run. Does not show that two platforms do the same: names
only propose a pair, and a person decides. Two platforms of the list in force are not compared, nor are intermediaries,
nor what every ministry and province keeps for itself.
"""

from collections.abc import Collection, Hashable, Iterator

from compliance.model.blocking import Blocking
from compliance.model.derived.paired_record import PairedRecord
from compliance.model.derived.record_pair import RecordPair
from compliance.model.example import Fleet
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record import _pairs
from compliance.rules.record._pairs import common_functions, have_one_objective, is_excused

CLAUSES = ("QD1132-2026.OVERLAP", "QD1425-2026.P3.NODUP", "ND224-2026.D23.K1.A", "CV2765-2024.E")
LEFT = frozenset({"ended", "being-replaced", "merging"})


def what_it_may_do(paired: PairedRecord, facts: Facts) -> Collection[Hashable]:
    """Return each word and function of a platform, as one of its owner's and as one that a listed platform may have."""
    return _as_of((*paired.owner_keys, _pairs.LISTED), paired, facts)


def what_others_may_do(paired: PairedRecord, facts: Facts) -> Collection[Hashable]:
    """Return each word and function of a platform, as one of its owner's, and as a listed one's if it is listed."""
    listed = (_pairs.LISTED,) if _pairs.is_listed(paired.record, facts) else ()
    return _as_of((*paired.owner_keys, *listed), paired, facts)


def _as_of(owners: Collection[Hashable], paired: PairedRecord, facts: Facts) -> Collection[Hashable]:
    return [(owner, word) for word in _pairs.words(paired, facts) for owner in owners]


def may_do_the_same(pair: RecordPair, facts: Facts) -> bool:
    first, second = pair.first, pair.second
    are_like_systems = first.environment == second.environment and not (first.intermediary or second.intermediary)
    return are_like_systems and _pairs.does_one_share(pair, facts) and _pairs.are_alike(pair, facts)


@rule(*CLAUSES, proof=Proof.INDICATIVE, when=Blocking(may_do_the_same, keys=what_others_may_do, wanted=what_it_may_do))
def platforms_do_not_overlap(pair: RecordPair, facts: Facts) -> Iterator[Violation]:
    first, second = pair.first, pair.second
    if is_excused(first, second) or is_excused(second, first) or {first.life_cycle, second.life_cycle} & LEFT:
        return
    if shared := common_functions(pair):
        is_certain = have_one_objective(pair) and _pairs.does_it_operate(pair, facts)
        proof = Proof.INDICATIVE if is_certain else Proof.SUGGESTIVE
        template = "two platforms have the function {function}"
        yield Violation(template, at=pair, related=second, proof=proof, function=min(shared))
    elif not (pair.one.functions and pair.other.functions):
        found = _pairs.likeness(pair, facts)
        template = "the names of two platforms speak of {words} (score {score} of 100)"
        words, score = ", ".join(found.words), round(found.score * 100)
        yield Violation(template, at=pair, related=second, proof=Proof.SUGGESTIVE, words=words, score=score)


def _record(slug: str, name: str, more: str = "", owner: str = "G01") -> str:
    return f"slug: {slug}\nname_vi: {name}\nowner: {{code: {owner}}}\nfield: procurement\n{more}"


def _tenders(mark: str = "", more: str = "") -> Fleet:
    national = _record(f"national-e-procurement  {mark}", "Hệ thống mạng đấu thầu quốc gia", _TENDERS, "G12")
    return Fleet((national, _record(f"dau-thau  {mark}", "Hệ thống đấu thầu tỉnh Ví Dụ", _TENDERS + more, "H99")))


def _identities(mark: str = "", first: str = "", second: str = "") -> Fleet:
    platform = _record(f"a  {mark}", "Nền tảng định danh và xác thực điện tử", first)
    return Fleet((platform, _record(f"b  {mark}", "Hệ thống định danh và xác thực điện tử", second)))


_TENDERS = "functions: [e-tender]\nobjective: Đấu thầu qua mạng\nlife_cycle: operating\n"
BAD = {
    "two platforms have the function e-tender": _tenders("# <-"),
    "the names of two platforms speak of định danh và xác thực điện tử (score 100 of 100)": _identities("# <-"),
}
GOOD = [
    _tenders(more="exemption: cơ yếu\n"),
    _tenders(more="reuses: [national-e-procurement]\n"),
    _identities(first="functions: [xác thực]\n", second="functions: [cấp tài khoản]\n"),
    _identities(first="life_cycle: ended\n"),
]
IRRELEVANT = [
    Fleet((_record("a", "Hệ thống mạng đấu thầu quốc gia"), _record("b", "Hệ thống quản lý đấu giá tài sản"))),
    Fleet((_record("a", "Cổng dữ liệu quốc gia"), _record("b", "Sàn dữ liệu"))),
    _identities(first="intermediary: ndxp\n", second="intermediary: ndop\n"),
]
