"""Vietnamese output says days as its readers do, one thing by one word, and nothing in English."""

import json
import socket
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from compliance.loading.facts.catalogue import catalogue
from compliance.rules import all_rules
from ndxp_mocks import Platform, Served, serve
from tools.generate import REPOSITORY
from tools.vietnamese import english, faults, iso_days, read_wrong, shown, texts, without_examples

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
CATALOGUES = sorted(REPOSITORY.glob("src/*/locale/vi/LC_MESSAGES/*.po"))
SPECS = json.loads((REPOSITORY / "specs/compiled.json").read_text("utf-8"))
RECORD = """\
slug: household-business
name_vi: Hệ thống mẫu
owner: {{code: G14, name_vi: Bộ Kế hoạch và Đầu tư}}
status: operating
operational_from: 9999-12-31
simulated: true
environment: staging
services:
- {{id: households, base_url: '{base}', plain_http_url: '{plain}', document: openapi.yaml,
   fee: {{agency: 5, legal_ground: none}}}}
connections: [{{via: ndxp, status: connected, since: 9999-12-31}}]
provenance: {{source: test, declared: true, declared_by: {{unit: Cơ quan mẫu, on: 2026-11-20}}}}
"""
DOCUMENT = """\
openapi: 3.1.0
info: {title: t, version: latest}
paths: {/service-points: {get: {parameters: [{name: so_cccd, in: query}]}}}
components: {schemas: {Household: {properties: {ma_tinh: {type: integer}}}}}
"""
WAIVER = """\
- {{rule: '{rule}', scope: '*', reason: Chờ cơ quan mới, legal_basis: Quyết định 00/QĐ-MAU,
   owner: Nguyễn Thị Mẫu, approver: Trần Văn Mẫu, expires: {expires}}}
"""
CONFIRMATION = """\
- {rule: record.sharing_is_free_of_charge, scope: 'record.yaml#*', who: Phạm Văn Mẫu, on: 2026-11-25, seen: hóa đơn}
"""


def vietnamese_in(value: Any) -> Iterator[str]:
    """Yield every Vietnamese text of a tree."""
    match value:
        case {"vi": str(text)}:
            yield text
        case dict():
            for member in value.values():
                yield from vietnamese_in(member)
        case list():
            for member in value:
                yield from vietnamese_in(member)


def translations() -> Iterator[str]:
    for path in CATALOGUES:
        with path.open("rb") as stream:
            yield from (str(message.string) for message in read_po(stream) if message.id)


@pytest.fixture
def said(run: Run) -> Callable[..., str]:
    """Run a command in Vietnamese and give what it says on both streams."""

    def command(*arguments: str) -> str:
        result = run(*arguments, "--lang", "vi")
        return f"{result.out}\n{result.err}"

    return command


@pytest.fixture
def reported(run: Run, said: Callable[..., str]) -> Callable[..., str]:
    """Run a command in Vietnamese; the sentences of its report in every format."""

    def command(*arguments: str) -> str:
        page = shown(run(*arguments, "--lang", "vi", "--format", "html").out)
        tree = json.loads(run(*arguments, "--lang", "vi", "--format", "json").out)
        return "\n".join([said(*arguments), page, *texts(tree)])

    return command


@pytest.fixture(scope="module")
def faulty(sockets_and_processes: None) -> Iterator[Served]:
    with serve(Platform(faults=frozenset({"expired-certificate", "data-on-plain-http", "old-tls"}))) as served:
        yield served


def test_what_may_not_stand_there_is_found() -> None:
    assert iso_days("hết hạn ngày 2026-11-28") != []
    assert iso_days("viết như `2026-11-28` hoặc 28/11/2026") == []
    assert read_wrong("Bậc kết nối: đang trao đổi") != []
    assert read_wrong("đang trao đổi dữ liệu") == []


def test_translations_use_the_words_of_reports() -> None:
    lines = "\n".join(translations())
    assert read_wrong(lines) == []
    assert unicodedata.is_normalized("NFC", lines)


