"""The manual page of a rule says why a breach weighs no more, what is wrong, and shows observations as data."""

from datetime import date

import pytest

import compliance
from compliance.locale import words
from compliance.report.manual import requirement_text, rule_text


def page(name: str, day: str = "2026-11-28") -> str:
    found = compliance.explain(name, as_of=date.fromisoformat(day))
    assert isinstance(found, compliance.RulePage)
    return rule_text(found, words("en"))


def test_the_page_says_what_a_finding_is_and_how_it_is_mended() -> None:
    text = page("openapi.document_parses")
    remedy = "Correct the line that is named; save a file of another encoding as UTF-8."
    assert f"**The file cannot be read in one way only**\n\n→ {remedy}\n" in text


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("exchange.stranger_is_refused", "- L20-2023.D42.K1.D: fail, it obliges, its article was read"),
        ("exchange.stranger_is_refused", "- The threshold is from GP.PR-REST and not in the law: a warning at most."),
        ("exchange.stranger_is_refused", "- QD1562-2025.IDENT: warn, its text is known second-hand only"),
        ("exchange.stranger_is_refused", "the owner is none of these, or not known: state agency"),
        ("openapi.operation_requires_security", "- What is seen only points to a breach (indicative): a warning"),
        ("record.sharing_is_free_of_charge", "- A machine can check a part of it only: a fail counts when a person"),
        ("record.sharing_is_free_of_charge", "unless `provenance.declared_by` names who stands for it."),
        ("record.record_names_its_owner", "- ND224-2026.D28.K4: warn, it binds from 1 July 2027 only"),
        ("record.record_names_its_owner", "one step less for platforms other than: "),
        ("openapi.version_is_semantic", "- GP.SEMVER: advice, it is good practice, not law"),
    ],
)
def test_each_clause_says_why_it_gives_no_more(rule: str, said: str) -> None:
    assert said in page(rule)


def test_before_it_was_issued_a_clause_gives_nothing() -> None:
    assert "- L20-2023.D42.K2: nothing, it had not been issued" in page(
        "record.sharing_is_free_of_charge", "2020-01-01"
    )


def test_a_requirement_says_why_it_weighs_what_it_weighs() -> None:
    found = compliance.explain("L20-2023.D42.K1.D", as_of=date(2026, 11, 28))
    assert isinstance(found, compliance.RequirementPage)
    assert "L20-2023.D42.K1.D: fail, it obliges" in requirement_text(found, words("en"))


def test_observations_are_shown_as_data() -> None:
    text = page("exchange.stranger_is_refused")
    assert "\n\n    # (seen)\n    AccessTrial:\n      call:\n        hub: https://hub.example\n" in text
    assert "\n      is_refusal_of_access: true\n" in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    for mark in ("HubCall(", "Pages(", "datetime", "frozenset(", "Place("):
        for name in ("exchange.service_answers_through_the_hub", "endpoint.pages_neither_repeat_nor_skip"):
            assert mark not in page(name)
        assert mark not in page("endpoint.certificate_is_in_date")


def test_a_long_list_of_an_example_shows_its_ends_and_how_many_lie_between() -> None:
    (first, *_) = (line for line in page("endpoint.service_is_available").splitlines() if "samples:" in line)
    assert first.count("looked_at") == 4
    assert ", … 96 …, " in first
