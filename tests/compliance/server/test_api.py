"""The API as programs ask it: what it tells, what it refuses, and what it keeps from whom."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from compliance import prune_runs
from compliance.model.kept_run import RunState
from compliance.server.api.walking import modules
from tools.kept_platforms import NAMES, Runs
from tools.site import Site, site_on

from .conftest import OTHER

API = "/api/v1"
PATHS = {
    "number": "2",
    "slug": OTHER,
    "key": "G18",
    "/rules/{id}": "openapi.operation_requires_security",
    "/requirements/{id}": "ND331-2026.D30.K4",
}
OWN = ("/owners", "/platforms", "/due", "/overlaps", "/runs/2/findings", "/runs/2/changes", "/runs/2/overview")
RULE = "openapi.operation_requires_security"


def address_of(path: str) -> str:
    """The address of a resource with something that is there."""
    return API + path.format(**PATHS, id=PATHS.get(path))


def pages(visitor: TestClient, address: str) -> list[dict]:
    """The items of all pages of a list, as a program follows them."""
    found: list[dict] = []
    while address:
        answer = visitor.get(address)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        address = answer.json()["next"]
        assert (f'<{address}>; rel="next"' == answer.headers.get("link")) or not address
    return found


@pytest.mark.parametrize("path", [module.PATH for module in modules()])
def test_what_is_asked_for_again_is_not_sent_again(kept: Site, path: str) -> None:
    visitor = kept.on_loopback()
    answer = visitor.get(address_of(path))
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "private, no-cache"
    again = visitor.get(address_of(path), headers={"If-None-Match": f'"x", W/{answer.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    assert visitor.get(address_of(path), headers={"If-None-Match": '"x"'}).status_code == 200
    head = visitor.head(address_of(path))
    assert (head.status_code, head.headers["etag"]) == (200, answer.headers["etag"])


@pytest.mark.parametrize("path", [module.PATH for module in modules()])
def test_nobody_is_told_anything_and_nothing_can_be_changed(kept: Site, path: str) -> None:
    stranger = kept.behind_proxy("ai-do", "another-group")
    answer = stranger.get(address_of(path))
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    visitor = kept.on_loopback()
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert visitor.request(method, address_of(path)).status_code == 403
    assert set(visitor.options(address_of(path)).headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert (
        "access-control-allow-origin"
        not in visitor.get(address_of(path), headers={"Origin": "https://a.example"}).headers
    )


def test_a_list_is_read_page_by_page_and_each_item_once(kept: Site) -> None:
    visitor = kept.on_loopback()
    found = pages(visitor, f"{API}/platforms?limit=1&sort=name")
    assert [each["id"] for each in found] == sorted(NAMES)
    assert visitor.get(f"{API}/platforms?cursor=99").json()["items"] == []
    assert len(pages(visitor, f"{API}/runs/2/findings?limit=2")) == len(pages(visitor, f"{API}/runs/2/findings"))


def test_the_pages_of_a_list_are_of_one_run(visitor: TestClient, runs: Runs) -> None:
    first = visitor.get(f"{API}/platforms?limit=3").json()
    runs.audit(NAMES[0])
    second = visitor.get(first["next"]).json()
    assert (first["run"], second["run"], len(second["items"])) == (2, 2, len(NAMES) - 3)
    assert visitor.get(f"{API}/platforms").json()["total"] == 1


def test_findings_are_told_by_rule_platform_and_weight_with_since_when(kept: Site) -> None:
    visitor = kept.on_loopback()
    everything = pages(visitor, f"{API}/runs/2/findings")
    chosen = pages(visitor, f"{API}/runs/2/findings?rule={RULE}&platform={OTHER}&weight=warn")
    assert chosen == [each for each in everything if (each["rule"], each["subject"]) == (RULE, OTHER)]
    assert {each["since"]["run"] for each in chosen} == {1}
    assert pages(visitor, f"{API}/runs/2/findings?weight=waived") == []
    platform = visitor.get(f"{API}/platforms/{OTHER}").json()
    violations = [each for verdict in platform["subject"]["verdicts"] for each in verdict["violations"]]
    assert violations == [each["violation"] for each in everything if each["subject"] == OTHER]
    assert {each["fingerprint"] for each in platform["found"]} == {each["fingerprint"] for each in violations}


def test_a_platform_is_told_as_in_the_json_report(kept: Site) -> None:
    visitor = kept.on_loopback()
    report = visitor.get("/en/runs/2/report.json").json()
    subject = visitor.get(f"{API}/platforms/{OTHER}", headers={"Accept-Language": "en"}).json()["subject"]
    assert subject == next(each for each in report["subjects"] if each["id"] == OTHER) | {"dossier": None}
    changes = visitor.get(f"{API}/runs/2/changes", headers={"Accept-Language": "en"}).json()["changes"]
    assert [each["change"] for each in changes["findings"]] == ["mended"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "vi"), ("en", "en"), ("fr", "vi"), ("vi;q=0.1, en-GB;q=0.9", "en"), ("en;q=0, vi", "vi"), ("en;q=x", "vi")],
)
def test_sentences_are_in_the_language_that_is_asked_for(kept: Site, accepted: str, language: str) -> None:
    visitor = kept.on_loopback()
    answer = visitor.get(f"{API}/rules/{RULE}", headers={"Accept-Language": accepted})
    assert (answer.headers["content-language"], answer.json()["language"]) == (language, language)
    assert ("demands authentication" in answer.json()["title"]) == (language == "en")
    refusal = visitor.get(f"{API}/runs?limit=0", headers={"Accept-Language": accepted})
    assert ("is expected" in refusal.json()["detail"]) == (language == "en")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/runs?size=3", "the parameter `size` is not known; known: state, label, limit, cursor"),
        ("/runs/2?run=1", "the parameter `run` is not known; there is none here"),
        ("/runs?limit=501", "limit: `501` was found; a whole number from 1 to 500 is expected"),
        ("/runs?limit=05", "limit: `05` was found; a whole number from 1 to 500 is expected"),
        ("/runs?limit=1&limit=2", "limit is given 2 times; once is expected"),
        ("/runs?state=done", "state: `done` was found; one of these is expected: running, complete, interrupted"),
        ("/platforms?fail=yes", "fail: `yes` was found; true or false is expected"),
        ("/platforms?q=%00", r"q: `\u0000` was found; text of 1 to 200 characters on one line is expected"),
        ("/runs/2/findings?cursor=1", "cursor: `1` was found; what an answer gave is expected, as it stands there"),
        ("/runs/two", "number: `two` was found; a whole number from 1 to 999999999 is expected"),
        ("/openapi.json?x=1", "the parameter `x` is not known; there is none here"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_is_expected(kept: Site, asked: str, said: str) -> None:
    visitor = kept.on_loopback()
    answer = visitor.get(API + asked, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json() == {
        "type": "https://ndxp-sdk.example/problems/bad-request",
        "title": "the request is not understood",
        "status": 400,
        "detail": said,
        "instance": urlsplit(API + asked).path,
    }


@pytest.mark.parametrize(
    "path",
    [
        *("/platforms/none", "/platforms/none/timeline", "/platforms/none/dossier", "/owners/none", "/rules/none"),
        *("/runs/9", "/runs/9/overview", "/platforms?run=9", "/requirements/none", "/runs/1/changes", "/nothing"),
        *("/runs/2/changes?since=9", "/runs/1/changes?since=2", "/requirements/openapi.operation_requires_security"),
    ],
)
def test_what_is_not_there_is_a_problem(kept: Site, path: str) -> None:
    visitor = kept.on_loopback()
    answer = visitor.get(API + path)
    assert (answer.status_code, answer.json()["status"]) == (404, 404), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_run_that_is_not_complete_has_progress_and_no_numbers(runs: Runs) -> None:
    runs.audit()
    stopped = "UPDATE runs SET state = 'interrupted', ended = NULL"
    execute(runs.place, stopped)
    with site_on(runs.place, runs.folder) as site:
        visitor = site.on_loopback()
        assert visitor.get(f"{API}/runs?state=interrupted").json()["items"][0]["state"] == RunState.INTERRUPTED
        assert visitor.get(f"{API}/runs/1/progress").json()["judged"] == len(NAMES)
        for path in ("/runs/1/overview", "/runs/1/findings", "/platforms?run=1", "/platforms", "/trend"):
            assert visitor.get(API + path).status_code == 404, path


def execute(place: Path, statement: str) -> None:
    """Change the tables of a history from outside."""
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute(statement)


def test_a_history_that_cannot_be_read_is_a_problem_that_may_pass(runs: Runs) -> None:
    runs.audit()
    with site_on(runs.place, runs.folder) as site:
        execute(runs.place, "DROP TABLE finding_set_members")
        answer = site.on_loopback().get(f"{API}/platforms/{OTHER}", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["type"].endswith("/unavailable")
    assert "SELECT" not in answer.text


def test_a_history_without_runs_has_nothing_to_tell(runs: Runs) -> None:
    runs.audit()
    with site_on(runs.place, runs.folder) as site:
        visitor = site.on_loopback()
        assert visitor.get(f"{API}/runs").json()["total"] == 1
        prune_runs(runs.place, before=date(2100, 1, 1))
        assert visitor.get(f"{API}/runs").json() == {"items": [], "total": 0, "next": None}
        assert visitor.get(f"{API}/platforms").status_code == 404


def test_an_owner_is_told_of_its_own_platforms_alone(kept: Site) -> None:
    owner, everybody = kept.behind_proxy("can-bo", "bo-vi-du"), kept.on_loopback()
    for path in OWN:
        assert OTHER not in owner.get(API + path).text, path
        assert "G18" not in owner.get(API + path).text, path
    for path in (f"/rules/{RULE}", "/requirements/ND331-2026.D30.K4"):
        assert OTHER in everybody.get(API + path).text, path
        assert OTHER not in owner.get(API + path).text, path
    for path in (f"/platforms/{OTHER}", f"/platforms/{OTHER}/timeline", f"/platforms/{OTHER}/dossier", "/owners/G18"):
        assert everybody.get(API + path).status_code == 200, path
        assert owner.get(API + path).status_code == 404, path
    assert pages(owner, f"{API}/runs/2/findings?platform={OTHER}") == []
    assert owner.get(f"{API}/platforms").json()["total"] == len(NAMES) - 1
    assert owner.get(f"{API}/trend").status_code == 403
    broken = {each["id"]: each["breakers"] for each in pages(owner, f"{API}/rules")}
    assert broken[RULE] == len(NAMES) - 1


def test_the_dossier_is_a_file_to_save(kept: Site) -> None:
    visitor = kept.on_loopback()
    answer = visitor.get(f"{API}/platforms/{OTHER}/dossier")
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-disposition"] == f'attachment; filename="{OTHER}-2.dossier"'
    assert answer.content == visitor.get(f"/vi/platforms/{OTHER}/dossier").content


def test_text_of_others_is_told_as_text(runs: Runs) -> None:
    markup = "<script>alert(1)</script>\u202e"
    file = runs.folder / f"{OTHER}.record.yaml"
    file.write_text(file.read_text("utf-8").replace("Cơ quan thử", json.dumps(markup)), "utf-8")
    runs.audit()
    with site_on(runs.place, runs.folder) as site:
        answer = site.on_loopback().get(f"{API}/platforms/{OTHER}")
        assert answer.json()["subject"]["owner"]["name_vi"] == markup
        assert "\u202e" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
