"""Fleets of earlier lists end to end: what is flawless has no finding, and nothing is called listed that is not."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compliance import check
from compliance.actions.settings import Reading
from compliance.cli.main import main
from compliance.model.grades import Outcome
from compliance.rules import all_rules
from journeys.test_demo import SEED, broken_by
from ndxp_mocks import Served
from ndxp_mocks.platform.linkage import USUAL
from ndxp_mocks.records import write
from ndxp_mocks.serving.fleet import fleet
from ndxp_mocks.specs import LIST, list_named, lists, members
from tools.demonstration import demonstrate

# year, number, members known by name, members announced
EARLIER = [("2024", "2765/BTTTT-CĐSQG", 44, 103), ("2025", "1527/QĐ-BKHCN", 55, 55)]
# because it is not sure that the list of 2024 means them
DOUBTFUL = {"digital-border-gate", "mps-certificate-renewal-services", "mps-timestamp-certificate-status"}


@pytest.mark.parametrize("name", lists())
def test_no_record_and_no_document_of_a_flawless_member_has_a_finding(name: str, tmp_path: Path) -> None:
    for at, each in enumerate(fleet(SEED, name)):
        flawless = replace(each, faults=frozenset(), linkage=USUAL)
        write(Served(flawless, 8000 + at, 9000 + at, tmp_path / "ca.pem", ""), tmp_path)
    report = check(*sorted((tmp_path / "records").iterdir()), reading=Reading(root=tmp_path))
    assert [(each.rule, each.subject) for each in report.findings] == []
    assert len(report.subjects) == len(members(name))
    assert report.could_not_be_judged == 0


@pytest.mark.parametrize("name", lists())
def test_what_describes_a_dialect_has_no_finding(name: str, tmp_path: Path) -> None:
    for each in fleet(SEED, name):
        write(Served(replace(each, faults=frozenset()), 8000, 9000, tmp_path / "ca.pem", ""), tmp_path)
    beside = [each for each in (tmp_path / "documents").iterdir() if each.suffix in {".wsdl", ".xsd"}]
    report = check(*beside, reading=Reading(root=tmp_path))
    assert len(report.subjects) == len(beside) == 1
    assert list(report.findings) == []
    assert report.verdicts(Outcome.MET) > 3


@pytest.mark.parametrize(("given", "number", "count", "size"), EARLIER)
def test_a_fleet_of_an_earlier_list_is_judged_as_such(
    given: str, number: str, count: int, size: int, tmp_path: Path, sockets_and_processes: None
) -> None:
    file = tmp_path / "report.json"
    printed = demonstrate(tmp_path, "--list", given, "--seed", str(SEED), f"--output=json={file}", "--lang", "vi")
    report = json.loads(file.read_text("utf-8"))
    assert len(report["subjects"]) == count
    found = {subject["id"]: breached(subject) for subject in report["subjects"]}
    rules = {rule.id for rule in all_rules()}
    for platform in fleet(SEED, given):
        planted = broken_by(platform) & rules
        # because one fault of what runs may hide another
        hides = len(platform.faults) > 1 and found[platform.entry.slug] < planted
        assert found[platform.entry.slug] == planted or hides, platform.entry.slug
    shown = " ".join(printed.split())
    assert f"tập hợp nền tảng mô phỏng được lập theo danh mục {number}" in shown
    assert f"{count} trong {size} nền tảng" in shown
    still = {entry.slug for entry in members(list_named(given).id) if entry.memberships[0].list == LIST}
    for each in report["subjects"]:
        wanted = {"last"} if each["id"] in still else {"none"} if each["id"] in DOUBTFUL else {"earlier", "continued"}
        assert each["ladder"]["listed"] in wanted, each["id"]
        stage = next(stage for stage in each["ladder"]["stages"] if stage["rung"] == "listed")
        assert stage["state"] != "evidenced" or each["id"] not in DOUBTFUL
    assert f"{count - len(still) - len(DOUBTFUL & found.keys())} nền tảng chỉ có trong danh mục trước" in shown


def breached(subject: Mapping[str, Any]) -> set[str]:
    return {verdict["rule"] for verdict in subject["verdicts"] if verdict["outcome"] == "breached"}


def test_a_list_that_there_is_not_is_told_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, sentence in (
        ("en", "there is no list 2019 that can be played; known: 2026 (list-2026-1132)"),
        ("vi", "không có danh mục 2019 để mô phỏng; đã biết: 2026 (list-2026-1132)"),
    ):
        assert main(["demo", "--list", "2019", "--out", str(tmp_path / "none"), "--lang", language]) == 64
        assert sentence in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
