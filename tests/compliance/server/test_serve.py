"""`compliance serve` as a user starts it: a process, its address, its end; and what it refuses to start."""

import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import trustme

from compliance.options.values import group_role
from compliance.server.access.access_file import access_of, read_access
from compliance.server.access.identity import Role
from compliance.server.access.settings import GroupRole, OidcAccess, ProxyAccess, SessionLifetime
from tools.dashboard import entries
from tools.generate import REPOSITORY
from tools.issuer import CLIENT, SECRET, Issuer, serving
from tools.kept_platforms import Runs
from tools.pages import markdown
from tools.served import HANGS, started
from tools.servers import free_port

pytestmark = pytest.mark.usefixtures("sockets_and_processes")


@pytest.fixture
def kept(runs: Runs) -> Path:
    runs.audit()
    return runs.folder


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(ending: signal.Signals, kept: Path) -> None:
    with started(kept, "--port", 0, "--log", "access.jsonl") as (process, address):
        with httpx.Client(base_url=address, trust_env=False, timeout=HANGS) as client:
            assert client.get("/healthz").json() == {"status": "ok"}
            page = client.get("/vi/")
            assert page.status_code == 200
            assert "/auth/logout" not in page.text
            assert "default-src 'none'" in page.headers["content-security-policy"]
            assert 'compliance_platforms{standing="' in client.get("/metrics").text
            assert 'route="/vi/"' in client.get("/metrics").text
        process.send_signal(ending)
        out, err = process.communicate(timeout=HANGS)
        assert (process.returncode, out, err) == (0, "", "")
    assert [(each["who"], each["path"], each["status"]) for each in entries(kept / "access.jsonl")] == [
        ("localhost", "/vi/", 200)
    ]


def test_own_certificate_is_served(kept: Path) -> None:
    authority = trustme.CA()
    leaf = authority.issue_cert("localhost", "127.0.0.1")
    leaf.cert_chain_pems[0].write_to_path(kept / "cert.pem")
    leaf.private_key_pem.write_to_path(kept / "key.pem")
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with started(kept, "--port", 0, "--tls-cert", "cert.pem", "--tls-key", "key.pem") as (_, address):
        assert address.startswith("https://127.0.0.1:")
        with httpx.Client(base_url=address, verify=context, trust_env=False, timeout=HANGS) as client:
            answer = client.get("/vi/")
        assert (
            "strict-transport-security" not in answer.headers
        )  # because it would hold for all programs of this machine
        assert answer.headers["set-cookie"].startswith("__Host-compliance=")
        assert "Secure" in answer.headers["set-cookie"]
        old = ssl.create_default_context()
        authority.configure_trust(old)
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2
        assert httpx.get(f"{address}healthz", verify=old, trust_env=False, timeout=HANGS).status_code == 200


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with serving() as running:
        yield running


def test_whole_log_in_over_tls(kept: Path, issuer: Issuer) -> None:
    authority = trustme.CA()
    leaf = authority.issue_cert("localhost")
    leaf.cert_chain_pems[0].write_to_path(kept / "cert.pem")
    leaf.private_key_pem.write_to_path(kept / "key.pem")
    context = ssl.create_default_context()
    authority.configure_trust(context)
    port = free_port()
    url = f"https://localhost:{port}"
    options = (
        "--port",
        port,
        "--tls-cert",
        "cert.pem",
        "--tls-key",
        "key.pem",
        "--log",
        "access.jsonl",
        "--auth",
        "oidc",
    )
    options += ("--url", url, "--issuer", issuer.url, "--client-id", CLIENT, "--client-secret", "env:CLIENT_SECRET")
    options += ("--group", "giam-sat=auditor", "--metrics-token", "env:METRICS")
    secrets = {"CLIENT_SECRET": SECRET, "METRICS": "made-up-metrics-token"}
    with started(kept, *options, **secrets) as (process, _):
        with httpx.Client(base_url=url, verify=context, trust_env=False, timeout=HANGS) as client:
            page = {"accept": "text/html"}
            sent = client.get("/vi/runs", headers=page)
            assert sent.headers["location"] == "/auth/login?next=%2Fvi%2Fruns"
            asked = client.get(sent.headers["location"]).headers["location"]
            query = dict(httpx.URL(asked).params)
            back = urlsplit(issuer.authorize(query))
            answer = client.get(f"{back.path}?{back.query}")
            assert (answer.status_code, answer.headers["location"]) == (303, "/vi/runs")
            shown = client.get("/vi/runs")
            assert shown.status_code == 200
            assert client.get("/metrics").status_code == 401
            token = {"authorization": "Bearer made-up-metrics-token"}
            assert client.get("/metrics", headers=token).status_code == 200
            form = re.search(
                r'action="(/auth/logout)">\s*<input type="hidden" name="csrf_token" value="(\w+)"', shown.text
            )
            assert form is not None
            assert client.post(form[1], data={"csrf_token": form[2]}, headers={"origin": url}).status_code == 200
            assert client.get("/vi/runs").status_code == 401
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=HANGS)
    written = (kept / "access.jsonl").read_text() + err
    assert SECRET not in written
    assert "made-up-metrics-token" not in written
    assert [each["event"] for each in entries(kept / "access.jsonl") if each["event"] != "request"] == [
        "log-in", "log-out",
    ]  # fmt: skip


