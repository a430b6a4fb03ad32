"""What a ruleset says beside its functions: what it extends and overrides, formats, aliases, levels, messages."""

from pathlib import Path

import pytest

from compliance import Judging, Outcome, Severity, check
from tools.rulesets import DOCUMENT, Lint, messages, outcomes, places

TITLE = "{given: $.info.title, then: {function: undefined}}"


@pytest.mark.parametrize(
    ("level", "severity"),
    [
        ("error", Severity.FAIL),
        ("0", Severity.FAIL),
        ("warn", Severity.WARN),
        ("1", Severity.WARN),
        ("info", Severity.ADVICE),
        ("hint", Severity.ADVICE),
        ("3", Severity.ADVICE),
    ],
)
def test_a_level_is_a_weight(lint: Lint, level: str, severity: Severity) -> None:
    (verdict,) = lint(f"rules: {{r: {{severity: {level}, given: $.info.title, then: {{function: undefined}}}}}}")
    assert (verdict.severity, verdict.findings[0].severity, verdict.requirements) == (severity, severity, ())


@pytest.mark.parametrize("off", ["severity: off", "severity: -1", "recommended: false"])
def test_what_is_off_is_not_run(lint: Lint, off: str) -> None:
    verdicts = lint(f"rules: {{r: {{{off}, given: $.info.title, then: {{function: undefined}}}}, s: {TITLE}}}")
    assert outcomes(verdicts) == {"spectral.s": Outcome.BREACHED}


def test_messages_name_what_was_found(lint: Lint) -> None:
    rule = """
    rules:
      r:
        description: No title
        message: '{{description}} at {{path}}: {{property}} is {{value}}; {{error}}'
        given: $.info.title
        then: {function: undefined}
      s: {message: '#{{print("property")}} is wrong', given: $.info, then: {field: license, function: truthy}}
    """
    assert messages(lint(rule)) == [
        'No title at #/info/title: title is Tra cứu; "title" property must be undefined',
        "info.license is wrong",
    ]


def test_findings_behind_a_reference_stand_where_they_are_written_and_once(lint: Lint) -> None:
    rule = "rules: {r: {given: $..schema.properties.code, then: {function: undefined}}}"
    assert places(lint(rule)) == ["/components/schemas/Household/properties/code"]
    assert places(lint(rule.replace("given", "resolved: false, given"))) == []


def test_findings_in_another_file_stand_there(lint: Lint) -> None:
    document = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {/a: {$ref: parts/a.yaml}}\n"
    rule = "rules: {r: {given: '$.paths[*].get', then: {field: summary, function: truthy}}}"
    (verdict,) = lint(rule, document, **{"parts/a.yaml": "get:\n  responses: {}\n"})
    (finding,) = verdict.findings
    assert str(finding.location) == "parts/a.yaml:1:1"


def test_a_reference_that_leads_nowhere_is_no_pass(lint: Lint) -> None:
    document = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {/a: {$ref: parts/a.yaml}, /b: {get: {}}}\n"
    rule = "rules: {r: {given: '$.paths[*].get', then: {field: x, function: falsy}}}"
    (verdict,) = lint(rule, document)
    assert (verdict.outcome, verdict.could_not_be_judged) == (Outcome.NOT_OBSERVED, True)
    assert "1, the first at openapi.yaml#/paths/~1a" in str(verdict.reason)


def test_an_empty_match_is_not_applicable(lint: Lint) -> None:
    (verdict,) = lint("rules: {r: {given: '$.webhooks[*]', then: {function: truthy}}}")
    assert (verdict.outcome, verdict.subjects) == (Outcome.NOT_APPLICABLE, 0)


@pytest.mark.parametrize(
    ("formats", "document", "is_concerned"),
    [
        ("[oas3]", DOCUMENT, True),
        ("[oas3.0]", DOCUMENT, True),
        ("[oas3_0]", DOCUMENT, True),
        ("[oas3.1]", DOCUMENT, False),
        ("[oas2, oas3.1]", DOCUMENT, False),
        ("[oas2]", "swagger: '2.0'\ninfo: {title: t}\npaths: {}\n", True),
        ("[oas3]", "swagger: '2.0'\ninfo: {title: t}\npaths: {}\n", False),
        ("[oas3.1]", "openapi: 3.1.1\ninfo: {title: t}\npaths: {}\n", True),
    ],
)
def test_formats_say_which_documents_a_rule_is_for(
    lint: Lint, formats: str, document: str, *, is_concerned: bool
) -> None:
    for ruleset in (f"rules: {{r: {{formats: {formats}, {TITLE[1:]}}}", f"formats: {formats}\nrules: {{r: {TITLE}}}"):
        (verdict,) = lint(ruleset, document)
        assert verdict.outcome is (Outcome.BREACHED if is_concerned else Outcome.NOT_APPLICABLE)


def test_aliases_stand_for_paths_and_differ_by_format(lint: Lint) -> None:
    ruleset = """
    aliases:
      Operation: ["$.paths[*][get,post]"]
      Tagged: "#Operation.tags"
      Named:
        description: what has a name
        targets:
        - {formats: [oas2], given: [$.definitions]}
        - {formats: [oas3], given: ["#Operation.parameters[*]", $.components.parameters]}
    rules:
      r: {given: "#Tagged[0]", then: {function: undefined}}
      s: {given: "#Named.name", then: {function: undefined}}
    """
    assert places(lint(ruleset)) == [
        "/paths/~1households~1{id}/get/tags/0",
        "/paths/~1households~1{id}/get/parameters/1/name",
        "/components/parameters/Page/name",
    ]


OTHER = f"rules: {{a: {TITLE}, b: {{recommended: false, {TITLE[1:]}, c: {{severity: hint, {TITLE[1:]}}}"


