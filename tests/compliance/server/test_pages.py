"""Every page, in both languages, as a visitor reads it."""

import re
from collections import Counter
from contextlib import closing
from datetime import date
from unicodedata import is_normalized
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from compliance import prune_runs
from compliance.history.place import BUSY
from compliance.history.runs import NewRun
from compliance.history.store import history_in
from compliance.model.language import LANGUAGES
from compliance.server.access.needs import check_declared
from compliance.server.app import routes
from tools.kept_platforms import NAMES, Runs
from tools.site import Site, links, plain, site_on

from .conftest import OTHER

MOST = 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_page(visitor: TestClient, language: str) -> None:
    """A walk from the overview: no link is dead, and no page is of another language. Of alike pages some are read."""
    waiting, seen, alike = [f"/{language}/"], set[str](), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        seen.add(path)
        alike[kind := "/".join(path.split("/")[:3])] += 1
        if alike[kind] > MOST:
            continue
        answer = visitor.get(path)
        assert answer.status_code in {200, 303}, (path, answer.text[:300])
        if not answer.headers["content-type"].startswith("text/html") or "attachment" in str(answer.headers):
            continue
        assert f'<html lang="{language}">' in answer.text, path
        for href in links(answer.text):
            if href.startswith(f"/{language}/") and not href.endswith(".atom") and href not in seen | set(waiting):
                waiting.append(href)
    assert {f"/{language}/due", f"/{language}/platforms/{OTHER}", f"/{language}/runs/2/since/1"} <= seen


def test_the_overview_says_how_many_exchange_data_and_leads_to_them(visitor: TestClient) -> None:
    page = visitor.get("/en/").text
    assert f"Of {len(NAMES)} platforms: 0 exchanging data via NDXP (evidenced)" in plain(page)
    state = next(href for href in links(page) if "state=" in href)
    listed = visitor.get(state)
    assert all(f">Nền tảng {name}<" in listed.text for name in NAMES)


def test_what_changed_since_the_run_before_is_told(visitor: TestClient) -> None:
    assert "mended 1" in plain(visitor.get("/en/").text)
    page = visitor.get("/en/runs/2/since/1").text
    assert "Findings mended: 1 A row for each platform and rule, the heaviest first." in plain(page)
    assert "/en/rules/openapi.operation_requires_security?run=2" in links(page)
    assert "/en/runs/2/since/1" in links(visitor.get("/en/").text)


def test_findings_of_one_rule_at_one_platform_are_one_row(visitor: TestClient, runs: Runs) -> None:
    runs.write(OTHER, "a", "b", "c", "d")
    runs.audit()
    page = plain(visitor.get("/en/runs/3/since/2").text)
    found = re.findall(r"New findings: (\d+)", page)
    rows = page.split("New findings:")[-1].count(f"Nền tảng {OTHER}")
    assert int(found[0]) > rows > 0


def test_the_trend_is_a_sentence_and_no_picture_where_nothing_moves(visitor: TestClient) -> None:
    page = visitor.get("/en/").text
    assert re.search(rf"In every run from 1 of .* to 2 of .*: 0 of {len(NAMES)} platforms exchanging data", plain(page))
    assert "<polyline" not in page


def test_platforms_stand_under_their_state_unless_they_are_sorted(visitor: TestClient) -> None:
    assert re.findall(r'scope="rowgroup">([^<]+)', visitor.get("/en/platforms").text)
    assert not re.findall(r'scope="rowgroup">', visitor.get("/en/platforms?sort=name").text)
    assert "No platform fits." in plain(visitor.get("/en/platforms?q=nothing+like+it").text)


def test_requirements_are_found_by_their_text_and_state(visitor: TestClient) -> None:
    def found(query: str) -> list[str]:
        return re.findall(r'<dt><a href="/en/requirements/([^"?]+)', visitor.get(f"/en/requirements?{query}").text)

    everything = found("")
    assert found("q=GP.RFC9325") == ["GP.RFC9325"]
    assert "GP.RFC9325" in found("q=rfc+9325")
    assert found("q=none+such") == []
    assert found("state=nonsense") == []
    breached = found("state=breached")
    assert breached
    assert set(breached) < set(everything)