def test_facts_use_the_words_of_reports() -> None:
    lines = "\n".join(vietnamese_in(SPECS))
    assert len(lines) > 100_000
    assert (read_wrong(lines), iso_days(lines), english(lines)) == ([], [], [])
    assert unicodedata.is_normalized("NFC", lines)


@pytest.mark.long
def test_pages_of_rules(said: Callable[..., str]) -> None:
    pages = {rule.id: without_examples(said("explain", rule.id)) for rule in all_rules()}
    assert {name: lines for name, page in pages.items() if (lines := faults(page))} == {}


def test_pages_of_requirements(said: Callable[..., str]) -> None:
    names = sorted(row.id for row in catalogue())[::11]
    pages = {name: said("explain", name) for name in names}
    assert len(pages) > 30
    assert {name: lines for name, page in pages.items() if (lines := faults(page))} == {}


def test_lists(said: Callable[..., str]) -> None:
    lists = [("rules",), ("requirements",), ("platforms",), ("requirements", "--changed-since", "2026.11.21")]
    assert {arguments: lines for arguments in lists if (lines := faults(said(*arguments)))} == {}


@pytest.mark.long
def test_a_report_on_documents_and_records(reported: Callable[..., str], write: Write) -> None:
    write("openapi.yaml", DOCUMENT)
    write("record.yaml", RECORD.format(base="https://a.example", plain="http://a.example"))
    free, sure = "record.sharing_is_free_of_charge", "record.owner_is_in_force"
    waived = [WAIVER.format(rule=rule, expires="2026-12-21") for rule in ("openapi.version_is_semantic", sure)]
    write("w.yaml", "".join([*waived, WAIVER.format(rule=free, expires="2026-11-01")]))
    write("c.yaml", CONFIRMATION)
    files = ("--waivers", "w.yaml", "--confirmations", "c.yaml", "--as-of", "2026-11-28")
    report = reported("check", "openapi.yaml", "record.yaml", *files)
    assert faults(report) == []
    for day in ("01/11/2026", "25/11/2026", "21/12/2026", "31/12/9999", "28/11/2026"):
        assert day in report


@pytest.mark.long
@pytest.mark.parametrize("profile", ["in-force", "readiness", "good-practice"])
def test_every_profile_is_said_in_words(reported: Callable[..., str], write: Write, profile: str) -> None:
    report = reported("check", str(write("openapi.yaml", DOCUMENT)), "--profile", profile)
    assert "theo " in report.splitlines()[0]
    assert faults(report) == []


def test_a_report_on_live_endpoints(
    reported: Callable[..., str], said: Callable[..., str], write: Write, faulty: Served
) -> None:
    write("openapi.yaml", DOCUMENT)
    write("record.yaml", RECORD.format(base=faulty.base_url, plain=faulty.plain_base_url))
    options = ("--allow-private", "--hub", "http://127.0.0.1:9", "--hub-client", "VN/GOV/G12/checker")
    report = reported("audit", "record.yaml", *options, "--as-of", "2026-11-28")
    assert "chứng thư đã hết hạn ngày" in report
    assert "không gọi được trục" in report
    assert faults(report) == []
    assert faults(said("collect", "record.yaml", *options, "-o", "kept.dossier")) == []
    judged = reported("judge", "kept.dossier", "--as-of", "2020-01-01")
    assert "đánh giá theo pháp luật ngày 01/01/2020" in judged
    assert faults(judged) == []


def test_a_report_on_what_is_not_reached(
    reported: Callable[..., str], write: Write, sockets_and_processes: None
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    write("openapi.yaml", DOCUMENT)
    write("record.yaml", RECORD.format(base=f"https://127.0.0.1:{port}", plain=f"http://127.0.0.1:{port}"))
    report = reported("audit", "record.yaml", "--allow-private")
    assert "từ chối kết nối" in report
    assert faults(report) == []
