"""What changed between two reports: on the platform, by the law, and what nobody can know."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import compliance
from compliance.judgement.run_changes import run_changes
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.report import Report
from compliance.model.run_changes import Cause, FindingChange, RunChanges

TODAY = date(2026, 11, 28)
RULE = "openapi.operation_requires_security"
OPEN = "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: 1.0.0}\npaths:\n"
OPERATION = "  /%s: {get: {responses: {'200': {description: OK}}}}\n"
SCHEMES = "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
CLOSED = "security: [{token: []}]\n"
SINCE = KeptRun(
    1, None, RunState.COMPLETE, datetime(2026, 11, 27, tzinfo=UTC), datetime(2026, 11, 27, tzinfo=UTC), TODAY,
    "in-force", "2026.11.21", "c0ffee", "0.1.0", None, False, 1, 1,
)  # fmt: skip
Judge = Callable[..., Report]


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    monkeypatch.chdir(tmp_path)

    def report(text: str, day: date = TODAY, select: tuple[str, ...] = ("openapi.operation_*",)) -> Report:
        (tmp_path / "openapi.yaml").write_text(text, "utf-8")
        return compliance.check("openapi.yaml", judging=compliance.Judging(as_of=day, select=select))

    return report


def document(*names: str, end: str = "") -> str:
    return OPEN + "".join(OPERATION % name for name in names) + SCHEMES + end


def told(changes: RunChanges, *kinds: FindingChange) -> list[tuple[str, FindingChange, Cause]]:
    found = [each for each in changes.of(*(kinds or FindingChange)) if each.rule == RULE]
    return sorted((each.finding.location.pointer.split("~1")[-1], each.change, each.cause) for each in found)


def test_a_finding_is_new_or_known_or_mended(judge: Judge) -> None:
    before, after = judge(document("a", "b")), judge(document("b", "c"))
    assert told(run_changes(before, after, SINCE)) == [
        ("a/get", FindingChange.MENDED, Cause.PLATFORM),
        ("b/get", FindingChange.KNOWN, Cause.PLATFORM),
        ("c/get", FindingChange.NEW, Cause.PLATFORM),
    ]
    same = run_changes(before, before, SINCE)
    assert same.is_empty
    assert same.law is None


def test_what_was_mended_and_found_before_is_back(judge: Judge) -> None:
    first, before, after = judge(document("a")), judge(document("a", end=CLOSED)), judge(document("a"))
    (found,) = [each.finding for each in first.findings if each.rule == RULE]
    earlier = {"openapi.yaml": frozenset({found.fingerprint})}
    assert told(run_changes(before, after, SINCE, earlier=earlier)) == [("a/get", FindingChange.BACK, Cause.PLATFORM)]
    assert told(run_changes(before, after, SINCE)) == [("a/get", FindingChange.NEW, Cause.PLATFORM)]


def test_what_could_not_be_looked_at_again_is_not_mended(judge: Judge) -> None:
    before, broken = judge(document("a")), judge("openapi: 3.1.0\n\tpaths: {\n")
    assert told(run_changes(before, broken, SINCE)) == [("a/get", FindingChange.UNSEEN, Cause.PLATFORM)]
    (back,) = [each for each in run_changes(broken, before, SINCE).of(FindingChange.NEW) if each.rule == RULE]
    assert back.is_first_look


def test_what_a_rule_no_longer_concerns_is_not_mended_either(judge: Judge) -> None:
    before, after = judge(document("a")), judge(OPEN.replace("paths:", "paths: {}") + SCHEMES)
    assert told(run_changes(before, after, SINCE)) == [("a/get", FindingChange.DROPPED, Cause.PLATFORM)]


def test_the_same_evidence_under_two_laws_is_a_change_of_the_law(judge: Judge) -> None:
    early = date(2010, 1, 1)
    before, after = judge(document("a"), early), judge(document("a"))
    changes = run_changes(before, after, SINCE, between=after)
    assert told(changes) == [("a/get", FindingChange.NEW, Cause.LAW)]
    assert changes.law is not None
    assert (changes.law.before.as_of, changes.law.after.as_of) == (early, TODAY)
    assert changes.law.is_told_apart
    back = run_changes(after, before, SINCE, between=before)
    assert told(back) == [("a/get", FindingChange.DROPPED, Cause.LAW)]


def test_a_change_of_the_platform_under_another_law_is_still_its_own(judge: Judge) -> None:
    before, between, after = judge(document("a"), date(2026, 11, 27)), judge(document("a")), judge(document("b"))
    assert told(run_changes(before, after, SINCE, between=between)) == [
        ("a/get", FindingChange.MENDED, Cause.PLATFORM),
        ("b/get", FindingChange.NEW, Cause.PLATFORM),
    ]
    undecided = run_changes(before, after, SINCE)
    assert {each.cause for each in undecided.of(FindingChange.NEW, FindingChange.MENDED)} == {Cause.UNDECIDED}
    assert undecided.law is not None
    assert not undecided.law.is_told_apart


def test_a_rule_that_was_not_run_changes_no_platform(judge: Judge) -> None:
    before, after = judge(document("a"), select=("openapi.document_parses",)), judge(document("a"))
    changes = run_changes(before, after, SINCE)
    assert told(changes) == [("a/get", FindingChange.NEW, Cause.LAW)]
    assert changes.law is not None
    assert RULE in changes.law.rules_added
    gone = run_changes(after, before, SINCE)
    assert told(gone) == [("a/get", FindingChange.DROPPED, Cause.LAW)]
    assert gone.law is not None
    assert RULE in gone.law.rules_removed


def test_platforms_that_only_one_run_looked_at_are_told_apart(judge: Judge) -> None:
    before = judge(document("a"))
    empty = compliance.Report(**{name: getattr(before, name) for name in before.__slots__} | {"subjects": ()})
    assert run_changes(empty, before, SINCE).added == ("openapi.yaml",)
    assert run_changes(before, empty, SINCE).left_out == ("openapi.yaml",)
    assert not run_changes(before, empty, SINCE).findings
