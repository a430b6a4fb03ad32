"""How rules are found: ours by walking the package, those of others by an entry point, each imported when needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.actions.rule_list import rule_list, rules_on
from compliance.loading.facts.rules import listed_rule
from compliance.model.listed_rule import ListedRule
from compliance.rules import all_rules, rule_modules
from tools.generate import REPOSITORY

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
DOCUMENT = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: '2'}\npaths: {}\n"
RULE = '''"""A document is called Tra cứu.

For the test. To mend it, call it so.

Shows the title. Does not show anything else.
"""

from collections.abc import Iterator

from compliance.model.openapi.document import Document
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("GP.OAS")
def title_is_known(document: Document) -> Iterator[Violation]:
    yield Violation("the title is not known", at=document)
'''


def test_every_file_below_the_package_is_found_but_those_with_an_underscore() -> None:
    folder = REPOSITORY / "src/compliance/rules"
    files = {path for path in folder.rglob("*.py") if not path.name.startswith("_")}
    found = {REPOSITORY / "src" / f"{module.replace('.', '/')}.py" for module in rule_modules()}
    assert found == files


def test_the_list_that_is_kept_equals_the_walk() -> None:
    listed = tuple(map(listed_rule, rule_modules()))
    assert listed == tuple(ListedRule.of(rule) for rule in all_rules())
    assert listed == rule_list()
    assert rules_on(lambda subject: subject == "Operation") == tuple(r for r in rule_list() if r.subject == "Operation")


def test_names_are_unique_in_a_group_whatever_the_family() -> None:
    ids = [rule.id for rule in all_rules()]
    assert len(set(ids)) == len(ids)


def test_the_family_is_no_part_of_the_id() -> None:
    rule = next(rule for rule in all_rules() if rule.id == "openapi.operation_requires_security")
    assert (rule.group, rule.family) == ("openapi", "security")


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A folder in which a distribution that brings one rule is installed."""
    metadata = tmp_path / "example_checks-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: example-checks\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[compliance.rules]\nexample = example_checks.rules\n")
    family = tmp_path / "example_checks/rules/openapi/titles"
    family.mkdir(parents=True)
    for folder in (family, *list(family.parents)[:3]):
        (folder / "__init__.py").write_text(f'"""Rules of the example: {folder.name}."""\n')
    (family / "title_is_known.py").write_text(RULE)
    (family / "_words.py").write_text("raise RuntimeError\n")
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    return tmp_path


def compliance(plugin: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    run = "import sys; from compliance.cli.main import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.append({str(plugin)!r}); {run}", *arguments],
        cwd=plugin,
        env={**os.environ, "COLUMNS": "100"},  # because headings are for people, who sit at a terminal
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_rule_of_others_is_run_listed_and_explained(plugin: Path) -> None:
    report = json.loads(compliance(plugin, "check", "openapi.yaml", "--format", "json").stdout)
    verdicts = {verdict["rule"]: verdict for verdict in report["subjects"][0]["verdicts"]}
    assert verdicts["openapi.title_is_known"]["violations"][0]["message"] == "the title is not known"
    speaking = {row["id"]: row["rules"] for row in report["requirements"]}
    assert "openapi.title_is_known" in speaking["GP.OAS"]
    assert "Rules of the example: titles" in compliance(plugin, "rules").stdout
    assert "Rules of the example: openapi" in compliance(plugin, "explain", "openapi.title_is_known").stdout
    chosen = compliance(plugin, "check", "openapi.yaml", "--select", "*.title_*", "--format", "json").stdout
    assert [row["rule"] for row in json.loads(chosen)["subjects"][0]["verdicts"]] == ["openapi.title_is_known"]


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("titles/title_is_known.py", "1 // 0\n", "ZeroDivisionError: integer division or modulo by zero"),
        ("titles/empty.py", "", "NotRules: example_checks.rules.openapi.titles.empty holds the rules []"),
        ("titles/deep/__init__.py", "", "titles.deep lies too deep"),
        ("titles/title_is_known.py", RULE.replace("GP.OAS", "GP.NOTHING"), "cites GP.NOTHING, which is no requirement"),
        (
            "titles/title_is_known.py",
            RULE.replace("document: Document", "document: int"),
            "example_checks.rules.openapi.titles.title_is_known looks at int, which is no kind of subject",
        ),
        ("title_is_known.py", RULE, "would be a second rule openapi.title_is_known"),
        ("document_parses.py", RULE.replace("title_is_known", "document_parses"), "a second rule openapi.document_pa"),
        ("../stray.py", RULE, "example_checks.rules.stray lies in no group"),
        ("../../rules/__init__.py", "raise ImportError('no such thing')\n", "ImportError: no such thing"),
    ],
)
def test_rules_of_others_that_are_broken_end_in_an_error_that_names_them(
    plugin: Path, file: str, text: str, problem: str
) -> None:
    path = plugin / "example_checks/rules/openapi" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    result = compliance(plugin, "check", "openapi.yaml")
    assert (result.returncode, result.stdout) == (64, "")
    first, second = result.stderr.splitlines()
    assert (
        first
        == "compliance: the rules that example-checks brings (example_checks.rules) cannot be used; mend or remove it"
    )
    assert problem in second


def test_a_document_needs_its_own_rules_only(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    run = (
        "import sys; from compliance.cli.main import main; main(['check', 'openapi.yaml', '--quiet'])\n"
        "print([name for name in sys.modules if name.startswith('compliance.rules.') and name.count('.') > 2])"
    )
    found = subprocess.run([sys.executable, "-c", run], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "compliance.rules.openapi.structure.document_parses" in found.stdout
    for group in ("endpoint", "record", "exchange"):
        assert f"compliance.rules.{group}." not in found.stdout
