"""Files of settings that extend others: who wins, what is said of slips, and where what counts can be read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

OPEN = (
    "openapi: 3.1.0\ninfo: {title: t, version: x}\npaths: {/households: {get: {}}}\n"
    "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
)
RULE = "openapi.operation_requires_security"


@pytest.fixture(autouse=True)
def service(write: Write, monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path) -> None:
    """A document in a folder of its own, which is the working folder, below one of the agency."""
    write("service/openapi.yaml", OPEN)
    monkeypatch.chdir(tmp_path / "service")


def rules_run(run: Run, *options: str) -> set[str]:
    report = json.loads(run("check", "openapi.yaml", "--format", "json", *options).out)
    return {verdict["rule"] for verdict in report["subjects"][0]["verdicts"]}


def test_what_an_agency_sets_counts_where_it_is_extended(run: Run, write: Write) -> None:
    write("agency/compliance.toml", 'fail-on = "warn"\nlang = "vi"\n')
    assert run("check", "openapi.yaml").status == 0
    write("service/compliance.toml", 'extends = "../agency/compliance.toml"\n')
    result = run("check", "openapi.yaml")
    assert result.status == 1
    assert "compliance: dùng thiết lập trong compliance.toml, ../agency/compliance.toml\n" in result.err


def test_own_values_win_and_a_later_file_wins_over_an_earlier(run: Run, write: Write) -> None:
    write("first.toml", 'fail-on = "fail"\nselect = ["openapi.document_parses"]\n')
    write("second.toml", f'fail-on = "warn"\nselect = ["{RULE}"]\n')
    write("service/compliance.toml", 'extends = ["../first.toml", "../second.toml"]\n')
    assert (run("check", "openapi.yaml").status, rules_run(run)) == (1, {RULE})
    write("service/compliance.toml", 'extends = ["../second.toml", "../first.toml"]\nfail-on = "warn"\n')
    assert (run("check", "openapi.yaml").status, rules_run(run)) == (0, {"openapi.document_parses"})


def test_a_list_takes_the_place_of_an_inherited_one(run: Run, write: Write) -> None:
    write("agency.toml", f'ignore = ["{RULE}"]\n')
    write("service/compliance.toml", 'extends = "../agency.toml"\n')
    assert RULE not in rules_run(run)
    write("service/compliance.toml", 'extends = "../agency.toml"\nignore = ["openapi.document_parses"]\n')
    assert RULE in rules_run(run)
    assert "openapi.document_parses" not in rules_run(run)


def test_files_that_an_inherited_setting_names_stand_beside_that_file(run: Run, write: Write) -> None:
    write("agency/base.toml", 'waivers = "waivers.yaml"\nfail-on = "warn"\n')
    write(
        "agency/waivers.yaml",
        f"- {{rule: {RULE}, scope: 'openapi.yaml#*', reason: a, legal_basis: b, owner: c, approver: d, "
        "expires: 2027-03-01}\n",
    )
    write("service/pyproject.toml", '[project]\nname = "x"\n[tool.compliance]\nextends = "../agency/base.toml"\n')
    assert run("check", "openapi.yaml", "--select", RULE, "--as-of", "2026-11-21").status == 0


def test_a_project_file_can_be_extended_too_and_one_file_by_two(run: Run, write: Write) -> None:
    write("common.toml", 'fail-on = "warn"\n')
    write("a/pyproject.toml", '[tool.compliance]\nextends = "../common.toml"\n')
    write("b/compliance.toml", 'extends = "../common.toml"\n')
    write("service/compliance.toml", 'extends = ["../a/pyproject.toml", "../b/compliance.toml"]\n')
    result = run("check", "openapi.yaml")
    assert result.status == 1
    assert result.err.count("../common.toml") == 1


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"service/compliance.toml": '# ours\nextends = "../agncy.toml"\n', "agency.toml": "quiet = true\n"},
            {
                "en": "compliance.toml:2: extends names ../agncy.toml, which is not there; did you mean ../agency",
                "vi": "compliance.toml:2: extends chỉ đến ../agncy.toml, tệp này không tồn tại; có phải ý bạn là "
                "../agency.toml?",
            },
        ),
        (
            {"service/compliance.toml": "extends = '../a.toml'\n", "a.toml": "\nextends = 'service/compliance.toml'\n"},
            {
                "en": "../a.toml:2: extends leads in a circle: compliance.toml → ../a.toml → ",
                "vi": "../a.toml:2: extends tạo thành vòng lặp: compliance.toml → ../a.toml → ",
            },
        ),
        (
            {"service/compliance.toml": "extends = 'https://agency.example/compliance.toml'\n"},
            {
                "en": "compliance.toml:1: extends takes no address",
                "vi": "compliance.toml:1: extends không nhận địa chỉ",
            },
        ),
        (
            {"service/compliance.toml": "extends = 5\n"},
            {
                "en": "compliance.toml:1: a path or a list of paths is expected",
                "vi": "compliance.toml:1: cần một đường dẫn hoặc một danh sách đường dẫn",
            },
        ),
        (
            {"service/compliance.toml": "extends = '..'\n"},
            {"en": "which is no file but a folder or device", "vi": "không phải là tệp mà là thư mục hoặc thiết bị"},
        ),
        (
            {"service/compliance.toml": "extends = '../a.toml'\n", "a.toml": "# nothing yet\n"},
            {"en": "names ../a.toml, in which no setting stands", "vi": "../a.toml, trong đó không có thiết lập nào"},
        ),
        (
            {"service/compliance.toml": "extends = '../a.toml'\n", "a.toml": "quiet = true\n\nfail_on = 'warn'\n"},
            {
                "en": "../a.toml:3: there is no setting fail_on; did you mean fail-on?",
                "vi": "../a.toml:3: không có thiết lập fail_on; có phải ý bạn là fail-on?",
            },
        ),
        (
            {"service/compliance.toml": "extends = '../a.toml'\n", "a.toml": "fail-on = 'always'\n"},
            {"en": "../a.toml:1: the setting fail-on cannot be always", "vi": "../a.toml:1: thiết lập fail-on"},
        ),
        (
            {"service/compliance.toml": "extend = '../a.toml'\n"},
            {
                "en": "compliance.toml:1: there is no setting extend; did you mean extends?",
                "vi": "compliance.toml:1: không có thiết lập extend; có phải ý bạn là extends?",
            },
        ),
        (
            {"service/compliance.toml": "[tool.compliance]\nfail-on = 'warn'\n"},
            {
                "en": "compliance.toml: settings stand at the top of this file, without [tool.compliance]",
                "vi": "compliance.toml: các thiết lập nằm ngay ở đầu tệp này, không có [tool.compliance]",
            },
        ),
    ],
)
def test_a_slip_in_what_is_extended_is_told_with_its_line(
    run: Run, write: Write, files: dict[str, str], said: dict[str, str], language: str
) -> None:
    for name, text in files.items():
        write(name, text)
    result = run("check", "openapi.yaml", "--lang", language)
    assert (result.status, result.out) == (64, "")
    assert said[language] in result.err


def test_extending_has_an_end(run: Run, write: Write) -> None:
    for number in range(12):
        write(f"service/{number}.toml", f"extends = '{number + 1}.toml'\n")
    write("service/12.toml", "quiet = true\n")
    write("service/compliance.toml", "extends = '5.toml'\n")
    assert run("check", "openapi.yaml").status == 0
    write("service/compliance.toml", "extends = '4.toml'\n")
    assert "11.toml:1: extends leads through more than 8 files" in run("check", "openapi.yaml").err
    write("service/compliance.toml", f"extends = {['12.toml'] * 40}\n")
    assert "compliance.toml:1: more than 32 files are extended" in run("check", "openapi.yaml").err


def test_what_is_no_regular_file_is_not_opened(run: Run, write: Write) -> None:
    write("service/compliance.toml", f"extends = '{Path('/dev/zero').as_posix()}'\n")
    result = run("check", "openapi.yaml")
    assert (result.status, result.out) == (64, "")


def test_the_line_of_a_setting_is_found_behind_other_tables(run: Run, write: Write) -> None:
    write(
        "service/pyproject.toml",
        '[project]\nname = "x"\n[tool.other]\nfail-on = 1\n[tool.compliance]\nignore = [\n  "openapi.*",\n]\n'
        '"fail-on" = "sometimes"\n',
    )
    assert "pyproject.toml:9: the setting fail-on cannot be sometimes" in run("check", "openapi.yaml").err


def test_a_format_that_only_reports_have_can_be_set(run: Run, write: Write) -> None:
    write("service/compliance.toml", 'format = "html"\n')
    assert run("check", "openapi.yaml").out.startswith("<!doctype html>")
    assert run("rules").status == 0
    write("service/compliance.toml", 'format = "word"\n')
    assert "compliance.toml:1: the setting format cannot be word; expected: " in run("check", "openapi.yaml").err


def test_what_is_in_force_can_be_read_with_its_place(run: Run, write: Write) -> None:
    write("agency.toml", 'fail-on = "warn"\nignore = ["openapi.version_is_semantic"]\n')
    write("service/compliance.toml", 'extends = "../agency.toml"\nignore = []\n')
    assert run("config").out.splitlines() == [
        "Setting\tValue\tStands in\tInstead of",
        'fail-on\t"warn"\t../agency.toml:1\t-',
        'ignore\t[]\tcompliance.toml:2\t["openapi.version_is_semantic"] (../agency.toml:2)',
    ]
    shown = json.loads(run("config", "--format", "json").out)
    assert shown["files"] == ["compliance.toml", "../agency.toml"]
    assert [(each["name"], each["value"], each["file"], each["line"]) for each in shown["settings"]] == [
        ("fail-on", "warn", "../agency.toml", 1),
        ("ignore", [], "compliance.toml", 2),
    ]
    assert shown["settings"][1]["instead_of"] == [
        {"value": ["openapi.version_is_semantic"], "file": "../agency.toml", "line": 2}
    ]


@pytest.mark.parametrize(("language", "said"), [("en", "No settings: "), ("vi", "Không có thiết lập nào: ")])
def test_that_nothing_is_set_is_said(run: Run, language: str, said: str) -> None:
    assert run("config", "--lang", language).out.startswith(said)
    assert json.loads(run("config", "--format", "json").out) == {"files": [], "settings": []}
