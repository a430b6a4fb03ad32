"""Runners of pipelines, as far as a pipeline can tell: what GitHub, GitLab and Jenkins hand to a shell, run in one."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_GROOVY_SHELL = re.compile(r"\bsh '''(.*?)'''", re.DOTALL)
_GROOVY_VARIABLE = re.compile(r"^\s*([A-Z_]+) = '(.*?)'", re.MULTILINE)


@dataclass(frozen=True)
class Ran:
    """How a pipeline ended, what it printed, and what it told its runner."""

    status: int
    said: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    summary: str = ""


def workflow_files(folder: Path) -> dict[str, str]:
    """Make the files in which a runner of GitHub takes outputs and the summary."""
    files = {"GITHUB_OUTPUT": folder / "output", "GITHUB_STEP_SUMMARY": folder / "summary", "RUNNER_TEMP": folder}
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        files[name].write_text("")
    return {name: str(path) for name, path in files.items()}


def run_action(
    inputs: Mapping[str, str], folder: Path, temporary: Path, done: Mapping[str, Mapping[str, str]] | None = None
) -> Ran:
    """Run the steps of the composite action with inputs; those in `done` are taken for run, with these outputs."""
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
    unknown = set(inputs) - set(action["inputs"])
    assert not unknown, unknown
    steps = dict(done or {})
    known = {f"inputs.{name}": inputs.get(name, each["default"]) for name, each in action["inputs"].items()}
    known["github.action_path"] = str(REPOSITORY)
    said, summary, status = "", "", 0
    for number, step in enumerate(action["runs"]["steps"]):
        if step["id"] in steps or status:
            continue
        given = workflow_files(_made(temporary / str(number))) | {"RUNNER_TEMP": str(temporary)}
        variables = {name: evaluated(text, known | _outputs(steps)) for name, text in step["env"].items()}
        ran = bash(step["run"], folder, {**given, **variables})
        status, said = ran.returncode, said + ran.stdout
        steps[step["id"]] = read_outputs(Path(given["GITHUB_OUTPUT"]))
        summary += Path(given["GITHUB_STEP_SUMMARY"]).read_text("utf-8")
    told = known | _outputs(steps)
    return Ran(
        status, said, {name: evaluated(each["value"], told) for name, each in action["outputs"].items()}, summary
    )


def run_gitlab(path: Path, folder: Path, variables: Mapping[str, str], first: str = "") -> Ran:
    """Run the script of the only job of GitLab, from the line that begins so on; variables of a project win."""
    [job] = yaml.safe_load(path.read_text("utf-8")).values()
    lines: list[str] = job["script"]
    begin = next(number for number, line in enumerate(lines) if line.startswith(first))
    ran = bash("\n".join(lines[begin:]), folder, {**job["variables"], **variables})
    return Ran(ran.returncode, ran.stdout)


def run_jenkins(path: Path, folder: Path, variables: Mapping[str, str], first: int = 0) -> Ran:
    """Run the shell steps of a Jenkinsfile, from that of a number on, until one fails, as Jenkins does."""
    text = path.read_text("utf-8")
    given = {**dict(_GROOVY_VARIABLE.findall(text)), **variables}
    said = ""
    for script in groovy_scripts(text)[first:]:
        ran = _run(("sh", "-xe", "-c", script), folder, given)
        said += ran.stdout
        if ran.returncode:
            return Ran(ran.returncode, said)
    return Ran(0, said)


def groovy_scripts(text: str) -> list[str]:
    """Return the scripts of the `sh` steps of a Jenkinsfile, none of which has an escape."""
    scripts = _GROOVY_SHELL.findall(text)
    assert scripts
    assert not any("\\" in script for script in scripts)
    return scripts


def evaluated(text: str, known: Mapping[str, str]) -> str:
    """Return a text with its expressions evaluated, each of which is a name that is known."""
    return _EXPRESSION.sub(lambda found: known[found[1]], text)


def expressions(tree: Any) -> list[str]:
    """Return every expression in a tree."""
    match tree:
        case str():
            return _EXPRESSION.findall(tree)
        case dict():
            return [each for member in tree.values() for each in expressions(member)]
        case list():
            return [each for member in tree for each in expressions(member)]
    return []


def read_outputs(path: Path) -> dict[str, str]:
    """Read what a step told its runner, one name and value a line."""
    return dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines())


def bash(script: str, folder: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as runners do: it ends with the first command that fails."""
    return _run(("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script), folder, variables)


def _outputs(steps: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {f"steps.{step}.outputs.{name}": value for step, told in steps.items() for name, value in told.items()}


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _run(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANGUAGE", "GIT_"))}
    kept["PIP_COMPILE"] = "0"  # because what is installed here runs once, and compiles what it needs itself
    return subprocess.run(
        command,
        cwd=folder,
        env={**kept, "LANG": "C.UTF-8", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
