"""SARIF 2.1.0, held to the schema that OASIS publishes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema_rs import Draft4Validator

import compliance
from compliance.model.grades import Outcome
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import JudgedFile, Unseen
from compliance.report.context import ReportContext
from compliance.report.formats import sarif
from compliance.report.formats.sarif.results import FINGERPRINT
from compliance.report.notes import Notes
from compliance.report.noting import notes_of
from tools.hostile_reports import NAMES
from tools.schemas import breaches

from .conftest import OPEN

BEFORE = """\
openapi: 3.1.0
info: {title: Tra cứu, version: 1.0.0}
paths:
  /communes:
    get:
      responses: {"200": {description: Xã}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""
AFTER = """\
# a line above, and another order
components: {securitySchemes: {token: {type: http, scheme: bearer}}}


info:
  version: 1.0.0
  title: Tra cứu
paths:
  /wards: {}
  /communes:
    summary: Xã

    get:
      responses: {"200": {description: Xã}}
openapi: 3.1.0
"""


def run_of(text: str) -> dict[str, Any]:
    (run,) = json.loads(text)["runs"]
    return run


def errors(schema: Draft4Validator, text: str) -> list[str]:
    return breaches(schema, json.loads(text))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_kind_of_report_fits_the_schema(
    language: str, schema, report: Report, opened: Report, hostile_report: Report, render
) -> None:
    nothing = replace(report, subjects=(), requirements=(), notices=())
    for each in (report, opened, hostile_report, nothing, replace(report, is_simulated=True)):
        assert errors(schema, render(each, "sarif", language, exit_status=3)) == []


def test_the_schema_refuses_what_is_wrong(schema, opened: Report, render) -> None:
    assert errors(schema, render(opened, "sarif").replace('"level": "warning"', '"level": "warn"'))


def test_fingerprints_stay_when_lines_move_and_keys_change_places(check, render) -> None:
    only = ("openapi.operation_requires_security",)
    before, after = (run_of(render(check(text, select=only), "sarif"))["results"] for text in (BEFORE, AFTER))
    assert len(before) == 1
    assert [each["partialFingerprints"] for each in before] == [each["partialFingerprints"] for each in after]
    lines = [each[0]["locations"][0]["physicalLocation"]["region"]["startLine"] for each in (before, after)]
    assert lines == [5, 13]


def test_fingerprints_tell_two_findings_apart(opened: Report, render) -> None:
    found = [each["partialFingerprints"][FINGERPRINT] for each in run_of(render(opened, "sarif"))["results"]]
    assert len(found) > 2
    assert len(set(found)) == len(found)


def test_rules_have_help_in_both_languages_and_relations_to_the_law(opened: Report, render) -> None:
    run = run_of(render(opened, "sarif", "vi"))
    for rule, translated in zip(run["tool"]["driver"]["rules"], run["translations"][0]["rules"], strict=True):
        for text in rule["help"].values():
            assert "Cách khắc phục" in text
            assert "How to mend it" in text
            assert text.index("Cách khắc phục") < text.index("How to mend it")
        assert rule["shortDescription"] != translated["shortDescription"]
        assert (run["language"], run["translations"][0]["language"]) == ("vi", "en")
        for relation in rule["relationships"]:
            target = relation["target"]
            taxonomy = run["taxonomies"][target["toolComponent"]["index"]]
            assert taxonomy["name"] == target["toolComponent"]["name"]
            assert taxonomy["taxa"][target["index"]]["id"] == target["id"]
    laws = {taxonomy["name"]: taxonomy for taxonomy in run["taxonomies"]}
    assert laws["luat-20-2023"]["version"] == "20/2023/QH15"
    assert laws["luat-20-2023"]["releaseDateUtc"] == "2023-06-22"


def test_results_point_into_the_tables_of_the_run(opened: Report, render) -> None:
    run = run_of(render(opened, "sarif"))
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
        assert [taxon["id"] for taxon in result["taxa"]] == result["properties"]["requirements"]


def test_paths_are_relative_uris_and_files_have_hashes(opened: Report, render) -> None:
    run = run_of(render(opened, "sarif"))
    (artifact,) = run["artifacts"]
    assert artifact["location"]["uriBaseId"] == "%SRCROOT%"
    assert artifact["location"]["uri"].isascii()
    assert unquote(artifact["location"]["uri"]) == "thư mục/đặc tả.yaml"
    assert artifact["hashes"]["sha-256"] == opened.subjects[0].sources[0].sha256
    assert "%SRCROOT%" in run["originalUriBaseIds"]


@pytest.mark.parametrize(
    ("name", "uri", "is_relative"),
    [
        ("thư mục/tệp (2).yaml", "th%C6%B0%20m%E1%BB%A5c/t%E1%BB%87p%20%282%29.yaml", True),
        ("C:\\Du an\\openapi.yaml", "file:///C:/Du%20an/openapi.yaml", False),
        ("//server/share/a b.yaml", "file://server/share/a%20b.yaml", False),
        ("/srv/work/spec#1?.yaml", "file:///srv/work/spec%231%3F.yaml", False),
        ("/srv/checkout/specs/a.yaml", "specs/a.yaml", True),
        ("./specs/../specs/a.yaml", "specs/a.yaml", True),
        ("a:b.yaml", "a%3Ab.yaml", True),
        ("latin\udce9.yaml", "latin%E9.yaml", True),
        ("https://a.example/đặc tả.yaml", "https://a.example/%C4%91%E1%BA%B7c%20t%E1%BA%A3.yaml", False),
        ("standard input", "standard%20input", False),
        ("đầu vào chuẩn", "%C4%91%E1%BA%A7u%20v%C3%A0o%20chu%E1%BA%A9n", False),
    ],
)  # fmt: skip
def test_names_of_files_become_uris(name: str, uri: str, is_relative: bool, check, render) -> None:
    run = run_of(render(check(OPEN, name), "sarif", root="/srv/checkout"))
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (place["uri"], "uriBaseId" in place) == (uri, is_relative)
    assert ("standardStream" in run["artifacts"][0]["roles"]) is (name in {"standard input", "đầu vào chuẩn"})


def test_columns_count_code_points(check, render) -> None:
    schemes = '{"securitySchemes": {"t": {"type": "http", "scheme": "bearer"}}}'
    head = '{"openapi": "3.1.0", "info": {"title": "😀😀 Xã", "version": "1.0.0"}'
    text = f'{head}, "paths": {{"/a": {{"get": {{}}}}}}, "components": {schemes}}}'
    run = run_of(render(check(text, select=("openapi.operation_requires_security",)), "sarif"))
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": text.index('"get"') + 1,
    }


