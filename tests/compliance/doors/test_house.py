"""The house is kept: generated files are current, files are small, nothing speaks of the machine it was made on."""

import ast
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from compliance.rules import all_rules
from tools.generate import REPOSITORY, artefacts_of, makers

pytestmark = pytest.mark.quick
Run = Callable[..., Any]
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
SOURCES = sorted(path for folder in ("src", "mocks", "tests") for path in (REPOSITORY / folder).rglob("*.py"))
CATALOGUES = sorted((REPOSITORY / "src").glob("*/locale/vi/LC_MESSAGES/*.po"))


LONG = {"catalogues", "rule_manual"}  # because one reads every source and the other judges every example


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if name in LONG else []) for name in makers()]
)
def test_generated_files_are_current(name: str) -> None:
    stale = [artefact.path for artefact in artefacts_of(name) if not artefact.is_current()]
    assert stale == [], "run `make generate`"


def test_there_is_a_catalogue_for_each_command_line() -> None:
    assert [path.stem for path in CATALOGUES] == ["compliance", "ndxp"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_vietnamese_catalogue_is_complete_and_keeps_every_parameter(path: Path) -> None:
    with path.open("rb") as stream:
        catalogue = read_po(stream)
    for message in catalogue:
        if not message.id:
            continue
        assert message.string, f"not translated: {message.id}"
        assert not message.fuzzy
        assert set(re.findall(r"\{\w+", message.string)) == set(re.findall(r"\{\w+", message.id)), message.id
        assert unicodedata.is_normalized("NFC", message.string)


def test_files_are_small() -> None:
    limits = {path: 110 if "rules" in path.parts and path.name != "__init__.py" else 250 for path in SOURCES}
    found = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCES if "tests" not in path.parts}
    assert {path.as_posix(): lines for path, lines in found.items() if lines > limits[path]} == {}


CHECKER = [path for path in SOURCES if path.is_relative_to(REPOSITORY / "src/compliance")]
MOCKS = [path for path in SOURCES if path.is_relative_to(REPOSITORY / "mocks")]
SDK = [path for path in SOURCES if path.is_relative_to(REPOSITORY / "src/ndxp_sdk")]
MAKER = REPOSITORY / "src/compliance/model/dataclass.py"


def test_dataclasses_are_made_by_the_quick_decorator() -> None:
    slow = re.compile(r"^ *from dataclasses import [^\n]*\b(dataclass|field|replace)\b", re.MULTILINE)
    found = [path.name for path in CHECKER if path != MAKER and slow.search(path.read_text("utf-8"))]
    assert found == [], "import dataclass, field and replace from compliance.model.dataclass"


VERB = re.compile(r"[A-Z][a-z]+\b")
# because no list of verbs is whole: whatever begins a docstring without one is one of these, or ends in -s, -ed or -ing
NO_VERB = re.compile(
    r"(All?|An|As|At|By|Every|For|From|How|If|In|Its?|No|None|Nothing|On|One|Only|Th(at|e|ese|is|ose)|To|What|Whatever"
    r"|When|Where|Whether|Which|Who|Whose|Why|With|Without|[A-Z][a-z]*([^s]s|[^e]ed|[^r]ing))\b"
)


@cache
def docstrings() -> list[tuple[Path, ast.AST, str]]:
    nodes = (
        (path, node) for path in (*CHECKER, *SDK, *MOCKS) for node in documented(ast.parse(path.read_text("utf-8")))
    )
    found = ((path, node, ast.get_docstring(node)) for path, node in nodes)
    return [(path, node, text) for path, node, text in found if text]


def documented(node: ast.stmt | ast.Module) -> Iterator[Documented]:
    """Yield what may have a docstring, which expressions have not: there are ten times as many of them."""
    if isinstance(node, Documented):
        yield node
    for block in ("body", "orelse", "handlers", "finalbody", "cases"):
        for each in getattr(node, block, ()):
            yield from documented(each)


def is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_docstrings_of_functions_begin_with_a_verb_and_those_of_properties_with_a_noun() -> None:
    functions = [each for each in docstrings() if isinstance(each[1], ast.FunctionDef | ast.AsyncFunctionDef)]
    nouns = [text for _, node, text in functions if is_property(node)]
    verbs = [text for _, node, text in functions if not is_property(node)]
    assert [text for text in nouns if not text.startswith(("The ", "Its ", "All ", "Whether "))] == []
    assert [text for text in verbs if not VERB.match(text) or NO_VERB.match(text)] == []


def test_docstrings_of_the_sdk_and_of_the_mocks_name_what_they_are_of_and_ask_no_question() -> None:
    question = re.compile(r"(What|Who|Whose|Whoever|Whatever|Where|Which|How|Why)\b|.*\b[Nn]one where\b")
    assert [text for path, _, text in docstrings() if path not in CHECKER and question.match(text)] == []


