"""A fault of the program at one document is told as such, and the others are judged all the same."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest

from compliance.actions.rule_examples import as_dossiers
from compliance.judgement.auditor import audit
from compliance.loading.documents import load_document
from compliance.loading.facts.published import facts
from compliance.loading.reader import MemoryReader
from compliance.model.derived.record_pair import RecordPair
from compliance.model.dossier import Dossier
from compliance.model.example import Fleet
from compliance.model.grades import Outcome
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules import all_rules

FACTS = facts(datetime.date(2026, 11, 28))
TEXT = "openapi: 3.1.0\ninfo: {version: 1.0.0}\npaths: {/a: {$ref: 'p.yaml'}}\n"
OPEN = "openapi: 3.1.0\ninfo: {version: 1.0.0}\npaths: {/a: {get: {security: []}}}\n"


class Broken:
    """A reader, and a layout, that fail in a way that nobody thought of."""

    def read(self, uri: str) -> bytes:
        raise ZeroDivisionError(uri)

    def position(self, pointer: str) -> tuple[int, int]:
        raise KeyError(pointer)


class Half(Broken):
    """One that fails at the second file."""

    def read(self, uri: str) -> bytes:
        return TEXT.encode() if uri == "o.yaml" else super().read(uri)


def broken(dossier: Dossier) -> Dossier:
    return replace(dossier, id="broken.yaml", sources=tuple(replace(each, layout=Broken()) for each in dossier.sources))


@pytest.mark.parametrize("reader", [Broken(), Half()])
def test_a_document_that_could_not_be_loaded_names_the_fault(reader: Broken) -> None:
    loaded = load_document("o.yaml", reader)
    assert loaded.document is None
    (gap,) = loaded.gaps
    assert (gap.is_failure, gap.place.uri) == (True, "o.yaml")
    assert "could not be judged: the checker itself failed on it with ZeroDivisionError" in str(gap.message)
    assert "report this" in str(gap.message)
    assert "p.yaml" not in str(gap.message)


def test_what_breaks_one_report_leaves_the_others() -> None:
    rule = next(rule for rule in all_rules() if rule.id == "openapi.operation_requires_security")
    (sound,) = as_dossiers(rule, OPEN)
    first, second = audit([broken(sound), sound], [rule], FACTS)
    assert [verdict.outcome for verdict in first.verdicts] == [Outcome.NOT_OBSERVED]
    assert first.verdicts[0].could_not_be_judged
    assert "failed on it with KeyError" in str(first.gaps[0].reason)
    assert [verdict.outcome for verdict in second.verdicts] == [Outcome.BREACHED]


@rule("GP.OAS")
def fails_at_the_second(operation: Operation) -> Iterator[Violation]:
    yield Violation("found before the fault", at=operation)
    if operation.path == "/b":
        raise ZeroDivisionError("4111 1111")


def test_a_rule_that_crashes_is_an_error_without_findings_and_the_others_go_on() -> None:
    other = next(rule for rule in all_rules() if rule.id == "openapi.operation_requires_security")
    two = OPEN.replace("paths: {", "paths: {/b: {get: {security: []}}, ")
    crashed, judged = audit(as_dossiers(other, two), [fails_at_the_second, other], FACTS)[0].verdicts
    assert (crashed.outcome, crashed.findings, crashed.could_not_be_judged) == (Outcome.ERROR, (), True)
    assert str(crashed.reason).startswith("the rule itself failed: ZeroDivisionError")
    assert "4111" not in str(crashed.reason)
    assert (judged.outcome, len(judged.findings), judged.could_not_be_judged) == (Outcome.BREACHED, 2, False)


def test_a_rule_on_pairs_that_crashes_is_an_error_on_every_platform() -> None:
    rules = {rule.name.name: rule for rule in all_rules() if rule.subject is RecordPair}

    def fail(pair: RecordPair) -> bool:
        raise ZeroDivisionError(pair.platforms)

    crashing = replace(rules["platforms_do_not_overlap"], when=fail)
    fleet = Fleet(f"slug: p{number}\nname_vi: Nền tảng ví dụ\nowner: {{code: G12}}\n" for number in range(3))
    whole = rules["records_are_not_duplicated"]
    for report in audit(as_dossiers(whole, fleet), [crashing, whole], FACTS):
        crashed, judged = report.verdicts
        assert (crashed.outcome, crashed.could_not_be_judged, crashed.subjects) == (Outcome.ERROR, True, 0)
        assert judged.outcome is Outcome.BREACHED


def test_a_reader_that_refuses_is_no_fault() -> None:
    (gap,) = load_document("o.yaml", MemoryReader({})).gaps
    assert str(gap.message) == "there is no such file: o.yaml"
