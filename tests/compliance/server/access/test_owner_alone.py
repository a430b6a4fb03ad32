"""An owner is told what it would be told if there were no others: two histories, one with others and one without.

Whatever an owner reads of the first by any route has to be what it reads of the second, but for moments.
"""

import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, chdir, closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

import compliance
from compliance import Report
from compliance.server.api.walking import modules
from tools.kept_platforms import NAMES, Runs, record, write_platforms
from tools.site import Site, links, site_on

OWN = NAMES[:3]
OTHERS = ("bi-mat-mot", "bi-mat-hai", "bi-mat-ba", "bi-mat-bon")
"""Platforms of others; whatever names one of them tells of it."""
SECRETS = ("bi-mat", "Bộ Bí Mật", "nhãn bí mật")
MOST = 3
MOMENTS = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\"<,\s]*|D:\d{14}[^)]*|\d\d:\d\d")
GIVEN = {
    "slug": [OWN[0], OTHERS[0], "no-platform"],
    "number": [1, 2, 3, 9],
    "key": ["G12", "G18", "no-owner"],
    "id": ["openapi.operation_requires_security", "ND331-2026.D30.K4", "no-rule"],
}
LABEL = "nh%C3%A3n+b%C3%AD+m%E1%BA%ADt"
ASKED = [
    "", "?run=1", "?run=2", "?run=3", "?run=last", f"?run={LABEL}", "?run=2026-11-28", "?since=1", "?since=2",
    "?owner=G18", "?owner=no-owner", "?q=bi-mat", "?platform=bi-mat-mot", "?platform=no-platform", f"?label={LABEL}",
    "?limit=1",
]  # fmt: skip
TABLES = ("platforms", "owners", "requirements", "due", "changes")
FILES = [f"/vi/tables/{name}.{form}" for name in TABLES for form in ("csv", "xlsx")]
FILES += [f"/vi/runs/{run}/report.{form}" for run in (1, 2, 3) for form in ("html", "pdf", "xlsx", "csv", "json")]
FILES += [f"/vi/owners/{key}/report.{form}" for key in ("G12", "G18", "no") for form in ("pdf", "docx", "html", "xlsx")]
PAGES = [
    "/", "/vi/", "/en/", "/vi/runs", "/en/runs", "/vi/runs/3", "/vi/runs/1/since/2", "/vi/runs/2/since/1",
    "/vi/runs/3/since/1", "/vi/comparison?of=3&since=1", "/vi/platforms", "/vi/platforms?owner=G18",
    "/vi/platforms?q=bi-mat", "/vi/waivers", "/vi/waivers.yaml", "/vi/changes.atom", "/en/changes.atom", "/vi/evidence",
    "/vi/overlaps", "/vi/due", "/vi/access-log", "/vi/owners/G18", "/vi/owners/none", "/vi/platforms/no-platform",
    "/vi/platforms/no-platform/dossier",
    *(f"/vi/platforms/{slug}{more}" for slug in OTHERS[:2] for more in ("", "/dossier", "/waiver?rule=a&scope=b")),
]  # fmt: skip


def _history(folder: Path, others: tuple[str, ...]) -> Runs:
    """Two runs on the platforms of one owner, and of others if there are any."""
    folder.mkdir()
    write_platforms(folder, OWN)
    write_platforms(folder, others)
    for slug in others:
        written = record(slug, "G18").replace("Cơ quan thử", "Bộ Bí Mật")
        (folder / f"{slug}.record.yaml").write_text(written, "utf-8")
    runs = Runs(folder, folder / "history.sqlite")
    with chdir(folder):
        runs.audit(*OWN, *others)
        runs.write(OWN[0], "a")
        for slug in others[:2]:
            runs.write(slug, "a", "c", "d")
        runs.audit(*OWN, *others[:3])
    with closing(sqlite3.connect(runs.place)) as database, database:
        database.execute("UPDATE runs SET begun = '2026-11-28 01:00:00.000000', ended = '2026-11-28 01:00:05.000000'")
        database.execute("UPDATE looked SET looked_at = '2026-11-28 01:00:00.000000'")
    return runs


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """The dashboard over a history with others, and that over one without."""
    folder = tmp_path_factory.mktemp("histories")
    with ExitStack() as stack:
        made = []
        for name, others in (("with", OTHERS), ("without", ())):
            runs = _history(folder / name, others)
            made.append(stack.enter_context(site_on(runs.place, runs.folder)))
        with chdir(folder / "with"):
            label = "nhãn bí mật"
            Runs(folder / "with", folder / "with" / "history.sqlite").audit(OTHERS[0], label=label)
        yield made[0], made[1]


Owners = tuple[TestClient, TestClient]


@pytest.fixture(scope="module")
def owners(sites: tuple[Site, Site]) -> Owners:
    """The owner at both, each at one dashboard, because to make one takes longer than most answers."""
    first, second = (site.behind_proxy("lan", "bo-vi-du") for site in sites)
    for client in (first, second):
        client.headers["Cookie"] = "__Host-compliance=the-same-for-both"
    return first, second


def _told(content: bytes) -> bytes:
    """What a file or a page says, without moments."""
    if content.startswith(b"%PDF"):
        content = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in sorted(archive.namelist()))
    without = re.sub(rb'(name="csrf_token" value=|urn:uuid:)"?[0-9a-f-]+', b"", content)
    return MOMENTS.sub(b"-", without)


