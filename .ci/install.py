"""Puts what a lock names into .venv, and says each step: `python .ci/install.py audit.lock`.

It is run by make with any Python that there is, so it uses the standard library alone. Both languages are always shown,
because who sets up a machine has often not said which one is read.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

TOP = Path(__file__).parents[1]
VENV = TOP / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PIP = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
LINKED = ("--no-build-isolation", "--no-deps", "--editable", str(TOP))
MISSING = (
    "Python này ({python}) thiếu venv hoặc pip; hãy cài gói đó, trên Debian và Ubuntu: sudo apt install {package}",
    "This Python ({python}) lacks venv or pip; install the package, on Debian and Ubuntu: sudo apt install {package}",
)


def main(lock: Path) -> int:
    """Make the environment where there is none, then fill it; the exit status of the step that failed, or 0."""
    status = 0 if _has_pip() else _make_environment()
    count = len(re.findall(r"^\S+==", lock.read_text("utf-8"), re.MULTILINE))
    name = lock.relative_to(TOP).as_posix()
    steps = (
        ((f"Đang cài {count} gói của {name} …", f"Installing the {count} packages of {name} …"), _locked(lock)),
        (("Đang liên kết mã nguồn vào .venv …", "Linking the source code into .venv …"), LINKED),
    )
    for words, command in steps:
        if status == 0:
            _say(*words)
            status = subprocess.run([*PIP, *command], cwd=TOP, check=False).returncode
    return status


def _locked(lock: Path) -> tuple[str, ...]:
    return ("--require-hashes", "--requirement", str(lock))


def _has_pip() -> bool:
    command = [PYTHON, "-c", "import pip"]
    return PYTHON.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def _make_environment() -> int:
    """Make it; where that fails, leave nothing that the next run would take for an environment."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        return _lacks_a_package()
    was_there = VENV.exists()
    _say("Đang tạo môi trường Python trong .venv …", "Making a Python environment in .venv …")
    command = [sys.executable, "-m", "venv", VENV]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if made.returncode and not was_there:
        shutil.rmtree(VENV, ignore_errors=True)
    if made.returncode and "ensurepip" in made.stdout:
        return _lacks_a_package()
    sys.stderr.write(made.stdout)
    return made.returncode


def _lacks_a_package() -> int:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    sys.stderr.writelines(f"{line.format(python=sys.executable, package=package)}\n" for line in MISSING)
    return 1


def _say(*lines: str) -> None:
    sys.stdout.write(" · ".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(main(TOP / ".ci" / sys.argv[1]))
