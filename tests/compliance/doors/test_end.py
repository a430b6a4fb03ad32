"""A command ends its process at once, and yet as any other program would: for what was registered, and who watches."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

FROM_SOURCE: Final = "import sys; sys.argv = ['compliance', 'check', 'openapi.yaml', *sys.argv[1:]]; "
MAIN: Final = "from compliance.cli.main import main; sys.exit(main())"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document = "openapi: 3.0.3\ninfo: {title: Ví dụ, version: '1'}\npaths: {}\n"
    (tmp_path / "openapi.yaml").write_text(document, encoding="utf-8")
    return tmp_path


def ended(folder: Path, code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    program = (sys.executable, "-c", FROM_SOURCE + code, *arguments)
    # because what is written at once is not left behind
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(program, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("form", [("text", "Audit of ", "\n"), ("json", "{", "}\n")], ids=["text", "json"])
@pytest.mark.parametrize("watching", ["", "import threading; ", "sys.setprofile(lambda *_: None); "])
def test_all_is_written_and_the_end_of_the_process_is_told(
    folder: Path, watching: str, form: tuple[str, str, str]
) -> None:
    """Whether the process ends by itself, or by returning because somebody may wait for it."""
    code = f"import atexit; atexit.register(print, 'after all'); {watching}{MAIN}"
    name, begin, end = form
    ran = ended(folder, code, "--format", name, "--fail-on", "advice")
    assert ran.returncode == 1
    assert ran.stdout.startswith(begin)
    assert ran.stdout.endswith(f"{end}after all\n")
    assert ended(folder, code, "--fromat", name).returncode == 64


def test_a_thread_that_still_works_is_waited_for(folder: Path) -> None:
    """It works until the main thread has ended and half a second more, however long the command takes."""
    working = "def work(): threading.main_thread().join(); time.sleep(0.5); print('the thread is done')"
    code = f"import threading, time\n{working}\nthreading.Thread(target=work).start(); {MAIN}"
    assert ended(folder, code).stdout.endswith("the thread is done\n")


def test_who_profiles_a_command_gets_the_profile(folder: Path) -> None:
    program = (sys.executable, "-m", "cProfile", "-m", "compliance.cli", "check", "openapi.yaml", "--quiet")
    ran = subprocess.run(program, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert "function calls" in ran.stdout
