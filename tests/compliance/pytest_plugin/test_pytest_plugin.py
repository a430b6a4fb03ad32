"""`pytest --compliance`: pytest itself, run in a folder of a user."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped

from tools.running_pytest import counts, run

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

OPEN = """\
openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /households:
    get: {}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""
RECORD = """\
slug: household-business
name_vi: Hệ thống đăng ký hộ kinh doanh
owner: {code: G12, name_vi: Bộ Tài chính}
services: [{id: households, base_url: 'https://api.example.gov.vn/v1', document: openapi.yaml}]
provenance: {declared: true, declared_by: {unit: Cơ quan mẫu, person: Chánh văn phòng, on: 2026-11-20}}
fee: 1
"""
WAIVER = """\
- rule: openapi.operation_requires_security
  scope: '*openapi.yaml#*'
  reason: Dữ liệu mở, đang chờ phê duyệt
  legal_basis: Quyết định số 00/QĐ-VIDU
  owner: Nguyễn Văn A
  approver: Trần Thị B
  expires: 2027-05-27
"""
SECURITY = "openapi.operation_requires_security"
DAY = ("--compliance-as-of", "2026-11-28")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a user, with a document that anybody may call."""
    (tmp_path / "openapi.yaml").write_text(OPEN, "utf-8")
    return tmp_path


def judge(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "--compliance", "openapi.yaml", *DAY, *arguments)


def test_a_finding_is_a_test_that_fails_with_place_clause_and_remedy_and_no_traceback(folder: Path) -> None:
    ran = judge(folder, "--compliance-fail-on", "warn", "--compliance-select", SECURITY)
    assert ran.returncode == pytest.ExitCode.TESTS_FAILED
    assert f"FAILED openapi.yaml::{SECURITY} - Data can be asked for without credentials" in ran.stdout
    assert "openapi.yaml:5:5 warn GET /households can be called without credentials: no `security`" in ran.stdout
    assert "[ND331-2026.D30.K4] Decree 331/2026/NĐ-CP, Article 30, clause 4" in ran.stdout
    assert "→ Give the operation, or the whole document, a `security`" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr
    assert ".py:" not in ran.stdout


def test_a_finding_below_the_gate_fails_nothing_and_is_told(folder: Path) -> None:
    ran = judge(folder, "--compliance-select", SECURITY, "-v")
    assert ran.returncode == 0
    assert f"openapi.yaml::{SECURITY} NOTED" in ran.stdout
    assert "openapi.yaml:5:5 warn GET /households can be called without credentials" in ran.stdout
    assert counts(ran.stdout) == {"noted": 1}
    assert "No breach found in 0 of the" in ran.stdout


def test_the_tests_are_the_verdicts_of_the_command_line(folder: Path) -> None:
    (folder / "record.yaml").write_text(RECORD, "utf-8")
    (folder / "second.yaml").write_text(OPEN.replace("title: t", "title: t2"), "utf-8")
    command = [sys.executable, "-m", "compliance.cli", "check", ".", "--format", "json", "--as-of", "2026-11-28"]
    told = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout
    outcomes = {
        f"{subject['id']}::{verdict['rule']}": verdict["outcome"]
        for subject in json.loads(told)["subjects"]
        for verdict in subject["verdicts"]
    }
    ran = run(folder, "--compliance", ".", *DAY, "-v")
    ended = dict(re.findall(r"^(\S+::\S+) ([A-Z]+)", ran.stdout, re.MULTILINE))
    assert {name: ending for name, ending in ended.items() if "not_judged" not in name}.keys() == outcomes.keys()
    names = {"met": {"PASSED"}, "breached": {"NOTED", "FAILED"}}
    assert all(ended[name] in names.get(outcome, {"SKIPPED"}) for name, outcome in outcomes.items())


def test_what_was_not_looked_at_is_skipped_with_the_reason(folder: Path) -> None:
    ran = judge(folder, "-rs")
    assert "there is nothing in it that the rule concerns" in ran.stdout
    (folder / "record.yaml").write_text(RECORD.replace("fee: 1\n", ""), "utf-8")
    ran = run(folder, "--compliance", "record.yaml", *DAY, "-rs")
    assert "the record does not say the security level of the platform" in ran.stdout


def test_a_waiver_of_the_file_of_settings_is_an_expected_failure(folder: Path) -> None:
    (folder / "waivers.yaml").write_text(WAIVER, "utf-8")
    (folder / "compliance.toml").write_text('fail-on = "warn"\nwaivers = "waivers.yaml"\n', "utf-8")
    ran = judge(folder, "--compliance-select", SECURITY, "-rx")
    assert ran.returncode == 0
    assert counts(ran.stdout) == {"xfailed": 1}
    assert "Waived until 27 May 2027: Dữ liệu mở, đang chờ phê duyệt. Basis: Quyết định số 00/QĐ-VIDU" in ran.stdout
    assert "compliance: settings of compliance.toml" in ran.stdout
    expired = run(folder, "--compliance", "openapi.yaml", "--compliance-as-of", "2027-06-01")
    assert f"FAILED openapi.yaml::{SECURITY}" in expired.stdout


def test_settings_of_other_commands_are_told_and_a_slip_is_refused(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.compliance]\nfail-on = "warn"\nkeep = "kept"\n', "utf-8")
    ran = judge(folder)
    assert ran.returncode == pytest.ExitCode.TESTS_FAILED
    assert "pyproject.toml: settings that pytest does not use: keep" in ran.stdout
    (folder / "pyproject.toml").write_text('[tool.compliance]\nfial-on = "warn"\n', "utf-8")
    ran = judge(folder)
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert "pyproject.toml: there is no setting fial-on; did you mean fail-on?" in ran.stderr


def test_workers_of_xdist_tell_the_same(folder: Path) -> None:
    gate = ("--compliance-fail-on", "warn")
    alone, parted = judge(folder, *gate, "-p", "no:xdist"), judge(folder, *gate, "-n", "2")
    assert counts(alone.stdout) == counts(parted.stdout)
    assert f"FAILED openapi.yaml::{SECURITY}" in parted.stdout
    assert "openapi.yaml:5:5 warn" in parted.stdout
    assert parted.stdout.count("No breach found in") == 1


def test_a_junit_file_holds_each_rule_with_what_was_found(folder: Path) -> None:
    judge(folder, "--compliance-fail-on", "warn", "--junitxml", "junit.xml", "--compliance-lang", "vi")
    cases = {case.name: case for suite in JUnitXml.fromfile(str(folder / "junit.xml")) for case in suite}
    assert cases[SECURITY].classname == "openapi.yaml"
    [found] = cases[SECURITY].result
    assert isinstance(found, Failure)
    assert "[ND331-2026.D30.K4] khoản 4 Điều 30 Nghị định 331/2026/NĐ-CP" in (found.text or "")
    [left_out] = cases["openapi.birth_date_may_be_partial"].result
    assert isinstance(left_out, Skipped)
    assert cases["openapi.document_parses"].is_passed


def test_everything_is_said_in_vietnamese_too(folder: Path) -> None:
    ran = judge(folder, "--compliance-lang", "vi", "--compliance-select", SECURITY)
    assert "openapi.yaml:5:5 cảnh báo có thể gọi GET /households mà không cần thông tin xác thực" in ran.stdout
    assert "Chưa phát hiện vi phạm ở 0 trong số" in ran.stdout
    ran = judge(folder, "--compliance-lang", "vi", "--compliance-as-of", "28/11")
    assert "as-of: 28/11 không phải là ngày; hãy viết như 2026-12-31" in ran.stderr


def test_what_cannot_be_judged_is_no_silent_pass(folder: Path) -> None:
    (folder / "broken.yaml").write_text("openapi: 3.1.0\npaths: {a: [", "utf-8")
    ran = run(folder, "--compliance", "broken.yaml", *DAY)
    assert ran.returncode == pytest.ExitCode.TESTS_FAILED
    assert "FAILED broken.yaml::compliance.not_judged" in ran.stdout
    assert "the file could not be parsed, so nothing in it was looked at" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--compliance", "none.yaml"), "there is no such file: none.yaml"),
        (("--compliance", "empty"), "no OpenAPI document and no record was found in: empty"),
        (("--compliance", "openapi.yaml", "--compliance-fail-on", "warm"), "fail-on cannot be warm; expected: fail"),
        (("--compliance", "openapi.yaml", "--compliance-select", "a.b"), "no rule matches a.b"),
        (("--compliance", "openapi.yaml", "--compliance-waivers", "openapi.yaml"), "openapi.yaml:1:1: "),
    ],
)
def test_bad_usage_is_said_in_a_line(folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    (folder / "empty").mkdir()
    ran = run(folder, *arguments)
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert sentence in ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr


def test_a_project_names_its_documents_once_beside_its_own_tests(folder: Path) -> None:
    (folder / "pytest.ini").write_text("[pytest]\ncompliance = openapi.yaml\n", "utf-8")
    (folder / "tests").mkdir()
    (folder / "tests/test_own.py").write_text("def test_own():\n    pass\n", "utf-8")
    ran = run(folder, *DAY, "-m", "compliance", "-k", "requires_security", "-v")
    assert counts(ran.stdout)["noted"] == 1
    assert "test_own" not in ran.stdout.partition("deselected")[2]
    below = run(folder / "tests", *DAY, "-k", "own or requires_security", "-v")
    assert (counts(below.stdout)["noted"], counts(below.stdout)["passed"]) == (1, 1)


def test_nothing_is_loaded_where_nobody_asks(folder: Path) -> None:
    (folder / "test_own.py").write_text(
        "import sys\n\n\ndef test_own():\n"
        "    loaded = {name for name in sys.modules if name.partition('.')[0] in {'compliance', 'ndxp_sdk'}}\n"
        "    assert loaded == {'compliance', 'compliance.pytest_plugin'}\n",
        "utf-8",
    )
    ran = run(folder)
    assert counts(ran.stdout) == {"passed": 1}, ran.stdout
    assert "compliance" not in ran.stdout.partition("collected")[2]
