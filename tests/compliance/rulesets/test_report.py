"""How findings of rulesets stand in the report: under their own ids, without a law, counted for the gate."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.rulesets import DOCUMENT

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
RULESET = """
rules:
  no-title:
    description: The document has a title.
    documentationUrl: https://rules.example/no-title
    severity: error
    given: $.info
    then: {field: title, function: undefined}
  no-tags: {given: $.tags, then: {function: length, functionOptions: {max: 1}}}
  no-hooks: {given: $.webhooks, then: {function: undefined}}
"""


@pytest.fixture(autouse=True)
def files(write: Write) -> None:
    write("openapi.yaml", DOCUMENT)
    write("spectral.yaml", RULESET)


def check(run: Run, *arguments: str, ruleset: str = "spectral.yaml") -> Any:
    return run("check", "openapi.yaml", "--ruleset", ruleset, "--select", "spectral.*", *arguments)


def test_a_finding_names_its_rule_its_place_and_the_ruleset_and_no_law(run: Run) -> None:
    result = check(run)
    assert "The document has a title\n" in result.out
    known = (
        "Norm: no law: rule of the ruleset spectral.yaml, its level there: error; see https://rules.example/no-title"
    )
    assert known in result.out
    assert 'openapi.yaml:3:8 fail by ruleset spectral.no-title "title" property must be undefined' in result.out
    assert "requirements with a breach: 0" in result.out
    assert "Of the findings by rulesets, behind which no law stands: 2" in result.out


def test_the_report_says_so_in_vietnamese(run: Run) -> None:
    result = check(run, "--lang", "vi")
    assert "không phải quy định pháp luật: quy tắc của bộ quy tắc spectral.yaml" in result.out
    assert "thuộc tính “title” phải không được định nghĩa" in result.out


def test_json_names_the_ruleset_and_cites_nothing(run: Run) -> None:
    report = json.loads(check(run, "--format", "json").out)
    verdicts = {each["rule"]: each for each in report["subjects"][0]["verdicts"]}
    verdict = verdicts["spectral.no-title"]
    assert (verdict["outcome"], verdict["severity"], verdict["requirements"]) == ("breached", "fail", [])
    assert verdict["ruleset"] == {
        "file": "spectral.yaml", "level": "error", "documentation": "https://rules.example/no-title",
    }  # fmt: skip
    assert verdict["says"] == "The document has a title."
    assert verdict["violations"][0]["location"] == {
        "uri": "openapi.yaml",
        "pointer": "/info/title",
        "line": 3,
        "column": 8,
    }
    assert verdicts["spectral.no-hooks"]["outcome"] == "not_applicable"
    assert not [row for row in report["requirements"] if row["state"] == "breached"]
    assert report["summary"]["findings"]["of_rulesets"] == 2


def test_html_says_that_no_law_stands_behind_it(run: Run) -> None:
    page = check(run, "--format", "html").out
    assert "no law: rule of the ruleset spectral.yaml" in page
    assert "fail by ruleset" in page


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--ignore", "spectral.no-title"), 0),
        (("--ignore", "spectral.no-title", "--fail-on", "warn"), 1),
        (("--ignore", "spectral.no-t*", "--fail-on", "advice"), 0),
    ],
)
def test_an_error_of_a_ruleset_ends_a_pipeline(run: Run, arguments: tuple[str, ...], status: int) -> None:
    assert check(run, *arguments).status == status


def test_rules_are_chosen_by_their_ids_beside_ours(run: Run) -> None:
    chosen = "spectral.no-tags,openapi.list_is_paged"
    result = run("check", "openapi.yaml", "--ruleset", "spectral.yaml", "--select", chosen,
                 "--format", "json")  # fmt: skip
    rules = [each["rule"] for each in json.loads(result.out)["subjects"][0]["verdicts"]]
    assert rules == ["openapi.list_is_paged", "spectral.no-tags"]
    slip = run("check", "openapi.yaml", "--ruleset", "spectral.yaml", "--select", "spectral.no-such")
    assert (slip.status, slip.out) == (64, "")


def test_a_waiver_covers_a_finding_of_a_ruleset(run: Run, write: Write) -> None:
    write("waivers.yaml", """
    - rule: spectral.no-title
      scope: "openapi.yaml#/info/*"
      reason: agreed
      legal_basis: house rules
      owner: A
      approver: B
      expires: 2026-12-31
    """)  # fmt: skip
    result = check(run, "--waivers", "waivers.yaml", "--as-of", "2026-11-01", "--format", "json")
    verdicts = {each["rule"]: each["outcome"] for each in json.loads(result.out)["subjects"][0]["verdicts"]}
    assert (result.status, verdicts["spectral.no-title"]) == (0, "waived")


def test_the_fingerprint_survives_edits_elsewhere(run: Run, write: Write) -> None:
    def fingerprints() -> list[str]:
        report = json.loads(check(run, "--format", "json").out)
        return [each["fingerprint"] for verdict in report["subjects"][0]["verdicts"] for each in verdict["violations"]]

    before = fingerprints()
    write("openapi.yaml", f"# moved\n\n{DOCUMENT}")
    assert fingerprints() == before
    assert len(set(before)) == 2


def test_a_setting_names_rulesets_beside_its_file(run: Run, write: Write) -> None:
    write("rules/api.yaml", "rules: {r: {given: $.info.title, then: {function: undefined}}}\n")
    write("rules/compliance.toml", 'ruleset = ["api.yaml"]\n')
    write("compliance.toml", 'ruleset = ["rules/api.yaml"]\n')
    assert "spectral.r" in run("check", "openapi.yaml").out


def test_several_rulesets_run_and_the_last_one_counts_for_a_rule_of_both(run: Run, write: Write) -> None:
    write("other.yaml", "rules: {no-tags: {severity: hint, given: $.nothing, then: {function: truthy}}}\n")
    report = json.loads(check(run, "--ruleset", "other.yaml", "--format", "json").out)
    verdicts = {each["rule"]: each["outcome"] for each in report["subjects"][0]["verdicts"]}
    assert (verdicts["spectral.no-title"], verdicts["spectral.no-tags"]) == ("breached", "not_applicable")
    assert report["notices"] == ["several rulesets have the rule no-tags; the last one counts"]


def test_overrides_that_do_not_count_are_said(run: Run, write: Write) -> None:
    write("base.yaml", RULESET + "overrides: [{files: ['*.yaml'], rules: {no-title: off}}]\n")
    write("team.yaml", "extends: base.yaml\n")
    assert check(run, ruleset="base.yaml").status == 0
    result = check(run, ruleset="team.yaml")
    assert result.status == 1
    assert "the overrides in base.yaml do not count, because another ruleset extends it" in result.out


def test_a_document_that_cannot_be_read_is_not_met(run: Run, write: Write) -> None:
    write("openapi.yaml", "openapi: [\n")
    report = json.loads(check(run, "--format", "json").out)
    outcomes = {each["outcome"] for each in report["subjects"][0]["verdicts"]}
    assert outcomes == {"not_observed"}


def test_a_record_takes_its_documents_along(run: Run, write: Write) -> None:
    write("record.yaml", "slug: household-business\nowner: {code: G12}\nservices: [{id: a, document: openapi.yaml}]\n")
    result = run("check", "record.yaml", "--ruleset", "spectral.yaml", "--select", "spectral.*", "--format", "json")
    verdicts = {each["rule"]: each["outcome"] for each in json.loads(result.out)["subjects"][0]["verdicts"]}
    assert verdicts["spectral.no-title"] == "breached"


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_library_that_is_missing_is_named_with_what_installs_it(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['jsonpath'] = None; from compliance.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "check", "openapi.yaml", "--lang", "en"]
    without = subprocess.run([*command, "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "jsonpath" not in without.stderr
    result = subprocess.run(
        [*command, "--ruleset", "spectral.yaml"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (64, "")
    assert "pip install 'ndxp-sdk[spectral]'" in result.stderr


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_check_without_a_ruleset_loads_nothing_for_one(tmp_path: Path) -> None:
    program = (
        "import sys; from compliance.cli.main import main; main(['check', 'openapi.yaml', '--quiet'])\n"
        "print([name for name in sys.modules if name.startswith(('compliance.rulesets', 'jsonpath', 'jsonschema'))])"
    )
    found = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.stdout.strip() == "[]"


def test_a_rule_of_a_ruleset_in_use_is_explained(run: Run, write: Write) -> None:
    told = run("explain", "spectral.no-tags", "--ruleset", "spectral.yaml", "--lang", "en")
    assert told.status == 0
    assert told.out.startswith("# spectral.no-tags\n")
    assert "no law: rule of the ruleset spectral.yaml, its level there: warn" in told.out
    assert "It stands in spectral.yaml:9:3" in told.out
    assert "## Where it looks\n\n- `$.tags`\n" in told.out
    assert '- `length` `{"max": 1}`\n' in told.out
    write("compliance.toml", 'ruleset = ["spectral.yaml"]\n')
    assert "thuộc tính" not in run("explain", "spectral.no-title", "--lang", "vi").out
    assert "## Nơi xem xét\n\n- `$.info`\n" in run("explain", "spectral.no-title", "--lang", "vi").out


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("spectral.no-title", (), "none is in use: give its file along; `--ruleset FILE`"),
        ("spectral.no-tag", ("--ruleset", "spectral.yaml"), "near: spectral.no-tags"),
        ("spectral.zzz", ("--ruleset", "spectral.yaml"), "spectral.zzz is in no ruleset that is in use"),
        ("spectral.no-title", ("--ruleset", "gone.yaml"), "gone.yaml"),
    ],
)
def test_what_is_no_rule_of_a_ruleset_is_said(run: Run, name: str, arguments: tuple[str, ...], said: str) -> None:
    told = run("explain", name, *arguments, "--lang", "en")
    assert told.status == 64
    assert said in told.err