Run = Callable[..., Any]
OIDC = ("--auth", "oidc", "--url", "https://a.example", "--issuer", "https://b.example", "--client-id", "c")
OIDC += ("--client-secret", "env:S", "--group", "g=reader")
PROXY = ("--auth", "proxy", "--url", "https://a.example", "--proxy-secret", "env:S", "--group", "g=reader")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "--auth oidc"),
        (("--host", "::"), "--auth oidc"),
        (("--allowed-host", "a.example"), "--allowed-host a.example"),
        (("--auth", "oidc"), "--auth oidc needs --url"),
        (("--auth", "proxy", "--url", "https://a.example", "--group", "g=reader"), "needs --proxy-secret"),
        ((*PROXY,), "--proxy-address"),
        ((*PROXY, "--proxy-address", "192.0.2.7", "--issuer", "https://b.example"), "--issuer is not for --auth proxy"),
        ((*OIDC, "--host", "0.0.0.0"), "--tls-cert"),
        ((*OIDC[:3], "http://a.example", *OIDC[4:]), "https is expected"),
        ((*OIDC[:3], "https://a.example/x", *OIDC[4:]), "without a path"),
        (("--url", "https://a.example"), "--url is for log-in"),
        (("--access", "a.yaml", "--auth", "oidc"), "--auth and --access do not go together"),
        (("--access", "a.yaml"), "there is no such file: a.yaml"),
        (("--tls-cert", "a.pem"), "--tls-cert and --tls-key go together"),
        (("--tls-cert", "a.pem", "--tls-key", "b.pem"), "there is no such file: a.pem"),
        (
            ("--tls-cert", "history.sqlite", "--tls-key", "history.sqlite"),
            "history.sqlite cannot be used with the key history.sqlite",
        ),
        (("--port", "70000"), "70000 is no port"),
        (("--auth", "oidc", "--group", "g=boss"), "ROLE one of owner, reader, auditor"),
        (("--proxy-address", "192.0.2.300"), "192.0.2.300 is no address"),
        (("--client-secret", "plain-secret"), "by reference"),
        (("--log", "none/log"), "none/log could not be written"),
        ((*OIDC, "--group", "h=owner"), "name the codes of its agencies"),
        ((*OIDC, "--group", "h=reader:G12"), "codes of agencies are for owner"),
        (OIDC, "could not be had"),
    ],
)
def test_what_cannot_be_meant_is_refused(options: tuple[str, ...], said: str, kept: Path, run: Run) -> None:
    found = run("serve", "--history", "history.sqlite", "--port", "0", *options)
    assert found.status in {2, 64}
    assert said in found.err
    assert "plain-secret" not in found.err
    assert "Traceback" not in found.err


def test_missing_history_is_refused(run: Run) -> None:
    found = run("serve", "--history", "none.sqlite", "--port", "0")
    assert (found.status, "there is no history in none.sqlite" in found.err) == (64, True)


def test_port_that_is_taken_is_refused(kept: Path, run: Run) -> None:
    import socket

    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        found = run("serve", "--history", "history.sqlite", "--port", str(taken.getsockname()[1]))
        told = run("serve", "--history", "history.sqlite", "--port", str(taken.getsockname()[1]), "--lang", "vi")
    assert found.status == told.status == 64
    assert "cannot be listened on: another program listens there" in found.err
    assert "một chương trình khác đang dùng địa chỉ này" in told.err


