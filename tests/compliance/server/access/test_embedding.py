"""Pages of other sites may link to the dashboard, and load nothing of it; a real browser is asked too."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from starlette.testclient import TestClient

from compliance.actions.kept_reader import KeptReader
from compliance.server.access.entrance import Entrance
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.settings import Loopback
from compliance.server.app import application
from tools.browser import CHROMIUM
from tools.dashboard import entries, on_loopback
from tools.kept_platforms import Runs
from tools.served import serving


def asked(client: TestClient, site: str, mode: str, dest: str) -> int:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    return client.get("/see-pages", headers=headers).status_code


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("mode", "dest"),
    [
        ("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("no-cors", "style"), ("navigate", "iframe"),
        ("navigate", "object"), ("navigate", "embed"), ("websocket", "websocket"),
    ],
)  # fmt: skip
def test_other_sites_load_nothing(site: str, mode: str, dest: str, tmp_path: Path) -> None:
    client = on_loopback(tmp_path / "log")
    assert asked(client, site, mode, dest) == 403
    assert entries(tmp_path / "log")[-1]["reason"] == "the request comes from another site"


@pytest.mark.parametrize(
    ("site", "mode", "dest"),
    [
        ("cross-site", "navigate", "document"), ("same-site", "navigate", "document"), ("none", "navigate", "document"),
        ("same-origin", "no-cors", "image"), ("same-origin", "cors", "empty"),
    ],
)  # fmt: skip
def test_links_and_our_own_pages_are_answered(site: str, mode: str, dest: str) -> None:
    assert asked(on_loopback(), site, mode, dest) == 200


def test_programs_say_nothing_of_it_and_are_answered() -> None:
    assert on_loopback().get("/see-pages").status_code == 200


@pytest.mark.system
@pytest.mark.usefixtures("sockets_and_processes")
def test_page_of_another_site_gets_nothing_into_a_browser(runs: Runs, tmp_path: Path) -> None:
    runs.audit("an-toan")
    log = tmp_path / "log"
    with KeptReader(runs.place) as reader:
        app = application((), middleware(Entrance.of(Loopback(), AccessLog(log))), reader)
        with serving(app) as served, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            try:
                page = browser.new_page()
                url = f"http://127.0.0.1:{served.port}"
                page.goto(f"http://localhost:{served.port}/static/x/none")  # a page of another site on this machine
                page.set_content(
                    f'<img src="{url}/vi/runs/1/report.pdf"><script src="{url}/api/v1/platforms"></script>'
                    f'<iframe src="{url}/vi/"></iframe><a href="{url}/vi/">x</a>'
                )
                page.wait_for_load_state("networkidle")
                page.click("a")
                page.wait_for_url(f"{url}/vi/")
            finally:
                browser.close()
    seen = {each["path"]: each["status"] for each in entries(log) if "/static/" not in each["path"]}
    assert seen.pop("/vi/") == 200
    assert set(seen.values()) <= {403}
