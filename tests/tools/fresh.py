"""Commands, and environments into which nothing but what a test names was installed."""

import os
import subprocess
import sys
from pathlib import Path


def call(*command: str | Path, folder: Path, check: bool = True) -> str:
    # because a width that was set for another terminal is none of a pipe
    variables = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    arguments = [str(part) for part in command]
    result = subprocess.run(
        arguments, cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert not check or result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def environment(folder: Path, *requirements: str) -> Path:
    python = empty_environment(folder)
    install(python, *requirements, folder=folder)
    return python


def empty_environment(folder: Path) -> Path:
    call(sys.executable, "-m", "venv", folder / "venv", folder=folder)
    return folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"


def install(python: Path, *requirements: str, folder: Path, check: bool = True) -> str:
    # because an environment of a test runs a command or two, and compiles what they need itself
    options = ("--quiet", "--disable-pip-version-check", "--no-compile")
    return call(python, "-m", "pip", "install", *options, *requirements, folder=folder, check=check)
