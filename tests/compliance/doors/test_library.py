"""The judge as a library: verbs without a door, settings in, a report out; nothing printed."""

import json
import subprocess
import sys
import weakref
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

import compliance
from compliance.loading.collector import collector_paused
from compliance.probes.credential_reference import Scheme

OPEN = (
    "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: 1.0.0}\npaths:\n  /households: {get: {responses: {}}}\n"
    "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
)
RECORD = "slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_text(OPEN, "utf-8")
    (tmp_path / "record.yaml").write_text(RECORD, "utf-8")
    return tmp_path


def test_a_document_is_judged_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    report = compliance.check("openapi.yaml")
    (finding,) = [each for each in report.findings if each.rule == "openapi.operation_requires_security"]
    assert str(finding.location) == "openapi.yaml:4:17"
    assert finding.severity is compliance.Severity.WARN
    assert "GET /households" in str(finding.message)
    assert "GET /households" in compliance.translate(finding.message, "vi") != str(finding.message)
    assert str(report.summary).startswith("No breach found in ")
    assert report.summary.documents == 1
    assert capsys.readouterr() == ("", "")


def test_what_is_wrong_with_a_file_stands_in_the_report_and_bad_usage_is_an_error(folder: Path) -> None:
    (folder / "record.yaml").write_text("slug: a\nowner: {cod: G12}\n", "utf-8")
    report = compliance.check("record.yaml", "openapi.yaml")
    assert [subject.id for subject in report.subjects] == ["a", "openapi.yaml"]
    assert report.could_not_be_judged
    with pytest.raises(compliance.UsageError, match="no rule matches"):
        compliance.check("openapi.yaml", judging=compliance.Judging(select=("openapi.nonsense",)))
    with pytest.raises(compliance.NothingToJudge):
        compliance.check("openapi.yaml", judging=compliance.Judging(select=("record.*",)))
    assert issubclass(compliance.NothingToJudge, compliance.ActionError)


def test_evidence_is_collected_kept_and_judged_by_the_law_of_another_day() -> None:
    seen: list[compliance.Progress] = []
    (dossier,) = compliance.collect("record.yaml", on_progress=seen.append)
    assert [(step.done, step.total, step.name) for step in seen] == [(1, 1, "household-business")]
    today = compliance.judge(dossier, judging=compliance.Judging(as_of=date(2026, 11, 28)))
    later = compliance.judge(dossier, judging=compliance.Judging(as_of=date(2027, 7, 1)))
    assert (today.as_of, later.as_of) == (date(2026, 11, 28), date(2027, 7, 1))
    audited = compliance.audit("record.yaml", keep_in=Path("kept"), judging=compliance.Judging(as_of=today.as_of))
    assert compliance.judge("kept", judging=compliance.Judging(as_of=today.as_of)) == audited


def test_a_report_is_written_in_every_format_and_language() -> None:
    report = compliance.check("openapi.yaml")
    assert json.loads(compliance.render(report, "json"))["subjects"][0]["id"] == "openapi.yaml"
    assert "<html" in compliance.render(report, "html", language="vi")
    assert compliance.render(report, "xlsx").startswith(b"PK")
    with pytest.raises(compliance.UsageError, match="there is no format odt"):
        compliance.render(report, "odt")
    with pytest.raises(compliance.UsageError, match="a letter goes to the owner of platforms"):
        compliance.render(report, "docx")


def test_a_rule_and_a_requirement_are_explained() -> None:
    rule = compliance.explain("openapi.operation_requires_security")
    assert isinstance(rule, compliance.RulePage)
    assert rule.bad
    requirement = compliance.explain("ND331-2026.D30.K4", as_of=date(2027, 7, 1))
    assert isinstance(requirement, compliance.RequirementPage)
    assert "endpoint.old_tls_is_refused" in requirement.rules
    with pytest.raises(compliance.UsageError, match=r"near: openapi\.document_parses"):
        compliance.explain("openapi.document_parse")


@pytest.mark.parametrize(
    "settings",
    [
        compliance.Reading(root=Path("specs"), fetch=True, limits=compliance.Limits(depth=7)),
        compliance.Judging(as_of=date(2027, 7, 1), select=("record.*",), waivers=Path("waivers.yaml")),
        compliance.NetworkSettings(
            timeout=3,
            hub=compliance.HubAccess(
                "https://hub.example",
                credentials=(compliance.HubCredential(Scheme.MTLS, "env:HUB"),),
                route=compliance.HubRoute(compliance.HubDialect.GATEWAY, paths={"a": "apiA/1.0"}),
            ),
        ),
        compliance.NetworkSettings(proxy=compliance.ProxyReference("env:PROXY")),
    ],
    ids=lambda settings: type(settings).__name__,
)
def test_settings_travel_as_json(settings: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(type(settings))
    assert adapter.validate_json(adapter.dump_json(settings)) == settings


@pytest.mark.usefixtures("sockets_and_processes")
def test_every_public_name_is_there_and_nothing_is_imported_before_it_is_used() -> None:
    assert all(getattr(compliance, name) is not None for name in compliance.__all__)
    assert sorted(compliance.__all__) == compliance.__all__
    code = "import sys, compliance; print([name for name in sys.modules if name.startswith('compliance.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_program_that_checks_all_day_keeps_nothing_of_earlier_checks() -> None:
    class Earlier:
        """Stands for a large document and what was found out about it, which hold one another."""

        def __init__(self) -> None:
            self.itself = self
            self.values = [[] for _ in range(1_200_000 + sys.getallocatedblocks())]

    with collector_paused():
        earlier = Earlier()
    is_gone = weakref.ref(earlier)
    del earlier
    compliance.check("openapi.yaml")
    assert is_gone() is None
