"""Severity follows from the requirement, in one place, for every combination there is."""

import dataclasses
import datetime
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from compliance.judgement.severity import (
    able_to_find,
    audited_party,
    clause_severity,
    clause_weight,
    confirmation,
    confirmation_at_most,
    maximum_severity,
    severity,
)
from compliance.loading.facts.catalogue import instrument_kinds
from compliance.loading.facts.published import facts
from compliance.loading.syntax.parse import parse
from compliance.model.grades import (
    ConfirmationState,
    Grade,
    InstrumentStatus,
    Obligation,
    Profile,
    Proof,
    Severity,
)
from compliance.model.record import Owner, Record
from compliance.model.record_form.platform import OwnerKind
from compliance.model.requirement import Period, Requirement

DAY = datetime.date(2026, 11, 28)
FACTS = facts(DAY)
PLAIN = FACTS.catalogue.requirements["L20-2023.D42.K1.D"]
AGENCY = Record("a", Owner(code="G12"))
LATER, EARLIER = datetime.date(2027, 7, 1), datetime.date(2024, 7, 1)


def requirement(
    obligation: Obligation = Obligation.MUST,
    verified: Grade | None = Grade.TEXT,
    status: InstrumentStatus = InstrumentStatus.IN_FORCE,
    kind: str = "law",
    binds: datetime.date | None = EARLIER,
    **changes: object,
) -> Requirement:
    instrument = dataclasses.replace(PLAIN.instrument, status=status, kind=instrument_kinds()[kind])
    return dataclasses.replace(
        PLAIN, instrument=instrument, obligation=obligation, verified=verified, applies=Period(binds, None), **changes
    )


def test_only_a_must_read_in_force_and_binding_may_fail() -> None:
    kinds, days = instrument_kinds(), (EARLIER, LATER, None)
    every = list(product(Obligation, [*Grade, None], InstrumentStatus, kinds, days))
    failing = [each for each in every if clause_severity(requirement(*each), DAY) is Severity.FAIL]
    binding = [code for code, kind in kinds.items() if kind.binds_directly]
    assert failing == [(Obligation.MUST, Grade.TEXT, InstrumentStatus.IN_FORCE, kind, EARLIER) for kind in binding]
    assert {"law", "official-letter"} <= set(kinds)
    assert "law" in binding
    assert "official-letter" not in binding


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (requirement(), Severity.FAIL),
        (requirement(binds=LATER), Severity.WARN),
        (requirement(binds=None), Severity.WARN),
        (requirement(status=InstrumentStatus.TRANSITIONAL), Severity.WARN),
        (requirement(status=InstrumentStatus.UNCERTAIN), Severity.WARN),
        (requirement(status=InstrumentStatus.UNCERTAIN, kind="official-letter"), Severity.WARN),
        (requirement(verified=Grade.SECONDARY), Severity.WARN),
        (
            requirement(verified=Grade.SECONDARY, status=InstrumentStatus.UNCERTAIN, kind="official-letter"),
            Severity.WARN,
        ),
        (requirement(Obligation.SHOULD), Severity.WARN),
        (requirement(Obligation.DEFINITION), Severity.WARN),
        (requirement(kind="official-letter"), Severity.WARN),
        (requirement(Obligation.SHOULD, binds=LATER), Severity.ADVICE),
        (requirement(verified=Grade.SECONDARY, binds=LATER), Severity.ADVICE),
        (requirement(verified=Grade.SECONDARY, status=InstrumentStatus.UNCERTAIN), Severity.ADVICE),
        (requirement(status=InstrumentStatus.REPEALED), Severity.ADVICE),
        (
            requirement(verified=Grade.SECONDARY, status=InstrumentStatus.REPEALED, kind="official-letter"),
            Severity.ADVICE,
        ),
        (requirement(Obligation.MAY), Severity.ADVICE),
        (requirement(Obligation.OBSERVED), Severity.ADVICE),
        (requirement(Obligation.PROPOSAL, None), Severity.ADVICE),
        (requirement(verified=Grade.MEMORY), None),
    ],
)
def test_each_row_of_the_grading_table(row: Requirement, expected: Severity | None) -> None:
    assert clause_severity(row, DAY) is expected


def test_a_clause_that_was_not_issued_yet_weighs_nothing() -> None:
    assert clause_severity(PLAIN, datetime.date(2023, 1, 1)) is None
    assert severity([PLAIN], Proof.CONCLUSIVE, facts(datetime.date(2023, 1, 1))) is None


def test_a_clause_that_was_issued_and_is_not_in_force_yet_warns() -> None:
    assert clause_severity(PLAIN, datetime.date(2024, 1, 1)) is Severity.WARN


