"""A mail server and a receiver of events on loopback, with a throw-away authority, and kept dossiers of two owners."""

import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from compliance.loading.dossiers import pack
from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from compliance.model.dossier import Dossier, Kind
from compliance.model.source import SourceText
from tools.signers import authority, person

PASSWORD = "made-up-7f3a"
ADDRESSES = """\
- {owner: G12, to: [tai-chinh@example.gov.vn, refused@example.gov.vn]}
- {owner: Ministry of Public Security, to: [cong-an@example.gov.vn], language: en}
"""
RECORDS = {
    "household-business": "owner: {code: G12, name_vi: Bộ Tài chính}\nname_vi: Hộ <b>kinh doanh</b>\n",
    "citizen-mailbox": (
        "owner: {code: G01, name_vi: Bộ Công an, name_en: Ministry of Public Security}\nname_en: Mailbox\n"
    ),
}


def dossier(slug: str, *, is_simulated: bool = False) -> Dossier:
    text = f"slug: {slug}\n{RECORDS[slug]}".encode()
    parsed = parse(f"{slug}.yaml", text)
    source = SourceText(f"{slug}.yaml", text)
    return Dossier(
        slug,
        Kind.PLATFORM,
        record=read_record(parsed),
        record_source=source,
        collected_at=datetime(2026, 11, 27, 2, tzinfo=UTC),
        is_simulated=is_simulated,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The working folder with two dossiers, the file of addresses, and a key that signs."""
    (tmp_path / "dossiers").mkdir()
    for slug in RECORDS:
        (tmp_path / "dossiers" / f"{slug}.dossier").write_bytes(pack(dossier(slug)))
    (tmp_path / "addresses.yaml").write_text(ADDRESSES, encoding="utf-8")
    return tmp_path


@dataclass
class Box:
    """A mail server: what it took, and who logged in. It refuses recipients whose name begins with `refused`."""

    host: str
    port: int
    mails: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    was_secure: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that the server calls
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if address.startswith("refused"):
            return "550 5.1.1 no such mailbox \x1b[31m"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((list(envelope.rcpt_tos), message))
        self.was_secure.append(session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None)
        return "250 taken"

    def log_in(self, _: SMTP, __: Session, ___: Envelope, ____: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        is_right = data.password == PASSWORD.encode()
        if is_right:
            self.users.append(data.login.decode())
        return AuthResult(success=is_right, handled=is_right)


@pytest.fixture(scope="session")
def root() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca(root: trustme.CA, tmp_path: Path) -> Path:
    root.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path / "ca.pem"


def context(root: trustme.CA, name: str = "localhost") -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    root.issue_cert(name).configure_cert(made)
    return made


Serve = Callable[..., Box]


class AnyPort(Controller):
    """A server on a port that is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mail_server(root: trustme.CA, sockets_and_processes: None) -> Iterator[Serve]:
    """Start a mail server: `starttls`, `implicit` or `plain`; with `auth` it takes mail after a log-in only."""
    running: list[Controller] = []

    def start(kind: str = "starttls", *, auth: bool = False, name: str = "localhost") -> Box:
        box = Box("localhost", 0)
        more: dict[str, Any] = {"authenticator": box.log_in, "auth_required": auth, "auth_require_tls": auth}
        if kind == "starttls":
            more |= {"tls_context": context(root, name), "require_starttls": True}
        if kind == "implicit":
            more |= {"ssl_context": context(root, name), "auth_require_tls": False}
        controller = AnyPort(box, hostname="127.0.0.1", port=0, **more)
        controller.start()
        running.append(controller)
        box.port = controller.port
        return box

    yield start
    for controller in running:
        controller.stop()


@dataclass
class Receiver:
    """What a receiver of events was sent, and the status that it answers with."""

    url: str = ""
    status: int = 204
    events: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver(root: trustme.CA, sockets_and_processes: None) -> Iterator[Receiver]:
    """A receiver of events over https that knows an event which it has."""
    seen = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_known = any(body == other for _, other in seen.events)
            seen.events.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(409 if is_known else seen.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context(root).wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    seen.url = f"https://localhost:{server.server_port}/events"
    yield seen
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The key of an auditor with its certificates, in PEM."""
    path = tmp_path_factory.mktemp("keys") / "auditor.pem"
    auditor = person("Auditor An", authority("Example Root"))
    path.write_bytes(auditor.key_pem() + auditor.pem())
    return path
