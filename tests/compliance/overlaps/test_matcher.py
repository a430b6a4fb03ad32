"""The matcher on pairs that were labelled by hand: 200 of them, of which half were never tuned with."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

import compliance
from compliance.loading.facts.platform_matcher import platform_matcher, registered_text
from compliance.loading.facts.platforms import lists, slugs
from compliance.loading.facts.specs import specs_root
from compliance.model.codelist import plain
from compliance.model.platform_match import Likeness, PlatformMatcher, PlatformText
from tools.generate import REPOSITORY

HERE: Final = Path(__file__).parent
WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "as it is": str,
    "without marks": plain,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "with marks apart": lambda text: unicodedata.normalize("NFD", text),
}
MUST: Final = (
    {"mps-eid-authentication-platform", "mps-eid-authentication-system"},
    {"national-veterinary-animal-health", "livestock-feed-disease-management"},
    {"national-veterinary-animal-health", "regional-animal-disease-surveillance"},
    {"livestock-feed-disease-management", "regional-animal-disease-surveillance"},
)
MUST_NOT: Final = (
    {"ndxp", "ndc-data-sharing-coordination"},
    {"mot-lgsp", "ndxp"},
    {"asset-auction-management", "national-e-procurement"},
    {"national-data-portal", "data-exchange-marketplace"},
    {"national-web-portal", "asset-auction-management"},
)


@cache
def matcher() -> PlatformMatcher:
    """One for all tests, which remembers what it read."""
    return platform_matcher()


@cache
def pairs(half: str) -> Sequence[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"pairs-{half}.yaml").read_text("utf-8"))
    return found


def likeness(pair: dict[str, Any], written: Callable[[str], str]) -> Likeness:
    purpose = written(pair["purpose"]) if "purpose" in pair else None
    system = PlatformText((written(pair["name"]),), owners=(written(pair["owner"]),), purpose=purpose)
    return matcher().likeness(system, registered_text(pair["listed"]))


def seems_the_same(found: Likeness) -> bool:
    return found.is_enough and not found.is_of_each_level


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("half", ["tuned", "measured"])
def test_recall_and_precision_on_each_half(half: str, written: str) -> None:
    told = [(pair["overlap"], seems_the_same(likeness(pair, WRITTEN[written]))) for pair in pairs(half)]
    right = told.count((True, True))
    assert right / (right + told.count((True, False))) >= 0.95
    assert right / (right + told.count((False, True))) >= 0.9


@pytest.mark.parametrize("half", ["tuned", "measured"])
def test_the_page_tells_what_is_measured(half: str) -> None:
    told = [(pair["overlap"], seems_the_same(likeness(pair, str))) for pair in pairs(half)]
    right, missed, wrong = (told.count(each) for each in ((True, True), (True, False), (False, True)))
    row = f"{right + missed} overlaps | {right + wrong} | {right} | {missed} | {wrong} |"
    assert row in (REPOSITORY / "docs/overlaps.md").read_text("utf-8")


def test_the_set_is_of_200_pairs_of_which_none_stands_twice() -> None:
    names = [(pair["listed"], pair["name"], pair["owner"]) for half in ("tuned", "measured") for pair in pairs(half)]
    assert len(set(names)) == len(names) == 200
    assert {pair["listed"] for half in ("tuned", "measured") for pair in pairs(half)} <= set(slugs())


def test_the_words_that_both_mean_are_shown_and_an_abbreviation_is_written_out() -> None:
    system = PlatformText(("HTTT ATTP tỉnh Ví Dụ",), owners=("Sở Y tế tỉnh Ví Dụ",))
    found = matcher().likeness(system, registered_text("national-food-safety"))
    assert (found.words, found.score) == (("an toàn thực phẩm",), 1)
    chatbot = matcher().likeness(PlatformText(("Chatbot",)), registered_text("national-virtual-assistant"))
    assert chatbot.words == ("chatbot ≈ trợ lý ảo",)


def test_older_and_newer_spelling_of_tones_are_one() -> None:
    for name in ("Quản lý hoá đơn", "Quản lý hóa đơn"):
        found = matcher().likeness(PlatformText((name,)), registered_text("tax-einvoice-management"))
        assert found.score == 1


@pytest.mark.parametrize(
    ("name", "owner", "words"),
    [
        ("Phần mềm Bảo Hiểm Xã Hội", "", {"bảo hiểm xã hội"}),
        ("Cổng Thông Tin Cơ Quan Thuế", "", {"thuế"}),
        ("Phần mềm thu phí chợ xã Mẫu", "UBND xã Mẫu", {"thu", "phí", "chợ"}),
        ("PHAN MEM THU PHI RAC XA MAU", "UBND xã Mẫu", {"thu", "phi", "rac"}),
        ("Market fees of Mau City", "", {"market", "fees"}),
    ],
)
def test_places_are_left_out_and_nothing_else(name: str, owner: str, words: set[str]) -> None:
    told = matcher().reader.read(name, (owner,) if owner else ())
    assert told.words | set(told.subjects.values()) == words


def test_a_slip_of_the_pen_does_not_hide_a_name() -> None:
    slip = PlatformText(("Hệ thống thông tin về đang ký hợp tác xa",))
    assert matcher().likeness(slip, registered_text("mpi-cooperative-registration")).is_enough


def test_a_field_of_its_own_counts_against_a_likeness_of_names() -> None:
    listed = registered_text("national-e-procurement")
    alike, other = (
        matcher().likeness(PlatformText(("Đấu thầu thuốc",), field=field), listed).score
        for field in ("procurement", "health")
    )
    assert alike > other


def test_the_rule_flags_the_pairs_that_it_must_and_no_other_of_these(tmp_path: Path) -> None:
    for slug in {each for pair in (*MUST, *MUST_NOT) for each in pair}:
        (tmp_path / f"{slug}.yaml").write_bytes((specs_root() / f"platforms/{slug}.yaml").read_bytes())
    report = compliance.check(tmp_path, judging=compliance.Judging(select=("record.platforms_do_not_overlap",)))
    flagged = {finding.subject for finding in report.findings}
    assert flagged == {slug for pair in MUST for slug in pair}
    assert {str(finding.severity) for finding in report.findings} == {"advice"}


@pytest.mark.parametrize("pair", [*MUST, *MUST_NOT], ids=lambda pair: "-".join(sorted(pair)))
def test_the_matcher_tells_the_pairs_apart_in_both_orders(pair: set[str]) -> None:
    first, second = map(registered_text, sorted(pair))
    for one, other in ((first, second), (second, first)):
        assert seems_the_same(matcher().likeness(one, other)) is (pair in MUST)


def test_the_list_in_force_has_few_names_that_seem_to_mean_the_same() -> None:
    members = [member["slug"] for member in lists()["list-2026-1132"]["members"]]
    found = {
        frozenset(pair)
        for pair in combinations(members, 2)
        if seems_the_same(matcher().likeness(*map(registered_text, pair)))
    }
    assert {"eid-authentication", "vneid"} in found
    assert len(found) < 6


@pytest.mark.parametrize(("earlier", "later"), [("2024", "2025"), ("2025", "2026"), ("2024", "2026")])
def test_no_entry_that_left_a_list_is_told_again_under_a_name_like_it(earlier: str, later: str) -> None:
    """The lineage is written by hand: what the matcher would join, and it does not have, would have been overlooked."""
    compared = compliance.compare_lists(earlier, later).changes
    ended = [change.earlier.slug for change in compared if change.earlier and not change.later]
    entries = {change.later.slug for change in compared if change.later}
    found = [
        (one, other)
        for one in ended
        for other in sorted(entries)
        if (same := matcher().likeness(registered_text(one), registered_text(other))).is_specific
        and seems_the_same(same)
    ]
    assert found == []


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_what_cannot_be_specific_never_is(written: Callable[[str], str]) -> None:
    listed = [registered_text(slug) for slug in slugs()]
    words = ("Nền tảng bảo tồn cổ vật dân gian", "Hệ thống bảo tồn cổ vật cung đình", "Hệ thống đấu thầu")
    others = [PlatformText((written(name),)) for name in (*words, *(each.names[0] for each in listed))]
    told = {
        (matcher().likeness(each, other).is_specific, matcher().may_be_specific(each, other))
        for each in others
        for other in (*listed, *others[:3])
    }
    assert told >= {(True, True), (False, False)}
    assert (True, False) not in told
