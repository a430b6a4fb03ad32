"""Running a page: its commands in one shell, its programs, and what it starts in other terminals."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shlex import quote
from types import MappingProxyType
from typing import Final

from tools.generate.coverage import facts_date
from tools.pages.markdown import Block, Kind, blocks
from tools.running_pytest import OTHERS
from tools.servers import free_port

SHELL: Final = shutil.which("sh")
SECONDS: Final = 300
_END: Final = "\x1e"
_PORT: Final = "8080"
_WORST: Final = 3  # the greatest exit status of a report; more is bad usage or a crash


DEMO: Final = "compliance demo --out build/demo"


def outputs(name: str, text: str, ready: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return what each command of a page prints, and what each file holds that is in its folder then.

    What is `ready` of a command stands in for it: another command, which leaves and prints the same.
    """
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "page"
        folder.mkdir()
        _fix_day(Path(parent))
        found = _run(name, blocks(text), folder, ready)
        files = [path for path in folder.rglob("*") if path.suffix in {".yaml", ".toml"}]
        return found | {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def demonstrate(folder: Path) -> None:
    """Run the demonstration of the first page as a reader of English does; what it prints is in `printed.txt`."""
    _fix_day(folder)
    with (folder / "printed.txt").open("wb") as printed:
        command = [SHELL or "sh", "-c", DEMO]
        subprocess.run(command, cwd=folder, env=environment("README.md"), stdout=printed, check=True, timeout=SECONDS)


def demonstrated(name: str, folder: Path) -> dict[str, str]:
    """Return what is ready of the demonstration: the same evidence, and what it printed.

    For the page in Vietnamese it is judged again.
    """
    shown = "compliance judge build/demo/dossiers" if ".vi." in name else f"cat {quote(f'{folder}/printed.txt')}"
    return {DEMO: f"mkdir -p build && cp -R {quote(f'{folder}/build/demo')} build/demo && {shown}"}


def _fix_day(folder: Path) -> None:
    """Judge in a folder by the law of the day of the facts: what a page shows must not change with the calendar."""
    (folder / "compliance.toml").write_text(f'as-of = "{facts_date()}"\n', "utf-8")


_OTHER: Final = ("LC_", "NDXP_", "LANG", "COLUMNS")  # what would make the output another than in a new terminal


def environment(name: str) -> dict[str, str]:
    """Return the variables of a reader of this page, in its language, whose path has what is installed here."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_OTHER)}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    language = "vi_VN.UTF-8" if ".vi." in name else "C.UTF-8"
    return {**kept, "PATH": path, "LANG": language, "PYTHONIOENCODING": "utf-8"}


@contextmanager
def _started(command: str, name: str, folder: Path) -> Iterator[str]:
    """Start what a page starts in a terminal of its own; yields what it says of itself."""
    arguments = [SHELL or "sh", "-c", f"exec {command}"]
    process = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment(name), cwd=folder
    )
    assert process.stdout is not None
    with process, process.stdout as output:
        try:
            yield _introduction(command, output)
        finally:
            process.terminate()


def _introduction(command: str, output: Iterable[str]) -> str:
    said = ""
    for line in output:
        if "Ctrl-C" in line:
            return said
        said += line
    raise AssertionError(f"{command} ended after {said!r}")


def _run(name: str, page: list[Block], folder: Path, ready: Mapping[str, str]) -> dict[str, str]:
    steps: list[tuple[str, str]] = []
    introductions: dict[str, str] = {}
    with ExitStack() as terminals:
        port = _PORT
        for block in page:
            if block.kind is Kind.WRITTEN:
                (folder / block.subject).write_text(block.text.replace(_PORT, port), "utf-8")
            elif block.kind is Kind.TERMINAL:
                port, command = str(free_port()), block.commands[-1]
                terminal = _started(_at(command, port), name, folder)
                introductions[command] = terminals.enter_context(terminal)
                steps.append(("", f"export NDXP_EXAMPLES_URL=http://localhost:{port}"))
            elif block.is_run and block.language == "python":
                steps.append(_program(block, 1 + sum(said.startswith("program ") for said, _ in steps), folder))
            elif block.is_run:
                steps += [(command, ready.get(command, command).replace(_PORT, port)) for command in block.commands]
        return introductions | dict(_ran(name, steps, folder))


def _at(command: str, port: str) -> str:
    return f"{command} --port {port}" if " hub" in command else command


def _program(block: Block, number: int, folder: Path) -> tuple[str, str]:
    """Return the name of a program and the command that starts it; that of tests runs them."""
    file = f"test_{number}.py"
    (folder / file).write_text(block.text, "utf-8")
    how = " ".join(("-m pytest -q", *OTHERS)) if "def test_" in block.text else ""
    return f"program {number}", f"python -W error {how} {file}"


def _ran(name: str, steps: list[tuple[str, str]], folder: Path) -> Iterator[tuple[str, str]]:
    """Run the steps in one shell, so that a variable that one sets counts in the next; yields what each prints."""
    script = "".join(f"{command}\nprintf '{_END}%s{_END}' \"$?\"\n" for _, command in steps)
    ran = subprocess.run(
        [SHELL or "sh", "-c", script],
        cwd=folder,
        env=environment(name),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    parts = ran.stdout.split(_END)
    for (said, _), output, status in zip(steps, parts[::2], parts[1::2], strict=False):
        worst = _WORST if said.startswith("compliance ") else 0
        assert int(status) <= worst, f"{name}: {said} ended with {status}\n{output}\n{ran.stderr}"
        assert "Traceback" not in output + ran.stderr, ran.stderr
        yield said, re.sub(r"localhost:\d+|(port|cổng) \d+", _with_port, output)


def _with_port(found: re.Match[str]) -> str:
    return re.sub(r"\d+", _PORT, found[0])
