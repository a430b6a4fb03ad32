"""Code Quality of GitLab: what its documentation demands of each issue."""

import json
import re
from dataclasses import replace

import pytest

from compliance.model.report import Report


@pytest.mark.parametrize("language", ["en", "vi"])
def test_each_issue_has_what_gitlab_reads(language: str, report, opened, hostile_report, render) -> None:
    for each in (report, opened, hostile_report):
        issues = json.loads(render(each, "gitlab", language))
        assert issues
        for issue in issues:
            assert isinstance(issue["description"], str)
            assert "\n" not in issue["description"]
            assert re.fullmatch(r"[a-z]+\.\w+", issue["check_name"])
            assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert issue["location"]["path"]
            assert issue["location"]["lines"]["begin"] >= 1
        names = [issue["fingerprint"] for issue in issues]
        assert len(set(names)) == len(names)


def test_weights_are_severities(report: Report, render) -> None:
    found = {issue["description"].partition(":")[0]: issue for issue in json.loads(render(report, "gitlab"))}
    severities = {heading: issue["severity"] for heading, issue in found.items()}
    assert severities == {
        "The rule crashed, which is a fault of the tool": "blocker",
        "It could not be judged": "blocker",
        "Endpoints negotiate TLS 1.2 or newer no more": "critical",
        "A document can be read no more": "minor",
        "A record names its owner no more": "info",
    }
    assert found["A document can be read no more"]["location"] == {"path": "specs/eid.yaml", "lines": {"begin": 41}}
    assert "Do what the norm says." in found["A document can be read no more"]["content"]["body"]


def test_fingerprints_of_equal_findings_on_two_platforms_differ(report: Report, render) -> None:
    twice = replace(report, subjects=(report.subjects[2], replace(report.subjects[2], id="specs/copy.yaml")))
    names = [issue["fingerprint"] for issue in json.loads(render(twice, "gitlab"))]
    assert len(set(names)) == 4


def test_fingerprints_stay_when_a_finding_elsewhere_goes(report: Report, render) -> None:
    document = report.subjects[2]
    fewer = replace(report, subjects=(replace(document, verdicts=document.verdicts[:1]),))
    (left,) = json.loads(render(fewer, "gitlab"))
    assert left["fingerprint"] in {issue["fingerprint"] for issue in json.loads(render(report, "gitlab"))}


def test_nothing_found_is_an_empty_list(report: Report, render) -> None:
    assert json.loads(render(replace(report, subjects=()), "gitlab")) == []


def test_a_simulated_run_says_so_in_every_issue(report: Report, render) -> None:
    issues = json.loads(render(replace(report, is_simulated=True), "gitlab"))
    assert all(issue["description"].startswith("SIMULATED: ") for issue in issues)
