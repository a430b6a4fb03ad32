"""What `make` puts into .venv: the audit a part of the whole, and one sentence where Python lacks a package."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def locked(name: str) -> set[str]:
    """Each package with its version."""
    return set(re.findall(r"^(\S+==\S+)", (TOP / ".ci" / name).read_text("utf-8"), re.MULTILINE))


def test_the_audit_installs_a_part_of_what_the_tests_install() -> None:
    assert locked("audit.lock") < locked("requirements.lock")
    assert not {name for name in locked("audit.lock") if name.startswith(("pytest", "mypy", "ruff", "hypothesis"))}


def test_a_python_without_pip_is_told_which_package_it_needs(tmp_path: Path) -> None:
    shutil.copytree(TOP / ".ci", tmp_path / ".ci")
    script = tmp_path / ".ci" / "install.py"
    blind = f"import sys, runpy; sys.modules['ensurepip'] = None; sys.argv = ['{script.name}', 'audit.lock']"
    blind += f"; runpy.run_path({str(script)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", blind], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    package = f"sudo apt install python3.{sys.version_info.minor}-venv"
    assert [line.endswith(package) for line in done.stderr.decode("utf-8").splitlines()] == [True, True]
    assert not (tmp_path / ".venv").exists()
