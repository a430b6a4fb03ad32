"""On which list a platform stands is what the lists say that are held here, whatever its record says."""

import json
from collections.abc import Callable
from typing import Any

import pytest

RULE = "record.list_membership_is_current"


@pytest.fixture
def judged(run: Callable[..., Any], write: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Check a record as of a day and give what the report says of it."""

    def check(text: str, day: str = "2026-11-28") -> dict[str, Any]:
        found = json.loads(run("check", write("record.yaml", text), "--format", "json", "--as-of", day).out)
        subject: dict[str, Any] = found["subjects"][0]
        return subject

    return check


@pytest.mark.parametrize(
    ("slug", "day", "said"),
    [
        ("ndxp", "2026-11-28", "third party: on the list 1132/QĐ-TTg of 24 June 2026"),
        (
            "national-web-portal",
            "2026-11-28",
            "third party: on the earlier list 1527/QĐ-BKHCN of 29 June 2025; 1132/QĐ-TTg has no entry of that name",
        ),
        ("national-web-portal", "2026-06-23", "third party: on the list 1527/QĐ-BKHCN of 29 June 2025"),
        (
            "mpi-e-procurement",
            "2026-11-28",
            "third party: on the earlier list 2765/BTTTT-CĐSQG of 15 July 2024; probably the same as "
            "national-e-procurement on 1132/QĐ-TTg",
        ),
    ],
)
def test_a_list_suffices_and_an_earlier_one_is_told_as_such(judged: Any, slug: str, day: str, said: str) -> None:
    ladder = judged(f"slug: {slug}\nowner: {{code: G12, name_vi: Bộ Tài chính}}\n", day)["ladder"]
    assert (ladder["rung"], said in ladder["evidence"]) == ("listed", True)


@pytest.mark.parametrize("day", ["2024-07-15", "2026-11-28"])
def test_the_word_of_a_record_is_no_place_on_a_list(judged: Any, day: str) -> None:
    listed = "list_memberships: [{list: list-2026-1132, number: 1132/QĐ-TTg, issued: 2026-06-24}]\n"
    subject = judged(f"slug: household-business\nowner: {{code: G12}}\n{listed}", day)
    outcomes = {verdict["rule"]: verdict["outcome"] for verdict in subject["verdicts"]}
    assert (subject["ladder"]["rung"], outcomes[RULE]) == ("none", "not_observed")
    assert subject["ladder"]["evidence"] == ["claimed: the record names the list 1132/QĐ-TTg"]


def test_what_others_write_as_none_is_unknown_however_deep_it_stands(judged: Any) -> None:
    services = "services: [{id: a, refusals: [{on: 2026-10-05, reason: None, in_writing: none, legal_ground: none}]}]\n"
    record = "slug: a\nowner: {code: G12}\n" + services
    rule = "record.refusal_gives_reason_and_legal_ground"
    for declared, outcome in (("true", "breached"), ("false", "not_observed")):
        subject = judged(f"{record}provenance: {{declared: {declared}}}\n")
        assert {each["outcome"] for each in subject["verdicts"] if each["rule"] == rule} == {outcome}