def test_an_instrument_past_its_end_advises() -> None:
    ended = dataclasses.replace(PLAIN, instrument=dataclasses.replace(PLAIN.instrument, in_force=Period(EARLIER, DAY)))
    assert clause_severity(ended, DAY) is Severity.ADVICE
    assert clause_severity(ended, DAY - datetime.timedelta(days=1)) is Severity.FAIL


def test_a_clause_past_its_own_end_advises_while_its_instrument_lives_on() -> None:
    ended = dataclasses.replace(PLAIN, applies=Period(EARLIER, DAY))
    assert clause_severity(ended, DAY) is Severity.ADVICE
    assert clause_severity(ended, DAY - datetime.timedelta(days=1)) is Severity.FAIL


def test_a_clause_binds_from_its_first_day() -> None:
    begun = requirement(binds=DAY)
    assert clause_severity(begun, DAY) is Severity.FAIL
    assert clause_severity(begun, DAY - datetime.timedelta(days=1)) is Severity.WARN
    in_force = dataclasses.replace(begun.instrument, in_force=Period(DAY, None))
    young = dataclasses.replace(begun, instrument=in_force, applies=Period(EARLIER, None))
    assert clause_severity(young, DAY) is Severity.FAIL
    assert clause_severity(young, DAY - datetime.timedelta(days=1)) is Severity.WARN


@pytest.mark.parametrize(
    ("year", "expected"), [(2025, Severity.ADVICE), (2026, Severity.ADVICE), (2027, None), (None, Severity.ADVICE)]
)
def test_a_standard_of_a_later_year_weighs_nothing_yet(year: int | None, expected: Severity | None) -> None:
    practice = FACTS.catalogue.requirements["GP.RFC9325"]
    assert practice.standard is not None
    row = dataclasses.replace(practice, standard=dataclasses.replace(practice.standard, year=year))
    assert clause_severity(row, DAY) is expected


@pytest.mark.parametrize(
    "rows", [[PLAIN], [FACTS.catalogue.requirements["GP.RFC9325"]], [PLAIN, requirement(Obligation.SHOULD)]]
)
@pytest.mark.parametrize("profile", Profile)
def test_what_only_raises_the_question_is_advice(rows: list[Requirement], profile: Profile) -> None:
    assert severity(rows, Proof.SUGGESTIVE, FACTS, AGENCY, profile) is Severity.ADVICE


def test_good_practice_among_the_citations_allows_a_warning_at_most() -> None:
    practice = FACTS.catalogue.requirements["GP.RFC9325"]
    assert severity([PLAIN, practice], Proof.CONCLUSIVE, FACTS) is Severity.WARN
    assert severity([practice], Proof.CONCLUSIVE, FACTS) is Severity.ADVICE


def test_an_indicative_proof_allows_a_warning_at_most() -> None:
    assert severity([PLAIN], Proof.INDICATIVE, FACTS) is Severity.WARN


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([requirement(feasible="partial")], ConfirmationState.NEEDED),
        ([requirement(feasible="full")], ConfirmationState.NOT_NEEDED),
        ([requirement(feasible="partial"), requirement(feasible="full")], ConfirmationState.NOT_NEEDED),
        ([requirement(feasible="partial"), requirement(feasible="full", binds=LATER)], ConfirmationState.NEEDED),
    ],
)
def test_a_fail_is_certain_only_by_a_clause_that_a_machine_checks_in_full(
    rows: list[Requirement], expected: ConfirmationState
) -> None:
    weights = [severity(rows, proof, FACTS, AGENCY) for proof in (Proof.CONCLUSIVE, Proof.INDICATIVE)]
    states = [confirmation(rows, weight, FACTS, AGENCY) for weight in weights]
    assert states == [expected, ConfirmationState.NOT_NEEDED]


def test_readiness_asks_for_confirmation_by_the_law_of_the_day_that_binds() -> None:
    row = dataclasses.replace(FACTS.catalogue.requirements["ND224-2026.D28.K4"], feasible="partial")
    weight = severity([row], Proof.CONCLUSIVE, FACTS, Record("a", None), Profile.READINESS)
    assert confirmation([row], weight, FACTS, Record("a", None), Profile.READINESS) is ConfirmationState.NEEDED


def test_a_clause_of_which_a_machine_checks_nothing_gives_no_finding() -> None:
    nothing, part = requirement(feasible="none"), requirement(Obligation.SHOULD, feasible="partial")
    assert severity(able_to_find([nothing, part]), Proof.CONCLUSIVE, FACTS, AGENCY) is Severity.WARN
    assert severity(able_to_find([nothing]), Proof.CONCLUSIVE, FACTS) is None


