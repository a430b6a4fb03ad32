"""The feed of changes: valid Atom, an entry for each run and for each platform that moved or newly fails."""

import re
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from compliance import prune_runs
from compliance.model.language import LANGUAGES
from compliance.server.feed_entries import RUNS
from tools.kept_platforms import NAMES, Runs
from tools.site import Site, plain, site_on

from .conftest import OTHER

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
LISTED = "vneid"
NAME = "<b>VNeID</b> & bạn"
SERVICE = "name_vi: Dịch vụ"
PAID = f"fee: {{agency: 500, legal_ground: none}}, {SERVICE}"
DECLARED = "provenance: {source: test, declared: true, declared_by: {unit: Cơ quan mẫu, on: 2026-11-20}}\n"


def entries(visitor: TestClient, language: str = "en") -> list[ElementTree.Element]:
    """The entries of a feed, whose form is looked at (RFC 4287, 4.1)."""
    answer = visitor.get(f"/{language}/changes.atom")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(answer.content)
    assert (feed.tag, feed.get("{http://www.w3.org/XML/1998/namespace}lang")) == (f"{ATOM}feed", language)
    found = feed.findall(f"{ATOM}entry")
    for element in (feed, *found):
        assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert MOMENT.fullmatch(text(element, "updated"))
        assert text(element, "id").startswith("urn:uuid:")
        assert text(element, "title")
    assert text(feed.findall(f"{ATOM}author")[0], "name")
    (itself,) = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert itself == f"{visitor.base_url}/{language}/changes.atom"
    ids = [text(each, "id") for each in found]
    assert len(set(ids)) == len(ids)
    moments = [text(each, "updated") for each in found]
    assert all(later >= earlier for later, earlier in pairwise(moments))
    assert text(feed, "updated") == max(moments, default="1970-01-01T00:00:00Z")
    for each in found:
        (content,) = each.findall(f"{ATOM}content")
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == ["{http://www.w3.org/1999/xhtml}div"]
    return found


def text(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    return "" if found is None else "".join(found.itertext())


def kinds(entry: ElementTree.Element) -> list[str | None]:
    return [each.get("term") for each in entry.findall(f"{ATOM}category")]


def address(entry: ElementTree.Element) -> str:
    (link,) = entry.findall(f"{ATOM}link")
    return link.get("href") or ""


def titles(visitor: TestClient) -> list[str]:
    return [text(each, "title") for each in entries(visitor)]


@pytest.fixture
def moving(runs: Runs) -> Runs:
    """Runs in which a platform rises and falls, and another one fails."""
    names = (*NAMES, LISTED)
    listed = runs.folder / f"{LISTED}.record.yaml"
    known = f"slug: {LISTED}\nname_vi: {NAME}\nowner: {{code: G01, name_vi: Bộ Ví dụ}}\n"
    for memberships in ("list_memberships: none\n", "", "list_memberships: none\n"):
        listed.write_text(known + memberships, "utf-8")
        runs.audit(*names)
    paid = runs.folder / "dat-dai.record.yaml"
    paid.write_text(paid.read_text("utf-8").replace(SERVICE, PAID) + DECLARED, "utf-8")
    runs.audit(*names)
    return runs


def test_it_tells_each_run_and_each_platform_that_moved_or_fails(moving: Runs) -> None:
    with site_on(moving.place, moving.folder) as site:
        visitor = site.on_loopback()
        found = entries(visitor)
        day = "(\\d+ \\w+ \\d{4})"
        told = [(re.sub(day, "DAY", text(each, "title")), kinds(each)) for each in found]
        assert told == [
            ("Run 4 of DAY", ["run"]),
            ("Nền tảng dat-dai: new findings that fail if they are confirmed 1", ["to_confirm"]),
            ("Run 3 of DAY", ["run"]),
            (f"{NAME}: on a lower stage (1→0)", ["fallen"]),
            ("Run 2 of DAY", ["run"]),
            (f"{NAME}: on a higher stage (0→1)", ["risen"]),
            ("Run 1 of DAY", ["run"]),
        ]
        assert "failing, to be confirmed: State agencies are charged for data" in text(found[1], "content")
        assert "Since the run 3 of" in text(found[0], "content")
        assert "failing: 1" in text(found[0], "content")
        for each in found:
            page = visitor.get(address(each).removeprefix(str(visitor.base_url)))
            assert page.status_code == 200, address(each)
        assert "There is no earlier run" in text(found[-1], "content")
        assert "<b>" not in visitor.get("/en/changes.atom").text


def test_an_owner_is_told_of_its_own_platforms_alone(moving: Runs) -> None:
    with site_on(moving.place, moving.folder) as site:
        owner = site.behind_proxy("can-bo", "bo-vi-du")
        assert [name for name in titles(owner) if not name.startswith("Run ")] == [
            "Nền tảng dat-dai: new findings that fail if they are confirmed 1"
        ]
        for language in LANGUAGES:
            told = owner.get(f"/{language}/changes.atom").text
            assert "VNeID" not in told
            assert LISTED not in told
            assert OTHER not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_for_ever(site: Site, runs: Runs, language: str) -> None:
    before = [(text(each, "id"), text(each, "updated")) for each in entries(site.on_loopback(), language)]
    with site_on(runs.place, runs.folder) as restarted:
        assert [(text(each, "id"), text(each, "updated")) for each in entries(restarted.on_loopback())] == before
    runs.audit()
    after = [(text(each, "id"), text(each, "updated")) for each in entries(site.on_loopback(), language)]
    assert after[-len(before) :] == before
    assert len(after) > len(before)


def test_what_did_not_change_is_not_sent_again(site: Site, runs: Runs) -> None:
    visitor = site.on_loopback()
    first = visitor.get("/en/changes.atom")
    known = {"If-None-Match": first.headers["etag"]}
    assert visitor.get("/en/changes.atom", headers=known).status_code == 304
    changed = parsedate_to_datetime(first.headers["last-modified"])
    assert f"<updated>{changed:%Y-%m-%dT%H:%M:%SZ}</updated>" in first.text
    runs.audit()
    assert visitor.get("/en/changes.atom", headers=known).status_code == 200


def test_the_page_leads_to_its_feed(site: Site) -> None:
    visitor = site.on_loopback()
    for language in LANGUAGES:
        assert f'href="/{language}/changes.atom"' in visitor.get(f"/{language}/").text
        assert f"/{language}/" in address(entries(visitor, language)[0])


def test_a_history_without_runs_has_a_feed_without_entries(runs: Runs) -> None:
    runs.audit()
    prune_runs(runs.place, before=date(2100, 1, 1))
    with site_on(runs.place, runs.folder) as site:
        assert entries(site.on_loopback()) == []


def test_only_the_last_runs_are_told(runs: Runs) -> None:
    for _ in range(RUNS + 2):
        runs.audit("ho-tich", rules=("record.record_names_its_owner",))
    with site_on(runs.place, runs.folder) as site:
        found = entries(site.on_loopback())
        assert len(found) == RUNS
        assert plain(text(found[0], "title")).startswith(f"Run {RUNS + 2} of")
        assert "no change" in text(found[0], "content")


def test_nobody_reads_it_without_log_in(site: Site) -> None:
    assert site.behind_proxy("ai-do", "another-group").get("/en/changes.atom").status_code == 403