def _same(owners: Owners, path: str, **asked: Any) -> Any:
    """Ask both for the same; returns the answer of the first, which is that of the second."""
    for client in owners:
        client.cookies.clear()
    first, second = (client.get(path, **asked) for client in owners)
    assert first.status_code == second.status_code, path
    assert _told(first.content) == _told(second.content), path
    for secret in SECRETS:
        if secret not in unquote_plus(path):
            assert secret.encode() not in _told(first.content), (path, secret)
    return first


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_page_or_file_is_what_it_would_be_without_others(path: str, owners: Owners) -> None:
    _same(owners, path)


@pytest.mark.parametrize("resource", list(modules()), ids=lambda module: module.__name__.rpartition(".")[2])
def test_call_is_what_it_would_be_without_others(resource: Any, owners: Owners) -> None:
    name = re.search(r"\{(\w+)\}", resource.PATH)
    statuses = Counter[int]()
    for value in GIVEN[name[1]] if name else [""]:
        path = "/api/v1" + re.sub(r"\{\w+\}", str(value), resource.PATH)
        for asked in ASKED:
            statuses[_same(owners, path + asked).status_code] += 1
    assert 200 in statuses or resource.PATH == "/trend"


def test_everything_that_links_lead_to_is_what_it_would_be_without_others(owners: Owners) -> None:
    waiting, seen, kinds = ["/vi/"], set[str](), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"/(runs|platforms|owners|rules|requirements)/[^/?]+", r"/\1/x", path.partition("?")[0])
        if path in seen or kinds[kind] >= MOST:
            continue
        seen.add(path)
        kinds[kind] += 1
        answer = _same(owners, path)
        if "text/html" in answer.headers["content-type"] and "content-disposition" not in answer.headers:
            waiting += links(answer.text, lambda href: href.startswith("/vi/"))
    assert len(seen) > 25


def test_runs_are_counted_without_others(sites: tuple[Site, Site]) -> None:
    owner, reader = sites[0].behind_proxy("lan", "bo-vi-du"), sites[0].behind_proxy("an", "xem")
    assert [each["platforms"] for each in reader.get("/api/v1/runs").json()["items"]] == [1, 6, 7]
    found = owner.get("/api/v1/runs").json()
    assert [(each["number"], each["platforms"], each["done"]) for each in found["items"]] == [(2, 3, 3), (1, 3, 3)]
    assert found["total"] == 2
    progress = owner.get("/api/v1/runs/2/progress").json()
    assert (progress["platforms"], progress["judged"]) == (3, 3)


def test_run_that_judged_others_alone_is_as_one_that_is_not_there(sites: tuple[Site, Site]) -> None:
    owner = sites[0].behind_proxy("lan", "bo-vi-du")
    for path in ("/vi/runs/{}", "/api/v1/runs/{}", "/api/v1/platforms?run={}", "/vi/runs/{}/report.json"):
        there, not_there = owner.get(path.format(3)), owner.get(path.format(4))
        assert there.status_code == not_there.status_code == 404
        assert there.text.replace("3", "4") == not_there.text.replace("3", "4")


def test_platform_of_another_is_not_read_before_it_is_refused(sites: tuple[Site, Site], monkeypatch: Any) -> None:
    """How long an answer takes must not tell what is there for others."""
    read: list[str] = []
    usual = type(sites[0].reader).platform
    owner = sites[0].behind_proxy("lan", "bo-vi-du")
    monkeypatch.setattr(type(sites[0].reader), "platform", lambda *given: read.append(given[2]) or usual(*given))
    for slug in (OTHERS[0], "no-platform"):
        assert owner.get(f"/vi/platforms/{slug}").status_code == 404
        assert owner.get(f"/api/v1/platforms/{slug}").status_code == 404
    assert read == []
    assert owner.get(f"/vi/platforms/{OWN[0]}").status_code == 200
    assert read != []


LISTED = "vneid"


def _related(report: Report) -> set[str]:
    """The files that findings name besides their own."""
    verdicts = (verdict for subject in report.subjects for verdict in subject.verdicts)
    return {place.uri for verdict in verdicts for finding in verdict.findings for place in finding.related}


def test_finding_on_two_platforms_names_no_file_of_another_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    slugs = {"an-toan": "G12", "bi-mat": "G18", LISTED: "G01"}
    write_platforms(tmp_path, tuple(slugs))
    for slug, owner in slugs.items():
        more = "functions: [cap-so]\nstatus: operating\nlife_cycle: operating\n"
        (tmp_path / f"{slug}.record.yaml").write_text(record(slug, owner) + more, "utf-8")
    runs = Runs(tmp_path, tmp_path / "history.sqlite")
    whole = runs.audit(*slugs)
    related = _related(whole)
    assert related, "no rule on two records found something"
    with site_on(runs.place, tmp_path) as site:
        client = site.behind_proxy("lan", "bo-vi-du")
        for path in (
            "/vi/platforms/an-toan",
            "/api/v1/platforms/an-toan",
            "/api/v1/overlaps",
            "/vi/runs/1/report.json",
        ):
            told = client.get(path)
            assert told.status_code == 200
            assert "vneid.record" not in told.text, path
        seen = json.dumps(site.on_loopback().get("/api/v1/platforms/an-toan").json())
        assert f"{LISTED}.record.yaml" in seen
    parts = compliance.split_by_owner(whole)
    for part in parts:
        own = {source.uri for subject in part.report.subjects for source in subject.sources}
        assert _related(part.report) <= own