def test_a_clause_for_another_bearer_weighs_one_step_less() -> None:
    other = requirement(bearer=("intermediary-owner",))
    assert severity([other], Proof.CONCLUSIVE, FACTS, AGENCY) is Severity.WARN
    assert severity([other, PLAIN], Proof.CONCLUSIVE, FACTS, AGENCY) is Severity.FAIL


def test_a_clause_for_a_class_of_platform_weighs_one_step_less_for_others() -> None:
    bound = requirement(addressee="national-database")
    assert severity([bound], Proof.CONCLUSIVE, FACTS, AGENCY) is Severity.WARN
    database = dataclasses.replace(AGENCY, classes=["national-database"])
    assert severity([bound], Proof.CONCLUSIVE, FACTS, database) is Severity.FAIL


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (Owner(code="G12"), Severity.FAIL),
        (Owner(code="000.00.00.G12"), Severity.FAIL),
        (Owner(code="G14"), Severity.FAIL),
        (Owner(name_vi="bộ tài chính"), Severity.FAIL),
        (Owner(name_vi="Ủy ban nhân dân tỉnh Ví Dụ", kind="state-agency"), Severity.FAIL),
        (Owner(name_vi="Ủy ban nhân dân tỉnh Ví Dụ"), Severity.WARN),
        (Owner(code="000.00.11.G12"), Severity.WARN),
        (Owner(code="G12.01"), Severity.WARN),
        (Owner(code="G27"), Severity.WARN),
        (Owner(kind="party"), Severity.WARN),
        (Owner(code="G12", kind="enterprise"), Severity.WARN),
        (None, Severity.WARN),
        ("none", Severity.WARN),
    ],
)
@pytest.mark.parametrize("bearer", ["state-agency", "ministry", "investor"])
def test_a_duty_of_agencies_weighs_one_step_less_for_an_owner_that_is_none(
    bearer: str, owner: Any, expected: Severity
) -> None:
    row = requirement(bearer=(bearer,))
    assert severity([row], Proof.CONCLUSIVE, FACTS, Record("a", owner)) is expected
    shared = requirement(bearer=(bearer, "database-owner"))
    assert severity([shared], Proof.CONCLUSIVE, FACTS, Record("a", owner)) is Severity.FAIL


@pytest.mark.parametrize("kind", ["state-agency", "party", "front", "socio-political"])
def test_common_code_tables_bind_all_bodies_that_the_law_on_data_names(kind: Any) -> None:
    row = FACTS.catalogue.requirements["L60-2024.D11.K2.A"]
    assert severity([row], Proof.CONCLUSIVE, FACTS, Record("a", Owner(kind=kind))) is Severity.FAIL
    other = Record("a", Owner(kind="enterprise"))
    assert severity([row], Proof.CONCLUSIVE, FACTS, other) is Severity.WARN


def test_an_agency_on_the_list_is_of_the_kind_that_the_list_gives() -> None:
    assert {agency.kind for agency in FACTS.agencies.entries} <= {None, *FACTS.owner_kinds}
    assert set(get_args(get_args(OwnerKind)[0])) == set(FACTS.owner_kinds)


@pytest.mark.parametrize(
    ("begun", "day", "expected"),
    [
        (None, LATER, Severity.WARN),
        (datetime.date(2027, 6, 30), LATER, Severity.WARN),
        (LATER, LATER, Severity.FAIL),
        (None, datetime.date(2028, 12, 31), Severity.WARN),
        (None, datetime.date(2029, 1, 1), Severity.FAIL),
    ],
)
def test_new_platforms_are_bound_at_once_and_old_ones_from_2029(
    begun: datetime.date | None, day: datetime.date, expected: Severity
) -> None:
    row = FACTS.catalogue.requirements["ND224-2026.D28.K4"]
    record = Record("a", None, operational_from=begun)
    assert severity([row], Proof.CONCLUSIVE, facts(day), record) is expected


def test_no_repealed_and_no_second_hand_requirement_ever_fails_anybody() -> None:
    for year in range(2015, 2032):
        for row in FACTS.catalogue:
            if row.verified is not Grade.TEXT or row.instrument.status is InstrumentStatus.REPEALED:
                assert clause_severity(row, datetime.date(year, 11, 21)) is not Severity.FAIL, row.id


