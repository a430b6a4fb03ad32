"""Notices by e-mail, to real servers on loopback."""

import json
import re
import socket
import threading
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme

import compliance
from compliance.loading.dossiers import pack
from compliance.model.dataclass import replace
from compliance.model.notice import OwnerAddresses

from .conftest import PASSWORD, Box, Serve, dossier

Run = Callable[..., Any]
JUDGED = (
    "dossiers",
    "--as-of",
    "2026-11-28",
    "--select",
    "record.record_names_its_owner",
    "--addresses",
    "addresses.yaml",
)

pytestmark = pytest.mark.usefixtures("folder")


def options(box: Box, kind: str = "smtp", *more: str) -> tuple[str, ...]:
    return (*JUDGED, "--smtp", f"{kind}://{box.host}:{box.port}", "--from", "giam-sat@example.gov.vn", *more)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_nothing_is_sent_unless_it_is_asked_for(run: Run, mail_server: Serve, ca: Path) -> None:
    box = mail_server()
    shown = run("notify", *options(box, "smtp", "--ca", "ca.pem"))
    assert (shown.status, box.mails) == (0, [])
    assert "To: tai-chinh@example.gov.vn, refused@example.gov.vn\nSubject: Bộ Tài chính: 1 việc đến hạn" in shown.out
    assert "To: cong-an@example.gov.vn\nSubject: Ministry of Public Security: due within 30 days: 1" in shown.out
    assert f"Nothing was sent. With --send mail goes to the server: smtp://localhost:{box.port}" in shown.out
    assert "Chưa gửi gì" in run("notify", *JUDGED, "--lang", "vi").out


@pytest.mark.parametrize("kind", ["starttls", "implicit"])
def test_each_owner_gets_one_mail_over_tls_and_one_that_is_refused_stops_no_other(
    run: Run, mail_server: Serve, ca: Path, kind: str
) -> None:
    box = mail_server(kind)
    scheme = "smtps" if kind == "implicit" else "smtp"
    sent = run("notify", *options(box, scheme, "--ca", "ca.pem", "--send"))
    assert sent.status == 2
    assert [to for to, _ in box.mails] == [["tai-chinh@example.gov.vn"], ["cong-an@example.gov.vn"]]
    assert box.was_secure == [True, True]
    assert sent.out.splitlines() == [
        "Bộ Tài chính: tai-chinh@example.gov.vn: delivered",
        f"Bộ Tài chính: refused@example.gov.vn: not delivered: {scheme}://localhost:{box.port} refused it: "
        "550 5.1.1 no such mailbox \\u001b[31m",
        "Ministry of Public Security: cong-an@example.gov.vn: delivered",
    ]
    assert "not delivered: 1" in sent.err


def test_a_mail_says_what_is_due_in_text_and_in_html_that_loads_nothing(run: Run, mail_server: Serve, ca: Path) -> None:
    box = mail_server()
    run("notify", *options(box, "smtp", "--ca", "ca.pem", "--send", "--reply-to", "tra-loi@example.gov.vn"))
    (_, finance), (_, police) = box.mails
    assert finance["Subject"] == "Bộ Tài chính: 1 việc đến hạn trong 30 ngày (tính đến ngày 28/11/2026)"
    assert (finance["From"], finance["Reply-To"]) == ("giam-sat@example.gov.vn", "tra-loi@example.gov.vn")
    assert finance["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.gov\.vn>", finance["Message-ID"])
    assert finance["Date"].datetime.tzinfo is not None
    assert "quy định: Điều 35-36 Nghị định 331/2026/NĐ-CP" in part(finance, "plain")
    assert "29/01/2027 (còn 62 ngày)" in part(finance, "plain")
    page = part(finance, "html")
    assert "<b>quy định: Điều 35-36 Nghị định 331/2026/NĐ-CP</b>" in page
    assert not re.search(r"https?:|src=|url\(|<script|<link|<b>kinh doanh", page)
    assert "set by a text of law: Decree 331/2026/NĐ-CP, Art. 35-36" in part(police, "plain")
    assert "Bộ Tài chính" not in part(police, "plain")
    assert max(map(len, part(finance, "plain").splitlines())) <= 76


def test_what_is_simulated_says_so_everywhere(run: Run, mail_server: Serve, ca: Path, folder: Path) -> None:
    (folder / "dossiers" / "household-business.dossier").write_bytes(
        pack(dossier("household-business", is_simulated=True))
    )
    box = mail_server()
    run("notify", *options(box, "smtp", "--ca", "ca.pem", "--send", "--owner", "G12", "--preview", "preview"))
    ((_, mail),) = box.mails
    (event,) = (json.loads(path.read_text("utf-8")) for path in (folder / "preview").glob("*.json"))
    assert (event["simulated"], event["data"]["simulated"]) == (True, True)
    assert mail["Subject"].startswith("[MÔ PHỎNG] ")
    assert part(mail, "plain").startswith("MÔ PHỎNG")
    assert part(mail, "html").count("MÔ PHỎNG") >= 2


