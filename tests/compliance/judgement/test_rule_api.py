"""What a rule can say and ask: places, keys, what it could not see, indexed selections, several platforms together."""

import datetime
from collections.abc import Iterable, Iterator
from typing import get_args

import pytest

from compliance.actions.rule_examples import as_dossiers, verdicts_on
from compliance.actions.rule_faults import rule_faults
from compliance.judgement.auditor import audit
from compliance.loading.facts.published import facts
from compliance.model.any_subject import AnySubject
from compliance.model.facts import Facts
from compliance.model.family import Family
from compliance.model.grades import Outcome
from compliance.model.observation import OBSERVATIONS
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.record import Record, Service
from compliance.model.rule import Rule, rule
from compliance.model.selection import Selection, field_named, having, marked, method
from compliance.model.subject import KINDS, Subject
from compliance.model.verdict import Verdict
from compliance.model.violation import Unknown, Violation

FACTS = facts(datetime.date(2026, 11, 21))
RECORD = "slug: {}\nowner: {{code: G12}}\nservices: [{{id: a, name: {}}}, {{id: b}}]\n"
HEAD = "openapi: 3.1.0\ninfo: {version: 1.0.0}\n"


def judged(tested: Rule, example: object) -> Verdict:
    return verdicts_on(tested, example, FACTS)[0]


@rule("GP.OAS")
def two_fields_are_there(record: Record) -> Iterator[Violation]:
    for field in ("plan", "apps"):
        yield Violation("{field} is missing", at=record, key=field, field=field, related=record.at.child(field))


def test_the_key_tells_violations_at_one_place_apart() -> None:
    first, second = judged(two_fields_are_there, RECORD.format("x", "y")).findings
    assert first.location == second.location
    assert first.fingerprint != second.fingerprint


@rule("GP.OAS")
def keys_are_forgotten(record: Record) -> Iterator[Violation]:
    for field in ("plan", "apps"):
        yield Violation("{field} is missing", at=record, field=field)


def test_one_waiver_never_covers_two_violations_of_a_rule_that_forgot_its_keys() -> None:
    findings = judged(keys_are_forgotten, RECORD.format("x", "y")).findings
    assert len({finding.fingerprint for finding in findings}) == 2


@rule("GP.OAS")
def paths_are_short(operation: Operation) -> Iterator[Violation]:
    if len(operation.path) > 3:
        yield Violation("{path} is long", at=operation, has_one_cause=True, path=operation.path)


@pytest.mark.parametrize(("number", "messages"), [(25, 25), (26, 1)])
def test_of_many_breaches_for_one_cause_the_first_is_told_and_their_number(number: int, messages: int) -> None:
    paths = ", ".join(f"/ho{each}: {{get: {{}}}}" for each in range(number))
    findings = judged(paths_are_short, f"{HEAD}paths: {{/a: {{get: {{}}}}, {paths}}}\n").findings
    assert len(findings) == messages
    assert findings[0].location.pointer == "/paths/~1ho0/get"
    assert str(findings[0].message) == "/ho0 is long" + ("; more of the like: 25" if messages == 1 else "")


def test_related_places_have_line_and_column() -> None:
    finding = judged(two_fields_are_there, "slug: x\nowner: {code: G12}\nplan: none\napps: none\n").findings[1]
    assert [place.line for place in finding.related] == [3]


@rule("GP.OAS")
def name_is_known(service: Service) -> Iterator[Violation | Unknown]:
    if service.name is None:
        yield Unknown("nobody says the name of {service}", at=service, service=service.id)
    elif service.name == "wrong":
        yield Violation("{service} has a wrong name", at=service, service=service.id)


def test_what_a_check_could_not_see_is_not_observed_and_says_why() -> None:
    verdict = judged(name_is_known, RECORD.format("x", "right"))
    assert (verdict.outcome, str(verdict.reason)) == (Outcome.NOT_OBSERVED, "nobody says the name of b")
    assert (verdict.subjects, verdict.unseen) == (1, 1)
    assert not verdict.could_not_be_judged


