"""What a command loads before it does anything: counted, because no time is a test."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from compliance.cli import commands
from compliance.model.members import members

DOCUMENT: Final = """openapi: 3.0.0
info: {title: Hộ kinh doanh, version: 1.0.0}
paths:
  /households:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
      responses:
        '200':
          description: A page of households
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Household'}}}}
components:
  schemas:
    Household: {type: object, required: [code], properties: {code: {type: string}, name: {type: string}}}
"""
SLOW: Final = frozenset(
    {"dataclasses", "inspect", "ast", "difflib", "tomllib", "hashlib", "yaml.reader", "importlib.metadata", "locale"}
)


def loaded(folder: Path, *arguments: str) -> set[str]:
    """Return the modules that a command leaves loaded."""
    program = f"import sys\nfrom compliance.cli.main import main\nmain({list(arguments)!r})\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


def before() -> set[str]:
    """Return the modules that every program of this environment has loaded."""
    program = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    return set(subprocess.run(program, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.usefixtures("sockets_and_processes")
def test_help_loads_little_beside_the_commands(tmp_path: Path) -> None:
    found = loaded(tmp_path, "--help") - before()
    named = {f"{commands.__name__}.{name}" for name in members(commands.__path__).modules}
    ours = {name for name in found - named if name.partition(".")[0] == "compliance"}
    assert len(ours) <= 25, sorted(ours)
    assert len(found - named - ours) <= 45, sorted(found - named - ours)
    assert found & (SLOW | {"pathlib"}) == set()


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_check_of_a_small_document_loads_what_that_takes(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    found = loaded(tmp_path, "check", "--quiet", "openapi.yaml") - before()
    rules = {name for name in found if name.startswith("compliance.rules.")}
    ours = {name for name in found - rules if name.partition(".")[0] == "compliance"}
    assert len(ours) <= 165, sorted(ours)
    assert len(found - rules - ours) <= 75, sorted(found - rules - ours)
    assert found & (SLOW | {"copy", "base64"}) == set()
    assert rules
    assert {name for name in ours if name.startswith(f"{commands.__name__}.")} == {f"{commands.__name__}.check"}


@pytest.mark.parametrize(
    "written",
    [
        '[tool.compliance]\nlang = "vi"\n',
        '[ "tool" . \'compliance\' ]\nlang = "vi"\n',
        'tool.compliance.lang = "vi"\n',
        '[tool]\ncompliance.lang = "vi"\n',
        '[ tool ]\ncompliance = {lang = "vi"}\n',
        'tool = {compliance = {lang = "vi"}}\n',
        'tool.other = 1\ntool.compliance = {lang = "vi"}\n',
    ],
)
def test_a_table_of_settings_is_found_however_it_is_written(
    written: str, run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text(f"{written}", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("--help").out.startswith("cách dùng")


def test_a_project_that_names_the_checker_and_sets_nothing_is_not_read_further(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["ndxp-sdk[compliance]"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("--help").out.startswith("usage")
