"""The real pages: each route with each role, and nothing of one owner for another, by whatever way."""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from starlette.routing import Route

from compliance.server.access.identity import ACTIONS, Role
from compliance.server.access.needs import check_declared, declarations
from compliance.server.app import routes
from tools.dashboard import GROUP_OF, entries
from tools.kept_platforms import Runs, record, write_platforms
from tools.site import Site, links, site_on

OTHER = "nha-o"
NAME_OF_OTHER = "Bộ Ví dụ"
OF_ALL_OWNERS = {"/api/v1/trend"}
"""What is told of all platforms together, and of none by itself."""
MOST = 4
FILLED = {
    "slug": "an-toan", "owner": "g12", "run": "1", "number": "1", "rule": "record.owner_is_named", "digest": "x",
    "name": "dashboard.css",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two runs on platforms of two owners, for all tests of this file, which change nothing."""
    folder = tmp_path_factory.mktemp("platforms")
    write_platforms(folder)
    (folder / f"{OTHER}.record.yaml").write_text(record(OTHER, "G18").replace("Cơ quan thử", NAME_OF_OTHER), "utf-8")
    runs = Runs(folder, folder / "history.sqlite")
    with chdir(folder):
        runs.audit()
        runs.write(OTHER, "a")
        runs.write("an-toan", "a")
        runs.audit()
    with site_on(runs.place, folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def everything(site: Site) -> dict[str, Any]:
    """The pages and files that an auditor finds by links."""
    return _reached(site.on_loopback())


def _paths() -> list[tuple[str, str]]:
    """Every route with each method, its parameters filled with something."""
    found = []
    for route in routes():
        assert isinstance(route, Route)
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: FILLED.get(match[1], "1"), route.path)
        found += [(method, path) for method in sorted((route.methods or set()) - {"HEAD"})]
    return found


def test_every_route_declares_what_it_needs() -> None:
    check_declared(routes())
    assert {path for path, _, is_public in declarations(routes()) if is_public} == {"/", "/static/{digest}/{name}"}


@pytest.mark.parametrize("role", Role)
def test_each_role_reaches_what_its_actions_allow(role: Role, site: Site) -> None:
    needed = [(action, is_public) for _, action, is_public in declarations(routes())]
    client = site.behind_proxy("lan", GROUP_OF[role])
    for (action, is_public), (method, path) in zip(needed, _paths(), strict=True):
        answer = client.request(method, path)
        if method == "POST":
            assert answer.status_code == 403, path  # without the token, whoever it is
        elif path in OF_ALL_OWNERS and role is Role.OWNER:
            assert answer.status_code == 403, path
        elif is_public or action in ACTIONS[role]:
            assert answer.status_code in {200, 303, 404}, (path, answer.status_code)
        else:
            assert answer.status_code == 403, path


def test_nobody_reaches_anything_but_what_is_public(site: Site) -> None:
    needed = list(declarations(routes()))
    client = site.behind_proxy("lan", "giam-sat")
    for name in ("X-Remote-User", "X-Remote-Groups", "X-Proxy-Secret"):
        del client.headers[name]
    for (_, _, is_public), (method, path) in zip(needed, _paths(), strict=True):
        answer = client.request(method, path)
        expected = {200, 303, 404} if is_public else {403} if method == "POST" else {401}
        assert answer.status_code in expected, (path, answer.status_code)
        assert "Nền tảng an-toan" not in answer.text


def _reached(client: Any, start: str = "/vi/") -> dict[str, Any]:
    """The pages and files that links lead to, from the first page on; of each kind some."""
    waiting, found, kinds = [start], {}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"/(runs|platforms|owners|rules|requirements)/[^/?]+", r"/\1/x", address.partition("?")[0])
        if address in found or kinds[kind] >= MOST:
            continue
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        kinds[kind] += 1
        found[address] = answer
        if "text/html" in answer.headers["content-type"] and "content-disposition" not in answer.headers:
            waiting += links(answer.text, lambda href: href.startswith("/vi/"))
    return found


def _text(content: bytes) -> bytes:
    """A file as it is, with what can be read in it if it is a paper or an archive."""
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_owner_learns_nothing_of_others_by_any_address_that_an_auditor_knows(
    site: Site, everything: dict[str, Any]
) -> None:
    owner = site.behind_proxy("lan", "bo-vi-du")
    assert all(any(told.encode() in each.content for each in everything.values()) for told in (OTHER, NAME_OF_OTHER))
    assert {f"/vi/platforms/{OTHER}", f"/vi/platforms/{OTHER}/dossier"} <= set(everything)
    seen = 0
    for address in sorted(everything):
        answer = owner.get(address)
        assert answer.status_code in {200, 303, 403, 404, 422}, (address, answer.status_code)
        for secret in (OTHER, NAME_OF_OTHER):
            assert secret.encode() not in _text(answer.content), (address, secret)
        seen += answer.status_code == 200
    assert seen > 10


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"


def test_markup_in_what_was_kept_is_text_on_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_platforms(tmp_path)
    written = record(OTHER, "G18").replace("Cơ quan thử", json.dumps(HOSTILE)[:-1] + '"')
    written = written.replace(f"name_vi: Nền tảng {OTHER}", f"name_vi: {json.dumps(HOSTILE)}")
    (tmp_path / f"{OTHER}.record.yaml").write_text(written, "utf-8")
    runs = Runs(tmp_path, tmp_path / "history.sqlite")
    runs.audit(label=HOSTILE[:40])
    shown = 0
    with site_on(runs.place, tmp_path) as opened:
        for address, answer in _reached(opened.on_loopback()).items():
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            assert "<script>alert" not in answer.text, address
            assert "<img src=x" not in answer.text, address
            assert not re.search(r"<[^>]* on\w+=", answer.text), address
            shown += "&lt;script&gt;alert(1)" in answer.text
    assert shown > 3


@pytest.mark.parametrize(
    "slug",
    [
        "../nha-o", "..%2fnha-o", "%2e%2e/nha-o", "..\\nha-o", "....//nha-o", "%252e%252e%252fetc",
        "an-toan%00", "/etc/passwd", "%2fetc%2fpasswd", "nha-o.dossier", "NHA-O",
        "nha-o%20",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["", "/dossier"])
def test_no_spelling_of_a_path_leads_to_what_is_not_shown(slug: str, ending: str, site: Site) -> None:
    owner = site.behind_proxy("lan", "bo-vi-du")
    answer = owner.get(f"/vi/platforms/{slug}{ending}")
    assert answer.status_code in {303, 404}, answer.status_code
    assert b"root:" not in answer.content
    assert OTHER.encode() not in _text(answer.content)


def test_names_of_downloads_are_plain(everything: dict[str, Any]) -> None:
    files = 0
    for answer in everything.values():
        disposition = answer.headers.get("content-disposition", "")
        if disposition:
            files += 1
            name = disposition.partition('filename="')[2].rstrip('"')
            assert disposition.startswith("attachment; ")
            assert name.isascii()
            assert not set(name) & set('/\\"\r\n;')
    assert files >= 3


def test_dossier_is_saved_and_never_shown(site: Site) -> None:
    client = site.on_loopback()
    found = [f"/{language}/platforms/{OTHER}/dossier" for language in ("vi", "en")]
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["content-type"].startswith("application/")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_each_page_that_was_seen_is_in_the_log(site: Site) -> None:
    log = site.folder / "access.jsonl"
    client, before = site.behind_proxy("lan", "bo-vi-du"), len(entries(log)) if log.exists() else 0
    client.get("/vi/platforms/an-toan")
    client.get(f"/vi/platforms/{OTHER}")
    seen = [(each["who"], each["path"], each["status"]) for each in entries(log)[before:]]
    assert seen == [("lan", "/vi/platforms/an-toan", 200), ("lan", f"/vi/platforms/{OTHER}", 404)]
