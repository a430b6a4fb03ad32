"""`pytest --compliance-target`: a service that runs, looked at once, one test for each rule on endpoints."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ndxp_mocks import Platform, Served, serve
from ndxp_mocks.platform.openapi import document
from tools.running_pytest import counts, run

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
FAULT = "no-hsts"
RULE = "endpoint.hsts_is_sent"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve(Platform(faults=frozenset({FAULT}))) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, served: Served) -> Path:
    """The folder of a user, with the document of the service."""
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "openapi.json").write_text(json.dumps(document(served.platform)), "utf-8")
    return tmp_path


def look(folder: Path, served: Served, *arguments: str) -> str:
    target = ("--compliance-target", served.base_url, "--compliance-spec", "api/openapi.json")
    ran = run(folder, *target, "--compliance-allow-private", "--compliance-rate", "50/s", *arguments)
    return ran.stdout + ran.stderr


def test_each_rule_on_endpoints_is_a_test_and_a_failure_shows_clause_exchange_and_command(
    folder: Path, served: Served
) -> None:
    said = look(
        folder, served, "-v", "--compliance-fail-on", "warn", "--compliance-select", f"{RULE},endpoint.clock_is_right"
    )
    node = f"localhost-{served.port}"
    assert f"{node}::{RULE} FAILED" in said
    assert f"{node}::endpoint.clock_is_right PASSED" in said
    assert counts(said) == {"failed": 1, "passed": 1}
    assert "[L20-2023.D42.K1.D] " in said
    assert f"GET {served.base_url}/" in said
    assert "to repeat it: curl -g -i " in said
    assert "nobody says whose it is" in said


def test_without_a_choice_all_rules_on_endpoints_are_judged_and_no_others(folder: Path, served: Served) -> None:
    said = look(folder, served, "-v", "--compliance-fail-on", "never")
    tests = [line.split()[0].rpartition("::")[2] for line in said.splitlines() if "::" in line and "%]" in line]
    assert len(tests) > 20
    assert {name.partition(".")[0] for name in tests} == {"endpoint"}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--compliance-target", "https://a.example"), "--compliance-target and --compliance-spec are given together"),
        (("--compliance-spec", "openapi.yaml"), "--compliance-target and --compliance-spec are given together"),
        (("--compliance-target", "ftp://a.example", "--compliance-spec", "x"), "is not an http or https address"),
        (("--compliance-target", "https://a.example", "--compliance-spec", "x"), "there is no such file: x"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_line(tmp_path: Path, arguments: tuple[str, ...], reason: str) -> None:
    ran = run(tmp_path, *arguments)
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert reason in ran.stderr
    assert "Traceback" not in ran.stderr