def test_a_log_in_is_by_reference_and_over_tls(run: Run, mail_server: Serve, ca: Path, folder: Path) -> None:
    (folder / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    (folder / "password").chmod(0o600)
    box = mail_server(auth=True)
    asked = ("--ca", "ca.pem", "--send", "--smtp-user", "giam-sat")
    assert run("notify", *options(box, "smtp", *asked, "--smtp-password", "file:password")).status == 2
    assert set(box.users) == {"giam-sat"}
    assert len(box.mails) == 2
    (folder / "password").write_text("wrong-9c1d", encoding="utf-8")
    refused = run("notify", *options(box, "smtp", *asked, "--smtp-password", "file:password"))
    assert "refused user and password (535)" in refused.out
    assert "wrong-9c1d" not in refused.out + refused.err
    given = run("notify", *options(box, "smtp", *asked, "--smtp-password", "wrong-9c1d"))
    assert (given.status, "wrong-9c1d" in given.out + given.err) == (64, False)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (("plain", "localhost", True), "offers no STARTTLS, and nothing is sent without TLS"),
        (("starttls", "elsewhere.example", True), "is not trusted: it is for another name"),
        (("implicit", "elsewhere.example", True), "is not trusted: it is for another name"),
        (("starttls", "localhost", False), "is not trusted: the authority that signed it is not known"),
    ],
)
def test_nothing_goes_to_a_server_that_is_not_trusted(
    run: Run, mail_server: Serve, ca: Path, case: tuple[str, str, bool], said: str
) -> None:
    kind, name, is_known = case
    box = mail_server(kind, name=name)
    if not is_known:
        trustme.CA().cert_pem.write_to_path(str(ca))
    scheme = "smtps" if kind == "implicit" else "smtp"
    sent = run("notify", *options(box, scheme, "--ca", "ca.pem", "--send"))
    assert (sent.status, box.mails) == (2, [])
    assert sent.out.count(said) == 3


def test_without_tls_only_to_this_machine_and_only_where_it_is_asked_for(run: Run, mail_server: Serve) -> None:
    box = mail_server("plain")
    sent = run("notify", *options(box, "smtp", "--smtp-plain", "--send"))
    assert (sent.status, len(box.mails), box.was_secure) == (2, 2, [False, False])
    elsewhere = ("--smtp", "smtp://mail.example:25", "--from", "a@example.gov.vn", "--smtp-plain", "--send")
    refused = run("notify", *JUDGED, *elsewhere)
    assert refused.status == 64
    assert "is for a mail server on this machine only" in refused.err


def test_a_server_that_hangs_is_left_after_its_time(run: Run, folder: Path, sockets_and_processes: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        box = Box("127.0.0.1", silent.getsockname()[1])
        sent = run("notify", *options(box, "smtp", "--send", "--timeout", "0.2"))
    assert sent.status == 2
    assert sent.out.count("did not answer in 0.2 seconds") == 3


def test_a_server_that_is_not_there_is_told(run: Run, folder: Path, sockets_and_processes: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    sent = run("notify", *options(Box("127.0.0.1", port), "smtp", "--send"))
    assert sent.status == 2
    assert sent.out.count(f"smtp://127.0.0.1:{port} refuses the connection: nothing listens there") == 3
    unusable = run("notify", *options(Box("127.0.0.1", port), "smtp", "--send", "--ca", "addresses.yaml"))
    assert unusable.status == 2


def test_a_server_that_breaks_off_costs_one_mail(run: Run, folder: Path, sockets_and_processes: None) -> None:
    """It hangs up on the sender of the first mail, and takes the second."""
    taken: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        box = Box("127.0.0.1", listening.getsockname()[1])
        thread = threading.Thread(target=_hang_up_once, args=(listening, taken))
        thread.start()
        sent = run("notify", *options(box, "smtp", "--smtp-plain", "--send"))
        thread.join()
    assert "tai-chinh@example.gov.vn: not delivered: smtp://127.0.0.1" in sent.out
    assert "cong-an@example.gov.vn: delivered" in sent.out
    assert len(taken) == 1


def _hang_up_once(listening: socket.socket, taken: list[bytes]) -> None:
    for is_first in (True, False):
        connection, _ = listening.accept()
        with connection, connection.makefile("rwb") as stream:
            stream.write(b"220 ready\r\n")
            stream.flush()
            while line := stream.readline():
                if is_first and line.upper().startswith(b"MAIL"):
                    break
                if line.upper().startswith(b"DATA"):
                    stream.write(b"354 go on\r\n")
                    stream.flush()
                    taken.append(b"".join(iter(stream.readline, b".\r\n")))
                stream.write(b"250 ok\r\n" if not line.upper().startswith(b"QUIT") else b"221 bye\r\n")
                stream.flush()


def test_what_was_delivered_is_not_sent_again(run: Run, mail_server: Serve, ca: Path, folder: Path) -> None:
    box = mail_server()
    asked = options(box, "smtp", "--ca", "ca.pem", "--send", "--delivered", "sent.txt")
    run("notify", *asked)
    again = run("notify", *asked)
    assert len(box.mails) == 2
    assert again.out.count("not sent again: it was delivered before") == 2
    assert again.out.count("not delivered") == 1
    assert "example.gov.vn" in (folder / "sent.txt").read_text("utf-8")
    (folder / "sent.txt").write_text("something else\n", encoding="utf-8")
    refused = run("notify", *asked)
    assert (refused.status, len(box.mails)) == (64, 2)
    assert "is no file of deliveries, so it is left as it is" in refused.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- {owner: G12, to: ['a@example.gov.vn\\r\\nBcc: b@example.gov.vn']}", "is no e-mail address"),
        ('- {owner: G12, to: ["a@example.gov.vn\\nBcc: b@example.gov.vn"]}', "is no e-mail address"),
        ("- {owner: G12, to: ['Nguyễn <a@example.gov.vn>']}", "is no e-mail address"),
        ("- {owner: G12, to: ['a@example.gov.vn, b@example.gov.vn']}", "is no e-mail address"),
        ("- {owner: G12, to: []}", "0 addresses were found; an owner has 1 to 20"),
        ("- {owner: G12, to: [a@example.gov.vn]}\n- {owner: g12, to: [b@example.gov.vn]}", "g12 stands here twice"),
        ("- {owner: G12, to: [a@example.gov.vn], cc: [b@example.gov.vn]}", "cc"),
        (f"# {'x' * 1024 * 1024}\n[]", "a file of addresses has at most 1048576"),
    ],
)
def test_a_file_of_addresses_holds_plain_addresses_and_nothing_else(
    run: Run, folder: Path, content: str, said: str
) -> None:
    (folder / "addresses.yaml").write_text(content, encoding="utf-8")
    refused = run("notify", *JUDGED)
    assert refused.status == 2
    assert said in refused.err


