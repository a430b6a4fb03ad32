"""`compliance judge`: a kept dossier is judged again, offline, by the law of any day."""

import json
import socket
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ndxp_mocks import Platform, Served, serve

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

RECORD = """\
slug: household-business
owner: {{code: G14, name_vi: none}}
simulated: true
environment: staging
{operational}services:
- id: households
  base_url: '{base}'
  plain_http_url: '{plain}'
  document: openapi.yaml
  sharing_form: default
  fee: {{agency: 500, legal_ground: none}}
connections: [{{via: ndxp, status: connected, network: none}}]
label_shown: true
provenance: {{source: test, declared: true, declared_by: {{unit: Cơ quan mẫu, on: 2026-11-20}}}}
"""
DOCUMENT = """\
openapi: 3.1.0
info: {title: t, version: latest}
paths: {/service-points: {get: {parameters: [{name: so_cccd, in: query}]}}}
components: {schemas: {Household: {properties: {ma_tinh: {type: integer}}}}}
"""
LIST = """\
openapi: 3.1.0
info: {version: 1.0.0}
paths:
  /households:
    get:
      parameters: [{name: trang, in: query, schema: {type: integer}}]
      responses: {'200': {content: {application/json: {schema: {type: array, items: {type: object}}}}}}
"""


@pytest.fixture(scope="module")
def faulty(sockets_and_processes: None) -> Iterator[Served]:
    with serve(Platform(faults=frozenset({"expired-certificate", "data-on-plain-http", "old-tls"}))) as served:
        yield served


@pytest.fixture
def dossier(run: Run, write: Write, faulty: Served) -> Callable[[str], str]:
    """Collect a dossier of a platform that breaks every rule there is."""

    def collected(operational: str = "") -> str:
        write("openapi.yaml", DOCUMENT)
        write("record.yaml", RECORD.format(base=faulty.base_url, plain=faulty.plain_base_url, operational=operational))
        result = run("collect", "record.yaml", "-o", "kept.dossier", "--allow-private")
        assert result.status == 0, result
        return "kept.dossier"

    return collected


def severities(out: str) -> dict[str, str | None]:
    subject = json.loads(out)["subjects"][0]
    return {verdict["rule"]: verdict["severity"] for verdict in subject["verdicts"] if verdict["outcome"] == "breached"}


DATES = ("2024-07-15", "2025-09-01", "2026-11-21", "2027-07-01")
BY_DATE: dict[str, tuple[str | None, ...]] = {
    "openapi.document_parses": (None, None, None, None),
    "openapi.identifiers_are_text": (None, "warn", "warn", "warn"),
    "openapi.operation_requires_security": ("warn", "warn", "warn", "warn"),
    "openapi.personal_identifier_stays_out_of_urls": ("advice", "warn", "warn", "warn"),
    "openapi.version_is_semantic": ("advice", "advice", "advice", "advice"),
    "endpoint.certificate_is_in_date": ("warn", "warn", "warn", "warn"),
    "endpoint.old_tls_is_refused": ("warn", "warn", "warn", "warn"),
    "endpoint.plain_http_serves_no_data": ("fail", "fail", "fail", "fail"),
    "record.connection_names_its_channel": (None, "warn", "warn", "warn"),
    "record.owner_is_in_force": (None, "warn", "warn", "warn"),
    "record.record_names_its_owner": (None, None, "advice", "warn"),
    "record.sharing_is_free_of_charge": ("fail", "fail", "fail", "fail"),
}


def test_severities_follow_the_catalogue_from_day_to_day(run: Run, dossier: Callable[..., str]) -> None:
    kept = dossier()
    found = {day: severities(run("judge", kept, "--as-of", day, "--format", "json").out) for day in DATES}
    assert {rule: tuple(found[day].get(rule) for day in DATES) for rule in BY_DATE} == BY_DATE


def test_a_new_platform_is_bound_by_the_platform_regime_at_once(run: Run, dossier: Callable[..., str]) -> None:
    kept = dossier(
        "operational_from: 2027-07-01\nnotification: {number: 12/BTC-CNTT, on: 2026-11-02}\naddresses: none\n"
    )
    for day, weight in (("2027-06-30", "warn"), ("2027-07-01", "fail")):
        found = severities(run("judge", kept, "--as-of", day, "--format", "json").out)
        assert found["record.record_has_the_notified_fields"] == weight
        assert found["record.record_names_its_owner"] == "warn"  # because its code names the owner


def test_a_rule_whose_clauses_were_not_issued_yet_is_not_applicable(run: Run, dossier: Callable[..., str]) -> None:
    report = json.loads(run("judge", dossier(), "--as-of", "2025-01-01", "--format", "json").out)
    verdict = next(v for v in report["subjects"][0]["verdicts"] if v["rule"] == "record.record_names_its_owner")
    assert (verdict["outcome"], verdict["severity"]) == ("not_applicable", None)
    assert verdict["reason"] == "no clause it cites had been issued on 1 January 2025"


def test_judging_gives_what_the_audit_gave(run: Run, dossier: Callable[..., str]) -> None:
    dossier()
    audited = run(
        "audit", "record.yaml", "--allow-private", "--keep", "kept", "--format", "json", "--as-of", "2026-11-21"
    )
    judged = run("judge", "kept", "--format", "json", "--as-of", "2026-11-21")
    assert (audited.status, audited.out) == (judged.status, judged.out)
    assert audited.status == 1