def test_no_page_names_the_folders_of_the_machine_that_looked(visitor: TestClient, runs: Runs) -> None:
    runs.write("an-toan", "a", "b", "c")
    runs.audit(str(runs.folder / "an-toan"))
    assert f"{runs.folder.name}/an-toan.yaml:" in visitor.get("/en/platforms/an-toan").text
    assert f"{runs.folder.name}/an-toan.yaml:" in visitor.get("/en/tables/changes.csv").text
    for path in ("/en/platforms/an-toan", "/en/runs/3/since/2", "/en/tables/changes.csv", "/en/runs/3"):
        assert str(runs.folder.parent) not in visitor.get(path).text, path


def test_an_older_run_is_read_through_all_its_links_and_says_so(visitor: TestClient) -> None:
    page = visitor.get("/en/?run=1").text
    assert "You read the run 1 of" in plain(page)
    inner = [href for href in links(page) if href.startswith("/en/platforms")]
    assert inner
    assert all("run=1" in urlsplit(href).query for href in inner)
    assert "You read the run" not in plain(visitor.get("/en/").text)


def test_a_finding_says_since_when_it_is_there(visitor: TestClient, runs: Runs) -> None:
    page = plain(visitor.get(f"/en/platforms/{OTHER}").text)
    assert "found since the run 1 of" in page
    runs.write(OTHER, "a", "b", "c")
    runs.audit()
    assert "found since the run 3 of" in plain(visitor.get(f"/en/platforms/{OTHER}").text)


def test_platforms_are_found_by_name_owner_and_state_and_sorted(visitor: TestClient) -> None:
    def found(query: str) -> list[str]:
        page = visitor.get(f"/en/platforms?{query}").text
        return re.findall(r'scope="row"><a href="/en/platforms/([^"?]+)', page)

    assert found("q=dat") == ["dat-dai"]
    assert found("q=DẤT%20dai") == ["dat-dai"]
    assert found("q=dat%20other") == []
    assert found("owner=G18") == [OTHER]
    assert found("state=exchanging") == []
    assert found("sort=name") == sorted(NAMES)
    assert found("sort=-name") == sorted(NAMES, reverse=True)
    assert found("sort=nonsense&page=99") == found("")


