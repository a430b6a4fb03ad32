"""What the commands of README.md do where only the extras are installed that it names, as `make audit` does."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

LACKING = (
    *("docx", "typst", "jsonpath", "pygls", "watchfiles", "rfc3161_client", "psycopg", "pkcs11", "dbos"),
    *("openapi_core", "http_sf", "opentelemetry"),
)
PROGRAM = f"""\
import sys
sys.modules.update(dict.fromkeys({LACKING!r}))
from compliance.cli.main import main
sys.exit(main())
"""
DOCUMENT = "compliance-sample/openapi.yaml"


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command of compliance; its exit status and what it says on both streams."""
    program = [sys.executable, "-c", PROGRAM, *arguments, "--lang", "en"]
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sockets_and_processes: None) -> Path:
    made = tmp_path_factory.mktemp("plain")
    assert run(made, "sample")[0] == 0
    return made


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "openapi.operation_requires_security"),
        ("explain", "L20-2023.D42.K1.D"),
        ("explain", "record"),
        ("diff", DOCUMENT, DOCUMENT),
        ("check", DOCUMENT, "--format", "sarif"),
        ("check", "compliance-sample/record.yaml", "--output", "xlsx=report.xlsx"),
        ("platforms", "export", "--format", "xlsx", "--out", "platforms.xlsx"),
        ("rules",),
    ],
    ids=" ".join,
)
def test_a_command_needs_no_other_extra(folder: Path, arguments: Sequence[str]) -> None:
    status, _, said = run(folder, *arguments)
    assert status == 0, said


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("check", DOCUMENT, "--output", "pdf=report.pdf"), "papers"),
        (("check", DOCUMENT, "--ruleset", DOCUMENT), "spectral"),
        (("explain", "spectral.operation-tags", "--ruleset", DOCUMENT), "spectral"),
        (("lsp",), "desk"),
        (("watch", DOCUMENT), "desk"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_needs_another_extra_names_it(folder: Path, arguments: Sequence[str], extra: str) -> None:
    status, _, said = run(folder, *arguments)
    assert status == 64
    assert f"pip install 'ndxp-sdk[{extra}]'" in said