def test_a_dossier_keeps_hashes_and_no_bodies(dossier: Callable[..., str], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / dossier()) as archive:
        manifest = json.loads(archive.read("dossier.json"))
        names = archive.namelist()
    assert manifest["schema"] == "compliance-dossier/2"
    assert {f"files/{kept['sha256']}" for kept in [*manifest["files"], manifest["record"]]} == set(names) - {
        "dossier.json"
    }
    exchanges = [seen for seen in manifest["observations"] if seen["kind"] == "HttpExchange"]
    assert exchanges
    assert all("body" not in seen and seen["body_sha256"] for seen in exchanges if seen["status"] == 200)
    assert manifest["is_simulated"] is True


def test_an_altered_dossier_is_refused(run: Run, dossier: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / dossier()
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content.replace(b"latest", b"1.0.00") if name.startswith("files/") else content)
    result = run("judge", path.name)
    assert result.status == 2
    assert "was altered: its hash does not match" in result.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip", "this is no dossier"),
        (b"", "this is no dossier"),
    ],
)
def test_what_is_no_dossier_is_refused(run: Run, write: Write, content: bytes, said: str) -> None:
    result = run("judge", write("x.dossier", content))
    assert result.status == 2
    assert said in result.err


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("{", "not JSON"),
        ("{}", "the field schema is missing"),
        ("[]", "has the wrong form"),
    ],
)
def test_a_manifest_that_is_none_is_refused(run: Run, tmp_path: Path, manifest: str, said: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.dossier", "w") as archive:
        archive.writestr("dossier.json", manifest)
    result = run("judge", "x.dossier")
    assert result.status == 2
    assert said in result.err


def test_a_zip_bomb_is_refused(run: Run, tmp_path: Path) -> None:
    deflating, size = zlib.compressobj(wbits=-15), 1024 * 1024
    zeros = deflating.compress(bytes(size)) + deflating.flush(zlib.Z_FULL_FLUSH)  # which may be repeated
    with zipfile.ZipFile(tmp_path / "x.dossier", "w") as archive:
        archive.writestr("dossier.json", zeros * 520 + deflating.flush())
        member = archive.getinfo("dossier.json")
        member.compress_type, member.file_size = zipfile.ZIP_DEFLATED, 520 * size
    result = run("judge", "x.dossier")
    assert result.status == 2
    assert "it unpacks to more than" in result.err


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_platform_that_is_down_is_not_observed_and_never_met(run: Run, write: Write) -> None:
    write("openapi.yaml", LIST)
    with socket.socket() as held:  # so that nobody else gets the port, and nothing listens there
        held.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{held.getsockname()[1]}/v1"
        write("record.yaml", RECORD.format(base=f"https://{address}", plain=f"http://{address}", operational=""))
        result = run("audit", "record.yaml", "--allow-private", "--format", "json", "--fail-on", "never")
    assert result.status == 2
    outcomes = {v["rule"]: v["outcome"] for v in json.loads(result.out)["subjects"][0]["verdicts"]}
    by_name = {"endpoint.host_answers_over_ipv6", "endpoint.host_is_under_gov_vn"}
    assert {outcomes[rule] for rule in by_name} == {"not_applicable"}
    looked_at = {rule for rule in outcomes if rule.startswith("endpoint.")} - by_name
    assert {outcomes[rule] for rule in looked_at} == {"not_observed"}


def test_private_addresses_are_left_alone_unless_allowed(run: Run, write: Write, faulty: Served) -> None:
    write("openapi.yaml", DOCUMENT)
    write("record.yaml", RECORD.format(base=faulty.base_url, plain=faulty.plain_base_url, operational=""))
    result = run("audit", "record.yaml", "--format", "json", "--fail-on", "never")
    assert result.status == 2
    report = json.loads(result.out)
    assert report["subjects"][0]["looks"] == []
    refused = [gap for gap in report["subjects"][0]["gaps"] if "is not a public address" in gap["reason"]]
    assert {gap["remedy"] for gap in refused} == {"allow-private"}


@pytest.mark.parametrize("template", ["{missing} {", "{0}", "{a:>3000000000}", "{a.__class__.__mro__}", "{a!r}"])
def test_templates_of_an_altered_dossier_are_only_text(
    run: Run, dossier: Callable[..., str], tmp_path: Path, template: str
) -> None:
    path = tmp_path / dossier()
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents["dossier.json"])
    manifest["gaps"] = [
        {
            "hides": ["Server"],
            "place": {"uri": "x", "pointer": ""},
            "message": {"template": template, "parameters": [["a", "b"]]},
            "is_failure": True,
        }
    ]
    contents["dossier.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    result = run("judge", path.name, "--format", "json", "--as-of", "2026-11-21")
    assert template in {gap["reason"] for gap in json.loads(result.out)["subjects"][0]["gaps"]}


def test_a_platform_without_record_is_no_dossier(run: Run, dossier: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / dossier()
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents["dossier.json"] = json.dumps(json.loads(contents["dossier.json"]) | {"record": None}).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    result = run("judge", path.name)
    assert (result.status, "holds no record" in result.err) == (2, True)
