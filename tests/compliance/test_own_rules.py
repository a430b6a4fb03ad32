"""A package of an agency with its own rule, guideline and Vietnamese words, installed for real; and broken ones."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.fresh import call
from tools.generate import REPOSITORY

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
EXAMPLE = REPOSITORY / "tests/examples/agency_rules"
RULE = "openapi.operation_names_its_team"
DOCUMENT = """openapi: 3.1.0
info: {title: Example, version: 1.0.0}
paths:
  /households:
    get: {responses: {"200": {description: OK}}}
"""
Compliance = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip installed the example."""
    folder = tmp_path_factory.mktemp("agency")
    shutil.copytree(EXAMPLE, folder / "source")
    options = ("--quiet", "--disable-pip-version-check", "--no-build-isolation", "--no-deps", "--no-index")
    call(
        sys.executable, "-m", "pip", "install", *options, "--target", folder / "site", folder / "source", folder=folder
    )
    return folder / "site"


@pytest.fixture
def compliance(installed: Path, tmp_path: Path) -> Compliance:
    """Run the checker beside the example, in a copy that a test may break."""
    shutil.copytree(installed, tmp_path / "site")
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "compliance.cli", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "LANG": "en_US.UTF-8", "COLUMNS": "100"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_the_rule_is_held_against_what_holds_for_every_rule(compliance: Compliance) -> None:
    result = compliance("rules", "test", RULE)
    assert (result.returncode, result.stdout) == (0, f"{RULE}: nothing wrong with 2 examples\n")


def test_the_rule_is_listed_and_explained_with_its_guideline(compliance: Compliance) -> None:
    listed = {each["id"]: each for each in json.loads(compliance("rules", "--format", "json").stdout)}
    assert (listed[RULE]["requirements"], listed[RULE]["severity"]) == (["OWN.EXAMPLE-API.3"], "warn")
    page = compliance("explain", RULE).stdout
    assert (
        "12/HD-MAU, section 3: Guideline of the Example Agency on interfaces (own rule of an agency, not law)" in page
    )
    row = compliance("explain", "OWN.EXAMPLE-API.3").stdout
    assert "own rule of an agency, not law" in row
    assert f"Rules: {RULE}" in row


def test_the_report_names_the_guideline_and_never_counts_it_as_law(compliance: Compliance) -> None:
    result = compliance(
        "check", "openapi.yaml", "--select", "OWN.*", "--format", "json", "--output", "html=report.html"
    )
    report = json.loads(result.stdout)
    (verdict,) = report["subjects"][0]["verdicts"]
    assert (verdict["rule"], verdict["outcome"], verdict["severity"]) == (RULE, "breached", "warn")
    assert verdict["requirements"] == ["OWN.EXAMPLE-API.3"]
    states = {each["id"]: each["state"] for each in report["requirements"]}
    assert states["OWN.EXAMPLE-API.3"] == "breached"
    counted = report["summary"]["requirements"]
    assert counted["breached"] == 0
    assert counted["checkable"] + counted["not_checkable"] == sum(not each.startswith("OWN.") for each in states)


def test_what_an_agency_asks_for_itself_never_fails_as_law_does(compliance: Compliance) -> None:
    assert compliance("check", "openapi.yaml", "--select", RULE).returncode == 0
    assert compliance("check", "openapi.yaml", "--select", RULE, "--fail-on", "warn").returncode == 1


def test_everything_is_said_in_vietnamese_too(compliance: Compliance) -> None:
    said = compliance("check", "openapi.yaml", "--select", RULE, "--lang", "vi").stdout
    assert "Một thao tác không nêu nhóm chịu trách nhiệm\n" in said
    assert "`x-team` không nêu ai" in said
    page = compliance("--lang", "vi", "explain", RULE).stdout
    assert "Hướng dẫn về giao diện lập trình của Cơ quan Mẫu (quy định riêng của cơ quan, không phải pháp luật)" in page
    assert "Every operation" not in page


def test_a_rule_is_begun_in_the_package(compliance: Compliance, tmp_path: Path) -> None:
    new = ("rules", "new", "openapi/paths_are_short", "--cites", "OWN.EXAMPLE-API.3", "--package", "agency_rules.rules")
    result = compliance(*new)
    assert (result.returncode, result.stderr) == (0, "")
    file = tmp_path / "site/agency_rules/rules/openapi/paths_are_short.py"
    assert '@rule("OWN.EXAMPLE-API.3")\ndef paths_are_short(operation: Operation)' in file.read_text()
    assert compliance("rules", "test", "openapi.paths_are_short").returncode == 1
    again = compliance(*new)
    assert (again.returncode, "there is a rule openapi.paths_are_short already" in again.stderr) == (64, True)
    nowhere = compliance(*new[:-1], "no_such.rules")
    assert (nowhere.returncode, "no_such.rules is no package of rules" in nowhere.stderr) == (64, True)


GUIDELINE = "requirements/example-api.yaml"
PROBLEMS = [
    (GUIDELINE, "id: OWN.EXAMPLE-API.3", "id: ND331-2026.D30",
     "yaml:11:3: the id ND331-2026.D30 does not begin with OWN."),
    (GUIDELINE, "  id: OWN.EXAMPLE-API\n", "  id: decree\n", "yaml:2:3: the id decree does not begin with OWN."),
    (GUIDELINE, "kind: own-guideline", "kind: decree", "yaml:5:3: the kind of instrument is decree"),
    (GUIDELINE, "obligation: must", "obligation: always", "yaml:16:3: "),
    (GUIDELINE, "  obligation: must\n", "", "obligation"),
    (GUIDELINE, "bearer: [provider]", "bearer: [everybody]", "there is no everybody; known: consumer"),
    (GUIDELINE, "requirements:\n", "requirements: [\n", "example-api.yaml:"),
    (GUIDELINE, "id: OWN.EXAMPLE-API.3", "id: OWN.EXAMPLE-API.4", "cites OWN.EXAMPLE-API.3, which is no requirement"),
    ("locale/vi.json", "{", "[", "agency_rules/locale/vi.json holds no mapping of sentences to their translations"),
    ("rules/openapi/operation_names_its_team.py", '@rule("OWN.EXAMPLE-API.3")', "@rule()", "cites no requirement"),
    ("rules/openapi/operation_names_its_team.py", "from collections", "import nothing_there\nfrom collections",
     "ModuleNotFoundError: No module named 'nothing_there'"),
    ("__init__.py", '"""', 'raise SystemExit(7)\n"""', "SystemExit: 7"),
    ("rules/openapi/operation_names_its_team.py", "def operation_names_its_team(", "def another(",
     "holds the rules ['another']"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "problem"), PROBLEMS)
def test_a_broken_package_is_named_with_what_is_wrong(
    compliance: Compliance, tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    path = tmp_path / "site/agency_rules" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    result = compliance("check", "openapi.yaml")
    assert (result.returncode, result.stdout) == (64, "")
    first, second = result.stderr.splitlines()[:2]
    assert (
        first == "compliance: the rules that agency-rules brings (agency_rules.rules) cannot be used; mend or remove it"
    )
    assert problem in second
    assert "Traceback" not in result.stderr