@pytest.mark.parametrize("library", ["starlette", "uvicorn", "authlib", "prometheus_client", "itsdangerous"])
def test_missing_library_is_named_with_its_extra(library: str, kept: Path) -> None:
    code = f"import sys; sys.modules[{library!r}] = None; from compliance.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "serve", "--history", "history.sqlite", "--port", "0", "--lang", "en"]
    found = subprocess.run(command, cwd=kept, capture_output=True, text=True, check=False, timeout=HANGS)
    assert found.returncode == 64
    assert f"{library} is not installed; this needs the extra dashboard" in found.stderr


def test_opentelemetry_is_not_needed(kept: Path) -> None:
    code = (
        "import sys; sys.modules['opentelemetry'] = None; from compliance.server.tracing import tracer; print(tracer())"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=kept, capture_output=True, text=True, check=True)
    assert found.stdout == "None\n"


FILE = """\
url: https://dashboard.example.gov.vn
proxy_addresses: [192.0.2.7, 2001:db8::/32]
groups:
- {group: giam-sat, role: auditor}
- {group: bo-vi-du, role: owner, owners: [G12]}
"""
OF_OIDC = (
    FILE + "oidc: {issuer: 'https://login.example.gov.vn', client_id: d, client_secret: 'file:s', session_hours: 2}\n"
)
OF_PROXY = FILE + "proxy: {secret: 'file:s', header_user: X-User}\n"


def test_file_says_how_people_log_in(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(OF_OIDC)
    found = access_of(tmp_path / "a.yaml")
    assert isinstance(found, OidcAccess)
    assert found.client_secret.place == f"file:{tmp_path}/s"
    assert found.lifetime.longest == 7200
    assert [str(each) for each in found.proxies] == ["192.0.2.7/32", "2001:db8::/32"]
    assert found.groups[1] == GroupRole("bo-vi-du", Role.OWNER, ("G12",))
    other = read_access("b.yaml", OF_PROXY.encode())
    assert isinstance(other, ProxyAccess)
    assert (other.header_user, other.header_groups) == ("X-User", "X-Remote-Groups")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FILE, "one of oidc and proxy is expected"),
        (OF_OIDC + OF_PROXY.splitlines()[-1], "one of oidc and proxy is expected"),
        (OF_PROXY.replace("auditor", "boss"), "a.yaml:4"),
        (OF_PROXY.replace("owners: [G12]", "owners: []"), "a.yaml:5"),
        (OF_PROXY.replace("role: auditor", "role: auditor, owners: [G12]"), "codes of agencies are for owner"),
        (OF_PROXY.replace("192.0.2.7", "192.0.2.7/8"), "192.0.2.7/8 is no address"),
        (OF_PROXY.replace("file:s", "plain-secret"), "by reference"),
        (OF_OIDC.replace("session_hours: 2", "session_hours: 0"), "above 0"),
        (OF_OIDC.replace("session_hours: 2", "sesion_hours: 2"), "sesion_hours"),
        ("groups: []\nurl: https://a.example\nproxy: {secret: 'env:S'}\n", "nobody could see anything"),
        ("[", "a.yaml:"),
        ("", "a.yaml"),
    ],
)
def test_wrong_file_is_refused_with_the_line(text: str, said: str, kept: Path, run: Run) -> None:
    (kept / "a.yaml").write_text(text)
    found = run("serve", "--history", "history.sqlite", "--port", "0", "--access", "a.yaml")
    assert found.status == 2
    assert said in found.err
    assert "plain-secret" not in found.err


@pytest.mark.parametrize("page", ["dashboard.md", "dashboard.vi.md"])
def test_file_on_the_page_for_users_is_understood(page: str) -> None:
    blocks = markdown.blocks((REPOSITORY / "docs" / page).read_text("utf-8"))
    (text,) = (block.text for block in blocks if block.kind is markdown.Kind.WRITTEN)
    found = read_access("access.yaml", text.encode())
    assert isinstance(found, OidcAccess)
    assert [row.role for row in found.groups] == [Role.AUDITOR, Role.READER, Role.OWNER]
    assert (found.groups_claim, found.name_claim, found.lifetime) == ("groups", "preferred_username", SessionLifetime())


def test_roles_of_the_command_line_are_those_of_the_dashboard() -> None:
    for role in Role:
        assert group_role(f"g={role}:G12") == ("g", role.value, ("G12",))
