"""The main job end to end: fleet, audit, table, page, dossiers; and the dossiers judged again."""

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.actions.kept_reader import KeptReader
from compliance.actions.owner_view import of_owners
from compliance.actions.render import report_context
from compliance.cli.main import main
from compliance.loading.facts.published import facts
from compliance.locale import words
from compliance.model.verdict import SubjectReport
from compliance.report.formats.html.view import Page, page_of
from compliance.rules import all_rules
from journeys.test_faults import HIDDEN, OVER_DAYS
from ndxp_mocks import Platform, known_faults
from ndxp_mocks.serving.fleet import fleet
from tools.demonstration import AS_OF, demonstrated
from tools.vietnamese import faults, shown

SEED = 7
DAY = r"\d\d?/\d\d?/\d{4}"
STANDINGS = ("exchanging", "exchanging_elsewhere", "answered", "registered", "claimed", "not_in_use", "unknown")
# One kind of connection for each state, with what is said of such platforms and by what it is known.
TOLD = {
    "exchanging-out-of-reach": ("exchanging", f"Đang trao đổi dữ liệu qua NDXP; .*(cả hai phía|nhật ký).* ngày {DAY}"),
    "inside-agency": (
        "exchanging_elsewhere",
        f"Đang trao đổi .* trong nội bộ qua LGSP, .* {DAY}; chưa thấy kết nối NDXP",
    ),
    "direct": ("answered", f"Kết nối trực tiếp, quan sát được ngày {DAY}; không qua nền tảng trung gian"),
    "registered-unused": ("registered", "Đã đăng ký tại NDXP; chưa thấy trao đổi dữ liệu trong 30 ngày"),
    "ndop-tested": ("registered", f"Có biên bản kết nối NDOP ngày {DAY}; chưa quan sát được việc trao đổi dữ liệu"),
    "claimed-not-in-catalogue": ("claimed", f"Theo khai báo .*; danh mục của NDXP ngày {DAY} không có dịch vụ này"),
    "planned": ("not_in_use", "Dự kiến kết nối qua NDXP; cơ quan chủ quản nêu thời hạn 31/03/2027"),
    "unknown": ("unknown", "Chưa biết tình trạng kết nối"),
}
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
    return demonstrated(tmp_path_factory, SEED)


