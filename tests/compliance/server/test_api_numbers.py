"""The pages, the API, the tables as files and the JSON report tell the same numbers."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from starlette.testclient import TestClient

from compliance.locale import words
from compliance.model.standing import Standing
from compliance.report import stages
from tools.site import Site, plain

API = "/api/v1"
ENGLISH = {"Accept-Language": "en"}
WEIGHTS = {"fail": "Fail", "to_confirm": "To be confirmed", "warn": "Warn", "advice": "Advice", "waived": "Waived"}


def table(visitor: TestClient, name: str) -> list[dict[str, str]]:
    """The rows of a table as a file."""
    return list(csv.DictReader(StringIO(visitor.get(f"/en/tables/{name}.csv").text.removeprefix("\ufeff"))))


def heading(standing: str) -> str:
    """The heading of the column of platforms that are connected in one way."""
    said = stages.standing(Standing(standing), words("en"))
    return said[0].upper() + said[1:]


def items(visitor: TestClient, path: str) -> Iterator[dict]:
    yield from visitor.get(f"{API}{path}", headers=ENGLISH).json()["items"]


@pytest.fixture(params=["auditor", "owner"])
def reader(kept: Site, request: pytest.FixtureRequest) -> TestClient:
    group = {"auditor": "giam-sat", "owner": "bo-vi-du"}[request.param]
    return kept.behind_proxy("lan", group)


def test_the_overview_tells_the_numbers_of_the_report_and_of_the_page(reader: TestClient) -> None:
    overview = reader.get(f"{API}/runs/2/overview", headers=ENGLISH).json()
    summary = overview["summary"]
    assert summary == reader.get("/en/runs/2/report.json").json()["summary"]
    page = plain(reader.get("/en/").text)
    counted = [summary["connection"][standing] for standing in Standing if standing is not Standing.INTERMEDIARY]
    assert f"Of {sum(counted)} platforms: {counted[0]} exchanging data via NDXP" in page
    for stage in overview["stages"]:
        numbers = [stage[name] for name in ("evidenced", "claimed", "undecided", "neither")]
        assert sum(numbers) == sum(counted)
        assert " ".join(str(number) for number in numbers if number) in page


def test_owners_are_counted_alike(reader: TestClient) -> None:
    rows = {row["Code"]: row for row in table(reader, "owners") if row["Code"]}
    found = list(items(reader, "/owners"))
    assert {each["owner"]["code"] for each in found} == set(rows)
    for each in found:
        row = rows[each["owner"]["code"]]
        assert (row["Platforms"], row["Left"]) == (str(each["platforms"]), str(each["left"]))
        for name, column in WEIGHTS.items():
            assert row[column] == str(each["findings"][name]), name
        for standing in each["standings"]:
            if standing["standing"] != Standing.INTERMEDIARY:
                assert row[heading(standing["standing"])] == str(standing["platforms"])


def test_platforms_are_counted_alike(reader: TestClient) -> None:
    rows = table(reader, "platforms")
    found = list(items(reader, "/platforms"))
    assert [row["Identifier"] for row in rows] == [each["id"] for each in found]
    page = plain(reader.get("/en/platforms").text)
    for row, each in zip(rows, found, strict=True):
        assert row["Connection"] == heading(each["standing"])
        assert row["Name of the stage"] == (each["rung"] if each["rung"] != "none" else row["Name of the stage"])
        assert {name: int(row[column]) for name, column in WEIGHTS.items()} == {
            name: each["findings"][name] for name in WEIGHTS
        }
        assert each["name"]["vi"] in page
    overview = reader.get(f"{API}/runs/2/overview").json()["summary"]["findings"]
    for name in WEIGHTS:
        assert sum(each["findings"][name] for each in found) == overview[name]
        assert len(list(items(reader, f"/runs/2/findings?limit=200&weight={name}"))) == overview[name]


def test_requirements_and_what_is_due_are_as_many(reader: TestClient) -> None:
    report = reader.get("/en/runs/2/report.json").json()
    answer = reader.get(f"{API}/requirements?limit=500").json()
    assert answer["items"] == report["requirements"][:500]
    assert answer["total"] == len(report["requirements"])
    due = reader.get(f"{API}/due?limit=500", headers=ENGLISH).json()
    assert due["items"] == report["due"]
    assert due["total"] == len(table(reader, "due"))


def test_the_trend_and_the_timeline_end_with_the_numbers_of_the_last_run(kept: Site) -> None:
    visitor = kept.on_loopback()
    overview = visitor.get(f"{API}/runs/2/overview").json()["summary"]
    last, first = items(visitor, "/trend")
    assert (last["run"], first["run"]) == (2, 1)
    for name in ("fail", "to_confirm", "warn", "advice"):
        assert last["findings"][name] == overview["findings"][name]
    for each in last["standings"]:
        assert each["platforms"] == overview["connection"][each["standing"]]
    for platform in items(visitor, "/platforms"):
        stay = next(items(visitor, f"/platforms/{platform['id']}/timeline"))
        assert (stay["run"], stay["rung"], stay["claimed"]) == (2, platform["rung"], platform["claimed"])
        assert stay["standing"] == platform["standing"]
        assert stay["findings"].items() <= platform["findings"].items()