def test_what_is_waived_is_suppressed_and_the_rest_says_that_it_is_not(report: Report, render) -> None:
    results = run_of(render(report, "sarif"))["results"]
    (waived,) = [each for each in results if each["suppressions"]]
    (suppression,) = waived["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert "a new owner is being named" in suppression["justification"]
    assert suppression["properties"]["expires"] == "2027-03-01"
    assert all("suppressions" in each for each in results)


def test_results_without_waivers_speak_of_none(opened: Report, render) -> None:
    assert all("suppressions" not in each for each in run_of(render(opened, "sarif"))["results"])


def test_results_are_findings_only_and_the_rest_is_counted(opened: Report, render) -> None:
    run = run_of(render(opened, "sarif"))
    assert {result["kind"] for result in run["results"]} == {"fail"}
    assert run["properties"]["counts"]["met"] == opened.verdicts(Outcome.MET) > 0


def test_what_stands_in_no_file_is_shown_at_the_record(report: Report, render) -> None:
    subject = replace(
        report.subjects[0], sources=(JudgedFile("eid.yaml", "0" * 64), JudgedFile("hồ sơ.yaml", "1" * 64))
    )
    run = run_of(render(replace(report, subjects=(subject,)), "sarif"))
    (location,) = run["results"][0]["locations"]
    assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == "hồ sơ.yaml"
    assert location["logicalLocations"] == [{"fullyQualifiedName": "tls://a.example:443", "kind": "resource"}]
    alone = run_of(render(report, "sarif"))["results"][0]["locations"][0]
    assert list(alone) == ["logicalLocations"]


def test_gaps_crashes_and_notices_are_notifications(report: Report, render) -> None:
    unasked = Unseen("https://c.example", Message.of("nobody asked"), shown="https://c.example")
    subject = replace(report.subjects[0], gaps=(*report.subjects[0].gaps, unasked))
    told = replace(report, subjects=(subject, *report.subjects[1:]), is_simulated=True)
    (invocation,) = run_of(render(told, "sarif", exit_status=3))["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (3, False)
    said = [(each["level"], each["message"]["text"]) for each in invocation["toolExecutionNotifications"]]
    assert [level for level, _ in said] == ["error", "error", "warning", "note", "note", "note"]
    assert "digital-tax: KeyError: <paths>" in said[0][1]
    assert "the host b.example did not answer" in said[1][1]
    assert said[2][1].startswith("SIMULATED")
    assert said[3][1].startswith("No breach found in 2 of the 7")
    assert "the waiver W-1 expires on 1 December 2026" in said[4][1]
    assert said[5][1] == "not observed: https://c.example: nobody asked"
    (crash, _) = invocation["toolExecutionNotifications"][:2]
    assert crash["associatedRule"] == {"id": "endpoint.old_tls_is_refused"}


def test_without_a_program_there_is_no_exit_code(opened: Report, render) -> None:
    assert "exitCode" not in run_of(render(opened, "sarif"))["invocations"][0]


def test_a_simulated_run_says_so_in_every_result(opened: Report, render) -> None:
    run = run_of(render(replace(opened, is_simulated=True), "sarif"))
    assert all(result["message"]["text"].startswith("SIMULATED: ") for result in run["results"])
    assert run["properties"]["simulated"] is True


def test_text_of_others_is_no_link(hostile_report: Report, render) -> None:
    texts = [each["message"]["text"] for each in run_of(render(hostile_report, "sarif"))["results"]]
    assert any("\\[a\\](https://evil.example)" in text for text in texts)
    assert not any("[a](" in text for text in texts)


@pytest.fixture
def many(opened: Report, context: ReportContext) -> Iterator[Notes]:
    """More findings than code scanning takes, two of them of the greatest weight at the end."""
    notes = notes_of(opened, context)
    first, *rest = notes.checks
    note = next(notes.findings)
    copies = tuple(replace(note, fingerprint=f"{n:016d}") for n in range(sarif.MOST_RESULTS + 5))
    yield replace(notes, checks=(replace(first, notes=copies), *rest))


@pytest.mark.long
def test_no_more_results_than_code_scanning_takes_and_it_is_said(many: Notes, context: ReportContext) -> None:
    run = run_of(sarif.write_notes(many, context.words))
    assert len(run["results"]) == sarif.MOST_RESULTS
    left = len(list(many.findings)) - sarif.MOST_RESULTS
    (told,) = [each for each in run["invocations"][0]["toolExecutionNotifications"] if each["level"] == "warning"]
    assert f"takes no more: {left}." in told["message"]["text"]


@pytest.mark.long
def test_a_log_that_would_be_too_long_when_compressed_is_shortened(opened: Report, context: ReportContext) -> None:
    notes = notes_of(opened, context)
    first, *rest = notes.checks
    note = next(notes.findings)
    noise = Random(2026)
    copies = tuple(replace(note, message=Message.of(noise.randbytes(1900).hex())) for _ in range(6_000))
    text = sarif.write_notes(replace(notes, checks=(replace(first, notes=copies), *rest)), context.words)
    assert 0 < len(run_of(text)["results"]) < len(copies)
    assert "takes no more" in text


def test_every_hostile_name_is_a_place(hostile_report: Report, render) -> None:
    run = run_of(render(hostile_report, "sarif"))
    assert len(run["artifacts"]) == len(NAMES)
    assert all(artifact["location"]["uri"].isascii() for artifact in run["artifacts"])


def test_related_places_are_kept(report: Report, render) -> None:
    subject, finding = report.subjects[2], report.subjects[2].verdicts[0].findings[0]
    paired = replace(finding, related=(Location("specs/old.yaml", "/info", 4, 2), Location("https://a.example")))
    verdict = replace(subject.verdicts[0], findings=(paired,))
    (result,) = run_of(render(replace(report, subjects=(replace(subject, verdicts=(verdict,)),)), "sarif"))["results"]
    first, second = result["relatedLocations"]
    assert first["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 2}
    assert second["logicalLocations"][0]["fullyQualifiedName"] == "https://a.example"


def test_the_library_writes_it() -> None:
    report = compliance.check(compliance.SourceText("a.yaml", OPEN.encode()))
    assert json.loads(compliance.render(report, "sarif"))["version"] == "2.1.0"
