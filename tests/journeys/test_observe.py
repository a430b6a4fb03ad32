"""What an audit sends and gets, as an archive, is traffic: on a flawless platform nothing in it is undocumented."""

from pathlib import Path

import pytest

import compliance
from compliance import Traffic, TrafficScope, Undocumented
from compliance.cli.main import main
from ndxp_mocks import Platform, serve
from ndxp_mocks.records import write

HOST = "simulated-platform.example.gov.vn"
pytestmark = pytest.mark.usefixtures("sockets_and_processes")


def observed(platform: Platform, folder: Path) -> Traffic:
    """Audit a platform, export what was sent and answered, and hold that against its document."""
    with serve(platform) as served:
        record = write(served, folder)
        token = folder / "token"
        token.touch(mode=0o600)
        token.write_text(served.tokens.good)
        arguments = ["--root", str(folder), "--allow-private", "--rate", "50", "--fail-on", "never", "--quiet"]
        arguments += [f"--resolve={HOST}={address}" for address in served.addresses]
        arguments += ["--ca", str(served.ca_file), f"--credential=bearer=file:{token}", "--keep", str(folder / "kept")]
        main(["audit", str(record), *arguments])
    (dossier,) = (folder / "kept").glob("*.dossier")
    (document,) = (folder / "documents").iterdir()
    archive = folder / "evidence.har"
    archive.write_text(compliance.export(dossier), encoding="utf-8")
    return compliance.observe(document, archives=[archive], scope=TrafficScope(hosts=(HOST,)))


def test_only_the_document_itself_is_undocumented_on_a_flawless_platform(tmp_path: Path) -> None:
    traffic = observed(Platform(host=HOST), tmp_path)
    assert [(each.kind, each.operation) for each in traffic.findings] == [(Undocumented.PATH, "GET /v1/openapi.json")]
    assert traffic.documented > 30
    assert traffic.unread == ()


def test_undocumented_status_of_a_platform_is_seen_in_its_traffic(tmp_path: Path) -> None:
    traffic = observed(Platform(host=HOST, faults=frozenset({"undocumented-status"})), tmp_path)
    found = [each for each in traffic.findings if each.kind is Undocumented.STATUS]
    assert found
    assert {each.statuses for each in found} == {(203,)}
    assert {each.rule for each in found} == {"endpoint.status_is_documented"}
    assert {each.kind for each in traffic.findings} == {Undocumented.STATUS, Undocumented.PATH}
