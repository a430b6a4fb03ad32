"""The command line itself: slips are told with what was probably meant, settings are found, streams are kept apart."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.loading.facts.catalogue import catalogue
from compliance.rules import all_rules
from ndxp_mocks import flawless, serve

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

UNRULED = "CV2765-2024.P14"
SCHEMES = "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
OPEN = f"openapi: 3.1.0\ninfo: {{title: t, version: 1.0.0}}\npaths:\n  /households:\n    get: {{}}\n{SCHEMES}"


@pytest.fixture(autouse=True)
def document(write: Write) -> Path:
    return write("openapi.yaml", OPEN)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek", "openapi.yaml"), "there is no chek; did you mean check?"),
        (("check", "openapi.yaml", "--outputs", "json=a"), "there is no option --outputs; did you mean --output?"),
        (("check", "openapi.yaml", "--fail_on=warn"), "there is no option --fail_on; did you mean --fail-on?"),
        (("notify", "--write", "folder"), "there is no option --write; see --help"),
        (("check", "openapi.yaml", "--fail-on", "advise"), "there is no advise; did you mean advice?"),
        (("--format", "json", "check", "openapi.yaml"), "--format stands before the command"),
        (("--lang", "en", "--quiet", "check", "openapi.yaml"), "--quiet stands before the command"),
        (("explain", "a", "b"), "b is one argument too many"),
        (("audit", "x", "--rate", "0"), "0 is no number above 0"),
        (("audit", "x", "--resolve", "a.example=here"), "a.example=here was found: write HOST=ADDRESS"),
        (("audit", "x", "--resolve", "=192.0.2.1"), "=192.0.2.1 was found: write HOST=ADDRESS"),
        (("audit", "x", "--concurrency", "1.5"), "1.5 is no whole number above 0"),
        (("demo", "--seed", "x"), "x is no whole number"),
        (("check", "openapi.yaml", "--select", "openapi.document_parse"), "did you mean openapi.document_parses?"),
        (("check", "openapi.yaml", "--ignore", "openapi_*"), "no rule matches openapi_*; did you mean openapi.*?"),
        (("check", "openapi.yaml", "--select", "L20-2023.D42.K1.E"), "did you mean L20-2023.D42.K1"),
        (("check", "openapi.yaml", "--select", "ND224-2026.D23.k3.*"), "did you mean ND224-2026.D23.K3.*?"),
        (("check", "openapi.yaml", "--select", UNRULED), f"no rule looks at the requirement {UNRULED}; `compliance ex"),
        (("check", "openapi.yaml", "--root", "nowhere"), "there is no such folder: nowhere"),
        (("check", "openapi.yaml", "--ca", "x.pem"), "--ca would do nothing"),
        (("check", "openapi.yaml", "--timeout", "3"), "--timeout would do nothing"),
        (("check", "openapi.yaml", "--output", "json=-", "--output", "html=-"), "takes one report"),
        (("check", "openapi.yaml", "--output", "json=-", "--format", "html"), "takes one report"),
        (("check", "openapi.yaml", "--waivers", "nowhere.yaml"), "there is no such file: nowhere.yaml"),
        (("check", "openapi.yaml", "--waivers", "."), ". is a folder, a file is expected"),
    ],
)
def test_a_slip_is_told_on_standard_error_with_what_was_meant(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert (result.status, result.out) == (64, "")
    assert said in result.err


def test_usage_never_mixes_with_a_report(run: Run) -> None:
    result = run("check", "openapi.yaml", "--format", "json", "--fail-on", "sometimes")
    assert (result.status, result.out) == (64, "")
    assert result.err.startswith("usage: compliance check")


def test_several_rules_stand_in_one_option(run: Run) -> None:
    chosen = "openapi.document_parses, openapi.operation_requires_security"
    report = json.loads(run("check", "openapi.yaml", "--select", chosen, "--format", "json").out)
    assert {verdict["rule"] for verdict in report["subjects"][0]["verdicts"]} == set(chosen.split(", "))


def chosen(run: Run, *options: str) -> set[str]:
    report = json.loads(run("check", "openapi.yaml", *options, "--format", "json").out)
    return {verdict["rule"] for verdict in report["subjects"][0]["verdicts"]}


def test_rules_are_chosen_by_the_requirements_that_they_cite(run: Run) -> None:
    requirements = {rule.id: set(rule.citations) for rule in all_rules()}
    everything = chosen(run)
    one = {rule for rule in everything if "L20-2023.D42.K1.D" in requirements[rule]}
    act = {rule for rule in everything if any(each.startswith("L20-2023.D42.") for each in requirements[rule])}
    assert one
    assert one <= act < everything
    assert chosen(run, "--select", "L20-2023.D42.K1.D") == one
    assert chosen(run, "--select", "L20-2023.D42.*,openapi.document_parses") == act | {"openapi.document_parses"}
    assert chosen(run, "--ignore", "L20-2023.D42.*") == everything - act


def test_rules_are_chosen_in_files_as_on_the_command_line(run: Run, write: Write) -> None:
    wanted = chosen(run, "--select", "L20-2023.D42.K1.D,openapi.document_parses", "--ignore", "openapi.operation_*")
    write(
        "compliance.toml",
        'select = ["L20-2023.D42.K1.D, openapi.document_parses"]\nignore = ["openapi.operation_*"]\n',
    )
    assert chosen(run) == wanted


def test_a_requirement_that_was_merged_chooses_those_of_the_other(run: Run) -> None:
    known, cited = catalogue(), {each for rule in all_rules() for each in rule.citations}
    former, standing = next(pair for pair in known.merged.items() if pair[1] in cited and pair[0] not in cited)
    assert run("rules", "test", former).out == run("rules", "test", standing).out


def test_settings_are_found_in_a_folder_above_and_it_is_said_which(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("compliance.toml", 'fail-on = "warn"\nwaivers = "waivers.yaml"\n')
    write("waivers.yaml", "[]\n")
    write("api/v1/openapi.yaml", OPEN)
    monkeypatch.chdir(tmp_path / "api/v1")
    result = run("check", "openapi.yaml")
    assert result.status == 1
    assert f"compliance: settings of {tmp_path / 'compliance.toml'}\n" in result.err
    write("api/pyproject.toml", '[project]\nname = "compliance-api"\n')
    write("api/compliance.toml", 'fail-on = "never"\n')
    assert run("check", "openapi.yaml").status == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_on = "warn"\n', "there is no setting fail_on; did you mean fail-on?"),
        ('select = "openapi.*"\n', 'a list of texts is expected: select = ["openapi.*"]'),
        ("quiet = 1\n", "quiet is either true or false, without quotes"),
        ("fail-on = ['warn']\n", 'one text or number is expected: fail-on = "…"'),
        ("help = true\n", "there is no setting help"),
        ("as-of = 'tomorrow'\n", "tomorrow is no date; write it as 2026-12-31"),
        ("output = ['xml=a']\n", "write FORMAT=FILE"),
        ("fail-on = warn\n", "compliance.toml:1:11 is not TOML: no value; put a text in quotes"),
        ("fail-on\n", "compliance.toml:1:8 is not TOML: a key needs = and a value"),
        ("quiet = true\nquiet = true\n", "is not TOML: a key or table is given twice"),
        ('lang = "vi\n', "is not TOML: no line begins or goes on with this character"),
        (b"\xff", "compliance.toml is not UTF-8 text"),
    ],
)
def test_a_setting_of_the_wrong_form_is_told_with_the_right_one(
    run: Run, write: Write, text: str | bytes, said: str
) -> None:
    write("compliance.toml", text)
    result = run("check", "openapi.yaml")
    assert result.status == 64
    assert said in result.err


def test_the_table_of_a_project_file_has_to_be_one(run: Run, write: Write) -> None:
    write("pyproject.toml", "[tool]\ncompliance = 5\n")
    assert "compliance is a value, a table is expected: [compliance]" in run("check", "openapi.yaml").err


def test_a_setting_gives_an_option_that_a_command_needs(run: Run, write: Write, tmp_path: Path) -> None:
    write("record.yaml", "slug: a\nowner: none\n")
    write("compliance.toml", 'out = "a.dossier"\n')
    assert run("collect", "record.yaml", "--quiet").status == 0
    assert (tmp_path / "a.dossier").is_file()


def test_a_quiet_run_still_gives_what_programs_read(run: Run) -> None:
    assert json.loads(run("check", "openapi.yaml", "--quiet", "--format", "json").out)["schema"]
    assert run("check", "openapi.yaml", "--quiet").out == ""


def test_a_report_can_go_to_standard_output_by_name(run: Run, tmp_path: Path) -> None:
    result = run("check", "openapi.yaml", "--output", "json=-", "--output", "html=a.html", "--quiet")
    assert json.loads(result.out)["schema"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "openapi.yaml"]


def test_a_quiet_run_names_what_could_not_be_judged_and_why(run: Run, write: Write) -> None:
    write("broken.yaml", "openapi: 3.1.0\ninfo: {title: t\npaths: {}\n")
    result = run("check", "broken.yaml", "nowhere.yaml", "openapi.yaml", "--quiet")
    assert result.status == 2
    assert "not judged: nowhere.yaml: there is no such file: nowhere.yaml" in result.err
    assert "not judged: broken.yaml" in result.err


def test_a_missing_file_keeps_no_other_from_being_judged(run: Run, tmp_path: Path) -> None:
    result = run("check", "nowhere.yaml", "openapi.yaml", "--output", "json=a.json")
    report = json.loads((tmp_path / "a.json").read_bytes())
    assert result.status == 2
    assert [subject["id"] for subject in report["subjects"]] == ["nowhere.yaml", "openapi.yaml"]
    assert report["subjects"][0]["gaps"][0]["reason"] == "there is no such file: nowhere.yaml"
    assert run("check", "nowhere.yaml", "elsewhere.yaml", "--quiet").err.count("there is no such file") == 2


def test_a_report_that_cannot_be_written_keeps_no_other_away(run: Run, write: Write, tmp_path: Path) -> None:
    write("taken", "")
    result = run("check", "openapi.yaml", "--output", "json=taken/a.json", "--output", "json=a.json")
    assert result.status == 2
    assert "taken/a.json could not be written: what should be its folder is a file" in result.err
    assert (tmp_path / "a.json").is_file()
    assert "Result" in result.out


def test_the_text_report_says_how_many_findings_of_which_rules_reach_the_gate(run: Run, write: Write) -> None:
    write("two.yaml", OPEN.replace("get: {}", "get: {}\n    post: {}"))
    result = run("check", "two.yaml", "--fail-on", "warn", "--select", "openapi.operation_requires_security")
    assert result.err.startswith("compliance: --fail-on warn: findings 2; rules broken 1; requirements with a breach ")
    assert run("check", "two.yaml", "--fail-on", "advice").status == 1


@pytest.mark.usefixtures("sockets_and_processes")
def test_an_address_that_is_named_is_fetched_and_its_key_is_not_shown(run: Run) -> None:
    with serve(flawless()) as served:
        url = f"{served.base_url}/openapi.json"
        allowed = run("check", f"{url}?key=s3cret", "--allow-private", "--ca", served.ca_file, "--format", "json")
        refused = run("check", url, "--format", "json")
        audited = run("audit", f"{url}#x", "--allow-private", "--ca", served.ca_file)
    subject = json.loads(allowed.out)["subjects"][0]
    assert subject["id"] == url
    assert {"s3cret" in text for text in (allowed.out, allowed.err)} == {False}
    assert {v["outcome"] for v in subject["verdicts"] if v["rule"] == "openapi.operation_requires_security"} == {"met"}
    assert refused.status == 2
    assert "looked at only where allowed" in json.loads(refused.out)["subjects"][0]["gaps"][0]["reason"]
    assert audited.status == 2
    assert "this is an OpenAPI document" in audited.out


def test_standard_input_is_read_as_a_document_or_a_record(run: Run) -> None:
    document = run("check", "-", stdin=OPEN.encode())
    assert "standard input:5:5 warn openapi.operation_requires_security" in document.out
    record = run("check", "-", "--format", "json", "--lang", "vi", stdin=b"slug: a\nowner: none\n")
    assert json.loads(record.out)["subjects"][0]["sources"][0]["uri"] == "đầu vào chuẩn"
    flow = run("check", "-", "openapi.yaml", "-", "--format", "json", stdin=b'{"openapi": "3.1.0", "paths": {}}')
    assert [subject["id"] for subject in json.loads(flow.out)["subjects"]] == ["standard input", "openapi.yaml"]
    audited = run("audit", "-", "--format", "json", stdin=b"slug: a\nowner: none\n")
    assert json.loads(audited.out)["subjects"][0]["id"] == "a"
    assert run("check", "-").status == 2


def test_standard_input_refers_to_files_of_this_folder(run: Run, write: Write) -> None:
    write("path.yaml", "get: {}\n")
    result = run("check", "-", stdin=OPEN.replace("\n    get: {}", " {$ref: path.yaml}").encode())
    assert "path.yaml:1:1 warn openapi.operation_requires_security" in result.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize(
    ("arguments", "is_piped"),
    [
        (("check", "openapi.yaml"), True),
        (("check", "openapi.yaml", "--output", "json=/dev/full"), False),
        (("rules",), True),
        (("--help",), True),
    ],
)
def test_a_full_disk_is_one_sentence_and_one_status(arguments: tuple[str, ...], is_piped: bool, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        out = full if is_piped else subprocess.DEVNULL
        command = [sys.executable, "-m", "compliance.cli", *arguments]
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "could not be written: the disk is full" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor by the shell")
@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize("words", ["check openapi.yaml", "rules", "--help", "--version"])
def test_a_closed_output_is_one_sentence_and_one_status(words: str, tmp_path: Path) -> None:
    line = f"{sys.executable} -m compliance.cli {words} >&-"
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (2, "compliance: standard output could not be written: it is closed\n")


@pytest.mark.parametrize("address", ["http://api.example/openapi.yaml", "https://u:p@api.example/a", "ftp://a.example"])
def test_an_address_that_may_not_be_asked_is_told(run: Run, address: str) -> None:
    result = run("check", address)
    assert result.status == 2
    assert "https" in result.out
    assert "u:p" not in result.out + result.err


_INTERRUPTED = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from compliance.cli.main import main
sys.exit(main(["check", "openapi.yaml"]))
"""


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize(
    ("module", "said"),
    [("compliance.cli.running", ""), ("argparse", ""), ("compliance.actions.check", "compliance: interrupted\n")],
)
def test_an_interruption_is_quiet_also_while_modules_load(module: str, said: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _INTERRUPTED, module]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", said)


@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_standard_error_says_what_could_not_be_judged_where_standard_output_is_for_programs(
    run: Run, form: str
) -> None:
    result = run("check", "nowhere.yaml", "--format", form)
    assert result.status == 2
    assert "compliance: not judged: nowhere.yaml: there is no such file: nowhere.yaml" in result.err