@pytest.mark.parametrize(
    "path",
    [
        *("/vi/platforms/none", "/vi/owners/none", "/vi/runs/9", "/vi/runs/1/since/2", "/vi/rules/none"),
        *("/vi/requirements/none", "/vi/tables/none.csv", "/vi/tables/platforms.exe", "/vi/runs/1/report.exe"),
        *("/vi/comparison?of=1&since=1", "/vi/?run=9", "/vi/platforms/..%2F..%2Fetc%2Fpasswd", "/vi/nothing"),
        *("/nothing", "/static/x/../app.py"),
    ],
)
def test_what_is_not_there_is_said_in_both_languages(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404, answer.text
    assert 'lang="vi"' in answer.text
    assert 'lang="en"' in answer.text


def test_an_owner_sees_its_own_platforms_alone(site: Site) -> None:
    owner = site.behind_proxy("can-bo", "bo-vi-du")
    page = plain(owner.get("/en/").text)
    assert f"Of {len(NAMES) - 1} platforms" in page
    for path in ("/en/", "/en/platforms", "/en/due", "/en/runs/2/since/1", "/en/overlaps", "/en/tables/platforms.csv"):
        assert OTHER not in owner.get(path).text, path
    for path in (f"/en/platforms/{OTHER}", f"/en/platforms/{OTHER}/dossier", "/en/owners/G18"):
        assert owner.get(path).status_code == 404
    report = owner.get("/en/runs/2/report.json").json()
    assert [subject["id"] for subject in report["subjects"]] == [name for name in NAMES if name != OTHER]


def test_files_are_saved_and_never_shown(visitor: TestClient) -> None:
    for path, begin in (
        (f"/vi/platforms/{OTHER}/dossier", b"PK"),
        ("/vi/tables/platforms.xlsx", b"PK"),
        ("/vi/tables/platforms.csv", "\ufeffNền tảng".encode()),
        ("/vi/owners/G18/report.html", b"<!doctype html>"),
    ):
        answer = visitor.get(path)
        assert answer.content.startswith(begin), path
        assert answer.headers["content-disposition"].startswith("attachment; filename="), path


def test_a_history_without_a_complete_run_says_so(runs: Runs) -> None:
    runs.audit()
    prune_runs(runs.place, before=date(2100, 1, 1))
    with site_on(runs.place, runs.folder) as site:
        page = site.on_loopback().get("/vi/")
        assert page.status_code == 200
        assert "Chưa có lần chạy nào hoàn thành" in page.text
        assert "chưa có lần chạy nào hoàn thành" in site.on_loopback().get("/vi/platforms").text


def test_a_first_run_that_is_going_on_is_told_and_nothing_else_is(runs: Runs) -> None:
    with closing(history_in(runs.place, BUSY)) as history:
        history.prepare()
        number = history.begin(NewRun("0.1.0", None), NAMES)
        with history.alive(number), site_on(runs.place, runs.folder) as site:
            page = plain(site.on_loopback().get("/en/").text)
            assert f"Run {number} of" in page
            assert f"running, platforms looked at: 0 of {len(NAMES)}" in page
            assert site.on_loopback().get(f"/en/runs/{number}").status_code == 404
            other = site.on_loopback().get("/en/platforms")
            assert (other.status_code, "no run is complete yet" in other.text) == (404, True)


def test_a_table_of_systems_is_compared_and_not_kept(visitor: TestClient, runs: Runs) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/en/overlaps").text)
    assert token is not None
    table = "Tên hệ thống,Cơ quan chủ quản,Mục đích\nCơ sở dữ liệu quốc gia về dân cư tỉnh,Sở Ví dụ,Quản lý dân cư\n"
    before = runs.place.read_bytes()
    sent = {"table": ("systems.csv", table.encode(), "text/csv")}
    answer = visitor.post("/en/overlaps", data={"csrf_token": token[1]}, files=sent)
    assert answer.status_code == 200
    assert "Systems: 1; like a platform of" in plain(answer.text)
    assert runs.place.read_bytes() == before
    nothing = visitor.post("/en/overlaps", data={"csrf_token": token[1]}, files={"other": ("x.csv", b"", "text/csv")})
    assert nothing.status_code == 422
    assert "no file was sent" in nothing.text
    large = {"table": ("systems.csv", table.encode() + b"\n" * 900_000, "text/csv")}
    refused = visitor.post("/en/overlaps", data={"csrf_token": token[1]}, files=large)
    assert (refused.status_code, "the table is larger than" in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("of=2&since=1", "/en/runs/2/since/1"), ("of=1&since=2", "/en/runs/2/since/1"), ("of=2&since=2", None),
        ("of=2", None), ("since=1", None), ("of=2&since=x", None), ("of=²&since=1", None), ("of=2&since=", None),
    ],
)  # fmt: skip
def test_two_runs_are_chosen_to_be_compared(kept: Site, asked: str, leads: str | None) -> None:
    answer = kept.on_loopback().get(f"/en/comparison?{asked}")
    assert (answer.status_code, answer.headers.get("location")) == ((303, leads) if leads else (404, None))


def test_the_evidence_is_told_by_stage(runs: Runs) -> None:
    listed = "slug: national-public-service-portal\nowner: {code: G01, name_vi: Bộ Ví dụ}\n"
    (runs.folder / "portal.record.yaml").write_text(listed, "utf-8")
    runs.audit(*NAMES, "portal")
    with site_on(runs.place, runs.folder) as site:
        page = plain(site.on_loopback().get("/en/evidence").text)
        assert re.search(r"What the stages rest on .* 1 listed .* 1 0 ", page)


def test_every_route_says_what_it_needs() -> None:
    check_declared(routes())


def test_pages_are_composed_vietnamese(visitor: TestClient) -> None:
    for path in ("/vi/", "/vi/platforms", "/vi/due", "/vi/runs", "/vi/evidence"):
        assert is_normalized("NFC", visitor.get(path).text), path
