"""Citations name the parts of a text that were recorded, and no others."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.locale import words
from compliance.model.grades import Grade, InstrumentStatus, Obligation
from compliance.model.requirement import Catalogue, Locator, Period, Requirement, Standard
from compliance.report.citation import full, short, standing

ENGLISH = words("en")
AS_OF = date(2026, 11, 21)


@pytest.fixture
def law(catalogue: Catalogue) -> Requirement:
    return catalogue.requirements["L20-2023.D42.K1.D"]


@pytest.fixture
def decree(catalogue: Catalogue) -> Requirement:
    return catalogue.requirements["ND224-2026.D28.K4"]


def test_a_point_of_a_law(law: Requirement) -> None:
    assert short(law, ENGLISH) == "Law 20/2023/QH15, Art. 42(1)(d)"
    assert full(law, ENGLISH) == "Law on E-Transactions 20/2023/QH15, Article 42, clause 1, point d"


@pytest.mark.parametrize(
    ("locator", "brief", "long"),
    [
        (Locator("42", None, None), "Art. 42", "Article 42"),
        (Locator("42", "4-5", None), "Art. 42(4-5)", "Article 42, clauses 4-5"),
        (Locator("12-15", None, None), "Art. 12-15", "Articles 12-15"),
        (Locator("42", None, "d"), "Article 42, point d", "Article 42, point d"),
        (Locator("Annex", "1.1", None), "Annex, section 1.1", "Annex, section 1.1"),
        (Locator("Appendix III", "II", None), "Appendix III, section II", "Appendix III, section II"),
        (Locator("Appendix 4", "step 1", None), "Appendix 4, step 1", "Appendix 4, step 1"),
        (Locator("Annex I", "2", "c"), "Annex I, section 2, point c", "Annex I, section 2, point c"),
        (Locator("Part II.2.2.c", None, None), "Part II.2.2.c", "Part II.2.2.c"),
        (Locator("Table 2", None, None), "Table 2", "Table 2"),
        (Locator("3.16.2.2", None, None), "section 3.16.2.2", "section 3.16.2.2"),
        (Locator(None, "1.3", None), "section 1.3", "section 1.3"),
    ],
)
def test_only_recorded_parts_are_named(decree: Requirement, locator: Locator, brief: str, long: str) -> None:
    cited = replace(decree, locator=locator)
    assert short(cited, ENGLISH) == f"Decree 224/2026/NĐ-CP, {brief}"
    assert full(cited, ENGLISH) == f"Decree 224/2026/NĐ-CP, {long}: Implementing the Law"


def test_an_instrument_without_locator_is_cited_whole(decree: Requirement) -> None:
    assert short(replace(decree, locator=Locator(None, None, None)), ENGLISH) == "Decree 224/2026/NĐ-CP"


def test_an_instrument_without_number_is_cited_by_title(law: Requirement) -> None:
    unnumbered = replace(law, instrument=replace(law.instrument, number=None))
    assert short(unnumbered, ENGLISH) == "Law on E-Transactions, Art. 42(1)(d)"
    assert full(unnumbered, ENGLISH) == "Law on E-Transactions, Article 42, clause 1, point d"


def test_a_good_practice_is_cited_by_its_standard(catalogue: Catalogue) -> None:
    practice = catalogue.requirements["GP.RFC9325"]
    assert short(practice, ENGLISH) == "RFC 9325"
    assert full(practice, ENGLISH) == "RFC 9325: Secure use of TLS"
    assert standing(practice, AS_OF, ENGLISH) == ("good practice, not law",)


def test_what_obliges_nobody_is_not_shown_as_a_duty(law: Requirement, catalogue: Catalogue) -> None:
    practice = catalogue.requirements["GP.RFC9325"]
    draft = replace(practice, verified=Grade.TEXT)
    convention = replace(practice, obligation=Obligation.OBSERVED)
    assert standing(draft, AS_OF, ENGLISH) == ("draft, not law",)
    assert standing(convention, AS_OF, ENGLISH) == ("observed convention, not law",)
    statement = replace(law, obligation=Obligation.OBSERVED)
    assert standing(statement, AS_OF, ENGLISH) == ("article read", "in force", "a statement, no duty")


def test_a_clause_that_was_read_and_binds(law: Requirement) -> None:
    assert standing(law, AS_OF, ENGLISH) == ("article read", "in force")


def test_a_clause_that_binds_later_says_from_when(decree: Requirement) -> None:
    assert standing(decree, AS_OF, ENGLISH) == ("article read", "in force", "binding from 1 July 2027")


@pytest.mark.parametrize(
    ("status", "period", "phrase"),
    [
        (InstrumentStatus.UNCERTAIN, Period(date(2020, 1, 1), None), "status uncertain"),
        (InstrumentStatus.TRANSITIONAL, Period(date(2020, 1, 1), None), "transitional"),
        (InstrumentStatus.REPEALED, Period(date(2020, 1, 1), None), "repealed"),
        (InstrumentStatus.REPEALED, Period(None, date(2025, 8, 19)), "no longer in force from 19 August 2025"),
        (InstrumentStatus.FUTURE, Period(date(2028, 1, 1), None), "in force from 1 January 2028"),
        (InstrumentStatus.IN_FORCE, Period(None, None), "day of effect not known"),
    ],
)
def test_the_force_of_a_text_is_told_for_the_day(
    law: Requirement, status: InstrumentStatus, period: Period, phrase: str
) -> None:
    source = replace(law.instrument, status=status, in_force=period)
    assert standing(replace(law, instrument=source, verified=Grade.SECONDARY), AS_OF, ENGLISH) == (
        "known second-hand",
        phrase,
    )


def test_a_text_of_later_days_was_not_yet_issued(law: Requirement) -> None:
    assert "not yet issued" in standing(law, date(2020, 1, 1), ENGLISH)


@pytest.mark.parametrize(
    ("name", "title", "citation"),
    [
        ("Semantic Versioning 2.0.0", "Semantic Versioning", "Semantic Versioning 2.0.0"),
        ("Fetch Standard", "Fetch", "Fetch Standard"),
        ("W3C Trace Context", "trace context", "W3C Trace Context"),
        ("Fetch", "The fetch standard", "The fetch standard"),
        ("RFC 9113", "HTTP/2", "RFC 9113: HTTP/2"),
    ],
)
def test_a_standard_is_not_named_twice(catalogue: Catalogue, name: str, title: str, citation: str) -> None:
    practice = replace(catalogue.requirements["GP.RFC9325"], standard=Standard(name, title, "IETF", 2022, None))
    assert full(practice, ENGLISH) == citation
