"""Audits that are begun from the page of runs: of schedules alone, by auditors alone, one at a time."""

import re

import pytest
from starlette.testclient import TestClient

from compliance.actions.order import order_for
from compliance.actions.schedules import Schedule, add_schedule, asked_orders
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.order import OrderState
from tools.kept_platforms import NAMES, RULES, TODAY, Runs
from tools.site import Site, plain

NIGHTLY = "hang-dem"


@pytest.fixture
def scheduled(sockets_and_processes: None, site: Site, runs: Runs) -> Site:
    """A dashboard whose operator lets workers audit all platforms each night; what reads the times starts a process."""
    order = order_for(
        [f"{name}.record.yaml" for name in NAMES],
        label=None,
        reading=Reading(),
        network=NetworkSettings(),
        judging=Judging(as_of=TODAY, select=RULES),
    )
    add_schedule(Schedule(NIGHTLY, "0 2 * * *", order), history=runs.place)
    return site


def start(client: TestClient, name: str = NIGHTLY):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/en/overlaps").text)
    assert token is not None
    return client.post("/en/runs", data={"csrf_token": token[1], "schedule": name})


def test_an_auditor_begins_the_audit_of_a_schedule_once(scheduled: Site, runs: Runs) -> None:
    auditor = scheduled.behind_proxy("kiem-tra", "giam-sat")
    assert f"Start the audit of {NIGHTLY} now" in auditor.get("/en/runs").text
    assert start(auditor).status_code == 303
    page = auditor.get("/en/runs")
    assert "waiting for a worker" in plain(page.text)
    assert "Start now" not in plain(page.text)
    refused = start(auditor)
    assert refused.status_code == 422
    assert "is going on already" in refused.text
    [(order, _)] = asked_orders(runs.place)
    assert (order.schedule, order.state) == (NIGHTLY, OrderState.WAITING)


@pytest.mark.parametrize("group", ["xem", "bo-vi-du"])
def test_others_see_or_do_not_see_and_cannot_begin(scheduled: Site, runs: Runs, group: str) -> None:
    visitor = scheduled.behind_proxy("ai-do", group)
    page = plain(visitor.get("/en/runs").text)
    assert (NIGHTLY in page) is (group == "xem")
    assert "Start now" not in page
    assert start(visitor).status_code == 403
    assert asked_orders(runs.place) == ()


def test_nothing_but_a_schedule_can_be_begun(scheduled: Site, runs: Runs) -> None:
    auditor = scheduled.behind_proxy("kiem-tra", "giam-sat")
    for name in ("", "https://internal.example.gov.vn/", "../../etc/passwd"):
        answer = start(auditor, name)
        assert answer.status_code == 422
        assert "there is no schedule" in answer.text
    assert asked_orders(runs.place) == ()
