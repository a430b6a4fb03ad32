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


def build_wheel(source: Path, folder: Path) -> Path:
    """Make the wheel of a checkout, and return where it lies in the folder."""
    options = ("--quiet", "--no-deps", "--no-build-isolation", "-w")
    call(sys.executable, "-m", "pip", "wheel", *options, folder, source, folder=folder)
    return next(folder.glob("*.whl"))


def environment(folder: Path, *requirements: str) -> Path:
    python = empty_environment(folder)
    install(python, *requirements, folder=folder)
    return python


def empty_environment(folder: Path) -> Path:
    """Make one without a pip of its own, because to unpack that takes longer than anything a test does with it."""
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", folder=folder)
    return python_in(folder)


def python_in(folder: Path) -> Path:
    """Return the Python of the environment in a folder."""
    return folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"


def pip(python: Path, *arguments: str, folder: Path, check: bool = True) -> str:
    """Run the pip of the tests on another environment."""
    program = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    return call(*program, *arguments, folder=folder, check=check)


def install(python: Path, *requirements: str, folder: Path, check: bool = True) -> str:
    # because an environment of a test runs a command or two, and compiles what they need itself
    return pip(python, "install", "--quiet", "--no-compile", *requirements, folder=folder, check=check)