def test_docstrings_say_none_and_only_those_of_json_say_null() -> None:
    texts = ((path, text) for path, _, text in docstrings() if path not in SDK)
    found = {path for path, text in texts if re.search(r"(?<!`)\bnull\b", text, re.IGNORECASE)}
    assert {path.as_posix() for path in found if path.parent.name != "json"} == set()


@pytest.mark.usefixtures("sockets_and_processes")
def test_nothing_speaks_of_the_machine_or_of_registry_hosts() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout
    for name in listed.splitlines():
        path = REPOSITORY / name
        if path.suffix == ".mo" or not path.is_file():
            continue
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text) or "tests" in path.parts, name
        for word in ("/work" + "/main", "/home" + "/", "files.python" + "hosted", "pypi" + ".org"):
            assert word not in text, (name, word)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the checker that may be changed."""
    shutil.copytree(
        REPOSITORY / "src/compliance", tmp_path / "src/compliance", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(REPOSITORY / "specs", tmp_path / "specs")
    return tmp_path


def compliance(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "compliance.cli", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "LANG": "C.UTF-8", "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


CRASHING = '''"""A rule that crashes.

For the test.

Shows nothing. Does not show anything.
"""

from collections.abc import Iterator

from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("GP.OAS")
def crashes(operation: Operation) -> Iterator[Violation]:
    yield Violation("{a}", at=operation, a=1 // (len(operation.path) - 2))
'''


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_rule_that_crashes_is_one_error_and_changes_no_other_verdict(copy: Path) -> None:
    import json

    (copy / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {version: x}\npaths: {/ab: {get: {}}, /a: {get: {}}}\n")
    arguments = ("check", "openapi.yaml", "--format", "json", "--as-of", "2026-11-21")
    before = json.loads(compliance(copy, *arguments).stdout)
    (copy / "src/compliance/rules/openapi/crashes.py").write_text(CRASHING)
    result = compliance(copy, *arguments)
    after = json.loads(result.stdout)
    assert result.returncode == 2
    reason = "not judged: openapi.yaml: the rule itself failed: ZeroDivisionError (crashes.py:17)"
    assert result.stderr == f"compliance: rules that crashed: 1\ncompliance: {reason}\n"
    verdicts = {verdict["rule"]: verdict for verdict in after["subjects"][0]["verdicts"]}
    crashed = verdicts.pop("openapi.crashes")
    assert (crashed["outcome"], crashed["violations"]) == ("error", [])
    assert crashed["reason"] == "the rule itself failed: ZeroDivisionError (crashes.py:17)"
    assert verdicts == {verdict["rule"]: verdict for verdict in before["subjects"][0]["verdicts"]}


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_new_rule_is_one_new_file(copy: Path) -> None:
    result = compliance(copy, "rules", "new", "record/record_is_short", "--cites", "CV2765-2024.B", "--lang", "vi")
    assert result.returncode == 0, result.stderr
    made = (copy / "src/compliance/rules/record/record_is_short.py").read_text("utf-8")
    assert '@rule("CV2765-2024.B")\ndef record_is_short(record: Record)' in made
    listed = compliance(copy, "rules", "--format", "json").stdout
    assert listed.count('"id"') == len(all_rules()) + 1
    again = compliance(copy, "rules", "new", "record/record_is_short", "--cites", "CV2765-2024.B")
    assert (again.returncode, "already" in again.stderr) == (64, True)


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_new_rule_of_a_family_lies_in_its_folder(copy: Path) -> None:
    new = ("rules", "new", "--cites", "GP.OAS")
    assert compliance(copy, *new, "openapi/security/tokens_are_short").returncode == 0
    made = (copy / "src/compliance/rules/openapi/security/tokens_are_short.py").read_text("utf-8")
    assert "def tokens_are_short(operation: Operation)" in made
    refused = {
        "nowhere/tokens_are_short": "GROUP one of openapi, xml, endpoint, record, exchange",
        "openapi/nowhere/tokens_are_short": "openapi has no family nowhere",
        "openapi/tokens_are_short": "there is a rule openapi.tokens_are_short already: compliance.rules.openapi.secu",
        "openapi/versions/document_parses": "there is a rule openapi.document_parses already",
    }
    for name, problem in refused.items():
        result = compliance(copy, *new, name)
        assert (result.returncode, problem in result.stderr) == (64, True), result.stderr


def test_help_is_there_in_both_languages(run: Run) -> None:
    assert "usage: compliance" in run("--help").out
    vietnamese = run("check", "--help", "--lang", "vi").out
    assert "cách dùng: compliance check" in vietnamese
    assert "options" not in vietnamese
