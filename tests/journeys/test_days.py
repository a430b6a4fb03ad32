"""What only looks on different days can show: dossiers of two runs on one platform, judged together."""

from datetime import timedelta
from pathlib import Path

import pytest

import compliance
from compliance import Dossier, NetworkSettings, Reading
from compliance.model.dataclass import replace
from compliance.model.observation import LinkCheck
from ndxp_mocks import Platform, known_faults, serve
from ndxp_mocks.records import write

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
FAULTS = ("dead-document-link", "dead-regulation-link")
RULES = tuple(known_faults()[name].rule for name in FAULTS)


def collected(folder: Path, *faults: str) -> Dossier:
    with serve(Platform(faults=frozenset(faults))) as served:
        record = write(served, folder)
        network = NetworkSettings(allow_private=True, rate=50, ca_file=served.ca_file)
        (dossier,) = compliance.collect(record, reading=Reading(root=folder), network=network)
    return dossier


def days_later(dossier: Dossier, days: int) -> Dossier:
    """The same dossier as if it had been collected later."""
    later = timedelta(days=days)
    observations = tuple(
        replace(seen, answers=tuple(replace(answer, looked_at=answer.looked_at + later) for answer in seen.answers))
        if isinstance(seen, LinkCheck)
        else seen
        for seen in dossier.observations
    )
    assert dossier.collected_at is not None
    return replace(dossier, observations=observations, collected_at=dossier.collected_at + later)


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
