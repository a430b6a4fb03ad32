"""Log-in and log-out in a real browser, which holds pages to their policy and cookies to their attributes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from playwright.sync_api import Page, sync_playwright

from compliance.actions.kept_access import KeptAccess
from compliance.actions.kept_reader import KeptReader
from compliance.server.access.entrance import Entrance
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.routes import routes
from compliance.server.access.settings import Loopback
from compliance.server.app import application
from compliance.server.settings import TlsFiles
from tools.browser import CHROMIUM
from tools.dashboard import oidc_access
from tools.issuer import serving as issuing
from tools.kept_platforms import Runs
from tools.served import serving
from tools.servers import free_port

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("sockets_and_processes")]


@pytest.fixture
def kept(runs: Runs) -> Runs:
    """A history, made before the browser is there, whose driver has an event loop of its own in this thread."""
    runs.audit()
    return runs


@pytest.fixture
def page(kept: Runs) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser.new_page(ignore_https_errors=True, locale="en-GB")
        finally:
            browser.close()


def test_somebody_logs_in_reads_sends_a_form_and_logs_out(kept: Runs, page: Page) -> None:
    leaf = trustme.CA().issue_cert("localhost")
    leaf.cert_chain_pems[0].write_to_path(kept.folder / "cert.pem")
    leaf.private_key_pem.write_to_path(kept.folder / "key.pem")
    complaints: list[str] = []
    missing: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
    with issuing() as issuer, KeptReader(kept.place) as reader, KeptAccess(kept.place) as sessions:
        port = free_port()
        url = f"https://localhost:{port}"
        access = oidc_access(kept.folder, issuer.url, url=url)
        entrance = Entrance.of(access, AccessLog(kept.folder / "log"), is_tls=True, kept=sessions)
        app = application(routes(entrance), middleware(entrance), reader)
        tls = TlsFiles(kept.folder / "cert.pem", kept.folder / "key.pem")
        with serving(app, tls=tls, port=port):
            page.goto(f"{url}/en/runs")
            assert page.url == f"{url}/en/runs"  # by the provider and back
            assert "You are lan." in page.inner_text("footer")
            assert page.evaluate("document.cookie") == ""
            names = {cookie["name"] for cookie in page.context.cookies()}
            assert names == {"__Host-compliance"}
            page.goto(f"{url}/en/overlaps")
            table = {
                "name": "a.csv",
                "mimeType": "text/csv",
                "buffer": "Tên hệ thống,Cơ quan\nCổng dữ liệu quốc gia,Sở thử\n".encode(),
            }
            page.set_input_files("input[type=file]", files=[table])
            with page.expect_navigation() as sent:
                page.click("form.act button")
            assert sent.value.status == 200
            page.click("form.log-out button")
            assert "logged out" in page.inner_text("main")
            issuer.user["groups"] = []
            answer = page.goto(f"{url}/en/runs")
            assert answer is not None
            assert answer.status == 403
    assert [each for each in complaints if "(Forbidden)" not in each and "(Not Found)" not in each] == []
    assert [address for address in missing if not address.endswith("/favicon.ico")] == []


def test_forms_work_on_loopback_without_tls_and_for_no_other_site(kept: Runs, page: Page, tmp_path: Path) -> None:
    with KeptReader(kept.place) as reader:
        entrance = Entrance.of(Loopback(), AccessLog(tmp_path / "log"))
        app = application((), middleware(entrance), reader)
        with serving(app) as served:
            url = f"http://127.0.0.1:{served.port}"
            page.goto(f"{url}/en/overlaps")
            table = {
                "name": "a.csv",
                "mimeType": "text/csv",
                "buffer": "Tên hệ thống,Cơ quan\nCổng dữ liệu quốc gia,Sở thử\n".encode(),
            }
            page.set_input_files("input[type=file]", files=[table])
            with page.expect_navigation() as sent:
                page.click("form.act button")
            assert sent.value.status == 200
            token = page.get_attribute("input[name=csrf_token]", "value")
            page.goto("about:blank")
            form = f'<form method="post" action="{url}/en/overlaps"><input name="csrf_token" value="{token}">'
            page.set_content(f"{form}<button>x</button></form>")
            with page.expect_navigation() as forged:
                page.click("button")
            assert forged.value.status == 403
