"""What the ways of sharing promise beyond single answers."""

import httpx
import pytest

from mocks.platform.looking import admitted_caller, any_caller
from ndxp_mocks import Fleet, Served

POINTS = "service-points"


def walked(client: httpx.Client, url: str, limit: int) -> list[str]:
    """The identifiers met while following cursors to the end."""
    found, cursor = [], "p0"
    while cursor:
        page = client.get(url, params={"limit": limit, "cursor": cursor}).json()
        found += [next(iter(item.values())) for item in page["items"]]
        cursor = page["next_cursor"]
    return found


@pytest.mark.parametrize("limit", [1, 7, 100])
def test_pages_neither_repeat_nor_skip(served: Served, limit: int) -> None:
    with admitted_caller(served) as client:
        whole = walked(client, POINTS, 24)
        assert walked(client, POINTS, limit) == whole
    assert len(set(whole)) == len(whole) == 24


def test_offset_pages_agree_with_their_total(fleet: Fleet) -> None:
    with any_caller(fleet.platforms["tax-management"]) as client:
        pages = [client.get("tax-returns", params={"limit": 10, "offset": start}).json() for start in (0, 10, 20, 30)]
    codes = [item["return_code"] for page in pages for item in page["items"]]
    assert {page["total"] for page in pages} == {len(codes)} == {len(set(codes))}
    assert pages[-1]["items"] == []


def test_filter_keeps_only_what_it_names(served: Served) -> None:
    with admitted_caller(served) as client:
        states = {item["state"] for item in client.get(POINTS, params={"state": "open"}).json()["items"]}
    assert states == {"open"}


def test_undocumented_parameter_does_not_filter(served: Served) -> None:
    with admitted_caller(served) as client:
        assert client.get(POINTS, params={"counters": "999"}).json()["items"]


def test_later_start_gives_fewer_changes_and_none_before_it(served: Served) -> None:
    with admitted_caller(served) as client:
        whole = client.get(f"changes/{POINTS}", params={"limit": 100}).json()["items"]
        since = whole[9]["changed_at"]
        later = client.get(f"changes/{POINTS}", params={"limit": 100, "updated_since": since}).json()["items"]
    assert later == whole[9:]


def test_job_leads_to_its_package(served: Served) -> None:
    with admitted_caller(served) as client:
        accepted = client.post(f"exports/{POINTS}")
        status = client.get(f"{served.url}{accepted.headers['location']}").json()
        package = client.get(f"{served.url}{status['package']}").json()
    assert accepted.status_code == 202
    assert status["state"] == "ready"
    assert len(package["items"]) == 24


def test_subscription_is_kept(served: Served) -> None:
    callback = "https://nhan.example.gov.vn/x"
    with admitted_caller(served) as client:
        created = client.post(f"subscriptions/{POINTS}", json={"callback": callback}).json()
        kept = client.get(f"subscriptions/{POINTS}/{created['subscription_id']}").json()
    assert kept["callback"] == callback


def test_personal_identifier_travels_in_the_body(fleet: Fleet) -> None:
    question = {"citizen_id": "999000000001", "purpose": "Kiểm thử nền tảng mô phỏng"}
    with any_caller(fleet.platforms["electronic-health-record-book"]) as client:
        assert client.post("health-books/search", json=question).json()["citizen_id"] == "999000000001"
        assert client.post("health-books/search", json=question | {"citizen_id": "12"}).status_code == 400
        assert client.get("health-books/999000000001").status_code == 404
