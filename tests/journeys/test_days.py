"""What only looks on different days can show: dossiers of several runs on one platform, judged together."""

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

import compliance
from compliance import Dossier, NetworkSettings, Reading
from compliance.cli.main import main
from compliance.loading.dossiers import pack
from compliance.model.dataclass import replace
from compliance.model.observation import LinkCheck, Observation, Sampling
from ndxp_mocks import Platform, known_faults, serve
from ndxp_mocks.records import write

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
FAULTS = ("dead-document-link", "dead-regulation-link")
RULES = tuple(known_faults()[name].rule for name in FAULTS)


OVER_DAYS = ("endpoint.answers_are_timely", "endpoint.service_is_available")
RUNS = 10


def collected(folder: Path, *faults: str) -> Dossier:
    (dossier,) = runs(folder, 1, *faults)
    return dossier


def runs(folder: Path, count: int, *faults: str, promised_ms: int | None = None) -> list[Dossier]:
    """Look at one platform several times; `promised_ms` is what its record promises in place of its own promise."""
    with serve(Platform(faults=frozenset(faults))) as served:
        record = write(served, folder)
        if promised_ms is not None:
            promise = f"response_time_ms_p95: {promised_ms}"
            record.write_text(re.sub(r"response_time_ms_p95: \d+", promise, record.read_text("utf-8")), "utf-8")
        network = NetworkSettings(allow_private=True, rate=500, ca_file=served.ca_file)
        return [*(compliance.collect(record, reading=Reading(root=folder), network=network)[0] for _ in range(count))]


def days_later(dossier: Dossier, days: float) -> Dossier:
    """The same dossier as if it had been collected later."""
    later = timedelta(days=days)

    def moved(seen: Observation) -> Observation:
        match seen:
            case LinkCheck():
                return replace(
                    seen, answers=tuple(replace(each, looked_at=each.looked_at + later) for each in seen.answers)
                )
            case Sampling():
                return replace(
                    seen, samples=tuple(replace(each, looked_at=each.looked_at + later) for each in seen.samples)
                )
            case _:
                return seen

    assert dossier.collected_at is not None
    return replace(
        dossier, observations=tuple(map(moved, dossier.observations)), collected_at=dossier.collected_at + later
    )


def every_two_hours(found: Sequence[Dossier], times: int) -> list[Dossier]:
    """The dossiers over and over, as if one had been collected every two hours."""
    return [days_later(found[number % len(found)], number / 12) for number in range(times)]


def outcomes(*dossiers: Dossier) -> dict[str, str]:
    report = compliance.judge(*dossiers, judging=compliance.Judging(select=RULES))
    (subject,) = report.subjects
    return {verdict.rule: verdict.outcome.value for verdict in subject.verdicts}


def test_dead_links_count_after_two_looks_a_day_apart_and_not_before(tmp_path: Path) -> None:
    once = collected(tmp_path, *FAULTS)
    assert set(outcomes(once).values()) == {"not_observed"}
    assert set(outcomes(once, days_later(once, 0)).values()) == {"not_observed"}
    assert outcomes(days_later(once, 1), once) == dict.fromkeys(RULES, "breached")
    flawless = days_later(collected(tmp_path), 2)
    assert outcomes(once, days_later(once, 1), flawless)["record.technical_document_links_answer"] == "met"


def test_of_several_dossiers_of_a_platform_the_latest_is_judged_and_that_is_said(tmp_path: Path) -> None:
    first = collected(tmp_path)
    report = compliance.judge(days_later(first, 3), first, judging=compliance.Judging(select=RULES))
    (subject,) = report.subjects
    assert subject.inspection is not None
    said = "simulated-platform: the latest of 2 dossiers is judged; the others count for what shows over days only"
    assert said in map(str, report.notices)


def every_outcome(*dossiers: Dossier) -> dict[str, tuple[str, str]]:
    """Outcome and reason by rule."""
    (subject,) = compliance.judge(*dossiers).subjects
    return {verdict.rule: (verdict.outcome.value, str(verdict.reason)) for verdict in subject.verdicts}


def every_outcome_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[str, str]]:
    """The same of a folder, as the command tells it."""
    assert main(["judge", str(folder), "--fail-on", "never", "--format", "json"]) == 0
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    return {each["rule"]: (each["outcome"], str(each["reason"])) for each in subject["verdicts"]}


def broken(found: dict[str, tuple[str, str]]) -> set[str]:
    return {rule for rule, (outcome, _) in found.items() if outcome == "breached"}


def test_a_flawless_platform_is_available_and_timely(tmp_path: Path) -> None:
    found = every_outcome(*every_two_hours(runs(tmp_path, 1, promised_ms=60_000), 100))
    assert broken(found) == set()
    assert {found[rule][0] for rule in OVER_DAYS} == {"met"}


def test_a_service_that_fails_one_look_in_ten_is_found_by_its_rule_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fault = known_faults()["flaky-service"]
    kept = tmp_path / "kept"
    kept.mkdir()
    for number, dossier in enumerate(every_two_hours(runs(tmp_path, RUNS, fault.name, promised_ms=60_000), 100)):
        (kept / f"{number}.dossier").write_bytes(pack(dossier))
    found = every_outcome_of(kept, capsys)
    assert broken(found) == {fault.rule}
    assert found["endpoint.answers_are_timely"][0] == "not_observed"


def test_answers_that_come_late_are_found_by_their_rule_and_no_other(tmp_path: Path) -> None:
    fault = known_faults()["slow-answers"]
    found = every_outcome(*every_two_hours(runs(tmp_path, 1, fault.name), 100))
    assert broken(found) == {fault.rule}
    assert found["endpoint.service_is_available"][0] == "met"


def test_too_few_looks_say_what_is_missing(tmp_path: Path) -> None:
    (once,) = runs(tmp_path, 1, "slow-answers")
    for times in (1, 3):
        found = every_outcome(*(days_later(once, number) for number in range(times)))
        said = f"looks: {times}, days: {times}; it takes 100 looks in different hours on 7 days"
        assert {found[rule] for rule in OVER_DAYS} == {("not_observed", said)}


def test_the_same_run_twice_is_one_look(tmp_path: Path) -> None:
    (once,) = runs(tmp_path, 1)
    said = ("not_observed", "looks: 1, days: 1; it takes 100 looks in different hours on 7 days")
    for again in ([once] * 2, [once, replace(once)], [replace(once) for _ in range(100)]):
        found = every_outcome(*again)
        assert {found[rule] for rule in OVER_DAYS} == {said}