def test_no_name_of_an_owner_adds_a_header(mail_server: Serve, ca: Path) -> None:
    box = mail_server()
    text = "Bộ Ví dụ\r\nBcc: b@example.gov.vn\u202e"
    given = dossier("household-business")
    assert given.record is not None
    owner = replace(given.record.named_owner, name_vi=text, code="G12")
    report = compliance.judge(
        replace(given, record=replace(given.record, owner=owner)), judging=compliance.Judging(as_of=date(2026, 11, 28))
    )
    settings = compliance.MailSettings(
        compliance.MailServer("localhost", box.port, is_tls=False), "giam-sat@example.gov.vn", ca_file=ca
    )
    found = compliance.notices(report, [OwnerAddresses("G12", ("tai-chinh@example.gov.vn",))])
    notified = compliance.notify(found, mail=settings)
    ((_, mail),) = box.mails
    assert notified.failed == ()
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("Bộ Ví dụ Bcc: b@example.gov.vn\\u202e: 1 việc")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--send",), "--send needs to know where"),
        (("--smtp", "smtp://localhost"), "--smtp needs --from"),
        (("--smtp", "http://localhost"), "a mail server is given as smtp://HOST:PORT"),
        (("--smtp", "smtp://user:made-up-3d@localhost"), "a mail server is given as smtp://HOST:PORT"),
        (("--from", "a b@example.gov.vn"), "write a plain e-mail address"),
        (("--owner", "G99"), "the report has no platform of the owner G99"),
        (("--event", "https://localhost/events"), "--event needs --key"),
    ],
)
def test_what_cannot_be_meant_is_bad_usage(run: Run, arguments: tuple[str, ...], said: str) -> None:
    refused = run("notify", *JUDGED, *arguments)
    assert refused.status == 64
    assert said in refused.err
    assert "made-up-3d" not in refused.err


def test_owners_without_an_address_and_addresses_without_an_owner_are_told(run: Run, folder: Path) -> None:
    (folder / "addresses.yaml").write_text("- {owner: G99, to: [a@example.gov.vn]}\n", encoding="utf-8")
    told = run("notify", *JUDGED)
    assert (
        "owners without an address: 2: Bộ Công an; Bộ Tài chính" in told.err
        or "owners without an address: 2:" in told.err
    )
    assert "owners in the file of addresses that have no platform here: G99" in told.err


def test_a_preview_is_written_to_a_folder(run: Run, folder: Path) -> None:
    assert run("notify", *JUDGED, "--preview", "preview", "--quiet").out == ""
    names = sorted(path.name for path in (folder / "preview").iterdir())
    assert len(names) == 6
    assert {name.rpartition(".")[2] for name in names} == {"txt", "html", "json"}