def test_the_run_is_kept_beside_its_report(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert (report["run"]["number"], report["run"]["state"], report["changes"]) == (1, "complete", None)
    kept = compliance.kept_report(history=folder / "history.sqlite")
    assert kept.is_simulated
    assert json.loads(compliance.render(kept, "json", language="vi")) == report


def test_a_page_on_all_platforms_says_the_same_of_briefs(folder: Path) -> None:
    """All that stands on the first pages is the same; only the sections on single platforms need whole reports."""
    whole = compliance.kept_report(history=folder / "history.sqlite")
    with KeptReader(folder / "history.sqlite") as reader:
        run = reader.run("last")
        briefs = reader.overview(run)
        assert [reader.platform(run, subject.id) for subject in whole.subjects] == list(whole.subjects)
    assert not any(subject.verdicts or subject.gaps or subject.looks for subject in briefs.subjects)
    for language in ("vi", "en"):
        pages = [page_of(report, report_context(words(language))) for report in (briefs, whole)]
        for each in fields(Page):
            if each.name not in {"sections", "unobserved"}:
                assert told(getattr(pages[0], each.name)) == told(getattr(pages[1], each.name)), each.name
    parts = compliance.split_by_owner(whole)
    codes = [part.code for part in parts]
    for part in (part for part in parts if codes.count(part.code) == 1):
        cut = of_owners(briefs, [part.code or part.name])
        assert str(cut.summary) == str(part.report.summary)
        assert cut.requirements == part.report.requirements
        assert (cut.due, cut.notices) == (part.report.due, ())


def told(value: Any) -> Any:
    """Return what a value says, with the id in place of each report on a platform."""
    if isinstance(value, SubjectReport):
        return value.id
    if is_dataclass(value):
        return [told(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, dict):
        return [(key, told(each)) for key, each in value.items()]
    return [told(each) for each in value] if isinstance(value, (tuple, list)) else value


def test_every_planted_fault_is_found_and_nothing_else_fails(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text("utf-8"))
    found = {
        subject["id"]: {verdict["rule"] for verdict in subject["verdicts"] if verdict["outcome"] == "breached"}
        for subject in report["subjects"]
    }
    rules = {rule.id for rule in all_rules()}
    planted = {platform.entry.slug: broken_by(platform) & rules for platform in fleet(SEED)}
    assert found == planted
    assert len(found) == 79
    assert report["summary"]["errors"] == 0


def broken_by(platform: Platform) -> set[str]:
    """The rules that faults and linkage break: one each, and what the hub holds too, whose copy and code are right."""
    broken = {known_faults()[name].rule for name in platform.faults if not known_faults()[name].takes_days}
    of_hub = {hub for rule, hub in TOLD_BY_THE_HUB.items() if rule in broken and platform.linkage.hub is not None}
    return broken | platform.linkage.broken_by(platform.entry) | of_hub


def test_only_what_needs_credentials_or_a_document_is_not_looked_at(folder: Path) -> None:
    unseen = {slug: of_endpoints(subject, "not_observed") for slug, subject in subjects(folder).items()}
    for platform in fleet(SEED):
        if "document-missing" not in platform.faults and not platform.linkage.is_remote:
            uncompared = set() if platform.faults.isdisjoint(UNCOMPARED) else {SERVED}
            hidden = set().union(*(HIDDEN.get(name, set()) for name in platform.faults))
            # because lists of a platform whose certificate is not trusted are walked by nobody who has a credential
            assert unseen[platform.entry.slug] - hidden - OF_WALKS - OF_NO_RECORD == (uncompared | OVER_DAYS) - hidden


def of_endpoints(subject: dict[str, Any], *outcomes: str) -> set[str]:
    """The rules on endpoints that came to one of the outcomes."""
    verdicts = (verdict for verdict in subject["verdicts"] if verdict["outcome"] in outcomes)
    return {verdict["rule"] for verdict in verdicts if verdict["rule"].startswith("endpoint.")}


def test_nothing_is_said_of_the_endpoint_of_a_platform_that_is_out_of_reach(folder: Path) -> None:
    found = subjects(folder)
    remote = [platform for platform in fleet(SEED) if platform.linkage.is_remote]
    assert len(remote) >= 5
    for platform in remote:
        subject = found[platform.entry.slug]
        assert of_endpoints(subject, "met", "breached") == set()
        states = {stage["rung"]: stage["state"] for stage in subject["ladder"]["stages"]}
        assert states["conformant"] == "unseen"
        assert states["reachable"] == ("unseen" if platform.linkage.hub is None else "evidenced")


def test_fleet_stands_on_every_stage_and_in_every_state_of_connection(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text("utf-8"))
    ladders = [subject["ladder"] for subject in report["subjects"]]
    assert {ladder["rung"] for ladder in ladders} >= {"listed", "described", "reachable", "conformant", "exchanging"}
    counts = report["summary"]["connection"]
    assert min(counts[standing] for standing in STANDINGS) > 0
    assert sum(counts[standing] for standing in STANDINGS) == 76
    assert counts["intermediary"] == 3
    # because a fleet in which nearly all are alike shows an overseer nothing
    assert 19 <= counts["exchanging"] <= 30
    assert {question["code"] for ladder in ladders for question in ladder["conflicts"]} == {
        question.code for question in facts(AS_OF).questions
    }


@pytest.mark.parametrize("kind", TOLD)
def test_the_reason_is_told_of_a_platform_of_each_kind(kind: str, folder: Path) -> None:
    standing, told = TOLD[kind]
    page = shown((folder / "report.html").read_text("utf-8"))
    found = subjects(folder)
    of_kind = [platform.entry.slug for platform in fleet(SEED) if platform.linkage.name == kind]
    assert of_kind
    for slug in of_kind:
        connected = found[slug]["ladder"]["connected"]
        assert connected["standing"] == standing
        assert re.fullmatch(told, connected["sentence"])
        assert f"MÔ PHỎNG: {connected['sentence']}" in page


def subjects(folder: Path) -> dict[str, dict[str, Any]]:
    """What the report says of each platform."""
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return {subject["id"]: subject for subject in report["subjects"]}


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
    status = main(["judge", str(folder / "dossiers"), "--as-of", str(AS_OF), "--format", "json", "--lang", "vi"])
    assert status == 1
    again = json.loads(capsys.readouterr().out)
    first = json.loads((folder / "report.json").read_text("utf-8"))
    order = {subject["id"]: subject["verdicts"] for subject in first["subjects"]}
    assert {subject["id"]: subject["verdicts"] for subject in again["subjects"]} == order