def test_the_good_practice_profile_lifts_advice_to_a_warning_and_no_further() -> None:
    practice = FACTS.catalogue.requirements["GP.SEMVER"]
    assert severity([practice], Proof.CONCLUSIVE, FACTS, profile=Profile.GOOD_PRACTICE) is Severity.WARN
    assert severity([PLAIN], Proof.CONCLUSIVE, FACTS, AGENCY, Profile.GOOD_PRACTICE) is Severity.FAIL


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record("a", None), Severity.FAIL),
        (Record("a", None, status="operating"), Severity.FAIL),
        (Record("a", None, status="planned"), Severity.FAIL),
        (Record("a", None, operational_from=LATER), Severity.FAIL),
    ],
)
def test_readiness_judges_by_the_day_on_which_the_platform_will_be_bound(record: Record, expected: Severity) -> None:
    row = FACTS.catalogue.requirements["ND224-2026.D28.K4"]
    assert severity([row], Proof.CONCLUSIVE, FACTS, record, Profile.READINESS) is expected


@pytest.mark.parametrize(
    ("life_cycle", "days"),
    [
        *((coming, ("2027-07-01", "2028-01-01", "2030-01-01")) for coming in ("planned", "building", "trial")),
        *((older, ("2029-01-01", "2029-01-01", "2030-01-01")) for older in (None, "operating", "upgrading", "ended")),
    ],
)
def test_readiness_is_for_the_day_of_new_platforms_or_of_older_ones(life_cycle: Any, days: tuple[str, ...]) -> None:
    record = Record("a", None, life_cycle=life_cycle)
    audited = (DAY, datetime.date(2028, 1, 1), datetime.date(2030, 1, 1))
    parties = [audited_party(record, facts(day), Profile.READINESS) for day in audited]
    assert tuple(party.day.isoformat() for party in parties) == days
    assert all("new-platform" in party.classes for party in parties)
    in_force = audited_party(record, FACTS, Profile.IN_FORCE)
    assert (in_force.day, in_force.classes) == (DAY, frozenset())


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (requirement(), "binds"),
        (requirement(binds=LATER), "later"),
        (requirement(binds=None), "later"),
        (requirement(status=InstrumentStatus.UNCERTAIN), "unsettled"),
        (requirement(kind="official-letter"), "guidance"),
        (requirement(Obligation.SHOULD), "recommended"),
        (requirement(Obligation.DEFINITION, binds=LATER), "recommended"),
        (requirement(verified=Grade.SECONDARY), "second-hand"),
        (requirement(Obligation.SHOULD, Grade.SECONDARY), "second-hand"),
        (requirement(Obligation.MAY), "permitted"),
        (requirement(status=InstrumentStatus.REPEALED), "ended"),
        (dataclasses.replace(requirement(), applies=Period(EARLIER, DAY)), "ended"),
        (requirement(verified=Grade.MEMORY), "not-read"),
        (FACTS.catalogue.requirements["GP.RFC9325"], "good-practice"),
    ],
)
def test_the_reason_why_a_clause_gives_no_more_is_named(row: Requirement, cause: str) -> None:
    assert clause_weight(row, DAY)[1] == cause
    assert clause_weight(row, datetime.date(1990, 1, 1)) == (None, "not-issued")


def test_the_good_practice_profile_lifts_nothing_that_a_law_gives() -> None:
    practice, permitted = FACTS.catalogue.requirements["GP.SEMVER"], requirement(Obligation.MAY)
    profile = Profile.GOOD_PRACTICE
    assert severity([practice, permitted], Proof.CONCLUSIVE, FACTS, AGENCY, profile) is Severity.ADVICE
    assert severity([practice, requirement()], Proof.CONCLUSIVE, FACTS, AGENCY, profile) is Severity.WARN


def test_the_highest_severity_is_that_of_an_agency_of_all_classes_and_says_whether_a_person_confirms() -> None:
    for feasible, expected in (("full", ConfirmationState.NOT_NEEDED), ("partial", ConfirmationState.NEEDED)):
        rows = [requirement(feasible=feasible, addressee="national-database", bearer=("state-agency",))]
        assert maximum_severity(rows, Proof.CONCLUSIVE, FACTS) is Severity.FAIL
        assert confirmation_at_most(rows, Severity.FAIL, FACTS) is expected
        assert confirmation_at_most(rows, Severity.WARN, FACTS) is ConfirmationState.NOT_NEEDED


def test_caps_agree_with_those_worked_out_by_hand() -> None:
    path = Path(__file__).parent / "data" / "caps.yaml"
    for row in parse(path.name, path.read_bytes()).tree:
        cited = [FACTS.catalogue.find(citation) for citation in row["cites"]]
        assert None not in cited, row
        assert maximum_severity([found for found in cited if found], Proof(row["proof"]), FACTS) == row["cap"], row