def test_a_breach_stands_beside_what_could_not_be_seen() -> None:
    verdict = judged(name_is_known, RECORD.format("x", "wrong"))
    assert (verdict.outcome, verdict.unseen, str(verdict.reason)) == (
        Outcome.BREACHED,
        1,
        "nobody says the name of b",
    )


@rule("GP.OAS")
def silence_breaches(service: Service) -> Iterator[Violation | Unknown]:
    yield Unknown("nobody says the name of {service}", at=service, service=service.id)
    yield Violation("{service} has no name", at=service, service=service.id)


def test_the_silence_of_a_record_that_others_compiled_is_never_a_breach() -> None:
    compiled = RECORD.format("x", "y") + "provenance: {declared: false}\n"
    assert judged(silence_breaches, compiled).outcome is Outcome.NOT_OBSERVED
    assert judged(silence_breaches, RECORD.format("x", "y")).outcome is Outcome.BREACHED


DOCUMENT = HEAD + (
    "paths: {/a: {get: {x-sharing-form: open, parameters: [{name: phone, in: query}]}, post: {}}}\n"
    "components: {schemas: {A: {default: 1, properties: {ma_tinh: {example: x}, other: {}}}, B: {type: object}}}\n"
)


def _seen(kind: type, selection: Selection) -> list[str]:
    def say(subject: Subject) -> Iterator[Violation]:
        yield Violation("x", at=subject)

    say.__annotations__["subject"] = kind
    verdict = judged(rule("GP.OAS", when=selection)(say), DOCUMENT)
    return [finding.location.pointer for finding in verdict.findings]


@pytest.mark.parametrize(
    ("kind", "selection", "seen"),
    [
        (Property, field_named("province_code"), ["/components/schemas/A/properties/ma_tinh"]),
        (Parameter, field_named("phone", "province_code"), ["/paths/~1a/get/parameters/0"]),
        (Schema, having("example", "default"), ["/components/schemas/A", "/components/schemas/A/properties/ma_tinh"]),
        (Operation, method("POST"), ["/paths/~1a/post"]),
        (Operation, marked("x-sharing-form", "open", "default"), ["/paths/~1a/get"]),
        (Operation, marked("x-sharing-form"), ["/paths/~1a/get"]),
        (Operation, marked("x-sharing-form", "closed"), []),
        (Operation, method("get", "post").narrowed(lambda operation, _: operation.path == "/b"), []),
    ],
)
def test_a_selection_gives_what_it_says_in_reading_order(kind: type, selection: Selection, seen: list[str]) -> None:
    assert _seen(kind, selection) == seen


def test_rules_that_ask_alike_share_one_index() -> None:
    asked: list[str] = []

    def keys(field: Property, _facts: Facts) -> Iterable[str]:
        asked.append(field.name)
        return (field.name,)

    @rule("GP.OAS", when=Selection(keys, frozenset({"other"})))
    def one(field: Property) -> Iterator[Violation]:
        yield Violation("{name}", at=field, name=field.name)

    @rule("GP.OAS", when=Selection(keys, frozenset({"ma_tinh"})))
    def another(field: Property) -> Iterator[Violation]:
        yield Violation("{name}", at=field, name=field.name)

    verdicts = audit(as_dossiers(one, DOCUMENT), [one, another], FACTS)[0].verdicts
    assert [str(finding.message) for verdict in verdicts for finding in verdict.findings] == ["other", "ma_tinh"]
    assert sorted(asked) == ["ma_tinh", "other"]


def test_every_kind_stands_in_the_table_once_and_the_union_agrees() -> None:
    assert {kind.type for kind in KINDS} == set(get_args(AnySubject))
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert {kind.type for kind in KINDS if kind.family in {Family.ENDPOINT, Family.EXCHANGE}} >= set(OBSERVATIONS)


def test_the_faults_of_a_rule_are_told_with_what_was_expected() -> None:
    said = {str(fault.message) for fault in rule_faults(two_fields_are_there, FACTS)}
    assert "it has no example in GOOD" in said
    assert 'the docstring has no paragraph that begins "To mend it, "' in said
    assert any(message.startswith("no example makes it say: ") for message in said)