@pytest.mark.parametrize(
    ("extends", "rules", "expected"),
    [
        ("other.yaml", "", {"a": "warn", "c": "advice"}),
        ("[./other.yaml]", "", {"a": "warn", "c": "advice"}),
        ("[[other.yaml, all]]", "", {"a": "warn", "b": "warn", "c": "advice"}),
        ("[[other.yaml, off]]", "a: true", {"a": "warn"}),
        ("[[other.yaml, off]]", "b: error", {"b": "fail"}),
        ("other.yaml", "a: off, b: warn, c: error", {"b": "warn", "c": "fail"}),
        ("other.yaml", "a: false", {"c": "advice"}),
        ("other.yaml", "a: {severity: error, given: $.nothing, then: {function: truthy}}", {"c": "advice"}),
    ],
)
def test_a_ruleset_extends_another_file(lint: Lint, extends: str, rules: str, expected: dict[str, str]) -> None:
    verdicts = lint(f"extends: {extends}\nrules: {{{rules}}}\n", **{"other.yaml": OTHER})
    found = {verdict.rule.removeprefix("spectral."): str(verdict.severity) for verdict in verdicts if verdict.findings}
    assert found == expected


def test_files_are_found_from_where_they_are_named(lint: Lint) -> None:
    verdicts = lint(
        "extends: rules/one.yaml",
        **{"rules/one.yaml": "extends: deep/two.yaml", "rules/deep/two.yaml": f"rules: {{r: {TITLE}}}"},
    )
    assert outcomes(verdicts) == {"spectral.r": Outcome.BREACHED}


@pytest.mark.parametrize(
    ("files", "rules", "expected"),
    [
        ("['*.yaml']", "r: error", ["fail", "warn"]),
        ("['**/*.yaml']", "r: error", ["fail", "warn"]),
        ("['*.json']", "r: error", ["warn", "warn"]),
        ("[openapi.yaml]", "r: off", ["warn"]),
        ("['open{api,doc}.y?ml']", "r: hint", ["advice", "warn"]),
        ("['openapi.yaml#/info']", "r: error", ["fail", "warn"]),
        ("['**#/info/title']", "{r: off, s: error}", ["fail"]),
        ("['openapi.yaml#/info/tit']", "r: error", ["warn", "warn"]),
        ("['openapi.yaml#/info', 'openapi.yaml#/info/title']", "r: 'off'", ["warn"]),
    ],
)
def test_overrides_change_levels_of_files_and_of_places(
    lint: Lint, files: str, rules: str, expected: list[str]
) -> None:
    inner = rules if rules.startswith("{") else f"{{{rules}}}"
    verdicts = lint(f"rules: {{r: {TITLE}, s: {TITLE}}}\noverrides:\n- {{files: {files}, rules: {inner}}}\n")
    assert [str(verdict.severity) for verdict in verdicts if verdict.findings] == expected


def test_except_is_the_older_form_of_an_override(lint: Lint) -> None:
    ruleset = f"rules: {{r: {TITLE}, s: {TITLE}}}\nexcept: {{'openapi.yaml#/info/title': [r], '*.json': [s]}}\n"
    assert [verdict.rule for verdict in lint(ruleset) if verdict.findings] == ["spectral.s"]


def test_an_override_may_bring_rules_of_its_own(lint: Lint) -> None:
    ruleset = f"rules: {{}}\noverrides:\n- {{files: ['*.yaml'], rules: {{r: {TITLE}}}}}\n"
    assert outcomes(lint(ruleset)) == {"spectral.r": Outcome.BREACHED}
    assert lint(ruleset.replace("*.yaml", "*.json") + "extends: []\n") == []


def test_the_set_of_spectral_is_turned_on_and_off_by_its_names(lint: Lint) -> None:
    rules = "{info-contact: off, tag-description: error, operation-2xx-response: info}"
    verdicts = {verdict.rule: verdict for verdict in lint(f"extends: spectral:oas\nrules: {rules}\n")}
    assert "spectral.info-contact" not in verdicts
    assert "spectral.info-license" not in verdicts
    assert verdicts["spectral.tag-description"].severity is Severity.FAIL
    assert verdicts["spectral.operation-success-response"].severity is Severity.ADVICE
    assert verdicts["spectral.operation-operationId"].findings


def test_what_rules_of_ours_judge_stands_under_the_name_of_the_set(lint: Lint) -> None:
    lint("extends: [[spectral:oas, off]]\nrules: {path-params: error, oas3-schema: warn}\n",
         DOCUMENT.replace("name: id, in: path", "name: code, in: path"))  # fmt: skip
    report = check("openapi.yaml", judging=Judging(rulesets=(Path("spectral.yaml"),)))
    own = {verdict.rule: verdict for subject in report.subjects for verdict in subject.verdicts}
    by_set, ours = own["spectral.path-params"], own["openapi.path_parameters_are_declared"]
    assert [finding.location for finding in ours.findings] == [finding.location for finding in by_set.findings][
        : len(ours.findings)
    ]
    assert {finding.severity for finding in by_set.findings} == {Severity.FAIL}
    assert by_set.requirements == ()
    assert not {finding.fingerprint for finding in by_set.findings} & {finding.fingerprint for finding in ours.findings}


def test_rules_of_the_set_without_a_counterpart_are_said_to_be_missing(lint: Lint) -> None:
    verdicts = {verdict.rule: verdict for verdict in lint("extends: spectral:oas")}
    missing = [rule for rule, verdict in verdicts.items() if "has no counterpart here" in str(verdict.reason)]
    assert missing == ["spectral.oas3-server-variables"]
    assert verdicts[missing[0]].outcome is Outcome.NOT_OBSERVED
