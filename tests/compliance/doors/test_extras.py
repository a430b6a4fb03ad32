"""What the commands of README.md do where only the extras are installed that it names, as `make audit` does."""

import json
import re
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


OF_COMPLIANCE = ("cryptography", "jinja2", "jsonschema_rs", "markupsafe", "orjson", "rapidfuzz", "rich", "yaml")
OTHERS = (
    *(*LACKING, "alembic", "authlib", "croniter", "hypercorn", "itsdangerous", "joserfc", "jsonschema", "lxml"),
    *("multipart", "prometheus_client", "python_multipart", "sqlalchemy", "starlette", "trustme", "uvicorn"),
    "xlsxwriter",
)
FURTHER = {
    **dict.fromkeys(
        ("audit", "baseline", "check", "export", "judge", "report", "sign", "verify", "watch"), (DOCUMENT,)
    ),
    **dict.fromkeys(("history", "keys", "platforms", "schedule", "sessions"), ("list",)),
    "diff": (DOCUMENT, DOCUMENT),
    "explain": ("record",),
}
"""What commands are given where they ask for something."""
EVERY_COMMAND = """\
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
lacking, further = json.loads(sys.argv[1])
sys.modules.update(dict.fromkeys(lacking))
from compliance.cli import commands
from compliance.cli.main import main
from compliance.model.members import members
said = {}
for name in members(commands.__path__).modules:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(out), redirect_stderr(out):
        status = main([name, *further.get(name, ()), "--lang", "en"])
    out.flush()
    said[name] = [status, out.buffer.getvalue().decode()]
print(json.dumps(said))
"""


def every_command(folder: Path, *lacking: str) -> dict[str, tuple[int, str]]:
    """What commands answer that name an extra, and which one, where some libraries are not installed."""
    program = [sys.executable, "-c", EVERY_COMMAND, json.dumps((lacking, FURTHER))]
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    said: dict[str, tuple[int, str]] = json.loads(done.stdout)
    assert [text for _, text in said.values() if re.search("internal error|Traceback|ModuleNotFound", text)] == []
    named = {name: re.findall(r"pip install 'ndxp-sdk\[(\w+)\]'", text) for name, (_, text) in said.items()}
    return {name: (said[name][0], extras[0]) for name, extras in named.items() if extras}


def test_without_any_extra_each_command_works_or_says_what_to_install(folder: Path) -> None:
    told = every_command(folder, *OF_COMPLIANCE, *OTHERS)
    asked = ("audit", "check", "demo", "diff", "requirements", "rules")
    assert {name: told[name][1] for name in asked} == dict.fromkeys(asked, "compliance")
    assert 0 not in {status for status, _ in told.values()}


def test_with_the_extra_of_the_checker_the_others_are_named(folder: Path) -> None:
    told = every_command(folder, *OTHERS)
    assert told == {
        name: (64, extra)
        for extra, names in {
            "dashboard": ("serve",),
            "desk": ("lsp", "watch"),
            "history": ("history", "keys", "notify", "report", "sessions"),
            "mocks": ("demo",),
            "worker": ("schedule", "worker"),
        }.items()
        for name in names
    }


def test_mocks_say_what_to_install(folder: Path) -> None:
    program = f"""\
import sys
sys.modules.update(dict.fromkeys({OTHERS!r}))
from ndxp_mocks.cli.entry import main
sys.exit(main())
"""
    command = [sys.executable, "-c", program, "platform", "--lang", "vi"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (64, "")
    assert "việc này cần gói bổ sung mocks: pip install 'ndxp-sdk[mocks]'" in done.stderr
