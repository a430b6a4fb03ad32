"""A finding may prove less than its rule, a verdict says what it rests on, a requirement is met by looks alone."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest

from compliance.actions.rule_examples import verdicts_on
from compliance.judgement.requirements import requirement_states
from compliance.loading.facts.published import facts
from compliance.model.dossier import Kind
from compliance.model.example import Platform
from compliance.model.grades import Basis, Covers, Outcome, Proof, Severity, State
from compliance.model.listed_rule import ListedRule
from compliance.model.observation import Certificate
from compliance.model.openapi.operation import Operation
from compliance.model.record import Service
from compliance.model.requirement import Catalogue
from compliance.model.rule import Rule, rule
from compliance.model.subject import KINDS
from compliance.model.verdict import Ladder, RequirementState, SubjectReport, Verdict
from compliance.model.violation import Violation

FACTS = facts(datetime.date(2026, 11, 21))
CLAUSE = "L20-2023.D42.K2"
RECORD = (
    "slug: a\nowner: {{code: G12}}\nservices: [{}]\n"
    "provenance: {{declared: true, declared_by: {{unit: Cơ quan mẫu, on: 2026-11-20}}}}\n"
)


@rule(CLAUSE)
def a_name_is_right(service: Service) -> Iterator[Violation]:
    if service.name in {"wrong", "doubtful"}:
        proof = Proof.INDICATIVE if service.name == "doubtful" else None
        yield Violation("{name} is no name", at=service, name=service.name, proof=proof)


@rule(CLAUSE, proof=Proof.INDICATIVE)
def a_hint_is_no_proof(service: Service) -> Iterator[Violation]:
    yield Violation("{name} is no name", at=service, name=service.id, proof=Proof.CONCLUSIVE)


@rule(CLAUSE, basis=Basis.DOCUMENT)
def a_rule_names_its_own_basis(service: Service) -> Iterator[Violation]:
    yield from ()


def judged(tested: Rule, *services: str) -> Verdict:
    rows = ", ".join(f"{{id: s{number}, name: {name}}}" for number, name in enumerate(services))
    return verdicts_on(tested, RECORD.format(rows), FACTS)[0]


@rule(CLAUSE)
def an_operation_is_right(operation: Operation) -> Iterator[Violation]:
    yield from ()


@pytest.mark.parametrize(
    ("services", "on_services", "on_documents"),
    [
        ("", Outcome.NOT_OBSERVED, Outcome.NOT_OBSERVED),
        ("services: none\n", Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
        ("services: [{id: a, name: right}]\n", Outcome.MET, Outcome.NOT_OBSERVED),
    ],
)
def test_what_a_record_does_not_say_is_not_observed(services: str, on_services: Outcome, on_documents: Outcome) -> None:
    platform = Platform(f"slug: a\nowner: {{code: G12}}\n{services}")
    found = [verdicts_on(tested, platform, FACTS)[0] for tested in (a_name_is_right, an_operation_is_right)]
    assert [verdict.outcome for verdict in found] == [on_services, on_documents]
    assert not any(verdict.could_not_be_judged for verdict in found)


def test_a_finding_weighs_by_its_own_proof_and_the_verdict_like_the_heaviest() -> None:
    both = judged(a_name_is_right, "doubtful", "wrong")
    assert [(found.proof, found.severity) for found in both.findings] == [
        (Proof.INDICATIVE, Severity.WARN),
        (Proof.CONCLUSIVE, Severity.FAIL),
    ]
    assert (both.severity, both.proof) == (Severity.FAIL, Proof.CONCLUSIVE)
    doubtful = judged(a_name_is_right, "doubtful")
    assert (doubtful.severity, doubtful.proof) == (Severity.WARN, Proof.INDICATIVE)


def test_no_finding_proves_more_than_its_rule() -> None:
    found = judged(a_hint_is_no_proof, "x").findings[0]
    assert (found.proof, found.severity) == (Proof.INDICATIVE, Severity.WARN)


def test_a_verdict_rests_on_its_kind_of_subject_unless_the_rule_says_otherwise() -> None:
    assert judged(a_name_is_right, "x").basis is Basis.DECLARED
    assert judged(a_rule_names_its_own_basis, "x").basis is Basis.DOCUMENT


@pytest.mark.parametrize(
    ("basis", "kinds"),
    [
        (Basis.DECLARED, {"Record", "Service", "Connection", "Notice", "RecordPair", "OwnerRecords"}),
        (Basis.THIRD_PARTY, {"HubListing", "Transaction", "ActivitySummary", "TransactionPair"}),
        (Basis.OBSERVED, {"Certificate", "HttpExchange", "HubCall", "AccessTrial", "LinkCheck", "LiveRecord"}),
        (Basis.DOCUMENT, {"SourceText", "Document", "Operation", "VersionPair", "ServedSpecPair", "HubSpecPair"}),
    ],
)
def test_each_kind_of_subject_has_the_weakest_basis_that_it_is_made_of(basis: Basis, kinds: set[str]) -> None:
    assert kinds <= {kind.name for kind in KINDS if kind.basis is basis}


@rule(CLAUSE)
def looked_at(certificate: Certificate) -> Iterator[Violation]:
    yield from ()


def verdict(outcome: Outcome, basis: Basis, name: str = "") -> Verdict:
    rule_id = name or looked_at.id
    return Verdict(rule_id, (CLAUSE,), outcome, Severity.FAIL, Proof.CONCLUSIVE, 1, basis=basis)


def state(*verdicts: Verdict, catalogue: Catalogue = FACTS.catalogue) -> State:
    subjects = [
        SubjectReport(f"p{number}", Kind.PLATFORM, None, None, None, None, None, Ladder(None, None), (each,))
        for number, each in enumerate(verdicts)
    ]
    rows: tuple[RequirementState, ...] = requirement_states(catalogue, [ListedRule.of(looked_at)], subjects)
    return next(row.state for row in rows if row.id == CLAUSE)


MET, NOTHING = Outcome.MET, Outcome.NOT_APPLICABLE
SEEN, SAID = Basis.OBSERVED, Basis.DECLARED


def covering(covers: Covers) -> Catalogue:
    row = FACTS.catalogue.requirements[CLAUSE]
    return replace(FACTS.catalogue, requirements={CLAUSE: replace(row, covers=covers)})


@pytest.mark.parametrize(
    ("verdicts", "covers", "expected"),
    [
        ([verdict(MET, SEEN)], Covers.PART, State.NO_BREACH_FOUND),
        ([verdict(MET, SEEN)], Covers.WHOLE, State.MET),
        ([verdict(MET, SAID)], Covers.WHOLE, State.NO_BREACH_FOUND),
        ([verdict(MET, SEEN), verdict(MET, SAID)], Covers.WHOLE, State.NO_BREACH_FOUND),
        ([verdict(MET, SEEN), verdict(NOTHING, SEEN)], Covers.WHOLE, State.MET),
        ([verdict(NOTHING, SEEN)], Covers.WHOLE, State.NOT_APPLICABLE),
        ([verdict(MET, SEEN), verdict(Outcome.NOT_OBSERVED, SEEN)], Covers.WHOLE, State.NOT_OBSERVED),
        ([verdict(MET, SEEN), verdict(MET, SEEN, "another.rule")], Covers.WHOLE, State.NOT_OBSERVED),
        ([verdict(Outcome.WAIVED, SEEN), verdict(Outcome.NOT_OBSERVED, SEEN)], Covers.PART, State.WAIVED),
        ([verdict(Outcome.WAIVED, SEEN), verdict(Outcome.BREACHED, SEEN)], Covers.PART, State.BREACHED),
    ],
)
def test_a_requirement_is_met_only_by_looks_at_all_that_it_says(
    verdicts: list[Verdict], covers: Covers, expected: State
) -> None:
    assert state(*verdicts, catalogue=covering(covers)) is expected


def test_today_no_requirement_is_met_without_its_coverage_being_written_down() -> None:
    assert state(verdict(MET, SEEN)) is State.NO_BREACH_FOUND
    assert verdict(MET, SAID).is_met_by_word
