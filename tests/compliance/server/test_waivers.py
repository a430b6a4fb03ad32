"""A waiver is asked for by one person, decided by another, and counts in the next audit."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from compliance.actions.settings import today
from compliance.loading.waivers import read_waivers
from compliance.model.grades import Outcome
from compliance.report.sanitise import one_line
from tools.kept_platforms import Runs
from tools.site import Site, links, plain

from .conftest import OTHER

RULE = "openapi.operation_requires_security"
FIRST = "/en/platforms/dat-dai"
ASKED = {"reason": "Cổng dữ liệu mới đưa vào tháng 6", "legal_basis": "Quyết định số 00/QĐ-VIDU"}


def token(client: TestClient, path: str = "/en/overlaps") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def offered(client: TestClient, page: str = FIRST) -> list[str]:
    """The addresses at which a page offers to ask for waivers of the rule."""
    return links(client.get(page).text, lambda href: "/waiver?" in href and RULE in href)


def ask(client: TestClient, address: str, **changed: str):
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    end = (today() + timedelta(days=90)).isoformat()
    sent = {**query, **ASKED, "expires": end, "csrf_token": token(client), **changed}
    return client.post(address, data=sent)


def decide(client: TestClient, decision: str, number: int = 1, **further: str):
    return client.post(f"/en/waivers/{number}", data={"decision": decision, "csrf_token": token(client), **further})


@pytest.fixture
def owner(site: Site) -> TestClient:
    return site.behind_proxy("can-bo", "bo-vi-du")


@pytest.fixture
def auditor(site: Site) -> TestClient:
    return site.behind_proxy("kiem-tra", "giam-sat")


def test_an_approved_waiver_counts_in_the_next_audit_and_stays_visible(
    owner: TestClient, auditor: TestClient, runs: Runs
) -> None:
    first, *others = offered(owner)
    assert others
    assert ask(owner, first).headers["location"] == "/en/waivers"
    listed = plain(owner.get("/en/waivers").text)
    assert ASKED["reason"] in listed
    assert "Asked for by can-bo" in listed
    assert "Approve" not in listed.split("Last day")[1]
    assert decide(auditor, "approve", note="đồng ý").status_code == 303
    assert "approved · kiem-tra" in plain(auditor.get("/en/waivers").text)
    report = runs.audit()
    subject = next(each for each in report.subjects if each.id == "dat-dai")
    waivers = [found.waiver for verdict in subject.verdicts if verdict.rule == RULE for found in verdict.findings]
    assert [waiver.approver for waiver in waivers if waiver] == ["kiem-tra"]
    assert waivers.count(None) == len(waivers) - 1
    told = auditor.get("/api/v1/runs/3/findings?weight=waived").json()["items"]
    assert [(each["subject"], each["rule"], each["weight"]) for each in told] == [("dat-dai", RULE, "waived")]
    page = plain(owner.get(FIRST).text)
    assert "kiem-tra" in page
    content = owner.get("/en/waivers.yaml").content
    assert [each.platform for each in read_waivers("w.yaml", content, today())] == ["dat-dai"]


def test_all_waived_findings_of_a_rule_make_it_waived(owner: TestClient, auditor: TestClient, runs: Runs) -> None:
    for number, address in enumerate(offered(owner), 1):
        assert ask(owner, address).status_code == 303
        assert decide(auditor, "approve", number).status_code == 303
    report = runs.audit()
    subject = next(each for each in report.subjects if each.id == "dat-dai")
    assert next(each for each in subject.verdicts if each.rule == RULE).outcome is Outcome.WAIVED
    other = next(each for each in report.subjects if each.id == "ho-tich")
    assert next(each for each in other.verdicts if each.rule == RULE).outcome is Outcome.BREACHED


def test_nobody_decides_what_they_asked_for(auditor: TestClient, site: Site, runs: Runs) -> None:
    assert ask(auditor, offered(auditor)[0]).status_code == 303
    assert "Approve" not in plain(auditor.get("/en/waivers").text)
    for decision in ("approve", "refuse"):
        assert decide(auditor, decision).status_code == 403
    second = site.behind_proxy("KIEM-TRA", "giam-sat")
    assert decide(second, "approve").status_code == 403
    assert decide(auditor, "withdraw").status_code == 303
    assert "withdrawn" in plain(auditor.get("/en/waivers").text)
    assert not any(found.waiver for subject in runs.audit().subjects for v in subject.verdicts for found in v.findings)


def test_a_decision_is_made_once_and_by_an_auditor(owner: TestClient, auditor: TestClient, site: Site) -> None:
    reader = site.behind_proxy("doc-gia", "xem")
    assert offered(reader) == []
    assert reader.get(offered(owner)[0]).status_code == 403
    assert ask(owner, offered(owner)[0]).status_code == 303
    assert ask(owner, offered(owner)[0]).status_code == 422
    assert decide(owner, "approve").status_code == 403
    assert reader.post("/en/waivers/1", data={"decision": "approve", "csrf_token": "x"}).status_code == 403
    assert decide(auditor, "refuse", note="chưa đủ căn cứ").status_code == 303
    assert decide(auditor, "approve").status_code == 422
    assert decide(auditor, "nonsense").status_code == 404
    assert decide(auditor, "approve", number=9).status_code == 404
    assert "chưa đủ căn cứ" in plain(owner.get("/en/waivers").text)


def test_an_owner_asks_for_its_own_platforms_alone(owner: TestClient, auditor: TestClient) -> None:
    foreign = offered(auditor, f"/en/platforms/{OTHER}")[0]
    assert owner.get(foreign).status_code == 404
    assert ask(owner, foreign).status_code == 404
    assert ask(auditor, foreign).status_code == 303
    assert OTHER not in owner.get("/en/waivers").text
    assert decide(owner, "withdraw").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": "  "}, "reason is empty"),
        ({"legal_basis": ""}, "legal_basis is empty"),
        ({"expires": "mai"}, "no day of the calendar: mai"),
        ({"expires": (today() - timedelta(days=3)).isoformat()}, "has passed"),
        ({"expires": (today() + timedelta(days=400)).isoformat()}, "at most one year ahead"),
        ({"reason": "x" * 2001}, "reason is longer than"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(owner: TestClient, changed: dict[str, str], said: str) -> None:
    answer = ask(owner, offered(owner)[0], **changed)
    assert answer.status_code == 422
    page = plain(answer.text)
    assert said.replace(",", "") in page.replace(",", "")
    assert 'value="Quyết định số 00/QĐ-VIDU"' in answer.text or "legal_basis" in changed
    assert "Nobody has asked for one yet" in plain(owner.get("/en/waivers").text)


def test_markup_in_what_people_wrote_is_text(owner: TestClient) -> None:
    hostile = '<script>alert(1)</script>"\u202e'
    assert ask(owner, offered(owner)[0], reason=hostile, legal_basis=hostile).status_code == 303
    page = owner.get("/en/waivers").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert one_line(page)


def test_a_finding_that_is_not_there_cannot_be_waived(owner: TestClient) -> None:
    address = offered(owner)[0]
    assert ask(owner, address, scope="0000000000000000").status_code == 404
    assert ask(owner, address, rule="record.none").status_code == 404
