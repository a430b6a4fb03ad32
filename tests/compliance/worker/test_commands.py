"""`compliance schedule` and `compliance worker` as users type them: what is kept, and what is refused in words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import compliance

pytestmark = pytest.mark.usefixtures("sockets_and_processes")  # because croniter asks a program what machine this is
Command = Callable[..., Any]
RECORD = "slug: nen-tang\nowner: {code: G12}\n"


@pytest.fixture(autouse=True)
def _record(tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text(RECORD, "utf-8")


def test_schedules_are_added_listed_and_removed(run: Command) -> None:
    kept = ("--history", "runs.sqlite")
    assert (
        "`compliance worker --history runs.sqlite`"
        in run("schedule", "add", "đêm", "0 2 * * *", "record.yaml", *kept).out
    )
    run("schedule", "add", "tuần", "30 3 * * 1", "--all", *kept)
    listed = json.loads(run("schedule", "list", "--format", "json", *kept).out)
    assert [(each["name"], each["cron"]) for each in listed["schedules"]] == [
        ("tuần", "30 3 * * 1"),
        ("đêm", "0 2 * * *"),
    ]
    assert listed["orders"] == []
    assert run("schedule", "run", "đêm", *kept).status == 0
    (order,) = json.loads(run("schedule", "list", "--format", "json", *kept).out)["orders"]
    assert (order["schedule"], order["state"], order["run"], order["planned"]) == ("đêm", "waiting", None, 0)
    shown = run("schedule", "list", *kept).out
    assert "waiting for a worker" in shown
    assert "30 3 * * 1" in shown
    assert run("schedule", "remove", "đêm", *kept).out == "Removed schedule: đêm\n"
    assert "đang chờ tiến trình thực hiện" in run("schedule", "list", "--lang", "vi", *kept).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "đêm", "2 giờ", "record.yaml"), "2 giờ says no times: five fields of cron are required"),
        (("add", "đêm", "0 25 * * *", "record.yaml"), "0 25 * * * says no times"),
        (("add", "đêm", "@daily", "record.yaml"), "@daily says no times"),
        (("add", "đêm", "0 2 * * *"), "no target was named"),
        (("add", "đêm", "0 2 * * *", "-"), "a worker can look at record files, slugs and addresses without a query"),
        (("add", "đêm", "0 2 * * *", "https://a.example.gov.vn/?key=1"), "addresses without a query"),
        (("add", " ", "0 2 * * *", "record.yaml"), "a schedule has a name of 1 to 100 characters"),
        (("add", "a\tb", "0 2 * * *", "record.yaml"), "a schedule has a name of 1 to 100 characters"),
        (("remove", "đêm"), "there is no history in runs.sqlite"),
        (("list",), "there is no history in runs.sqlite"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Command, arguments: tuple[str, ...], said: str) -> None:
    refused = run("schedule", *arguments, "--history", "runs.sqlite")
    assert (refused.status, refused.out) == (64, "")
    assert said in refused.err
    assert "Traceback" not in refused.err


def test_a_name_is_taken_once_and_an_unknown_one_is_told(run: Command) -> None:
    kept = ("--history", "runs.sqlite")
    run("schedule", "add", "đêm", "0 2 * * *", "record.yaml", *kept)
    again = run("schedule", "add", "đêm", "0 3 * * *", "record.yaml", *kept)
    assert (again.status, again.err) == (
        64, "compliance: there is a schedule đêm already; first remove it, or take another name\n"
    )  # fmt: skip
    for action in ("remove", "run"):
        unknown = run("schedule", action, "ngày", *kept)
        assert (unknown.status, unknown.err) == (64, "compliance: there is no schedule ngày; there are: đêm\n")


def test_a_worker_refuses_a_place_that_is_no_history(run: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("không phải lịch sử" * 100, "utf-8")
    refused = run("worker", "--history", "notes.txt")
    assert (refused.status, refused.out) == (64, "")
    assert "is no history, or it is damaged" in refused.err


def test_an_order_is_asked_for_as_a_library(run: Command) -> None:
    name = compliance.start_run("record.yaml", history="runs.sqlite", label="tháng")
    progress = compliance.order_progress(name, history="runs.sqlite")
    assert (progress.state, progress.run, progress.planned) == (compliance.OrderState.WAITING, None, 0)
    with pytest.raises(compliance.UsageError, match="no worker was asked for other"):
        compliance.order_progress("other", history="runs.sqlite")
    with pytest.raises(compliance.UsageError, match="a worker can look at record files"):
        compliance.start_run(compliance.SourceText("a", b""), history="runs.sqlite")
