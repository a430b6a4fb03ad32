"""The first minute of a new platform: files that hold, nothing lost, no question to a pipe, a pipeline that runs."""

import json
import os
import re
import select
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from packaging.requirements import Requirement

import compliance
from tools.schemas import breaches, published

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

DOCUMENT = """\
openapi: 3.1.0
info: {title: Tra cứu doanh nghiệp, version: 1.0.0}
paths: {/enterprises: {get: {responses: {"200": {description: Found}}}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""
FILES = ["compliance.toml", "platform.yaml", "waivers.yaml"]


def record(folder: Path) -> Any:
    tree = yaml.safe_load((folder / "platform.yaml").read_bytes())
    assert breaches(published("platform"), tree) == []
    return tree


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("language", ["en", "vi"])
def test_an_empty_folder_gets_files_that_hold(run: Run, tmp_path: Path, language: str) -> None:
    result = run("init", "--lang", language)
    assert (result.status, result.err) == (0, "")
    assert listed(tmp_path) == FILES
    assert "services" not in record(tmp_path)
    assert breaches(published("waivers"), yaml.safe_load((tmp_path / "waivers.yaml").read_bytes())) == []
    settings = tomllib.loads((tmp_path / "compliance.toml").read_text("utf-8"))
    assert settings == {"lang": language, "waivers": "waivers.yaml", "fail-on": "warn"}
    comments = [line for name in FILES for line in (tmp_path / name).read_text("utf-8").splitlines() if "# " in line]
    why = {"en": "No text read so far prescribes OpenAPI", "vi": "Chưa văn bản nào đã đọc quy định phải dùng OpenAPI"}
    assert sum(why[language] in line for line in comments) == 1
    checked = run("check", "platform.yaml", "--format", "json")
    assert (checked.status, json.loads(checked.out)["summary"]["errors"]) == (0, 0)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_found_is_judged_accepted_and_passes(run: Run, write: Write, tmp_path: Path, language: str) -> None:
    write("api/openapi.yaml", DOCUMENT)
    write("api/paths/part.yaml", "get: {}\n")
    write("node_modules/other/openapi.json", '{"openapi": "3.0.0"}')
    write(".hidden/openapi.yaml", DOCUMENT)
    assert run("init", "--owner", "G12", "--lang", language).status == 0
    tree = record(tmp_path)
    assert (tree["slug"], tree["name_vi"]) == ("tra-cuu-doanh-nghiep", "Tra cứu doanh nghiệp")
    assert tree["owner"] == {"code": "G12", "name_vi": "Bộ Tài chính"}
    assert [each["document"] for each in tree["services"]] == ["api/openapi.yaml"]
    assert run("check", "platform.yaml").status == 1
    assert run("baseline", "platform.yaml", "-o", "waivers.yaml").status == 0
    assert run("check", "platform.yaml").status == 2
    text = (tmp_path / "waivers.yaml").read_text("utf-8")
    for field in ("reason", "legal_basis", "owner", "approver"):
        text = text.replace(f'{field}: ""', f"{field}: {field}")
    (tmp_path / "waivers.yaml").write_text(text, "utf-8")
    assert run("check", "platform.yaml").status == 0


def test_each_document_becomes_a_service_of_its_own(run: Run, write: Write, tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml", "c.json"):
        write(
            name,
            DOCUMENT if name != "c.json" else '{"swagger": "2.0", "info": {"title": "C", "version": "1"}, "paths": {}}',
        )
    run("init", "--name", "Nền tảng", "--yes")
    services = record(tmp_path)["services"]
    assert [each["document"] for each in services] == ["a.yaml", "b.yaml", "c.json"]
    assert [each["id"] for each in services] == ["tra-cuu-doanh-nghiep", "tra-cuu-doanh-nghiep-2", "c"]
    assert run("check", "platform.yaml", "--fail-on", "never").status == 0


@pytest.mark.parametrize(
    ("given", "owner"),
    [
        ("g12", {"code": "G12", "name_vi": "Bộ Tài chính"}),
        ("bo tai chinh", {"code": "G12", "name_vi": "Bộ Tài chính"}),
        ("Ministry of Finance", {"code": "G12", "name_vi": "Bộ Tài chính"}),
        ("Sở Tài chính: phòng 1", {"name_vi": "Sở Tài chính: phòng 1"}),
        ("H29.12", {"code": "H29.12"}),
    ],
)
def test_an_owner_goes_by_code_or_name(run: Run, tmp_path: Path, given: str, owner: dict[str, str]) -> None:
    result = run("init", "--owner", given)
    assert record(tmp_path)["owner"] == owner
    assert ("look at the owner" in result.out) == (owner.get("name_vi") != "Bộ Tài chính")
    assert run("check", "platform.yaml").status == 0


def test_an_owner_that_is_not_listed_is_told_with_what_is_near(run: Run) -> None:
    said = run("init", "--owner", "Bộ Tài chánh").out
    assert "look at the owner Bộ Tài chánh: it is not on the list of codes that is held here; near: G12" in said


NAMES = ['X "a": b', "no", "null", "123", "- a", "#x", "{slug}", "A # 1", "a\u2028b", "'", "Đ", "a\tb", "x: y", "…"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_written_so_that_it_is_read_again(run: Run, tmp_path: Path, name: str) -> None:
    assert run("init", "--name", name).status == 0
    tree = record(tmp_path)
    assert tree["name_vi"] == " ".join(name.split())
    assert run("check", "platform.yaml").status == 0


@pytest.mark.parametrize(
    ("language", "there", "written"),
    [("en", "There already, left as they are:", "Written:"), ("vi", "Đã có sẵn, giữ nguyên:", "Đã ghi:")],
)
def test_what_is_there_stays_as_it_is(
    run: Run, write: Write, tmp_path: Path, language: str, there: str, written: str
) -> None:
    write("platform.yaml", "mine")
    write("compliance.toml", f'lang = "{language}"\n')
    result = run("init")
    assert result.status == 0
    assert f"{there}\n  platform.yaml\n  compliance.toml\n" in result.out
    assert f"{written}\n  waivers.yaml\n" in result.out
    assert (tmp_path / "platform.yaml").read_text() == "mine"
    again = run("init")
    assert written not in again.out
    run("init", "--force")
    assert record(tmp_path)["slug"]


def test_signed_waivers_are_never_written_over(run: Run, write: Write, tmp_path: Path) -> None:
    entry = "- {rule: a.b, scope: a, reason: b, legal_basis: c, owner: d, approver: e, expires: 2027-01-01}\n"
    for text in (entry, "- broken: [\n"):
        write("waivers.yaml", text)
        result = run("init", "--force")
        assert "left as they are:\n  waivers.yaml\n" in result.out
        assert (tmp_path / "waivers.yaml").read_text() == text


def test_a_folder_that_is_not_there_is_made(run: Run, tmp_path: Path) -> None:
    result = run("init", "new/platform")
    assert listed(tmp_path / "new/platform") == FILES
    assert "  cd new/platform " in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--document", "gone.yaml"), "there is no such file: gone.yaml"),
        (("sub", "--document", "openapi.yaml"), "openapi.yaml lies outside sub; a record names documents beside it"),
        (("--pipeline", "jenkins"), "there is no jenkins; known: github, gitlab, none"),
    ],
)
def test_what_cannot_be_meant_is_told_and_nothing_is_written(
    run: Run, write: Write, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    write("openapi.yaml", DOCUMENT)
    (tmp_path / "sub").mkdir()
    result = run("init", *arguments)
    assert (result.status, said in result.err) == (64, True)
    assert listed(tmp_path) == ["openapi.yaml"]


def test_a_document_that_is_named_is_taken_alone(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.yaml", DOCUMENT)
    write("b.yaml", DOCUMENT)
    run("init", "--document", "b.yaml", "--document", "https://api.example/openapi.yaml")
    assert [each["document"] for each in record(tmp_path)["services"]] == ["b.yaml", "https://api.example/openapi.yaml"]


def commands(pipeline: Any) -> list[str]:
    """The commands of a pipeline, of whichever kind."""
    if "jobs" in pipeline:
        return [step["run"] for step in pipeline["jobs"]["compliance"]["steps"] if "run" in step]
    return pipeline["compliance"]["script"]


PIPELINES = {"github": ".github/workflows/compliance.yml", "gitlab": ".gitlab-ci.yml"}
ENTERED = {"github": "", "gitlab": ".compliance/bin/"}
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


@pytest.mark.parametrize("kind", PIPELINES)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_commands_of_a_pipeline_run(run: Run, write: Write, tmp_path: Path, kind: str, language: str) -> None:
    write("openapi.yaml", DOCUMENT)
    run("init", "--pipeline", kind, "--lang", language)
    text = (tmp_path / PIPELINES[kind]).read_text("utf-8")
    assert any(word in text for word in ("Kiểm tra hồ sơ", "Xét tài liệu")) == (language == "vi")
    # because `on` is a key in one and true a value in the other
    tree = yaml.load(text, yaml.BaseLoader if kind == "github" else yaml.SafeLoader)
    assert breaches(jsonschema_rs.Draft7Validator(get_builtin_schema(SCHEMAS[kind])), tree) == []
    variables = tree["compliance"]["variables"] if kind == "gitlab" else {}
    install, check = (
        re.sub(r"\$(\w+)", lambda found: variables[found[1]], each)
        for each in commands(tree)
        if " install " in each or " check " in each
    )
    *pip, wanted = shlex.split(install)
    assert [word for word in pip if not word.startswith("-")] == [f"{ENTERED[kind]}python", "pip", "install"]
    requirement, ours = Requirement(wanted), metadata("ndxp-sdk")
    assert (requirement.name, requirement.specifier.contains(ours["Version"])) == ("ndxp-sdk", True)
    assert requirement.extras <= set(ours.get_all("Provides-Extra") or ())
    program, *arguments = shlex.split(check)
    assert (program, run(*arguments).status) == (f"{ENTERED[kind]}compliance", 1)
    assert (tmp_path / "compliance-report.html").is_file()
    for report in tree["compliance"]["artifacts"]["reports"].values() if kind == "gitlab" else ():
        assert (tmp_path / report).stat().st_size
    assert "compliance-report.html" in yaml.safe_dump(tree)


@pytest.mark.parametrize(("kind", "file"), [("github", ".github/workflows/"), ("gitlab", ".gitlab/")])
def test_a_folder_of_a_repository_has_its_pipeline_at_the_top(
    run: Run, write: Write, tmp_path: Path, kind: str, file: str
) -> None:
    write(".git/HEAD", "ref: refs/heads/main\n")
    result = run("init", "services/my service", "--name", "Dịch vụ 1", "--pipeline", kind)
    text = (tmp_path / file / "compliance-dich-vu-1.yml").read_text("utf-8")
    tree = yaml.load(text, yaml.BaseLoader)
    assert "services/my service/compliance-report.html" in text
    if kind == "github":
        assert tree["jobs"]["compliance"]["defaults"]["run"]["working-directory"] == "services/my service"
    else:
        assert shlex.split(commands(tree)[0]) == ["cd", "services/my service"]
        assert tree["compliance"]["artifacts"]["reports"]["junit"] == "services/my service/compliance.xml"
        assert "add to .gitlab-ci.yml: include: [{local: /.gitlab/compliance-dich-vu-1.yml}]" in result.out


def test_a_pipeline_of_others_stays_and_ours_is_to_be_included(run: Run, write: Write, tmp_path: Path) -> None:
    write(".gitlab-ci.yml", "build: {script: [make]}\n")
    result = run("init")
    assert (tmp_path / ".gitlab/compliance.yml").is_file()
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "build: {script: [make]}\n"
    assert "add to .gitlab-ci.yml: include: [{local: /.gitlab/compliance.yml}]" in result.out


@pytest.mark.parametrize(
    ("there", "content", "kind"),
    [
        (".git/config", '[remote "origin"]\n\turl = git@github.com:a/b.git\n', "github"),
        (".git/config", '[remote "origin"]\n\turl = https://gitlab.example/a/b.git\n', "gitlab"),
        (".github/CODEOWNERS", "* @a\n", "github"),
        (".git/HEAD", "ref: refs/heads/main\n", "none"),
    ],
)
def test_the_pipeline_is_that_of_the_repository(
    run: Run, write: Write, tmp_path: Path, there: str, content: str, kind: str
) -> None:
    write(there, content)
    said = run("init").out
    written = {name: (tmp_path / file).is_file() for name, file in PIPELINES.items()}
    assert [name for name, is_there in written.items() if is_there] == [kind] * (kind != "none")
    assert ("`compliance init --pipeline github`, or gitlab" in said) == (kind == "none")


def test_settings_of_a_project_file_are_not_hidden(run: Run, write: Write, tmp_path: Path) -> None:
    write("pyproject.toml", '[project]\nname = "x"\n[tool.compliance]\nfail-on = "advice"\n')
    result = run("init")
    assert listed(tmp_path) == ["platform.yaml", "pyproject.toml", "waivers.yaml"]
    assert "left as they are:\n  pyproject.toml\n" in result.out
    assert '  - set in pyproject.toml: waivers = "waivers.yaml"\n' in result.out
    assert "fail-on" not in result.out


@pytest.mark.parametrize(
    "written",
    [
        '[ "tool" . \'compliance\' ]\nfail-on = "advice"\n',
        'tool.compliance.fail-on = "advice"\n',
        '[tool]\ncompliance.fail-on = "advice"\n',
        'tool = {compliance = {fail-on = "advice"}}\n',
    ],
)
def test_settings_are_seen_however_their_table_is_written(written: str, run: Run, write: Write, tmp_path: Path) -> None:
    write(".git/HEAD", "ref: refs/heads/main\n")
    write("pyproject.toml", written)
    assert "left as they are:\n  pyproject.toml\n" in run("init").out
    run("init", "services/a")
    settings = tomllib.loads((tmp_path / "services/a/compliance.toml").read_text("utf-8"))
    assert settings["extends"] == "../../pyproject.toml"


def test_a_project_that_only_speaks_of_settings_has_none(run: Run, write: Write, tmp_path: Path) -> None:
    write("pyproject.toml", '[project]\nname = """\n[tool.compliance]\n"""\n')
    run("init")
    assert (tmp_path / "compliance.toml").is_file()


def test_settings_above_that_are_no_toml_are_told(run: Run, write: Write, tmp_path: Path) -> None:
    write(".git/HEAD", "ref: refs/heads/main\n")
    write("pyproject.toml", "[tool.compliance\n")
    result = run("init", "services/a")
    assert result.status == 64
    assert "pyproject.toml:1:" in result.err
    assert not (tmp_path / "services").exists()


def test_settings_above_are_extended_and_not_hidden(run: Run, write: Write, tmp_path: Path) -> None:
    write(".git/HEAD", "ref: refs/heads/main\n")
    write("compliance.toml", 'ignore = ["openapi.version_is_semantic"]\n')
    run("init", "services/a")
    settings = tomllib.loads((tmp_path / "services/a/compliance.toml").read_text("utf-8"))
    assert settings["extends"] == "../../compliance.toml"


def test_a_pipe_is_asked_nothing(run: Run, tmp_path: Path) -> None:
    result = run("init", stdin=b"Another name\n")
    assert (result.status, result.err) == (0, "")
    assert record(tmp_path)["name_vi"] == tmp_path.name


@pytest.fixture
def terminal(tmp_path: Path, sockets_and_processes: None) -> Callable[..., tuple[int, str]]:
    """Run the command line at a terminal, type a line whenever it asks; its status and all that it shows."""
    pty = pytest.importorskip("pty", reason="the system has no terminals of POSIX")

    def run_at(*arguments: str, typed: list[str]) -> tuple[int, str]:
        mine, its = pty.openpty()
        command = [sys.executable, "-m", "compliance.cli", *arguments]
        process = subprocess.Popen(command, stdin=its, stdout=its, stderr=its, cwd=tmp_path, close_fds=True)
        os.close(its)
        shown, lines = b"", iter(typed)
        while select.select([mine], [], [], 60)[0]:
            try:
                part = os.read(mine, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
            if shown.endswith(b": ") and (line := next(lines, None)) is not None:
                os.write(mine, line.encode())
        os.close(mine)
        return process.wait(), shown.decode()

    return run_at


def test_a_person_is_asked_little(terminal: Callable[..., tuple[int, str]], write: Write, tmp_path: Path) -> None:
    write("openapi.yaml", DOCUMENT)
    typed = ["\n", "Bộ Tài chánh\n", "G12\n", "gone.yaml\n", "\n", "gitlab\n"]
    status, shown = terminal("init", "--lang", "en", typed=typed)
    assert status == 0, shown
    for question in (
        "Name of the platform [Tra cứu doanh nghiệp]",
        "documents, between commas; - for none [openapi.yaml]",
    ):
        assert question in shown
    assert "not on the list of codes that is held here; near: G12 Bộ Tài chính" in shown
    assert "there is no such file" in shown
    tree = record(tmp_path)
    assert (tree["name_vi"], tree["owner"]["code"]) == ("Tra cứu doanh nghiệp", "G12")
    assert [each["document"] for each in tree["services"]] == ["openapi.yaml"]
    assert (tmp_path / ".gitlab-ci.yml").is_file()


def test_who_ends_the_input_has_written_nothing(terminal: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    status, shown = terminal("init", "--lang", "vi", typed=["\n", "\x04"])
    assert status == 64
    assert "dữ liệu vào kết thúc khi chưa trả lời hết, và chưa ghi gì" in shown
    assert listed(tmp_path) == []


def test_options_answer_before_anybody_asks(terminal: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    status, shown = terminal("init", "--yes", "--owner", "G12", typed=[])
    assert (status, "[" in shown.partition("\n")[0]) == (0, False)
    assert record(tmp_path)["owner"]["code"] == "G12"


def test_a_program_begins_a_platform_too(run: Run, write: Write, tmp_path: Path) -> None:
    write("openapi.yaml", DOCUMENT)
    begun = compliance.init(Path(), compliance.proposed(Path(), owner="G12", pipeline="gitlab"), language="vi")
    assert sorted(path.as_posix() for path in begun.written) == [".gitlab-ci.yml", *FILES]
    assert (begun.left, begun.to_do) == ((), ())
    with pytest.raises(compliance.UsageError, match="there is no pipeline jenkins"):
        compliance.proposed(Path(), pipeline="jenkins")
