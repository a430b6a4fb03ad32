"""The main job end to end: fleet, audit, table, page, dossiers; and the dossiers judged again."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from compliance.cli.main import main
from compliance.rules import all_rules
from journeys.test_faults import HIDDEN, OVER_DAYS
from ndxp_mocks import known_faults
from ndxp_mocks.fleet import fleet
from tools.vietnamese import faults, shown

SEED = 7
SERVED = "endpoint.served_document_is_the_published_one"
TOLD_BY_THE_HUB = {
    SERVED: "exchange.hub_document_is_the_served_one",
    "record.owner_code_and_name_agree": "exchange.hub_member_is_the_owner",
}
# because what is registered nowhere is not found, and of what is not whole nothing is compared
UNCOMPARED = frozenset({"registration-missing", "dangling-reference", "dead-document-link"})
OF_WALKS = {"endpoint.pages_come_to_an_end", "endpoint.pages_neither_repeat_nor_skip"}
# because the one read of a platform may find nothing for a value that was made up, and then shows nothing of these
OF_NO_RECORD = {
    "endpoint.bad_input_is_a_client_error",
    "endpoint.bad_input_is_not_accepted",
    "endpoint.conditional_request_saves_the_body",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, run once."""
    out = tmp_path_factory.mktemp("demo")
    arguments = [
        "--seed",
        str(SEED),
        "--output",
        f"json={out / 'report.json'}",
        "--output",
        f"text={out / 'report.txt'}",
    ]
    assert main(["demo", "--out", str(out), "--quiet", "--as-of", "2026-11-21", "--lang", "vi", *arguments]) == 0
    return out


def test_every_planted_fault_is_found_and_nothing_else_fails(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text("utf-8"))
    found = {
        subject["id"]: {verdict["rule"] for verdict in subject["verdicts"] if verdict["outcome"] == "breached"}
        for subject in report["subjects"]
    }
    rules = {rule.id for rule in all_rules()}
    planted = {platform.entry.slug: broken_by(platform.faults) & rules for platform in fleet(SEED)}
    assert found == planted
    assert len(found) == 79
    assert report["summary"]["errors"] == 0


def broken_by(names: Iterable[str]) -> set[str]:
    """The rules that the faults break: one each, and what the hub holds too, whose copy and whose code are right."""
    broken = {known_faults()[name].rule for name in names if not known_faults()[name].takes_days}
    return broken | {of_hub for rule, of_hub in TOLD_BY_THE_HUB.items() if rule in broken}


def test_only_what_needs_credentials_or_a_document_is_not_looked_at(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text("utf-8"))
    unseen = {
        subject["id"]: {
            verdict["rule"]
            for verdict in subject["verdicts"]
            if verdict["outcome"] == "not_observed" and verdict["rule"].startswith("endpoint.")
        }
        for subject in report["subjects"]
    }
    for platform in fleet(SEED):
        if "document-missing" not in platform.faults:
            uncompared = set() if platform.faults.isdisjoint(UNCOMPARED) else {SERVED}
            hidden = set().union(*(HIDDEN.get(name, set()) for name in platform.faults))
            # because lists of a platform whose certificate is not trusted are walked by nobody who has a credential
            assert unseen[platform.entry.slug] - hidden - OF_WALKS - OF_NO_RECORD == (uncompared | OVER_DAYS) - hidden


def test_table_names_every_platform_owner_and_state(folder: Path) -> None:
    table = (folder / "report.txt").read_text("utf-8")
    shown = " ".join(table.split())
    assert [platform for platform in fleet(SEED) if platform.entry.name_vi not in shown] == []
    report = json.loads((folder / "report.json").read_text("utf-8"))
    good = {"met", "not_applicable"}
    left = [
        {verdict["rule"] for verdict in each["verdicts"] if verdict["outcome"] not in good}
        for each in report["subjects"]
    ]
    whole = [rules for rules in left if rules == OVER_DAYS]
    unbroken = [line for line in table.splitlines() if line.endswith("  2  quan sát được một phần")]
    assert len(unbroken) == len(whole) > 0
    for owner in (
        "Bộ Công an (G01)",
        "Bộ Tài chính (G12)",
        "Văn phòng Chính phủ (G22)",
        "Ngân hàng Nhà nước Việt Nam (G19)",
    ):
        assert owner in table


def test_page_and_text_hold_no_english_and_no_day_as_programs_write_it(folder: Path) -> None:
    page = shown((folder / "report.html").read_text("utf-8"))
    named = "|".join(re.escape(platform.entry.name_en) for platform in fleet(SEED))
    table = (folder / "report.txt").read_text("utf-8")
    assert faults(re.sub(named, " ", page)) == []
    assert faults(table) == []


def test_everything_says_simulated(folder: Path) -> None:
    assert (folder / "report.txt").read_text("utf-8").startswith("MÔ PHỎNG")
    assert "MÔ PHỎNG" in (folder / "report.html").read_text("utf-8")
    assert json.loads((folder / "report.json").read_text("utf-8"))["simulated"] is True
    for path in (folder / "fleet" / "records").iterdir():
        assert "SIMULATED" in path.read_text("utf-8")


def test_the_page_links_to_dossiers_that_are_there(folder: Path) -> None:
    links = set(re.findall(r'href="(dossiers/[^"]+)"', (folder / "report.html").read_text("utf-8")))
    assert len(links) == len(fleet(SEED))
    assert all((folder / link).is_file() for link in links)


def test_the_kept_dossiers_give_the_same_verdicts_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["judge", str(folder / "dossiers"), "--as-of", "2026-11-21", "--format", "json", "--lang", "vi"])
    assert status == 1
    again = json.loads(capsys.readouterr().out)
    first = json.loads((folder / "report.json").read_text("utf-8"))
    order = {subject["id"]: subject["verdicts"] for subject in first["subjects"]}
    assert {subject["id"]: subject["verdicts"] for subject in again["subjects"]} == order
