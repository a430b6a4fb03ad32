"""`compliance platforms diff`: what became of the platforms of one official list in a later one."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

import compliance
from compliance import Fate
from compliance.model.list_comparison import Sureness

Run = Callable[..., Any]
PAIRS = (("2024", "2025"), ("2024", "2026"), ("2025", "2026"))


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_every_entry_of_both_lists_is_told_and_the_sums_add_up(earlier: str, later: str) -> None:
    found = compliance.compare_lists(earlier, later)
    for head, sums, entries in (
        (found.earlier, found.of_earlier, {change.earlier.slug for change in found.changes if change.earlier}),
        (found.later, found.of_later, {change.later.slug for change in found.changes if change.later}),
    ):
        assert sum(sums.values()) == len(entries) == head.named
    pairs = Counter((change.earlier, change.later) for change in found.changes)
    assert max(pairs.values()) == 1


def test_the_lists_of_2025_and_2026_are_those_that_the_facts_tell() -> None:
    found = compliance.compare_lists("2025", "1132/QĐ-TTg")
    sure = found.of_later[Fate.SAME] + found.of_later[Fate.RENAMED] + found.of_later[Fate.MOVED]
    assert (sure, found.of_later[Fate.JOINED]) == (37, 34)
    assert found.of_earlier[Fate.LEFT] == 11
    (portal,) = (change for change in found.changes if change.fate is Fate.MOVED)
    assert portal.earlier is not None
    assert portal.later is not None
    assert portal.later.slug == "national-public-service-portal"
    assert (portal.earlier.owner.en, portal.later.owner.en) == ("Government Office", "Ministry of Public Security")


def test_what_no_text_says_surely_is_never_told_as_sure() -> None:
    found = compliance.compare_lists("2025", "2026")
    of_tax = [change.fate for change in found.changes if change.earlier and change.earlier.slug == "electronic-tax"]
    assert of_tax == [Fate.UNCERTAIN]
    assert all(change.basis for change in found.changes if change.fate is Fate.UNCERTAIN)
    followed = compliance.compare_lists("2024", "2026")  # over the list between, and no surer than the less sure step
    unsure = [change.sureness for change in followed.changes if change.fate is Fate.UNCERTAIN]
    assert len(unsure) > 10
    assert set(unsure) == {Sureness.LOW, Sureness.MEDIUM}


def test_an_entry_is_followed_through_the_list_between() -> None:
    found = compliance.compare_lists("2024", "2026")
    change = next(each for each in found.changes if each.earlier and each.earlier.slug == "mpi-e-procurement")
    assert change.later is not None
    assert (change.fate, change.later.slug) == (Fate.MOVED, "national-e-procurement")
    assert change.earlier is not None
    assert (change.earlier.owner.en, change.later.owner.en) == (
        "Ministry of Planning and Investment",
        "Ministry of Finance",
    )


def test_two_names_that_a_text_keeps_apart_do_not_become_one() -> None:
    found = compliance.compare_lists("2024", "2026")
    ends = {
        change.later.slug
        for change in found.changes
        if change.earlier and change.later and "lgsp" in change.earlier.slug
    }
    assert ends == set()


def test_nobody_joined_a_list_because_the_earlier_one_is_known_in_part_only(run: Run) -> None:
    found = compliance.compare_lists("2024", "2025")
    assert found.earlier.unnamed == 59
    assert Fate.JOINED not in found.of_later
    assert found.of_later[Fate.UNKNOWN] > 30
    ended = run("platforms", "diff", "2024", "2025", "--lang", "en")
    assert "announced 103; 59 of them are not known by name, and nothing is said of these" in ended.err


def test_the_table_has_a_row_for_each_change_and_says_what_it_does_not_prove(run: Run) -> None:
    for language, left, proof in (
        ("en", "no entry any more", "is no proof that the platform ended"),
        ("vi", "không còn mục tương ứng", "không chứng minh nền tảng đã kết thúc"),
    ):
        ended = run("platforms", "diff", "2025", "2026", "--lang", language)
        assert ended.status == 0
        rows = [line.split("\t") for line in ended.out.splitlines()[1:]]
        assert len(rows) == len(compliance.compare_lists("2025", "2026").changes)
        assert sum(row[0] == left for row in rows) == 11
        assert proof in ended.err


def test_programs_get_the_same(run: Run) -> None:
    whole = json.loads(run("platforms", "diff", "2025", "2026", "--format", "json").out)
    assert whole["schema"] == "compliance-lists/1"
    assert (whole["earlier"]["named"], whole["later"]["named"]) == (55, 79)
    assert sum(whole["of_later"].values()) == 79
    assert {change["fate"] for change in whole["changes"]} <= {str(fate) for fate in Fate}


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("2026", "2025", "2026 is not earlier than 2025"),
        ("2025", "2025", "2025 is not earlier than 2025"),
        ("2023", "2025", "there is no list 2023; known: list-2022-186"),
        ("2022", "2025", "of the list 2022 no platform is known by name"),
    ],
)
def test_lists_that_cannot_be_compared_are_told(earlier: str, later: str, said: str, run: Run) -> None:
    ended = run("platforms", "diff", earlier, later, "--lang", "en")
    assert (ended.status, ended.out) == (64, "")
    assert said in ended.err
