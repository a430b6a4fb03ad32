"""The pipelines that users take: valid for their vendors, and run as their runners run them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml

from tools.hooks import hooks, pre_commit
from tools.pipelines import (
    PROGRAMS,
    REPOSITORY,
    expressions,
    groovy_scripts,
    run_action,
    run_gitlab,
    run_jenkins,
)

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

RULE = "openapi.operation_requires_security"
DONE = {"install": {"programs": str(PROGRAMS)}}
FOLDER = REPOSITORY / "pipelines"


def valid(*arguments: str | Path) -> None:
    ran = subprocess.run([sys.executable, "-m", *map(str, arguments)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_action_is_valid_and_no_input_can_become_a_command() -> None:
    valid("check_jsonschema", "--builtin-schema", "vendor.github-actions", REPOSITORY / "action.yml")
    steps = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))["runs"]["steps"]
    assert expressions([step["env"] for step in steps])
    assert expressions([step["run"] for step in steps]) == []


def test_the_job_of_gitlab_is_valid() -> None:
    valid("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", FOLDER / "gitlab.yml")


def test_the_sample_for_pre_commit_is_valid() -> None:
    valid("pre_commit", "validate-config", FOLDER / "pre-commit.yaml")


def test_the_jenkinsfile_is_closed_and_its_scripts_are_shell() -> None:
    text = (FOLDER / "Jenkinsfile").read_text("utf-8")
    assert balanced(text)
    assert not balanced(text.rstrip().removesuffix("}"))
    for script in groovy_scripts(text):
        assert subprocess.run(["sh", "-n", "-c", script], check=False).returncode == 0


def balanced(groovy: str) -> bool:
    """Return whether quotes and brackets of Groovy are closed in the order in which they were opened."""
    opened: list[str] = []
    rest = groovy
    while rest:
        if rest.startswith("//"):
            rest = rest.partition("\n")[2]
        elif rest[0] == "'":
            quote = "'''" if rest.startswith("'''") else "'"
            _, closed, rest = rest.removeprefix(quote).partition(quote)
            if not closed:
                return False
        elif rest[0] in "([{":
            opened.append({"(": ")", "[": "]", "{": "}"}[rest[0]])
            rest = rest[1:]
        elif rest[0] in ")]}" and (not opened or opened.pop() != rest[0]):
            return False
        else:
            rest = rest[1:]
    return not opened


def test_jenkins_installs_what_gitlab_installs() -> None:
    [job] = yaml.safe_load((FOLDER / "gitlab.yml").read_text("utf-8")).values()
    first, *_ = groovy_scripts((FOLDER / "Jenkinsfile").read_text("utf-8"))
    assert [line.strip() for line in first.strip().splitlines()] == job["script"][:2]


def test_the_action_annotates_summarises_and_leaves_files(platform: Path, tmp_path: Path) -> None:
    inputs = {"paths": "api docs/openapi.yaml\n", "fail-on": "warn", "junit": "compliance.xml", "lang": "en"}
    ran = run_action(inputs, platform, tmp_path / "runner", DONE)
    assert ran.status == 1
    assert "::warning file=api docs/openapi.yaml,line=5,col=5,title=" in ran.said
    assert "Data can be asked for without credentials" in ran.summary
    assert ran.outputs == {"status": "1", "sarif": "compliance.sarif", "junit": "compliance.xml"}
    [run] = json.loads((platform / "compliance.sarif").read_text("utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == [RULE]
    assert JUnitXml.fromfile(str(platform / "compliance.xml")).tests >= 1


def test_the_action_passes_where_nothing_fails(platform: Path, tmp_path: Path) -> None:
    ran = run_action({"sarif": "", "options": "--profile=readiness\n"}, platform, tmp_path / "runner", DONE)
    assert (ran.status, ran.outputs) == (0, {"status": "0", "sarif": "", "junit": ""})
    assert not (platform / "compliance.sarif").exists()


@pytest.mark.parametrize("name", ["paths", "fail-on", "lang", "sarif", "junit", "options"])
def test_an_input_of_the_action_is_never_run(platform: Path, tmp_path: Path, name: str) -> None:
    ran = run_action({name: '$(touch hit); `touch hit`"; touch hit; #\nstatus=0'}, platform, tmp_path / "runner", DONE)
    assert not (platform / "hit").exists()
    assert ran.status in {0, 2, 64}
    assert set(ran.outputs) == {"status", "sarif", "junit"}
    assert ran.outputs["status"] == str(ran.status)


@pytest.mark.parametrize(("options", "status"), [("", 0), ("--fail-on warn --ignore openapi.text_is_*", 1)])
def test_the_job_of_gitlab_leaves_code_quality_and_junit(installed: Path, options: str, status: int) -> None:
    (installed / "openapi.text_is_here").touch()
    ran = run_gitlab(FOLDER / "gitlab.yml", installed, {"COMPLIANCE_OPTIONS": options}, first="set -f")
    assert ran.status == status, ran.said
    [issue] = json.loads((installed / "gl-code-quality-report.json").read_text("utf-8"))
    assert (issue["check_name"], issue["location"]["lines"]["begin"]) == (RULE, 5)
    assert issue["location"]["path"] == "api docs/openapi.yaml"
    assert JUnitXml.fromfile(str(installed / "compliance.xml")).tests >= 1
    job = yaml.safe_load((FOLDER / "gitlab.yml").read_text("utf-8"))["compliance"]
    assert all((installed / name).is_file() for name in job["artifacts"]["reports"].values())


@pytest.mark.parametrize(("options", "status"), [("", 0), ("--fail-on warn", 1)])
def test_the_steps_of_jenkins_leave_junit_and_a_page(installed: Path, options: str, status: int) -> None:
    ran = run_jenkins(FOLDER / "Jenkinsfile", installed, {"COMPLIANCE_OPTIONS": options}, first=1)
    assert ran.status == status, ran.said
    assert JUnitXml.fromfile(str(installed / "compliance.xml")).tests >= 1
    assert (installed / "compliance.html").is_file()


def test_the_hook_judges_documents_and_passes_over_the_rest(platform: Path, tmp_path: Path) -> None:
    folder, commit = hooks(tmp_path / "hooks")
    (platform / "values.yaml").write_text("replicas: 2\n", "utf-8")
    (platform / "notes.md").write_text("openapi: 3.1.0\n", "utf-8")
    config = (
        f"repos:\n- repo: {folder}\n  rev: {commit}\n  hooks: [{{id: compliance-system, args: [--fail-on=warn]}}]\n"
    )
    ran = pre_commit(platform, tmp_path / "home", config)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "api docs/openapi.yaml:5:5 warn openapi.operation_requires_security" in ran.stdout
    assert "notes.md" not in ran.stdout
    (platform / "api docs/openapi.yaml").unlink()
    assert pre_commit(platform, tmp_path / "home", config).returncode == 0


def test_the_sample_for_pre_commit_runs(platform: Path, tmp_path: Path) -> None:
    ran = pre_commit(platform, tmp_path / "home", (FOLDER / "pre-commit.yaml").read_text("utf-8"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "api docs/openapi.yaml:5:5 warn" in ran.stdout


def test_the_hooks_are_valid_and_alike_but_for_their_language() -> None:
    valid("pre_commit", "validate-manifest", REPOSITORY / ".pre-commit-hooks.yaml")
    own, system = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    [sample] = yaml.safe_load((FOLDER / "pre-commit.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    shared = ("entry", "types_or", "require_serial")
    assert [own[name] for name in shared] == [system[name] for name in shared] == [sample[name] for name in shared]
