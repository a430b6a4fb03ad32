"""JUnit XML, as junitparser reads it and as the plugins of Jenkins demand it."""

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from compliance.model.gate import GATES
from compliance.model.grades import Outcome
from compliance.model.report import Report

# what the schema of Jenkins' xUnit plugin (junit-10.xsd) allows and demands, in our words
MAY_HOLD = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "properties": {"property"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
MUST_SAY = {
    "testsuite": {"name", "tests", "failures", "errors"},
    "testcase": {"name"},
    "property": {"name", "value"},
}
MAY_SAY = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"skipped", "time", "timestamp", "hostname", "id", "package", "file", "log", "url", "group"},
    "testcase": {"time", "classname", "group"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
}


def faults(element: Element) -> list[str]:
    """What the schema would refuse."""
    name = element.tag
    found = [f"{child.tag} in {name}" for child in element if child.tag not in MAY_HOLD.get(name, set())]
    found += [f"{name} without {each}" for each in MUST_SAY.get(name, set()) - set(element.attrib)]
    allowed = MAY_SAY.get(name, set()) | MUST_SAY.get(name, set())
    found += [f"{name} with {each}" for each in set(element.attrib) - allowed]
    return found + [fault for child in element for fault in faults(child)]


def cases(text: str) -> dict[str, list[object]]:
    """Results of every test by class and name."""
    return {
        f"{case.classname} {case.name}": list(case.result)
        for suite in JUnitXml.fromstring(text.encode())
        for case in suite
    }


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_kind_of_report_fits_what_jenkins_demands(
    language: str, report: Report, opened: Report, hostile_report: Report, render
) -> None:
    nothing = replace(report, subjects=(), requirements=(), notices=())
    for each in (report, opened, hostile_report, nothing, replace(report, is_simulated=True)):
        assert faults(fromstring(render(each, "junit", language))) == []


def test_the_check_of_the_form_finds_faults() -> None:
    assert faults(fromstring("<testsuites><testcase line='1'/></testsuites>")) != []


def test_failures_are_what_the_gate_counts_and_warnings_are_kept(report: Report, render) -> None:
    found = cases(render(report, "junit"))
    (failure,) = found["compliance.citizen-mailbox endpoint.old_tls_is_refused"]
    assert isinstance(failure, Failure)
    assert failure.type == "fail"
    assert "tls://a.example:443 fail accepted TLSv1.0, TLSv1.2 or newer is required" in failure.text
    (warning,) = found["compliance.specs/eid_yaml openapi.document_parses"]
    assert isinstance(warning, Skipped)
    assert (warning.type, warning.message) == ("warn", "warn: A document can be read no more")
    assert 'specs/eid.yaml:41:5 warn found <script>alert("x")</script>' in warning.text
    (advice,) = found["compliance.specs/eid_yaml record.record_names_its_owner"]
    assert (type(advice), advice.type) == (Skipped, "advice")


def test_a_wider_gate_makes_warnings_failures(report: Report, render) -> None:
    for gate, failures in (("never", 0), ("fail", 1), ("warn", 2), ("advice", 3)):
        suites = JUnitXml.fromstring(render(report, "junit", gate=GATES[gate]).encode())
        assert suites.failures == failures


def test_what_could_not_be_judged_is_an_error_and_what_crashed_too(report: Report, render) -> None:
    found = cases(render(report, "junit"))
    (silent,) = found["compliance.citizen-mailbox openapi.document_parses"]
    (crashed,) = found["compliance.digital-tax endpoint.old_tls_is_refused"]
    assert isinstance(silent, Error)
    assert isinstance(crashed, Error)
    assert (silent.type, crashed.type) == ("not_judged", "crash")
    assert "the host b.example did not answer" in silent.message
    assert "KeyError: <paths>" in crashed.message


def test_a_breach_that_hides_more_is_failure_and_error(report: Report, render) -> None:
    subject = report.subjects[0]
    half = replace(subject.verdicts[0], could_not_be_judged=True)
    text = render(replace(report, subjects=(replace(subject, verdicts=(half,)),)), "junit")
    assert [type(each) for each in cases(text)["compliance.citizen-mailbox endpoint.old_tls_is_refused"]] == [
        Failure,
        Error,
    ]


def test_a_warning_stays_beside_an_error(report: Report, render) -> None:
    subject = report.subjects[2]
    half = replace(subject.verdicts[0], could_not_be_judged=True)
    text = render(replace(report, subjects=(replace(subject, verdicts=(half,)),)), "junit")
    (error,) = cases(text)["compliance.specs/eid_yaml openapi.document_parses"]
    assert isinstance(error, Error)
    assert "specs/eid.yaml:41:5 warn found" in next(fromstring(text).iter("testcase")).findtext("system-out", "")


def test_what_is_waived_is_skipped_with_who_waived_it(report: Report, render) -> None:
    (waived,) = cases(render(report, "junit"))["compliance.digital-tax record.record_names_its_owner"]
    assert waived.type == "waived"
    assert "Waived until 1 March 2027: a new owner is being named" in waived.text


def test_what_was_not_observed_is_skipped_with_the_reason(check, render) -> None:
    report = check("slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n", "record.yaml")
    skipped = [result for results in cases(render(report, "junit")).values() for result in results]
    unseen = [each for each in skipped if each.type == "not_observed"]
    assert len(unseen) == report.verdicts(Outcome.NOT_OBSERVED) > 0
    assert all(each.message.startswith("not observed: ") and len(each.message) > 20 for each in unseen)


def test_there_is_a_test_for_each_rule_that_applies(opened: Report, render) -> None:
    suites = JUnitXml.fromstring(render(opened, "junit").encode())
    (subject,) = opened.subjects
    applying = [each for each in subject.verdicts if each.outcome is not Outcome.NOT_APPLICABLE]
    assert suites.tests == len(applying) == sum(len(list(suite)) for suite in suites)
    properties = {each.get("name"): each.get("value") for each in fromstring(render(opened, "junit")).iter("property")}
    assert int(properties["not_applicable"]) == opened.verdicts(Outcome.NOT_APPLICABLE) > 0


def test_counts_of_a_suite_are_those_of_its_tests(report: Report, render) -> None:
    suites = JUnitXml.fromstring(render(report, "junit").encode())
    stated = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites]
    suites.update_statistics()
    assert stated == [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites]


def test_a_simulated_run_says_so_in_every_suite(report: Report, render) -> None:
    root = fromstring(render(replace(report, is_simulated=True), "junit"))
    names = [suite.get("name", "") for suite in root.iter("testsuite")]
    assert all("SIMULATED" in name for name in names[1:])
    assert "SIMULATED" in (root.findtext("testsuite/system-out") or "")
